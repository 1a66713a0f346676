/** What a person is in a company; a consultant is one through the practice's live engagement. */
export const roles = ["owner", "manager", "contributor", "viewer", "consultant"] as const;
export type Role = (typeof roles)[number];

const everybody = roles;
const workers = ["owner", "manager", "contributor", "consultant"] as const;
const leaders = ["owner", "manager"] as const;

/** The one table of who may do what in a company. */
const allowed = {
  "company:read": everybody,
  "company:edit": leaders,
  "profile:read": everybody,
  "profile:edit": leaders,
  "people:read": everybody,
  "people:manage": leaders,
  "people:make-owner": ["owner"],
  "engagement:end": ["owner", "manager"],
  "engagement:invite": ["owner"],
  "assessment:read": everybody,
  "assessment:start": ["owner", "manager", "consultant"],
  "assessment:answer": workers,
  // sends a question by link to somebody without an account
  "question:ask": workers,
  "assessment:accept": ["owner", "manager", "consultant"],
  "assessment:review": ["manager", "consultant", "owner"],
  "assessment:complete": leaders,
  "assessment:reopen": leaders,
  "task:read": everybody,
  "task:create": ["owner", "manager", "consultant"],
  "task:work": workers,
  "schedule:read": everybody,
  "schedule:set": ["owner", "manager", "consultant"],
  "audit:read": leaders,
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof allowed;
export const permissions = Object.keys(allowed) as Permission[];

/** Whether this role may do it. */
export function may(role: Role, permission: Permission): boolean {
  return (allowed[permission] as readonly Role[]).includes(role);
}
