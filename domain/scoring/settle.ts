import type { Answer, Answers, Assessment } from "./model.ts";
import { statesOf } from "./states.ts";

/** The answers after the rule of writing, and the questions that it touched, in framework order. */
export interface Settled {
  readonly given: Answers;
  /** Confirmed before; kept for the respondent, and to be confirmed again. */
  readonly unconfirmed: readonly string[];
  /** Had a finding before. */
  readonly lapsed: readonly string[];
}

/**
 * The rule of writing, for the transaction that stores answers: an answer is confirmed only while its gates are answered.
 * What stands behind an unanswered gate becomes unconfirmed and its finding lapses, so that answering the gate later
 * brings nothing back unseen. No state changes by it: behind an open gate nothing counted.
 */
export function settle(assessment: Assessment): Settled {
  const states = statesOf({ ...assessment, locked: false });
  const given = { ...assessment.given };
  const unconfirmed: string[] = [];
  const lapsed: string[] = [];
  for (const { id, asksWhen } of assessment.framework.questions) {
    const kept = given[id];
    if (!kept || !asksWhen.some(({ question }) => states.get(question)?.state === "unanswered")) continue;
    if (kept.confirmed) unconfirmed.push(id);
    if (kept.finding !== undefined) lapsed.push(id);
    given[id] = { ...kept, confirmed: false, finding: undefined };
  }
  return { given, unconfirmed, lapsed };
}

/**
 * The answers after one is given or changed (confirmed by that, its finding lapsed) or cleared, and all that follows from it.
 * What becomes of its evidence and review is for the caller to say.
 */
export function withAnswer(assessment: Assessment, question: string, answer: Answer): Settled {
  const { evidence = [], review, finding } = assessment.given[question] ?? {};
  const changed = { answer, confirmed: answer.kind !== "none", evidence, review };
  const settled = settle({ ...assessment, given: { ...assessment.given, [question]: changed } });
  return finding === undefined ? settled : { ...settled, lapsed: [question, ...settled.lapsed] };
}
