import {
  bandFor,
  type Bilingual,
  type Ceiling,
  ceilingFor,
  type Fine,
  type Fines,
  type FixedBand,
  gdprCeilingFor,
  type GdprTier,
  type InWords,
  type SourceMark,
  type Subject,
  worseMark,
} from "./fines.ts";
import { type Assessed, byId, type Standing } from "./model.ts";
import { standingIn } from "./states.ts";

/** What the amounts depend on besides the answers. Amounts are undefined when not known. */
export interface Firm {
  readonly subject: Subject;
  /** Of last year, in VND. */
  readonly revenue?: number | undefined;
  /** Of selling personal data, in VND. */
  readonly proceeds?: number | undefined;
  /** Of the whole group, worldwide, last year, in EUR. */
  readonly turnover?: number | undefined;
  /** True for a Vietnamese processor of clients in the EU: what the contract says is then named first. */
  readonly contractFirst?: boolean | undefined;
}

interface OfQuestions {
  readonly confidence: SourceMark;
  /** The questions that name it, by id. */
  readonly questions: readonly string[];
}

/** The band of one clause, once however many questions name it. */
export interface ClauseBand extends OfQuestions {
  readonly clause: string;
  readonly unit: string;
  readonly from: number;
  readonly to: number;
  readonly words: readonly Bilingual[];
}

/** "The bands of n clauses, from … to …". Currencies are never added. */
export interface BandSum {
  readonly unit: string;
  readonly clauses: number;
  readonly from: number;
  readonly to: number;
  /** The worst of the bands. */
  readonly confidence: SourceMark;
}

export interface CeilingAmount extends OfQuestions {
  readonly kind: Ceiling["kind"];
  readonly clause: string;
  readonly unit: string;
  readonly amount: number;
  /** Say "at least": the amount that decides is not known. */
  readonly atLeast: boolean;
  readonly words: readonly Bilingual[];
}

/** The highest tier alone: fines of the GDPR are not added up (Art 83.3). */
export interface GdprCeiling extends OfQuestions {
  readonly tier: GdprTier["tier"];
  readonly unit: "EUR";
  readonly amount: number;
  /** Say "or more": the turnover is not known. */
  readonly atLeast: boolean;
  /** Of that tier. */
  readonly clauses: readonly string[];
}

export interface WordsOfClause extends OfQuestions {
  readonly clause: string;
  readonly words: Bilingual;
}

export interface ExposureList {
  readonly bands: readonly ClauseBand[];
  readonly sums: readonly BandSum[];
  readonly ceilings: readonly CeilingAmount[];
  readonly gdpr: GdprCeiling | null;
  readonly words: readonly WordsOfClause[];
}

/**
 * What the clauses allow, never what will happen. `certain`: answered or implied as not fully met. `possible`: what it
 * would be if the answer were "no". A half-met duty is an unmet one: credit does not shrink a band.
 */
export function exposureOf(
  { framework, states }: Assessed,
  fines: Fines,
  firm: Firm,
): { certain: ExposureList; possible: ExposureList } {
  const named = (isMeant: (standing: Standing) => boolean) =>
    framework.questions
      .filter(({ id }) => isMeant(standingIn(states, id)))
      .flatMap(({ id }) => (fines[id] ?? []).map((fine) => ({ question: id, fine })))
      .sort((a, b) => byId(a.question, b.question));
  return { certain: listOf(named(isCertain), firm), possible: listOf(named(isPossible), firm) };
}

function isCertain({ state, credit }: Standing): boolean {
  return (state === "answered" || state === "implied") && credit < 100;
}

function isPossible({ state }: Standing): boolean {
  return state === "unanswered" || state === "dontKnow" || state === "leftOpen";
}

/** A fine and the question that names it. */
interface Named<F extends Fine> {
  readonly question: string;
  readonly fine: F;
}

function listOf(named: readonly Named<Fine>[], firm: Firm): ExposureList {
  const only = <F extends Fine>(isWanted: (fine: Fine) => fine is F): Named<F>[] =>
    named.flatMap(({ question, fine }) => (isWanted(fine) ? [{ question, fine }] : []));
  const bands = bandsOf(only(isBand), firm.subject);
  return {
    bands,
    sums: sumsOf(bands),
    ceilings: ceilingsOf(only(isCeiling), firm),
    gdpr: gdprOf(only(isGdpr), firm.turnover),
    words: wordsOf(only(isInWords), firm.contractFirst ?? false),
  };
}

