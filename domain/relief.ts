import { computationOf, type Ground } from "./content/binding.ts";
import type { Fact } from "./content/fact.schema.ts";
import type { GivenFacts } from "./content/facts.ts";

/** The computed fact that Article 38 decides by, and the one that says whether a choice was recorded. */
const reliefFact = "relief";
const recordedFact = "relief-chosen";

/**
 * Where a company stands with the relief for small firms:
 * `exempt` need not; `chosen` may choose and recorded it; `to-choose` may choose and has not; `lost` by what it does;
 * `outside` by its form or size; `unknown` while an answer is missing that would decide. Never granted on an unknown fact.
 */
export const reliefStandings = ["exempt", "chosen", "to-choose", "lost", "outside", "unknown"] as const;
export type ReliefStanding = (typeof reliefStandings)[number];

export interface Relief {
  readonly standing: ReliefStanding;
  /** Asked facts by which it is decided, in the order of the intake; empty while it is unknown. */
  readonly because: readonly string[];
  /** Asked facts that are missing. */
  readonly missing: readonly string[];
  /** By what it is lost: facts read off others, with what was said. */
  readonly lostBy: readonly Ground[];
}

/** @throws {Error} when the content has no such fact */
export function reliefOf(facts: readonly Fact[], given: GivenFacts): Relief {
  const { value, because, open, grounds } = computationOf(facts, given, reliefFact);
  const decided = { because, missing: [], lostBy: [] };
  if (open.length > 0) return { ...decided, standing: "unknown", because: [], missing: open };
  if (value === "exempt") return { ...decided, standing: "exempt" };
  if (value === "may-choose") {
    const isRecorded = given[recordedFact] === true;
    return { ...decided, standing: isRecorded ? "chosen" : "to-choose" };
  }
  return grounds.length > 0 ? { ...decided, standing: "lost", lostBy: grounds } : { ...decided, standing: "outside" };
}
