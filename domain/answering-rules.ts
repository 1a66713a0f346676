import type { Framework } from "./content/framework.schema.ts";
import type { Question } from "./content/question.schema.ts";
import { creditOf, type AnswerSpec, type AnswerValue } from "./answering.ts";
import { Refusal } from "./refusal.ts";
import type { Proofs } from "./evidence.ts";
import type { Answer, Answers, Facts, Given, Standing, States } from "./scoring/model.ts";
import { statesOf } from "./scoring/states.ts";

/** What a person says to a question, as it is sent and kept. `choice` is a value of any of the five kinds of question. */
export type Reply =
  | { readonly kind: "choice"; readonly value: AnswerValue }
  | { readonly kind: "dont-know" }
  | { readonly kind: "not-applicable"; readonly reason: string }
  | { readonly kind: "none" };

/** The longest reason or note that is kept, in characters. */
export const longestWords = 4_000;

/** The latest revision of one answer. Earlier ones are kept beside it. */
export interface StoredAnswer {
  readonly questionId: string;
  /** 1 for the first; an answer is saved only over the revision that its writer saw. */
  readonly revision: number;
  readonly kind: Reply["kind"];
  /** Null unless `kind` is choice. */
  readonly value: AnswerValue | null;
  /** 0–100, as it was earned on the day of answering. */
  readonly credit: number;
  readonly reason: string | null;
  readonly note: string | null;
  /** False for what was carried over, and for what stands behind a gate that was opened again. */
  readonly confirmed: boolean;
  /** Who accepted that it is not applicable; the answerer too, where there is nobody else. */
  readonly acceptedBy: string | null;
  readonly acceptedAt: Date | null;
  readonly verdictCredit: number | null;
  readonly verdictBy: string | null;
  readonly verdictAt: Date | null;
  readonly source: "person" | "task" | "carried";
  readonly taskId: string | null;
  /** The request by link whose reply somebody accepted as this answer. */
  readonly requestId: string | null;
  /** Whose answer it is: neither a note nor taking a change back makes it another's. */
  readonly answeredBy: string;
  /** When it last changed. */
  readonly answeredAt: Date;
  readonly saveKey: string | null;
}

/** By question id. */
export type StoredAnswers = Readonly<Record<string, StoredAnswer | undefined>>;
/** What scoring needs of an answer, wherever it comes from. */
export type Scorable = Pick<StoredAnswer, "kind" | "credit" | "reason" | "confirmed" | "acceptedBy" | "verdictCredit">;

export type AssessmentState = "open" | "in-review" | "completed" | "abandoned" | "superseded";

/** Whether somebody still works on it: one of a framework does so at a time. */
export function isRunning(state: AssessmentState): boolean {
  return state === "open" || state === "in-review";
}

/** Whether answers may move no more. */
export function isLocked(state: AssessmentState): boolean {
  return state !== "open";
}

/** Whether what was left unanswered counts as such: so it does once the assessment was completed. */
export function isCompleted(state: AssessmentState): boolean {
  return state === "completed" || state === "superseded";
}

/** A stored answer as scoring reads it. */
function givenOf(stored: Scorable, evidence: Given["evidence"]): Given {
  return {
    answer: answerOf(stored),
    confirmed: stored.confirmed,
    finding: stored.verdictCredit ?? undefined,
    evidence,
  };
}

function answerOf({ kind, credit, reason, acceptedBy }: Scorable): Answer {
  if (kind === "choice") return { kind, credit };
  if (kind === "dont-know") return { kind: "dontKnow" };
  if (kind === "not-applicable") return { kind: "notApplicable", reason: reason ?? "", accepted: acceptedBy !== null };
  return { kind: "none" };
}

/** @param proofs what proves them: left out where only scores are wanted, which no evidence moves */
export function answersOf(stored: Readonly<Record<string, Scorable | undefined>>, proofs: Proofs = {}): Answers {
  const given: Record<string, Given> = {};
  for (const [id, answer] of Object.entries(stored)) if (answer) given[id] = givenOf(answer, proofs[id] ?? []);
  return given;
}

interface Taken {
  readonly facts: Facts;
  readonly answers: StoredAnswers;
  readonly state: AssessmentState;
}

/** Where each question of an assessment stands. */
export function standingsOf(framework: Framework, { facts, answers, state }: Taken): States {
  return statesOf({ framework, facts, given: answersOf(answers), locked: isCompleted(state) });
}

/** Whether somebody may answer it now: it applies, and what opens it has been answered. */
export function isAsked({ state, because }: Standing): boolean {
  return state !== "hidden" && state !== "implied" && because.length === 0;
}

/**
 * The question, when it may be answered now.
 * @throws {Refusal} assessment-locked, unknown-question, not-asked
 */
export function requireAnswerable(framework: Framework, assessment: Taken, questionId: string): Question {
  if (isLocked(assessment.state)) throw new Refusal("assessment-locked", `it is ${assessment.state}`);
  const question = requireQuestion(framework, questionId);
  const standing = standingsOf(framework, assessment).get(questionId);
  if (!standing || !isAsked(standing)) throw new Refusal("not-asked", `${questionId} is ${standing?.state}`);
  return question;
}

/** @throws {Refusal} unknown-question */
export function requireQuestion(framework: Framework, questionId: string): Question {
  const question = framework.questions.find(({ id }) => id === questionId);
  if (!question) throw new Refusal("unknown-question", `no ${questionId} in ${framework.id} ${framework.version}`);
  return question;
}

/**
 * What a reply earns.
 * @param on the day in the tenant's zone, `2026-11-24`
 * @returns 0–100
 * @throws {Refusal} unknown-choice, reason-needed, not-applicable-refused
 */
export function creditOfReply(
  question: { readonly answer: AnswerSpec; readonly allowsNotApplicable: boolean },
  reply: Reply,
  on: string,
): number {
  if (reply.kind === "choice") return creditOf(question.answer, reply.value, on);
  if (reply.kind === "not-applicable") {
    if (!question.allowsNotApplicable) throw new Refusal("not-applicable-refused", "the question applies to everybody");
    if (reply.reason.trim() === "") throw new Refusal("reason-needed", "no reason given");
  }
  return 0;
}

/** Whether a stored answer says the same as a reply: saving it again would change nothing. */
export function saysTheSame(stored: Pick<StoredAnswer, "kind" | "value" | "reason">, reply: Reply): boolean {
  if (stored.kind !== reply.kind) return false;
  if (reply.kind === "choice") return JSON.stringify(stored.value) === JSON.stringify(reply.value);
  return reply.kind !== "not-applicable" || stored.reason === reply.reason.trim();
}

/** The mark beside a question. */
export type Mark = "met" | "partly" | "unmet" | "unknown" | "na" | "open";

export function markOf({ state, credit }: Pick<Standing, "state" | "credit">): Mark {
  if (state === "notApplicable") return "na";
  if (state === "dontKnow") return "unknown";
  if (state === "implied") return "unmet";
  if (state !== "answered") return "open";
  return markOfCredit(credit);
}

export function markOfCredit(credit: number): "met" | "partly" | "unmet" {
  return credit >= 100 ? "met" : credit > 0 ? "partly" : "unmet";
}
