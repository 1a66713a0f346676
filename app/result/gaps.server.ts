import type { Library } from "#content/library.ts";
import type { Task } from "#db/tasks.ts";
import { clauseViews, type ClauseView } from "#app/answering/clauses.server.ts";
import { articleIn, placeOf } from "#domain/citation.ts";
import type { Subject } from "#domain/company.ts";
import type { Framework } from "#domain/content/framework.schema.ts";
import type { ConsequenceKind } from "#domain/content/question.schema.ts";
import { inLanguage, type Language } from "#domain/language.ts";
import { damageOf } from "#domain/scoring/damage.ts";
import { exposureOf, type ExposureList } from "#domain/scoring/exposure.ts";
import type { Fines } from "#domain/scoring/fines.ts";
import { gapsOf, openQuestionsOf, type Gap } from "#domain/scoring/gaps.ts";
import type { Facts, Severity, State, States } from "#domain/scoring/model.ts";
import { isOpen } from "#domain/tasks.ts";

interface Reading {
  framework: Framework;
  states: States;
  library: Library;
  language: Language;
  subject: Subject;
  /** Of the assessment: what it rules out binds nobody here. */
  facts: Facts;
}

export interface GapView {
  id: string;
  label: string;
  text: string;
  state: Gap["state"];
  credit: number;
  severity: Severity;
  consequences: { kind: ConsequenceKind; text: string }[];
  /** The clause that stands closest behind it, if one does. */
  clause: ClauseView | null;
  /** The open task that closes it, if there is one. */
  taskId: string | null;
}

/** Gaps, the gravest first, each with what it can lead to. */
export function gapsView(
  { framework, states, library, language, subject, facts }: Reading,
  tasks: readonly Task[],
): GapView[] {
  const taskOf = new Map(
    tasks
      .filter(({ status, frameworkId }) => isOpen(status) && frameworkId === framework.id)
      .flatMap((task) => task.gaps.map((gap) => [gap.questionId, task.id])),
  );
  return gapsOf({ framework, states })
    .sort((a, b) => b.severity.localeCompare(a.severity) || b.value - a.value)
    .flatMap(({ question: id, state, credit, severity }) => {
      const question = library.findQuestion(framework, id);
      if (!question) return [];
      const [clause] = clauseViews(library.obligationsFor(question, facts).slice(0, 1), {
        ...{ library, language, subject, facts },
      });
      return [
        {
          ...{ id, state, credit, severity },
          label: inLanguage(language, question.short),
          text: inLanguage(language, question.text),
          consequences: question.consequences.map(({ kind, text }) => ({ kind, text: inLanguage(language, text) })),
          clause: clause ?? null,
          taskId: taskOf.get(id) ?? null,
        },
      ];
    });
}

export interface OpenView {
  id: string;
  label: string;
  text: string;
  state: State;
}

/** What nobody has answered yet, the heaviest first. */
export function openView({ framework, states, library, language }: Reading): OpenView[] {
  return openQuestionsOf({ framework, states }).flatMap((id) => {
    const question = library.findQuestion(framework, id);
    const state = states.get(id)?.state;
    return question && state
      ? [{ id, state, label: inLanguage(language, question.short), text: inLanguage(language, question.text) }]
      : [];
  });
}

/** What the clauses behind the gaps allow: of the duties that a "no" surely leaves unmet, and that bind this firm. */
export function exposureView({ framework, states, library, language, subject, facts }: Reading) {
  const fines: Fines = Object.fromEntries(
    framework.questions.map((question) => [question.id, library.finesFor(question, facts)]),
  );
  // whom no authority of the EU may fine, because a contract alone binds them, the contract concerns first
  const contractFirst = !Object.values(fines).some((some) => some?.some(({ kind }) => kind === "gdpr"));
  const { certain, possible } = exposureOf({ framework, states }, fines, { subject, contractFirst });
  return { certain: listView(certain), possible: listView(possible) };

  function listView({ sums, gdpr, ceilings, words }: ExposureList) {
    return {
      // the bands as one range for each currency, in whole units
      sums: sums.map(({ unit, clauses, from, to, confidence }) => ({ unit, clauses, from, to, confidence })),
      gdpr: gdpr && { tier: gdpr.tier, atLeast: gdpr.atLeast, confidence: gdpr.confidence },
      ceilings: ceilings.map(({ clause, amount, atLeast, confidence }) => ({
        ...{ clause: clauseIn(clause), amount, atLeast, confidence },
      })),
      // in a plain check the words of the EU's law would stand before those of the law that surely binds
      words: words
        .filter(({ clause }) => framework.kind !== "check" || !isOfEu(clause))
        .map(({ clause, words: said }) => ({ clause: clauseIn(clause), text: inLanguage(language, said) })),
    };
  }
  function isOfEu(clause: string): boolean {
    const kind = library.instruments.get(placeOf(clause).instrument)?.kind;
    return kind === "regulation" || kind === "directive" || kind === "decision";
  }
  /** "Luật 91, Điều 8 khoản 4"; the instrument alone where the source names no article. */
  function clauseIn(clause: string): string {
    const place = placeOf(clause);
    const instrument = library.instruments.get(place.instrument);
    if (!instrument) return clause;
    const short = inLanguage(language, instrument.short);
    return place.parts.join("") === "" ? short : `${short}, ${articleIn(language, instrument.kind, place)}`;
  }
}
export type ExposureView = ReturnType<typeof exposureView>;

/** Where the damage would fall, the heaviest kind first: a direction, and no amount. */
export function damageView({
  framework,
  states,
}: Pick<Reading, "framework" | "states">): { kind: ConsequenceKind; questions: number }[] {
  const kinds = Object.fromEntries(
    framework.questions.map(({ id, consequences }) => [id, consequences.map(({ kind }) => kind)]),
  );
  return damageOf({ framework, states }, kinds).map(({ kind, questions }) => ({
    kind: kind as ConsequenceKind,
    questions: questions.length,
  }));
}
