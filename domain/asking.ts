import type { AnswerValue } from "./answering.ts";
import type { Reply } from "./answering-rules.ts";
import { linkStateOf } from "./link.ts";

/** A question that was sent by link is good for so long, unless whoever sends it says otherwise; days. */
export const usualAskingDays = 14;
/** So many questions go by one link at most. */
export const mostAsked = 20;
/** The longest name, message and note that a sheet behind a link takes, in characters. */
export const longestAskedName = 120;
export const longestMessage = 600;
export const longestAskedNote = 2_000;

/** What somebody without an account said to a question, in one of its revisions. */
export interface AskedReply {
  readonly questionId: string;
  /** 1 for the first; each correction is another. */
  readonly revision: number;
  readonly kind: Exclude<Reply["kind"], "none">;
  readonly value: AnswerValue | null;
  readonly reason: string | null;
  readonly note: string | null;
  /** As they call themselves. */
  readonly givenName: string;
  readonly repliedAt: Date;
  readonly saveKey: string;
  /** Null while it waits for somebody of the company. */
  readonly decision: "accepted" | "declined" | null;
}

/** How a request stands in the list of those that were sent. */
export type RequestState = "unopened" | "opened" | "answered" | "settled" | "withdrawn" | "expired";

interface Request {
  readonly questionIds: readonly string[];
  readonly openedAt: Date | null;
  readonly usedAt: Date | null;
  readonly revokedAt: Date | null;
  readonly expiresAt: Date;
  /** The latest of each question. */
  readonly replies: readonly Pick<AskedReply, "questionId" | "decision">[];
}

/** A reply that waits comes first: it is what somebody has to look at, however the link stands by now. */
export function requestStateOf(request: Request, now: Date): RequestState {
  const { questionIds, replies, openedAt } = request;
  if (replies.some(({ decision }) => decision === null)) return "answered";
  if (isSettled(request)) return "settled";
  const link = linkStateOf(request, now);
  if (link === "withdrawn" || link === "expired") return link;
  if (replies.length > 0 && replies.length === questionIds.length) return "settled";
  return openedAt ? "opened" : "unopened";
}

/** Whether nothing is left to reply to: each of its questions has a reply that was accepted. */
export function isSettled({ questionIds, replies }: Pick<Request, "questionIds" | "replies">): boolean {
  return questionIds.every((id) =>
    replies.some(({ questionId, decision }) => questionId === id && decision === "accepted"),
  );
}

/** A reply from a link as an answer says it. */
export function replyIn({ kind, value, reason }: Pick<AskedReply, "kind" | "value" | "reason">): Reply {
  if (kind === "choice" && value !== null) return { kind, value };
  if (kind === "not-applicable") return { kind, reason: reason ?? "" };
  return { kind: "dont-know" };
}

/**
 * The note of an answer with what a colleague noted beside it, in their name. What would not fit is left in the reply,
 * where it stays readable.
 * @param longest in characters
 */
export function noteWith(
  existing: string | null,
  { givenName, note }: Pick<AskedReply, "givenName" | "note">,
  longest: number,
): string | undefined {
  if (note === null) return undefined;
  const line = `${givenName}: ${note}`;
  if (existing?.includes(line)) return undefined;
  const whole = existing ? `${existing}\n${line}` : line;
  return whole.length <= longest ? whole : undefined;
}
