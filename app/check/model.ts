import { isAsked } from "#domain/answering-rules.ts";
import type { Answers, Assessment, ScoredFramework, ScoredQuestion } from "#domain/scoring/model.ts";
import { statesOf } from "#domain/scoring/states.ts";

/** What somebody says in the free check; that a question is not applicable takes an account, where a second person accepts it. */
export type CheckReply = { readonly kind: "choice"; readonly value: string } | { readonly kind: "dont-know" };

/** A reply to a question as it was worded then: one of another meaning is not taken for it. */
export interface Said {
  readonly meaning: number;
  readonly reply: CheckReply;
}
/** By question id. */
export type CheckAnswers = Readonly<Record<string, Said | undefined>>;

export interface CheckQuestion extends ScoredQuestion {
  readonly choices: readonly { readonly value: string; readonly credit: number }[];
}
/** The free check as a framework of its own: scored and covered within itself, and without any text. */
export interface CheckSheet extends ScoredFramework {
  readonly questions: readonly CheckQuestion[];
}

/** What the browser kept, however old or damaged it is; nothing of another framework. */
export function saidIn(kept: string | null, framework: string): CheckAnswers {
  const content = parsed(kept);
  if (!isRecord(content) || content.framework !== framework || !isRecord(content.answers)) return {};
  const entries = Object.entries(content.answers);
  return Object.fromEntries(entries.filter((entry): entry is [string, Said] => isSaid(entry[1])));
}

/** The same with one more answer, as the browser keeps it. */
export function keptWith(kept: string | null, framework: string, questionId: string, said: Said): string {
  return JSON.stringify({ framework, answers: { ...saidIn(kept, framework), [questionId]: said } });
}

/** Those answers that the questions of today still take. */
export function standingAnswers(sheet: CheckSheet, answers: CheckAnswers): CheckAnswers {
  const standing = sheet.questions.flatMap((question) => {
    const said = answers[question.id];
    return said?.meaning === question.meaning && creditOf(question, said.reply) !== undefined
      ? [[question.id, said] as const]
      : [];
  });
  return Object.fromEntries(standing);
}

/** The answers as scoring reads them; nothing is known of the company. */
export function assessmentOf(sheet: CheckSheet, answers: CheckAnswers): Assessment {
  const given: Record<string, Answers[string]> = {};
  for (const question of sheet.questions) {
    const reply = answers[question.id]?.reply;
    if (!reply) continue;
    const credit = creditOf(question, reply) ?? 0;
    const answer = reply.kind === "choice" ? ({ kind: "choice", credit } as const) : ({ kind: "dontKnow" } as const);
    given[question.id] = { answer, confirmed: true, evidence: [] };
  }
  return { framework: sheet, facts: {}, given, locked: false };
}

/** The questions to be asked after these answers, in order. */
export function askedOf(sheet: CheckSheet, answers: CheckAnswers): string[] {
  return [...statesOf(assessmentOf(sheet, answers))].filter(([, standing]) => isAsked(standing)).map(([id]) => id);
}

/** The first question that waits for an answer; undefined when none does. */
export function firstOpen(sheet: CheckSheet, answers: CheckAnswers): string | undefined {
  return askedOf(sheet, answers).find((id) => answers[id] === undefined);
}

/** The questions before and behind this one; undefined at the ends. */
export function neighboursOf(sheet: CheckSheet, answers: CheckAnswers, id: string) {
  const asked = askedOf(sheet, answers);
  const place = asked.indexOf(id);
  return { before: asked[place - 1], after: asked[place + 1] };
}

/** 0–100; undefined for what is no answer to it. "Don't know" earns nothing. */
function creditOf({ choices }: CheckQuestion, reply: CheckReply): number | undefined {
  return reply.kind === "dont-know" ? 0 : choices.find(({ value }) => value === reply.value)?.credit;
}

function parsed(kept: string | null): unknown {
  try {
    return kept === null ? null : JSON.parse(kept);
  } catch {
    return null;
  }
}

function isSaid(value: unknown): value is Said {
  if (!isRecord(value) || typeof value.meaning !== "number" || !isRecord(value.reply)) return false;
  const { kind, value: chosen } = value.reply;
  return kind === "dont-know" || (kind === "choice" && typeof chosen === "string");
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
