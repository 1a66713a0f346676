import { may, type Role } from "./permission.ts";

/** What a person of the company can be; a consultant comes in through a practice instead. */
export const memberRoles = ["owner", "manager", "contributor", "viewer"] as const satisfies readonly Role[];
export type MemberRole = (typeof memberRoles)[number];

export const practiceRoles = ["owner", "consultant"] as const;
export type PracticeRole = (typeof practiceRoles)[number];

/** The roles that somebody of this role may give to others: never one above their own. */
export function rolesToGive(role: Role): readonly MemberRole[] {
  if (!may(role, "people:manage")) return [];
  return may(role, "people:make-owner") ? memberRoles : memberRoles.filter((given) => given !== "owner");
}

/** Whether somebody of this role may change or end the membership of somebody of that role. */
export function mayChange(role: Role, target: MemberRole): boolean {
  return rolesToGive(role).includes(target);
}
