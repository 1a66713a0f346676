import type { TermViews } from "#app/glossary.server.ts";
import type { Question } from "#domain/content/question.schema.ts";
import type { Gloss } from "#domain/glossary.ts";
import type { Localized } from "#domain/localized.ts";
import type { ClauseView } from "./clauses.server.ts";

/** What stands beside a question for who wants to know more, in the reader's language. */
export interface Explained extends Localized<Pick<Question, "help" | "example" | "why" | "evidence">> {
  /** When it is fully met, in the words of its main control; null where the levels of the answer say it. */
  readonly met: string | null;
  readonly clauses: readonly ClauseView[];
  /** Where its texts use words of the glossary. */
  readonly glosses: Readonly<Record<"help" | "example" | "why" | "met", readonly Gloss[]>>;
}

/** The part of it that an open row shows. */
export interface ExplainedInRow extends Pick<Explained, "help"> {
  readonly glosses: readonly Gloss[];
  /** "Điều 9, Luật 91", the closest first. */
  readonly clauses: readonly string[];
}

/** Of several questions, by id, with the words of the glossary that their texts use. */
export interface Explanations<E = Explained> {
  readonly of: Readonly<Record<string, E>>;
  readonly glossary: TermViews;
}
