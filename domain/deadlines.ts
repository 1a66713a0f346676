import { boundBy, computationOf, type Bound } from "./content/binding.ts";
import type { Fact } from "./content/fact.schema.ts";
import type { GivenFacts } from "./content/facts.ts";
import type { Instrument } from "./content/instrument.schema.ts";
import type { Obligation } from "./content/obligation.schema.ts";
import { placeOf } from "./citation.ts";
import type { Day } from "./schedule.ts";
import { byId } from "./scoring/model.ts";

/** A time that a law gives from something that may happen any day: it runs only then. */
export interface Clock {
  readonly obligation: Obligation;
  /** It is counted for want of an answer that would decide. */
  readonly isAssumed: boolean;
}

/** How long a unit is at the least, in hours: for the order alone, never for a date. */
const hoursOf = { hours: 1, days: 24, "working-days": 24, months: 28 * 24, years: 365 * 24 } as const;

/** Hours of the clock; infinite where the clause gives no number. */
function lengthOf({ deadline }: Obligation): number {
  return deadline?.amount && deadline.unit ? deadline.amount * hoursOf[deadline.unit] : Infinity;
}

interface Known {
  readonly facts: readonly Fact[];
  readonly instruments: ReadonlyMap<string, Instrument>;
  /** What the intake recorded. */
  readonly given: GivenFacts;
}

/** The duties that bind a company by what it said, a standard's left out, since nobody is bound by one. */
export function boundDuties(
  obligations: Iterable<Obligation>,
  { facts, instruments, given }: Known,
): readonly Bound<Obligation>[] {
  const duties = [...obligations].filter(
    ({ nature, basis }) =>
      nature === "duty" && basis.some((citation) => instruments.get(placeOf(citation).instrument)?.kind !== "standard"),
  );
  return boundBy(duties, facts, given).filter(({ holds }) => holds);
}

/**
 * The clocks of the duties that bind: those in hours first, the shorter before the longer, then the gravest; those without
 * a number last. A duty that binds only because a fact is unknown is among them, and says so.
 */
export function clocksOf(duties: readonly Bound<Obligation>[]): Clock[] {
  return duties
    .filter(({ item }) => item.deadline !== undefined)
    .map(({ item, open }) => ({ obligation: item, isAssumed: open.length > 0 }))
    .sort(
      ({ obligation: a }, { obligation: b }) =>
        Number(!isInHours(a)) - Number(!isInHours(b)) ||
        inOrder(lengthOf(a), lengthOf(b)) ||
        byId(b.severity, a.severity) ||
        byId(a.id, b.id),
    );
}

/** Whether the law counts it in hours: nobody has the time to look it up then. */
export function isInHours({ deadline }: Obligation): boolean {
  return deadline?.unit === "hours";
}

function inOrder(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

type ComputedFact = Extract<Fact, { kind: "computed" }>;

/** A day that a law itself names. */
export type LegalDay =
  | { readonly kind: "begins" | "ends"; readonly on: Day; readonly instrument: Instrument }
  /** The last day on which a computed fact may have the value that it has. */
  | { readonly kind: "value-ends"; readonly on: Day; readonly fact: ComputedFact; readonly value: string };

/** The days still to come on which an instrument that these duties stand in begins or ends, or a relief runs out. */
export function legalDaysOf(
  duties: readonly Bound<Obligation>[],
  { facts, instruments, given }: Known,
  today: Day,
): LegalDay[] {
  const cited = new Set(duties.flatMap(({ item }) => item.basis.map((citation) => placeOf(citation).instrument)));
  const days: LegalDay[] = [];
  for (const instrument of instruments.values()) {
    if (!cited.has(instrument.id)) continue;
    const { inForce, until } = instrument;
    if (inForce !== undefined && inForce > today) days.push({ kind: "begins", on: inForce, instrument });
    if (until !== undefined && until >= today) days.push({ kind: "ends", on: until, instrument });
  }
  for (const fact of facts) {
    if (fact.kind !== "computed" || fact.values.every(({ ends }) => ends === undefined)) continue;
    const { value, open } = computationOf(facts, given, fact.id);
    const ends = fact.values.find((known) => known.value === value)?.ends;
    if (ends !== undefined && ends.on >= today && open.length === 0)
      days.push({ kind: "value-ends", on: ends.on, fact, value });
  }
  return days.sort((a, b) => byId(a.on, b.on));
}

const datedKinds = ["assessment", "task", "schedule", "law"] as const;
/** Something with a day: a running assessment, an open task, the next assessment of a schedule, a law's own date. */
export interface Dated {
  readonly kind: (typeof datedKinds)[number];
  readonly id: string;
  readonly on: Day;
}

/** The earliest first; what is to be done by somebody before what happens by itself. */
export function inDateOrder<T extends Dated>(dates: readonly T[]): T[] {
  return [...dates].sort(
    (a, b) => byId(a.on, b.on) || datedKinds.indexOf(a.kind) - datedKinds.indexOf(b.kind) || byId(a.id, b.id),
  );
}

/** The one that cannot wait: an assessment or a task whose day is today or past, the longest due first. */
export function hottestOf<T extends Dated>(dates: readonly T[], today: Day): T | null {
  const due = dates.filter(({ kind, on }) => (kind === "assessment" || kind === "task") && on <= today);
  return inDateOrder(due)[0] ?? null;
}