const isBand = (fine: Fine): fine is FixedBand => fine.kind === "band";
const isGdpr = (fine: Fine): fine is GdprTier => fine.kind === "gdpr";
const isInWords = (fine: Fine): fine is InWords => fine.kind === "words";
const isCeiling = (fine: Fine): fine is Ceiling =>
  fine.kind === "revenue" || fine.kind === "proceeds" || fine.kind === "act";

/** The larger of each end where the content gives a clause two bands; the heaviest clause first. */
function bandsOf(named: readonly Named<FixedBand>[], subject: Subject): ClauseBand[] {
  return groupsOf(named, ({ clause, unit }) => `${unit} ${clause}`)
    .map(({ first: { clause, unit }, fines, ...rest }): ClauseBand => {
      const ends = fines.map((band) => bandFor(band, subject));
      const from = Math.max(...ends.map((end) => end.from));
      const to = Math.max(...ends.map((end) => end.to));
      return { clause, unit, from, to, words: wordsIn(fines), ...rest };
    })
    .sort((a, b) => byId(a.unit, b.unit) || b.to - a.to || b.from - a.from || byId(a.clause, b.clause));
}

function sumsOf(bands: readonly ClauseBand[]): BandSum[] {
  const units = [...new Set(bands.map(({ unit }) => unit))];
  return units.map((unit): BandSum => {
    const own = bands.filter((band) => band.unit === unit);
    const total = (end: "from" | "to") => own.reduce((running, band) => running + band[end], 0);
    return { unit, clauses: own.length, from: total("from"), to: total("to"), confidence: worstOf(own) };
  });
}

/** The larger one where the content gives a clause two ceilings of a kind. */
function ceilingsOf(named: readonly Named<Ceiling>[], firm: Firm): CeilingAmount[] {
  return groupsOf(named, ({ kind, clause, unit }) => `${kind} ${unit} ${clause}`)
    .map(({ first: { kind, clause, unit }, fines, ...rest }): CeilingAmount => {
      const ceilings = fines.map((ceiling) => ceilingFor(ceiling, firm));
      const amount = Math.max(...ceilings.map((ceiling) => ceiling.amount));
      const atLeast = ceilings.some((ceiling) => ceiling.atLeast);
      return { kind, clause, unit, amount, atLeast, words: wordsIn(fines), ...rest };
    })
    .sort((a, b) => b.amount - a.amount || byId(a.kind, b.kind) || byId(a.clause, b.clause));
}

function gdprOf(named: readonly Named<GdprTier>[], turnover: number | undefined): GdprCeiling | null {
  const tier = named.some(({ fine }) => fine.tier === "T2") ? "T2" : "T1";
  const [highest] = groupsOf(
    named.filter(({ fine }) => fine.tier === tier),
    () => tier,
  );
  if (!highest) return null;
  const { fines, confidence, questions } = highest;
  const clauses = [...new Set(fines.map(({ clause }) => clause))].sort(byId);
  return { tier, unit: "EUR", ...gdprCeilingFor(tier, turnover), clauses, confidence, questions };
}

function wordsOf(named: readonly Named<InWords>[], contractFirst: boolean): WordsOfClause[] {
  const rank = ({ about }: InWords) => (contractFirst && about === "contract" ? 0 : 1);
  return groupsOf(named, ({ clause, words }) => JSON.stringify([clause, words.vi, words.en]))
    .sort((a, b) => rank(a.first) - rank(b.first) || byId(a.first.clause, b.first.clause))
    .map(({ first: { clause, words }, confidence, questions }) => ({ clause, words, confidence, questions }));
}

interface Group<F> extends OfQuestions {
  readonly first: F;
  readonly fines: readonly F[];
}

/** What shares a key, with the questions that name it. */
function groupsOf<F extends Fine>(named: readonly Named<F>[], keyOf: (fine: F) => string): Group<F>[] {
  const groups = new Map<string, Named<F>[]>();
  for (const each of named) {
    const key = keyOf(each.fine);
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  return [...groups.values()].flatMap((members): Group<F>[] => {
    const fines = members.map(({ fine }) => fine);
    const questions = [...new Set(members.map(({ question }) => question))];
    return fines[0] ? [{ first: fines[0], fines, questions, confidence: worstOf(fines) }] : [];
  });
}

/** Each different wording once. */
function wordsIn(fines: readonly { words?: Bilingual | undefined }[]): Bilingual[] {
  const words = fines.flatMap((fine) => fine.words ?? []);
  return words.filter(({ vi, en }, i) => words.findIndex((other) => other.vi === vi && other.en === en) === i);
}

function worstOf(marked: readonly { confidence: SourceMark }[]): SourceMark {
  return marked.reduce<SourceMark>((worst, { confidence }) => worseMark(worst, confidence), "H");
}
