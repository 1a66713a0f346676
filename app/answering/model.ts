import type { SeenAsked } from "#app/asking/model.ts";
import {
  answersOf,
  creditOfReply,
  isAsked,
  isCompleted,
  markOf,
  saysTheSame,
  type AssessmentState,
  type Mark,
  type Reply,
  type StoredAnswer,
} from "#domain/answering-rules.ts";
import type { Question } from "#domain/content/question.schema.ts";
import type { Localized } from "#domain/localized.ts";
import { Refusal } from "#domain/refusal.ts";
import { scoreOf, type Score } from "#domain/scoring/score.ts";
import { settle } from "#domain/scoring/settle.ts";
import { statesOf } from "#domain/scoring/states.ts";
import type { Facts, ScoredFramework, Standing } from "#domain/scoring/model.ts";

type Shown = Pick<
  Question,
  | "id"
  | "meaning"
  | "topic"
  | "severity"
  | "weight"
  | "appliesWhen"
  | "asksWhen"
  | "allowsNotApplicable"
  | "answer"
  | "text"
  | "short"
>;
/** A question in the reader's language, with all that it takes to answer it, so that the next one needs no network. */
export type AskedQuestion = Localized<Shown>;
export interface AskedFramework extends ScoredFramework {
  readonly title: string;
  /** For the head of a phone's page. */
  readonly short: string;
  readonly topics: readonly { readonly id: string; readonly title: string; readonly multiplier: number }[];
  readonly questions: readonly AskedQuestion[];
}

/** An answer as the browser knows it. */
export interface SeenAnswer extends Pick<
  StoredAnswer,
  "revision" | "kind" | "value" | "credit" | "reason" | "note" | "confirmed" | "acceptedBy" | "verdictCredit" | "source"
> {
  readonly acceptedByName: string | null;
  readonly answeredByName: string | null;
  /** Whose reply by a link was accepted as this answer. */
  readonly suggestedByName: string | null;
  /** Given by the reader. */
  readonly isMine: boolean;
  /** Accepted by who gave it, for want of a second person. */
  readonly isSelfAccepted: boolean;
  /** ISO instant. */
  readonly answeredAt: string;
}
export type SeenAnswers = Readonly<Record<string, SeenAnswer | undefined>>;

/** What the answering page is made of. */
export interface Answering {
  readonly company: { readonly slug: string; readonly name: string; readonly zone: string };
  readonly person: { readonly id: string; readonly name: string };
  readonly assessment: {
    readonly id: string;
    readonly number: number;
    readonly state: AssessmentState;
    readonly openedAt: string;
    readonly completedAt: string | null;
    /** The texts were mended since it was opened; meaning and credits stayed. */
    readonly isMended: boolean;
  };
  readonly framework: AskedFramework;
  readonly facts: Facts;
  readonly answers: SeenAnswers;
  /** What went out by link and has not been settled. */
  readonly asked: SeenAsked;
  readonly mayAnswer: boolean;
  readonly mayAccept: boolean;
  /** Nobody else may accept that a question is not applicable. */
  readonly acceptsAlone: boolean;
  /** The question that the page opens with. */
  readonly current: string;
  /** The calendar day in the company's zone. */
  readonly today: string;
  /** The mark of a form that is sent without JavaScript. */
  readonly saveKey: string;
}

/** What one change says; what it leaves out stays. */
export interface Change {
  readonly reply?: Reply;
  readonly note?: string;
}

/** Where each question stands, with what the browser has not sent yet. */
export interface Sheet {
  readonly answers: SeenAnswers;
  readonly standings: ReadonlyMap<string, Standing>;
  readonly score: Score;
}

interface Taken {
  readonly framework: ScoredFramework;
  readonly facts: Facts;
  readonly assessment: { readonly state: AssessmentState };
}

/** The answers as they will stand, and all that follows from them. */
export function sheetOf({ framework, facts, assessment }: Taken, answers: SeenAnswers): Sheet {
  const locked = isCompleted(assessment.state);
  const { unconfirmed } = settle({ framework, facts, given: answersOf(answers), locked: false });
  const settled = { ...answers };
  for (const id of unconfirmed) settled[id] = { ...(answers[id] as SeenAnswer), confirmed: false };
  const standings = statesOf({ framework, facts, given: answersOf(settled), locked });
  return { answers: settled, standings, score: scoreOf({ framework, states: standings }) };
}

/** An answer with a change on top, as the server would keep it. */
export function changed(
  page: Pick<Answering, "framework" | "person" | "today" | "acceptsAlone">,
  questionId: string,
  before: SeenAnswer | undefined,
  { reply, note }: Change,
  at: string,
): SeenAnswer {
  const base = before ?? emptyAnswer(at);
  const noted = note === undefined ? base.note : note.trim() || null;
  const isSaid = before !== undefined && before.confirmed && reply !== undefined && saysTheSame(before, reply);
  if (reply === undefined || isSaid) return { ...base, note: noted, answeredAt: at };
  const isAccepted = reply.kind === "not-applicable" && page.acceptsAlone;
  return {
    ...base,
    kind: reply.kind,
    value: reply.kind === "choice" ? reply.value : null,
    credit: creditIn(page, questionId, reply),
    reason: reply.kind === "not-applicable" ? reply.reason.trim() : null,
    note: noted,
    confirmed: true,
    acceptedBy: isAccepted ? page.person.id : null,
    acceptedByName: isAccepted ? page.person.name : null,
    isSelfAccepted: isAccepted,
    verdictCredit: null,
    source: "person",
    answeredByName: page.person.name,
    suggestedByName: null,
    isMine: true,
    answeredAt: at,
  };
}

