import { computationOf } from "#domain/content/binding.ts";
import type { Fact } from "#domain/content/fact.schema.ts";
import { askedFacts } from "#domain/intake.ts";
import type { ProfileSays } from "#domain/profile.ts";
import { citationInWords } from "./citation.server.ts";
import { answersInWords, labelOf, type AnswerView, type Reader } from "./words.server.ts";

/**
 * How a firm stands to the relief of Law 91/2025, Article 38: it has it (kept), it has recorded its choice (chosen), it may
 * choose and has not recorded it (to-choose), one of its answers takes it away (lost), it is none of the firms that the
 * article names (none), or that is not known yet, and then it has it not (open).
 */
export type ReliefState = "kept" | "chosen" | "to-choose" | "lost" | "none" | "open";

export interface ReliefView {
  readonly state: ReliefState;
  /** Where the relief stands. */
  readonly clauses: readonly string[];
  /** What takes it away or gives it, each with the clause and the answers that it rests on. */
  readonly grounds: readonly {
    readonly words: string;
    readonly clauses: readonly string[];
    readonly answers: readonly AnswerView[];
  }[];
  /** The answers that it rests on altogether. */
  readonly answers: readonly AnswerView[];
  /** Questions that would decide it. */
  readonly open: readonly { readonly fact: string; readonly label: string }[];
  /** The duties that it spares. */
  readonly spares: readonly string[];
}

/** The two facts of `facts.yaml` that hold Article 38. */
const relief = "relief";
const reliefInUse = "relief-in-use";

export function reliefStateOf(facts: readonly Fact[], { given }: ProfileSays): ReliefState {
  const { value, grounds, open } = computationOf(facts, given, relief);
  if (value === "exempt") return "kept";
  if (value === "may-choose")
    return computationOf(facts, given, reliefInUse).value === "in-use" ? "chosen" : "to-choose";
  if (open.length > 0) return "open";
  return grounds.length > 0 ? "lost" : "none";
}

export function reliefView(profile: ProfileSays, reader: Reader): ReliefView {
  const { library, language } = reader;
  const { facts } = library;
  const fact = facts.find(({ id }) => id === relief);
  const { grounds, because, open, value } = computationOf(facts, profile.given, relief);
  const cite = (clauses: readonly string[]) => clauses.map((clause) => citationInWords(clause, reader));
  const own = fact?.kind === "computed" ? fact.clauses : [];
  const choice = computationOf(facts, profile.given, reliefInUse);
  const isChoice = value === "may-choose";
  const conditions = [{ fact: relief, in: [value] }];
  return {
    state: reliefStateOf(facts, profile),
    clauses: cite(own),
    grounds: grounds.map((ground) => {
      const by = facts.find(({ id }) => id === ground.fact) as Fact;
      return {
        words: groundInWords(by, ground.values, reader),
        clauses: cite(by.kind === "computed" ? by.clauses : own),
        answers: answersInWords(ground.because, profile, {
          ...reader,
          conditions: [{ fact: ground.fact, in: [...ground.values] }],
        }),
      };
    }),
    answers: answersInWords(isChoice ? [...because, ...choice.because] : because, profile, { ...reader, conditions }),
    open: labelled(isChoice ? choice.open : open, reader),
    spares: [...library.obligations.values()]
      .filter((obligation) => obligation.relief === "size")
      .map(({ title }) => title[language]),
  };
}

function groundInWords(fact: Fact, values: readonly string[], { language }: Reader): string {
  if (fact.kind !== "computed") return labelOf(fact, language);
  const said = fact.values.filter(({ value }) => values.includes(value)).map(({ text }) => text[language]);
  return `${fact.text[language]} ${said.join(", ")}`;
}

/** Questions of the intake by their labels. */
export function labelled(ids: readonly string[], { library, language }: Reader) {
  return askedFacts(library.facts)
    .filter(({ id }) => ids.includes(id))
    .map((fact) => ({ fact: fact.id, label: labelOf(fact, language) }));
}
