/**
 * What scoring reads. The types are structural, so that a framework of the content (which knows texts, clauses and
 * controls besides) can be handed in as it is, and nothing here needs zod.
 */

/** S4 is what can sink a firm, S1 what is merely untidy. */
export type Severity = "S1" | "S2" | "S3" | "S4";

/** Holds when the fact is known with any value of `in`, and when it is not known: a relief is never assumed. */
export interface FactCondition {
  readonly fact: string;
  readonly in: readonly string[];
}

/** Passed when the earlier question earned at least `least` hundredths. */
export interface Gate {
  readonly question: string;
  readonly least: number;
}

export interface ScoredQuestion {
  /** Never reused for another question. */
  readonly id: string;
  /** Raised when a rewording changes what is asked: answers to two meanings are not compared. */
  readonly meaning: number;
  readonly topic: string;
  readonly severity: Severity;
  /** Replaces the weight that the severity gives; the multiplier of the topic still applies to it. */
  readonly weight?: number | undefined;
  /** All of them must hold; facts only, which earn no points. */
  readonly appliesWhen: readonly FactCondition[];
  /** Earlier questions; one shut gate is enough to leave this one out as not met. */
  readonly asksWhen: readonly Gate[];
  readonly allowsNotApplicable: boolean;
}

export interface Topic {
  readonly id: string;
  /** Integer from 0; a topic of multiplier 0 informs and is not scored. */
  readonly multiplier: number;
}

export interface ScoredFramework {
  readonly id: string;
  readonly version: string | number;
  readonly topics: readonly Topic[];
  readonly questions: readonly ScoredQuestion[];
}

/** The known facts of a profile, already put into bands; "not sure" is left out like what was never asked. */
export type Facts = Readonly<Record<string, readonly string[] | undefined>>;

/** Milliseconds since 1970; for a day, the end of that day in the tenant's zone. */
export type Instant = number;

/** `none` carries what can stand without an answer: a reviewer's credit, or evidence. Credits are 0–100. */
export type Answer =
  | { readonly kind: "choice"; readonly credit: number }
  | { readonly kind: "dontKnow" }
  | { readonly kind: "notApplicable"; readonly reason: string; readonly accepted: boolean }
  | { readonly kind: "none" };

/** What is stored for one question. */
export interface Given {
  readonly answer: Answer;
  /** False for what was carried forward or filled in beforehand, until somebody says that it is so. */
  readonly confirmed: boolean;
  /** A reviewer's verdict as a credit, 0–100. It stands in the place of the answer and lapses when that changes. */
  readonly finding?: number | undefined;
  readonly evidence: readonly { readonly validUntil: Instant }[];
  /** By a second person; a review of one's own answer is none. */
  readonly review?: { readonly validUntil: Instant } | undefined;
}

/** By question id. */
export type Answers = Readonly<Record<string, Given | undefined>>;

/** All that decides where each question stands. `locked` once it is completed. */
export interface Assessment {
  readonly framework: ScoredFramework;
  readonly facts: Facts;
  readonly given: Answers;
  readonly locked: boolean;
}

/** `leftOpen` is what was still unanswered when the assessment was completed. */
export type State = "hidden" | "notApplicable" | "implied" | "answered" | "dontKnow" | "leftOpen" | "unanswered";

export interface Standing {
  readonly state: State;
  /** 0–100, and 0 unless answered. */
  readonly credit: number;
  /**
   * Hidden: the facts whose conditions do not hold. Implied: the shut gates. Unanswered or left open: the unanswered
   * gates that it waits for, empty when it can be answered. Otherwise empty.
   */
  readonly because: readonly string[];
}

export type States = ReadonlyMap<string, Standing>;

/** An assessment after `statesOf`. */
export interface Assessed {
  readonly framework: ScoredFramework;
  readonly states: States;
}

/** Orders ids by code units, which is the same on every machine and in every language. */
export function byId(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
