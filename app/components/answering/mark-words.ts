import type { Mark } from "#domain/answering-rules.ts";

/** The text of each mark, for who does not see it. */
export const markWords: Record<Mark, string> = {
  met: "states.state-met",
  partly: "states.state-partly",
  unmet: "states.state-unmet",
  unknown: "states.state-dontKnow",
  na: "states.state-notApplicable",
  open: "states.state-unanswered",
};
