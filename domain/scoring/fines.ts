import { byId } from "./model.ts";

/** Who is fined: a household business is fined like an individual (Decree 330, Art 2.3). */
export type Subject = "organisation" | "household" | "individual";

/** How sure the source is: high, medium, low. */
export type SourceMark = "H" | "M" | "L";

export interface Bilingual {
  readonly vi: string;
  readonly en: string;
}

interface OfClause {
  readonly clause: string;
  readonly confidence: SourceMark;
}

/** A fixed band, in whole units of the currency. "A warning, or …" begins at 0 and says so in `words`. */
export interface FixedBand extends OfClause {
  readonly kind: "band";
  readonly min: number;
  readonly max: number;
  readonly unit: string;
  /** Whose amount the law prints; `asPrinted` where the rule is unclear or the statute multiplies by itself. */
  readonly printedFor: "organisation" | "individual" | "asPrinted";
  readonly words?: Bilingual | undefined;
}

/** A ceiling of `share` basis points of last year's revenue, at least `floor` (Law 91/2025, Art 8: transfers abroad). */
export interface RevenueCeiling extends OfClause {
  readonly kind: "revenue";
  readonly share: number;
  readonly floor: number;
  readonly unit: string;
  readonly words?: Bilingual | undefined;
}

/** A ceiling of `times` the proceeds of the act, at least `floor` (Law 91/2025, Art 8: sale of data). */
export interface ProceedsCeiling extends OfClause {
  readonly kind: "proceeds";
  readonly times: number;
  readonly floor: number;
  readonly unit: string;
  readonly words?: Bilingual | undefined;
}

/** The ceiling of any other act (Law 91/2025, Art 8). */
export interface ActCeiling extends OfClause {
  readonly kind: "act";
  readonly floor: number;
  readonly unit: string;
  readonly words?: Bilingual | undefined;
}

/** A ceiling that is shown apart and in no sum. */
export type Ceiling = RevenueCeiling | ProceedsCeiling | ActCeiling;

/** GDPR Art 83: T1 is paragraph 4, T2 paragraphs 5 and 6. */
export interface GdprTier extends OfClause {
  readonly kind: "gdpr";
  readonly tier: "T1" | "T2";
}

/** What has no amount: orders, compensation, customers, contract, reputation, national law, a standard. */
export interface InWords extends OfClause {
  readonly kind: "words";
  readonly words: Bilingual;
  /** Named, because a processor's contract may come before all else. */
  readonly about?: "contract" | undefined;
}

/** What a clause allows. */
export type Fine = FixedBand | Ceiling | GdprTier | InWords;

/** By question id: the fines of the obligations that it covers. */
export type Fines = Readonly<Record<string, readonly Fine[] | undefined>>;

/** The ends of a band for this subject; a half is floored to the unit. */
export function bandFor({ min, max, printedFor }: FixedBand, subject: Subject): { from: number; to: number } {
  if (printedFor === "organisation" && subject !== "organisation") return { from: half(min), to: half(max) };
  if (printedFor === "individual" && subject === "organisation") return { from: 2 * min, to: 2 * max };
  return { from: min, to: max };
}

/**
 * The most that an act may cost, half for who is not an organisation.
 * @param firm `revenue` of last year and `proceeds` of the act in the unit of the ceiling, undefined when not known
 * @returns `atLeast` when the amount that decides is not known
 */
export function ceilingFor(
  ceiling: Ceiling,
  firm: { subject: Subject; revenue?: number | undefined; proceeds?: number | undefined },
): { amount: number; atLeast: boolean } {
  const { floor } = ceiling;
  const ours = (amount: number) => (firm.subject === "organisation" ? amount : half(amount));
  if (ceiling.kind === "act") return { amount: ours(floor), atLeast: false };
  const deciding = ceiling.kind === "revenue" ? shareOf(firm.revenue, ceiling.share) : firm.proceeds;
  if (deciding === undefined) return { amount: ours(floor), atLeast: true };
  const times = ceiling.kind === "proceeds" ? ceiling.times : 1;
  return { amount: ours(Math.max(times * deciding, floor)), atLeast: false };
}

/**
 * The ceiling of a tier of GDPR Art 83, in EUR.
 * @param turnover the group's worldwide turnover of last year, undefined when not known
 */
export function gdprCeilingFor(
  tier: GdprTier["tier"],
  turnover: number | undefined,
): { amount: number; atLeast: boolean } {
  const [floor, share] = tier === "T1" ? [10_000_000, 200] : [20_000_000, 400];
  const deciding = shareOf(turnover, share);
  return { amount: Math.max(floor, deciding ?? 0), atLeast: deciding === undefined };
}

/** The less sure of two sources. */
export function worseMark(a: SourceMark, b: SourceMark): SourceMark {
  return "HML".indexOf(a) > "HML".indexOf(b) ? a : b;
}

/** Clauses to which the content gives more than one band: a mistake that the content check complains of. */
export function clausesWithTwoBands(fines: Fines): string[] {
  const bands = new Map<string, Set<string>>();
  for (const fine of Object.values(fines).flatMap((some) => some ?? [])) {
    if (fine.kind !== "band") continue;
    const { clause, unit, min, max, printedFor } = fine;
    bands.set(clause, (bands.get(clause) ?? new Set()).add(JSON.stringify([unit, min, max, printedFor])));
  }
  return [...bands].flatMap(([clause, different]) => (different.size > 1 ? [clause] : [])).sort(byId);
}

function half(amount: number): number {
  return Math.floor(amount / 2);
}

function shareOf(amount: number | undefined, basisPoints: number): number | undefined {
  return amount === undefined ? undefined : Math.floor((basisPoints * amount) / 10_000);
}
