import { noneOfThese } from "./answering.ts";
import { mayHold } from "./content/binding.ts";
import type { Fact } from "./content/fact.schema.ts";
import { valuesOf } from "./content/facts.ts";
import { saidOf, type ProfileSays, type Said } from "./profile.ts";

export type AskedFact = Exclude<Fact, { kind: "computed" }>;

/** What a form sends for "not sure", whatever the kind of the fact. */
export const notSure = "unsure";

/** What is wrong with what was sent, for a text beside the question. */
export type SaidProblem = "missing" | "none-and-more" | "no-number" | "no-day" | "unknown-value";

/** The largest number that a fact takes; no firm and no list is larger than mankind. */
const largest = 9_999_999_999;

/** The asked facts, in the order of the intake. */
export function askedFacts(facts: readonly Fact[]): AskedFact[] {
  return facts.filter((fact): fact is AskedFact => fact.kind !== "computed");
}

/** Those of them that are put to a firm of this profile: a question that can decide nothing more for it is left out. */
export function factsToAsk(facts: readonly Fact[], profile: ProfileSays | null): AskedFact[] {
  const given = profile?.given ?? {};
  return askedFacts(facts).filter(({ asksWhen }) => !asksWhen || mayHold(asksWhen, facts, given));
}

/** Reads the values that a form sends for a fact: its values, `none`, `unsure`, a number as people write it, an ISO day. */
export function readSaid(fact: AskedFact, values: readonly string[]): { said: Said } | { problem: SaidProblem } {
  const sent = values.map((value) => value.trim()).filter((value) => value !== "");
  // a button of its own: pressed beside what was typed or ticked, it is what was meant
  if (sent.includes(notSure)) return { said: null };
  const [first] = sent;
  if (first === undefined) return { problem: "missing" };
  switch (fact.kind) {
    case "integer":
      return readNumber(first);
    case "date":
      return isDay(first) ? { said: first } : { problem: "no-day" };
    case "several": {
      if (sent.includes(noneOfThese)) return sent.length === 1 ? { said: [] } : { problem: "none-and-more" };
      const known = valuesOf(fact);
      if (!sent.every((value) => known.includes(value))) return { problem: "unknown-value" };
      return { said: known.filter((value) => sent.includes(value)) };
    }
    default:
      if (sent.length > 1 || !valuesOf(fact).includes(first)) return { problem: "unknown-value" };
      return { said: fact.kind === "boolean" ? first === "true" : first };
  }
}

/** With dots, commas or spaces between thousands, as both languages write them. */
function readNumber(typed: string): { said: Said } | { problem: SaidProblem } {
  if (!/^(\d+|\d{1,3}([.,\s]\d{3})+)$/.test(typed)) return { problem: "no-number" };
  const number = Number(typed.replace(/\D/g, ""));
  return number <= largest ? { said: number } : { problem: "no-number" };
}

function isDay(typed: string): boolean {
  const day = new Date(`${typed}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(typed) && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(typed);
}

/** As a form would send it. */
export function sentOf(said: Said | undefined): string[] {
  if (said === undefined) return [];
  if (said === null) return [notSure];
  if (typeof said !== "object") return [String(said)];
  return said.length === 0 ? [noneOfThese] : [...said];
}

/** The first question that is put to the firm and was not answered yet; undefined when all were. */
export function firstNotAsked(facts: readonly Fact[], profile: ProfileSays | null): AskedFact | undefined {
  return factsToAsk(facts, profile).find(({ id }) => !profile || saidOf(profile, id) === undefined);
}
