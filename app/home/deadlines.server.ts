import { clauseViews, type ClauseView } from "#app/answering/clauses.server.ts";
import type { Library } from "#content/library.ts";
import { articleIn, placeOf } from "#domain/citation.ts";
import type { Subject } from "#domain/company.ts";
import type { GivenFacts } from "#domain/content/facts.ts";
import type { Obligation } from "#domain/content/obligation.schema.ts";
import { boundDuties, clocksOf, isInHours, legalDaysOf, type Clock, type LegalDay } from "#domain/deadlines.ts";
import { formatMessage, type MessageValues } from "#domain/format-message.ts";
import { formatDay } from "#domain/format.ts";
import { inLanguage, type Language } from "#domain/language.ts";
import type { Day } from "#domain/schedule.ts";

interface Asked {
  library: Library;
  language: Language;
  subject: Subject;
  given: GivenFacts;
  today: Day;
}

/** A clause as a line cites it: "Luật 91, Điều 23 khoản 1", and the card that it opens. */
export type Cited = Omit<ClauseView, "fine" | "severity" | "glosses"> &
  Partial<Pick<ClauseView, "fine" | "severity">> & { label: string; confidence: string };

export interface ClockView {
  id: string;
  title: string;
  /** Null where the clause gives no number; `words` says what it says. */
  figure: { amount: number; unit: NonNullable<NonNullable<Obligation["deadline"]>["unit"]>; from: string } | null;
  words: string;
  isAssumed: boolean;
  clause: Cited;
}

export interface LegalDateView {
  id: string;
  on: Day;
  title: string;
  clause: Cited;
}

/** The clocks that bind this company, those in hours apart, and the days that its laws name themselves. */
export function deadlinesView(asked: Asked) {
  const { library, given, today } = asked;
  const known = { facts: library.facts, instruments: library.instruments, given };
  const duties = boundDuties(library.obligations.values(), known);
  const clocks = clocksOf(duties);
  return {
    inHours: clocks.filter(({ obligation }) => isInHours(obligation)).map((clock) => clockView(clock, asked)),
    others: clocks.filter(({ obligation }) => !isInHours(obligation)).map((clock) => clockView(clock, asked)),
    legalDates: legalDaysOf(duties, known, today).map((day) => legalDateView(day, asked)),
  };
}

function clockView({ obligation, isAssumed }: Clock, asked: Asked): ClockView {
  const { language } = asked;
  const { amount, unit, from, words } = obligation.deadline ?? { words: { vi: "", en: "" } };
  return {
    id: obligation.id,
    title: inLanguage(language, obligation.title),
    figure: amount && unit && from ? { amount, unit, from: inLanguage(language, from) } : null,
    words: inLanguage(language, words),
    isAssumed,
    clause: citedDuty(obligation, asked),
  };
}

function citedDuty(obligation: Obligation, { library, language, subject }: Asked): Cited {
  const bond = { obligation, relation: "equal", strength: 10 } as const;
  const [view] = clauseViews([bond], { library, language, subject });
  if (!view) throw new Error(`no card of ${obligation.id}`);
  const say = sayIn(library, language);
  return {
    ...view,
    label: labelOf(obligation.basis[0] ?? "", library, language),
    confidence: say("states", `confidence-${obligation.confidence}`),
  };
}

/** "Luật 91, Điều 23 khoản 1": the short name, since the card says the whole. */
function labelOf(citation: string, library: Library, language: Language): string {
  const place = placeOf(citation);
  const instrument = library.instruments.get(place.instrument);
  if (!instrument) return citation;
  return `${inLanguage(language, instrument.short)}, ${articleIn(language, instrument.kind, place)}`;
}

function legalDateView(day: LegalDay, { library, language }: Asked): LegalDateView {
  const say = sayIn(library, language);
  if (day.kind === "value-ends") {
    const { fact, on } = day;
    const [clause = ""] = fact.clauses;
    const place = placeOf(clause);
    const instrument = library.instruments.get(place.instrument);
    const value = fact.values.find((known) => known.value === day.value);
    if (!instrument || !value?.ends) throw new Error(`no clause of ${fact.id}`);
    const confidence = say("states", `confidence-${instrument.confidence}`);
    return {
      id: `${fact.id} ${day.value}`,
      on,
      title: inLanguage(language, value.ends.text),
      clause: {
        id: fact.id,
        label: labelOf(clause, library, language),
        instrument: say("clauses", `instrument-${instrument.kind}`, { number: instrument.number }),
        article: articleIn(language, instrument.kind, place),
        summary: `${inLanguage(language, fact.text)} ${inLanguage(language, value.text)}.`,
        standing: confidence,
        confidence,
      },
    };
  }
  const { instrument, kind, on } = day;
  const confidence = say("states", `confidence-${instrument.confidence}`);
  const number = say("clauses", `instrument-${instrument.kind}`, { number: instrument.number });
  const inForce = instrument.inForce && say("clauses", "in-force", { day: formatDay(language, instrument.inForce) });
  return {
    id: `${instrument.id} ${kind}`,
    on,
    title: say("deadlines", kind, { name: inLanguage(language, instrument.short) }),
    clause: {
      id: instrument.id,
      label: number,
      instrument: number,
      article: inLanguage(language, instrument.title),
      summary: inLanguage(language, instrument.note ?? instrument.title),
      standing: [inForce, confidence].filter(Boolean).join(" · "),
      confidence,
    },
  };
}

function sayIn({ messages }: Pick<Library, "messages">, language: Language) {
  return (area: string, key: string, values?: MessageValues) =>
    formatMessage(language, messages[area]?.[language][key] ?? key, values);
}
