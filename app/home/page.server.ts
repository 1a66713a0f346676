import { listedTask } from "#app/tasks.server.ts";
import type { Library } from "#content/library.ts";
import { assessmentWithAnswers } from "#db/assessments.ts";
import type { Company } from "#db/companies.ts";
import { homeStandings, type HomeStanding } from "#db/home.ts";
import { profileOf } from "#db/profile.ts";
import { openTasksOf, type Task } from "#db/tasks.ts";
import type { TenantTrx } from "#db/tenant.ts";
import { isCompleted } from "#domain/answering-rules.ts";
import { hottestOf, inDateOrder, type Dated } from "#domain/deadlines.ts";
import { dayIn } from "#domain/format.ts";
import { improvedAnswers } from "#domain/improvements.ts";
import { firstNotAsked } from "#domain/intake.ts";
import { inLanguage, type Language } from "#domain/language.ts";
import { inOrderOfConcern } from "#domain/leading.ts";
import type { Assessment } from "#domain/scoring/model.ts";
import { liftOf, promisedGain } from "#domain/scoring/promise.ts";
import { scoreOf } from "#domain/scoring/score.ts";
import { statesOf } from "#domain/scoring/states.ts";
import { isWhollyAnswered } from "#domain/standing.ts";
import { daysLate } from "#domain/tasks.ts";
import { deadlinesView, type Cited } from "./deadlines.server.ts";

interface Asked {
  company: Company;
  library: Library;
  language: Language;
  now: Date;
}

/** How many tasks, and how many days ahead, the home page names. */
const tasksShown = 3;
const datesShown = 6;

/** A day that is near, as a line of the list; what it leads to is a page of ours, or else a clause. */
export interface DateView extends Dated {
  title: string;
  daysLate: number;
  /** Under the company's address. */
  to: string | null;
  clause: Cited | null;
}

/** All that the home page shows, from five statements at most, whatever the company has taken, planned and answered. */
export async function homeView(trx: TenantTrx, { company, library, language, now }: Asked) {
  const today = dayIn(company.zone, now);
  const [leading, ...others] = inOrderOfConcern(await homeStandings(trx));
  const tasks = await openTasksOf(trx);
  const profile = await profileOf(trx);
  const given = profile?.given ?? {};
  const shown = leading?.completed ?? leading?.running ?? null;
  const assessment = leading && shown && (await assessmentAsOf(trx, shown.assessmentId, leading, library));
  const framework = library.latest(leading?.frameworkId ?? "leakage");
  const first = tasks.slice(0, tasksShown);
  const deadlines = deadlinesView({ library, language, subject: company.subject, given, today });
  const dates = inDateOrder<DateView>([
    ...[leading, ...others].flatMap((standing) => (standing ? datesOf(standing) : [])),
    ...tasks.flatMap((task) => dateOfTask(task)),
    ...deadlines.legalDates.map(({ id, on, title, clause }) => {
      return { kind: "law" as const, id, on, title, clause, to: null, daysLate: 0 };
    }),
  ]);
  return {
    today,
    framework: {
      id: framework.id,
      title: inLanguage(language, framework.title),
      questions: framework.questions.length,
    },
    shown: shown && { ...shown, isCompleted: shown === leading?.completed },
    running: leading?.running ?? null,
    /** Nothing of the running one is left open: what is left is to complete it. */
    isReady: leading?.running ? isWhollyAnswered(leading.running.numbers) : false,
    isAnswered: shown !== null && (shown === leading?.completed || isWhollyAnswered(shown.numbers)),
    last: leading?.completed ? leading.lastScore : null,
    since:
      assessment && leading.completed && Object.keys(leading.improvements).length > 0 ? scoreNow(assessment) : null,
    lift: assessment && leading.completed ? liftOf(assessment, first.map(gapsHere)) : null,
    nextOn: leading?.nextOn ?? null,
    others: others.map((standing) => otherView(standing, library, language)),
    tasks: first.map((task) => ({ ...listedTask(task, { library, language, today }), gain: gainOf(task) })),
    openTasks: tasks.length,
    deadlines: { inHours: deadlines.inHours, others: deadlines.others },
    dates: dates.filter(({ id }) => !first.some((task) => task.id === id)).slice(0, datesShown),
    hot: hottestOf(dates, today),
    intake: {
      isBegun: profile !== null,
      isKnown: firstNotAsked(library.facts, profile) === undefined,
    },
    isProfileKnown: Object.keys(given).length > 0,
  };

  function datesOf({ frameworkId, running, dueOn, nextOn }: HomeStanding): DateView[] {
    const about = { title: inLanguage(language, library.latest(frameworkId).short), clause: null };
    const due: DateView[] =
      running && dueOn
        ? [
            {
              kind: "assessment",
              id: running.assessmentId,
              on: dueOn,
              daysLate: daysLate(dueOn, today),
              to: `/assessments/${running.assessmentId}`,
              ...about,
            },
          ]
        : [];
    if (!nextOn) return due;
    return [...due, { kind: "schedule", id: frameworkId, on: nextOn, daysLate: 0, to: "/schedules", ...about }];
  }
  function dateOfTask(task: Task): DateView[] {
    const { id, dueOn } = task;
    if (!dueOn) return [];
    const { title, daysLate } = listedTask(task, { library, language, today });
    return [{ kind: "task", id, on: dueOn, title, daysLate, to: `/tasks/${id}`, clause: null }];
  }
  /** The questions of the assessment shown that the task mends. */
  function gapsHere({ frameworkId, gaps }: Task): string[] {
    return frameworkId === leading?.frameworkId ? gaps.map(({ questionId }) => questionId) : [];
  }
  function gainOf(task: Task): number | null {
    const closed = gapsHere(task);
    return assessment && closed.length > 0 ? promisedGain(assessment, closed).pointsGained : null;
  }
}

/** As it stands today: with what closed tasks have mended since it was completed. */
async function assessmentAsOf(
  trx: TenantTrx,
  id: string,
  { improvements }: HomeStanding,
  library: Library,
): Promise<Assessment> {
  const { frameworkId, frameworkVersion, facts, answers, state } = await assessmentWithAnswers(trx, id);
  return {
    framework: library.framework(frameworkId, frameworkVersion),
    facts,
    given: improvedAnswers(answers, improvements),
    locked: isCompleted(state),
  };
}

function scoreNow(assessment: Assessment) {
  const { score, final, gradeLow } = scoreOf({ framework: assessment.framework, states: statesOf(assessment) });
  return { score, grade: final ? gradeLow : null };
}

/** One line of the list under the verdict: the last seal, or the range while none was pressed. */
function otherView({ frameworkId, completed, running, nextOn }: HomeStanding, library: Library, language: Language) {
  return {
    id: frameworkId,
    title: inLanguage(language, library.latest(frameworkId).short),
    completed,
    running,
    nextOn,
  };
}
export type OtherStanding = ReturnType<typeof otherView>;
