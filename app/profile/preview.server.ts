import { clauseViews, type ClauseView } from "#app/answering/clauses.server.ts";
import type { Library } from "#content/library.ts";
import type { Profile, RunningAssessment } from "#db/profile.ts";
import type { Subject } from "#domain/company.ts";
import { changedBy } from "#domain/content/binding.ts";
import { conditionsHold, factValuesOf, type FactValues } from "#domain/content/facts.ts";
import type { Obligation } from "#domain/content/obligation.schema.ts";
import { askedFacts, readSaid, sentOf } from "#domain/intake.ts";
import { differing, sameValues, saidOf, withSaid, type ProfileSays, type Said } from "#domain/profile.ts";
import { reliefStateOf, type ReliefState } from "./relief.server.ts";
import { labelOf, saidInWords, type Reader } from "./words.server.ts";

/** Facts said anew, as a query names them: `?tools=cameras&tools=ai`. Null where one of them cannot be read. */
export function saidIn(
  query: URLSearchParams,
  { facts }: Pick<Library, "facts">,
): Readonly<Record<string, Said>> | null {
  const said: Record<string, Said> = {};
  for (const fact of askedFacts(facts)) {
    if (!query.has(fact.id)) continue;
    const read = readSaid(fact, query.getAll(fact.id));
    if ("problem" in read) return null;
    said[fact.id] = read.said;
  }
  return said;
}

/** The query that `saidIn` reads. */
export function queryOf(said: Readonly<Record<string, Said>>): string {
  const pairs = Object.entries(said).flatMap(([fact, value]) => sentOf(value).map((sent) => [fact, sent]));
  return new URLSearchParams(pairs).toString();
}

export interface DutyInPreview {
  readonly id: string;
  readonly title: string;
  /** Null where it rests on no clause. */
  readonly clause: ClauseView | null;
}

export interface AssessmentInPreview {
  readonly id: string;
  readonly title: string;
  readonly number: number;
  /** Questions that are asked from then on, each with whether an answer to it was kept. */
  readonly appears: readonly { readonly id: string; readonly short: string; readonly isAnswered: boolean }[];
  readonly disappears: readonly { readonly id: string; readonly short: string; readonly isAnswered: boolean }[];
}

/** All that applying would change. */
export interface Preview {
  readonly changes: readonly {
    readonly fact: string;
    readonly label: string;
    readonly before: string;
    readonly after: string;
  }[];
  readonly relief: { readonly before: ReliefState; readonly after: ReliefState };
  readonly appears: readonly DutyInPreview[];
  readonly disappears: readonly DutyInPreview[];
  readonly assessments: readonly AssessmentInPreview[];
  /** Questionnaires that come to apply, or apply no more. */
  readonly frameworks: { readonly appears: readonly string[]; readonly disappears: readonly string[] };
}

const nothing: ProfileSays = { given: {}, unsure: [] };

/** What applying the profile with these facts said anew would change; null when it would change nothing. */
export function previewOf(
  {
    profile,
    running,
    said,
  }: { profile: Profile | null; running: readonly RunningAssessment[]; said: Readonly<Record<string, Said>> },
  { subject, ...reader }: Reader & { readonly subject: Subject },
): Preview | null {
  const { library, language } = reader;
  const { facts } = library;
  const asked = askedFacts(facts);
  const ids = asked.map(({ id }) => id);
  const next = withSaid(profile, said);
  // until it is applied for the first time, nothing of it is known to what runs
  const before = profile?.appliedAt ? profile : nothing;
  const [was, is] = [factValuesOf(facts, before.given), factValuesOf(facts, next.given)];
  const changed = differing(before, next, ids);
  if (changed.length === 0 && profile?.appliedAt && running.every((each) => sameValues(each.facts, is))) return null;
  const duties = changedBy(dutiesOf(library), was, is);
  return {
    changes: asked
      .filter(({ id }) => changed.includes(id))
      .map((fact) => ({
        fact: fact.id,
        label: labelOf(fact, language),
        before: saidInWords(fact, saidOf(before, fact.id), reader),
        after: saidInWords(fact, saidOf(next, fact.id), reader),
      })),
    relief: { before: reliefStateOf(facts, before), after: reliefStateOf(facts, next) },
    appears: duties.appears.map((duty) => dutyInPreview(duty, { ...reader, subject, facts: is })),
    disappears: duties.disappears.map((duty) => dutyInPreview(duty, { ...reader, subject, facts: was })),
    assessments: running.map((each) => assessmentInPreview(each, is, reader)),
    frameworks: frameworksIn(was, is, reader),
  };
}

/** Practices prove that duties were taken seriously; they bind nobody. */
function dutiesOf({ obligations }: Library): Obligation[] {
  return [...obligations.values()].filter(({ nature }) => nature === "duty");
}

function dutyInPreview(
  obligation: Obligation,
  reader: Reader & { readonly subject: Subject; readonly facts: FactValues },
): DutyInPreview {
  const { id, title, basis } = obligation;
  const [clause] = clauseViews([{ obligation, relation: "equal", strength: 10 }], reader);
  return { id, title: title[reader.language], clause: basis.length > 0 ? (clause ?? null) : null };
}

function assessmentInPreview(
  { id, frameworkId, frameworkVersion, number, facts, answered }: RunningAssessment,
  values: FactValues,
  { library, language }: Reader,
): AssessmentInPreview {
  const { title, questions } = library.framework(frameworkId, frameworkVersion);
  const { appears, disappears } = changedBy(questions, facts, values);
  const view = (question: (typeof questions)[number]) => ({
    id: question.id,
    short: question.short[language],
    isAnswered: answered.includes(question.id),
  });
  return { id, title: title[language], number, appears: appears.map(view), disappears: disappears.map(view) };
}

function frameworksIn(was: FactValues, is: FactValues, { library, language }: Reader): Preview["frameworks"] {
  const ids = [...new Set(library.frameworks.map(({ id }) => id))];
  const latest = ids.map((id) => library.latest(id));
  const asks = (values: FactValues) =>
    // a questionnaire is for whoever is asked one question of it
    latest.filter(({ questions }) => questions.some(({ appliesWhen }) => conditionsHold(appliesWhen, values)));
  const [before, after] = [asks(was), asks(is)];
  const titles = (list: typeof latest) => list.map(({ title }) => title[language]);
  return {
    appears: titles(after.filter((framework) => !before.includes(framework))),
    disappears: titles(before.filter((framework) => !after.includes(framework))),
  };
}
