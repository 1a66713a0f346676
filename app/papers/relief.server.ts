import type { Library } from "#content/library.ts";
import type { Company } from "#db/companies.ts";
import type { Profile } from "#db/profile.ts";
import { articleIn, placeOf } from "#domain/citation.ts";
import type { Fact } from "#domain/content/fact.schema.ts";
import { conditionsHold, factValuesOf, type GivenFacts } from "#domain/content/facts.ts";
import type { Obligation } from "#domain/content/obligation.schema.ts";
import type { Confidence } from "#domain/content/text.schema.ts";
import { formatMessage } from "#domain/format-message.ts";
import { dayIn, formatNumber } from "#domain/format.ts";
import type { Language } from "#domain/language.ts";
import { reliefOf } from "#domain/relief.ts";
import { worseMark } from "#domain/scoring/fines.ts";

interface Asked {
  readonly company: Company;
  readonly library: Library;
  /** Of the paper. */
  readonly language: Language;
  readonly now: Date;
}

/** A duty with the clause that it stands in. */
export interface DutyLine {
  readonly id: string;
  readonly title: string;
  readonly clause: string;
  readonly confidence: Confidence;
}
/** A question of the intake with what was said; null: nothing yet. */
export interface AnswerLine {
  readonly id: string;
  readonly question: string;
  readonly answer: string | null;
}

/** Everything that the memo says, from what the company said of itself. */
export function reliefView(profile: Profile | null, { company, library, language, now }: Asked) {
  const given = profile?.given ?? {};
  const { standing, because, missing, lostBy } = reliefOf(library.facts, given);
  const values = factValuesOf(library.facts, given);
  const factById = new Map(library.facts.map((fact) => [fact.id, fact]));
  const duties = [...library.obligations.values()].filter(({ nature }) => nature === "duty");
  const lineOf = ({ id, title, basis, confidence }: Obligation): DutyLine => ({
    id,
    title: title[language],
    clause: basis
      .slice(0, 1)
      .map((clause) => shortName(clause, { library, language }))
      .join(),
    confidence,
  });
  const citationsOf = (factId: string) => {
    const fact = factById.get(factId);
    return fact?.kind === "computed" ? fact.clauses : [];
  };
  const clausesOf = (factId: string) => clauseNames(citationsOf(factId), { library, language });
  const shownFacts = standing === "unknown" ? missing : because;
  const spared = duties.filter(({ relief }) => relief === "size");
  const cited = ["relief", ...lostBy.map(({ fact }) => fact)].flatMap(citationsOf);
  const instruments = cited.flatMap((clause) => library.instruments.get(placeOf(clause).instrument) ?? []);
  return {
    standing,
    today: dayIn(company.zone, now),
    changedOn: profile && dayIn(company.zone, profile.changedAt),
    missing: missing.length,
    /** Of the conclusion: that of the weakest of the clauses and duties that it speaks of. */
    confidence: weakestOf([...instruments, ...spared]),
    basis: clausesOf("relief"),
    answers: shownFacts.flatMap((id): AnswerLine[] => {
      const fact = factById.get(id);
      return fact ? [{ id, question: fact.text[language], answer: answerIn(fact, given, { library, language }) }] : [];
    }),
    lostBy: lostBy.map(({ fact }) => ({ fact, clauses: clausesOf(fact) })),
    spared: spared.map(lineOf),
    never: duties
      .filter(({ relief, appliesWhen }) => relief === "never" && conditionsHold(appliesWhen, values))
      .map(lineOf),
    later: {
      service: clausesOf("processing-service"),
      sensitive: clausesOf("sensitive-data"),
      people: clausesOf("relief"),
    },
    /** Of what is said about transfers abroad, which the article does not name. */
    transferConfidence: weakestOf(duties.filter(({ basis }) => isInArticleOf(basis[0], citationsOf("transfer")[0]))),
    isStartUp: because.includes("start-up") && given["start-up"] === true,
    recordedQuestion: factById.get("relief-chosen")?.text[language] ?? "",
  };
}
export type ReliefView = ReturnType<typeof reliefView>;

function weakestOf(marked: readonly { confidence: Confidence }[]): Confidence {
  return marked.map(({ confidence }) => confidence).reduce(worseMark, "H");
}

function isInArticleOf(citation: string | undefined, other: string | undefined): boolean {
  if (citation === undefined || other === undefined) return false;
  const [one, two] = [placeOf(citation), placeOf(other)];
  return one.instrument === two.instrument && one.parts[0] === two.parts[0];
}

interface Reader {
  readonly library: Pick<Library, "instruments" | "messages">;
  readonly language: Language;
}

function say({ library, language }: Reader, area: string, key: string, values = {}): string {
  return formatMessage(language, library.messages[area]?.[language][key] ?? key, values);
}

/** Clauses in words, those of one instrument behind its name: "Luật 91/2025/QH15, Điều 38 khoản 2, Điều 38 khoản 3". */
function clauseNames(citations: readonly string[], reader: Reader): string[] {
  const { library, language } = reader;
  const articles = new Map<string, string[]>();
  for (const place of citations.map(placeOf)) {
    const instrument = library.instruments.get(place.instrument);
    if (!instrument) continue;
    const name = say(reader, "clauses", `instrument-${instrument.kind}`, { number: instrument.number });
    articles.set(name, [...(articles.get(name) ?? []), articleIn(language, instrument.kind, place)]);
  }
  return [...articles].map(([name, places]) => [name, ...places].join(", "));
}

/** "Luật 91, Điều 20 khoản 2": the instruments stand in full among what the memo rests on. */
function shortName(citation: string, { library, language }: Reader): string {
  const place = placeOf(citation);
  const instrument = library.instruments.get(place.instrument);
  return instrument ? `${instrument.short[language]}, ${articleIn(language, instrument.kind, place)}` : citation;
}

/** What was said, in the words of the intake; null for nothing yet. */
function answerIn(fact: Fact, given: GivenFacts, reader: Reader): string | null {
  const { language } = reader;
  const said = given[fact.id];
  if (said === undefined) return null;
  switch (fact.kind) {
    case "boolean":
      return say(reader, "papers", `relief-answer-${said === true}`);
    case "integer":
      return `${formatNumber(language, Number(said))}\u00a0${fact.unit[language]}`;
    case "several": {
      const ticked = Array.isArray(said) ? (said as readonly string[]) : [String(said)];
      if (ticked.length === 0) return fact.none[language];
      return fact.values
        .filter(({ value }) => ticked.includes(value))
        .map(({ text }) => text[language])
        .join("; ");
    }
    case "one":
      return fact.values.find(({ value }) => value === said)?.text[language] ?? String(said);
    default:
      return String(said);
  }
}
