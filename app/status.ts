import type { RefusalCode } from "#domain/refusal.ts";

const statusOf: Partial<Record<RefusalCode, number>> = {
  "not-found": 404,
  "not-signed-in": 401,
  "not-allowed": 403,
  "wrong-origin": 403,
  "wrong-person": 403,
  "engagement-ended": 403,
  "sign-up-closed": 403,
  "assessment-locked": 409,
  "answered-meanwhile": 409,
  "changed-meanwhile": 409,
  "task-closed": 409,
  "task-open": 409,
  "assessment-open-already": 409,
  "slug-taken": 409,
  "link-expired": 410,
  "link-used": 410,
  "request-too-large": 413,
  "file-too-large": 413,
  "file-kind-refused": 415,
  "file-lies": 415,
  "too-many-tries": 429,
};

/** The HTTP status of an expected no; 422 for what the sender can mend in the form. */
export function statusFor(code: RefusalCode): number {
  return statusOf[code] ?? 422;
}
