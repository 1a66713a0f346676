import type { AskedReply } from "#domain/asking.ts";

/** A reply by link that waits for somebody to take it, or not. */
export interface Suggestion extends Pick<
  AskedReply,
  "questionId" | "revision" | "kind" | "value" | "reason" | "note" | "givenName"
> {
  readonly linkId: string;
  /** ISO instant. */
  readonly repliedAt: string;
}

/** A question that went out and has not come back. */
export interface Outstanding {
  readonly questionId: string;
  readonly colleague: string;
  /** ISO instant. */
  readonly askedAt: string;
}

export interface SeenAsked {
  readonly suggestions: readonly Suggestion[];
  readonly outstanding: readonly Outstanding[];
}

/** The address of the page that sends a question by link. */
export function askingTo(company: string, assessmentId: string, questionId?: string): string {
  const query = questionId ? `?${new URLSearchParams({ q: questionId }).toString()}` : "";
  return `/c/${company}/assessments/${assessmentId}/ask${query}`;
}