/** What the server will not take earns nothing here; it says so itself. */
function creditIn(
  { framework, today }: Pick<Answering, "framework" | "today">,
  questionId: string,
  reply: Reply,
): number {
  const question = framework.questions.find(({ id }) => id === questionId);
  try {
    return question ? creditOfReply(question, reply, today) : 0;
  } catch (error) {
    if (error instanceof Refusal) return 0;
    throw error;
  }
}

function emptyAnswer(at: string): SeenAnswer {
  return {
    revision: 0,
    kind: "none",
    value: null,
    credit: 0,
    reason: null,
    note: null,
    confirmed: true,
    acceptedBy: null,
    acceptedByName: null,
    isSelfAccepted: false,
    verdictCredit: null,
    source: "person",
    answeredByName: null,
    suggestedByName: null,
    isMine: true,
    answeredAt: at,
  };
}

/** The questions as they are gone through: topic by topic, within a topic as the file has them. */
export function inTopicOrder<F extends ScoredFramework>(framework: F): F {
  const order = new Map(framework.topics.map(({ id }, i) => [id, i]));
  const place = ({ topic }: { topic: string }) => order.get(topic) ?? 0;
  return { ...framework, questions: [...framework.questions].sort((a, b) => place(a) - place(b)) };
}

/** How far along somebody is. */
export interface Progress {
  readonly asked: number;
  readonly answered: number;
  /** Whole minutes, at half a minute a question; a carried answer takes a third of that. */
  readonly minutes: number;
}

/** Whether nobody needs to come back to it: answered, or marked as not applicable and waiting for a second person. */
export function isDone(sheet: Sheet, questionId: string): boolean {
  const state = sheet.standings.get(questionId)?.state;
  if (state === "answered" || state === "dontKnow" || state === "notApplicable") return true;
  const answer = sheet.answers[questionId];
  return state === "unanswered" && answer?.kind === "not-applicable" && answer.confirmed;
}

/** Whether a question is shown at all. */
export function isShown(sheet: Sheet, questionId: string): boolean {
  return sheet.standings.get(questionId)?.state !== "hidden";
}

/** Whether it can be answered now: nothing hides it, and what opens it was answered. */
export function isOpenTo(sheet: Sheet, questionId: string): boolean {
  const standing = sheet.standings.get(questionId);
  return standing !== undefined && isAsked(standing);
}

export function progressOf({ framework }: Pick<Taken, "framework">, sheet: Sheet, ids?: readonly string[]): Progress {
  const counted = (ids ?? framework.questions.map(({ id }) => id)).filter((id) => {
    const state = sheet.standings.get(id)?.state;
    return state !== "hidden" && state !== "implied";
  });
  const open = counted.filter((id) => !isDone(sheet, id));
  const seconds = open.reduce((sum, id) => sum + (isToConfirm(sheet.answers[id]) ? 10 : 30), 0);
  return { asked: counted.length, answered: counted.length - open.length, minutes: Math.ceil(seconds / 60) };
}

/** An answer that is there and counts for nothing until somebody says that it still holds. */
export function isToConfirm(answer: SeenAnswer | undefined): boolean {
  return answer !== undefined && !answer.confirmed && answer.kind !== "none";
}

/** The mark beside a question; one that waits for a second person shows what was said. */
export function markIn(sheet: Sheet, questionId: string): Mark {
  const standing = sheet.standings.get(questionId);
  if (!standing) return "open";
  const answer = sheet.answers[questionId];
  if (standing.state === "unanswered" && answer?.kind === "not-applicable" && answer.confirmed) return "na";
  return markOf(standing);
}

/** The next question after this one that waits for an answer, in order and around the end; undefined when none is left but it. */
export function nextOpen({ framework }: Pick<Taken, "framework">, sheet: Sheet, from: string): string | undefined {
  const ids = framework.questions.map(({ id }) => id);
  const at = ids.indexOf(from);
  return [...ids.slice(at + 1), ...ids.slice(0, at)].find((id) => isOpenTo(sheet, id) && !isDone(sheet, id));
}

/** The question `steps` away in the order of the sheet, past what does not apply; undefined at either end. */
export function neighbour(
  { framework }: Pick<Taken, "framework">,
  sheet: Sheet,
  from: string,
  steps: 1 | -1,
): string | undefined {
  const ids = framework.questions.map(({ id }) => id).filter((id) => id === from || isShown(sheet, id));
  return ids[ids.indexOf(from) + steps];
}
