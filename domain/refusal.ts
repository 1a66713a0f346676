/** Every expected no. Each has a text in `content/messages/errors.yaml` and a status in `app/status.ts`. */
export const refusalCodes = [
  "not-found",
  "not-signed-in",
  "not-allowed",
  "assessment-locked",
  "answered-meanwhile",
  "changed-meanwhile",
  "unknown-choice",
  "unknown-question",
  "not-asked",
  "reason-needed",
  "not-applicable-refused",
  "nothing-to-undo",
  "assessment-open-already",
  "task-closed",
  "task-open",
  "last-owner",
  "link-expired",
  "link-used",
  "wrong-person",
  "already-member",
  "engagement-ended",
  "slug-taken",
  "invalid-form",
  "too-many-tries",
  "sign-up-closed",
  "request-too-large",
  "no-file",
  "file-empty",
  "file-too-large",
  "file-kind-refused",
  "file-lies",
  "file-incomplete",
  "link-not-https",
  "wrong-origin",
] as const;
export type RefusalCode = (typeof refusalCodes)[number];

/** An expected no. People read the translation of `code`; `message` is for the log and may name internals. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  constructor(
    readonly code: RefusalCode,
    message: string,
  ) {
    super(message);
  }
}
