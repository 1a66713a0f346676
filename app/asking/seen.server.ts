import type { QuestionRequest } from "#db/asked-questions.ts";
import { linkStateOf } from "#domain/link.ts";
import type { SeenAsked } from "./model.ts";

/** What the answering screen shows of the requests of an assessment: replies that wait, and questions still out. */
export function seenAsked(requests: readonly QuestionRequest[], now: Date): SeenAsked {
  const suggestions = requests.flatMap(({ linkId, replies }) =>
    replies.flatMap(({ questionId, revision, kind, value, reason, note, givenName, repliedAt, decision }) =>
      decision === null
        ? [{ linkId, questionId, revision, kind, value, reason, note, givenName, repliedAt: repliedAt.toISOString() }]
        : [],
    ),
  );
  const outstanding = requests
    .filter((request) => linkStateOf(request, now) === "live")
    .flatMap(({ questionIds, replies, colleague, createdAt }) =>
      questionIds
        .filter((id) => !replies.some(({ questionId }) => questionId === id))
        .map((questionId) => ({ questionId, colleague, askedAt: createdAt.toISOString() })),
    );
  // who replied first is shown first
  return { suggestions: suggestions.sort((a, b) => (a.repliedAt < b.repliedAt ? -1 : 1)), outstanding };
}
