import type { Library } from "#content/library.ts";
import type { Task } from "#db/tasks.ts";
import type { Framework } from "#domain/content/framework.schema.ts";
import { inLanguage, type Language } from "#domain/language.ts";
import type { Gap } from "#domain/scoring/gaps.ts";
import type { Assessment, Severity } from "#domain/scoring/model.ts";
import { wholePoints } from "#domain/scoring/basis-points.ts";
import { planOf, type Effort, type PlannedTask } from "#domain/scoring/plan.ts";
import { promisedGain, withGapsMet } from "#domain/scoring/promise.ts";
import { scoreOf } from "#domain/scoring/score.ts";
import { statesOf } from "#domain/scoring/states.ts";
import { isOpen, tasksFor } from "#domain/tasks.ts";

interface Planning {
  framework: Framework;
  /** As it stands now, with what closed tasks have mended. */
  assessment: Assessment;
  gaps: readonly Gap[];
  tasks: readonly Task[];
  library: Library;
  language: Language;
}

/** One of the things to do first, with what it promises. */
export interface PlanItem {
  playbookId: string;
  title: string;
  severity: Severity;
  effort: Effort;
  effortHint: string;
  /** Whole points of the score, as if it alone were done; null when there is no score yet. */
  gain: number | null;
  newQuestions: number;
  /** The gap that a new task is made from. */
  questionId: string;
  closes: number;
  /** The open task that does it, once there is one. */
  taskId: string | null;
}

/** Do these five first, the best small one below, and what doing all five would bring. */
export function planView({ framework, assessment, gaps, tasks, library, language }: Planning) {
  const remedies = tasksFor(gaps, (id) => library.playbooksForQuestion(id));
  const { first, quickWin } = planOf(gaps, remedies);
  const itemOf = (planned: PlannedTask): PlanItem => {
    const playbook = library.playbooks.get(planned.id);
    if (!playbook) throw new Error(`no playbook ${planned.id}`);
    const questions = planned.closes.map(({ question }) => question);
    const { pointsGained, newQuestions } = promisedGain(assessment, questions);
    const severities = gaps.filter(({ question }) => questions.includes(question)).map(({ severity }) => severity);
    return {
      playbookId: planned.id,
      title: inLanguage(language, playbook.title),
      severity: severities.sort().at(-1) ?? "S1",
      effort: planned.effort,
      effortHint: inLanguage(language, playbook.effortHint),
      gain: pointsGained,
      newQuestions: newQuestions.length,
      questionId: questions[0] ?? "",
      closes: questions.length,
      taskId:
        tasks.find((task) => task.playbookId === planned.id && task.frameworkId === framework.id && isOpen(task.status))
          ?.id ?? null,
    };
  };
  return {
    first: first.map(itemOf),
    quickWin: quickWin && itemOf(quickWin),
    afterAll: first.length > 0 ? afterAll(first) : null,
  };

  function afterAll(planned: readonly PlannedTask[]) {
    const met = planned.flatMap(({ closes }) => closes.map(({ question }) => question));
    const then = statesOf(withGapsMet(assessment, met));
    const { score, low, gradeLow, final } = scoreOf({ framework, states: then });
    const shown = assessment.locked ? score : low;
    return shown === null ? null : { points: wholePoints(shown).points, grade: final ? gradeLow : null };
  }
}

export interface Pin {
  number: number;
  title: string;
  severity: Severity;
  effort: Effort;
  isFirst: boolean;
}

/** Risk against effort: every playbook that a gap calls for, the first five by their number in the list. */
export function matrixView(
  { gaps, library, language }: Pick<Planning, "gaps" | "library" | "language">,
  first: readonly PlanItem[],
): Pin[] {
  const rank = new Map(first.map(({ playbookId }, i) => [playbookId, i]));
  const severityOf = new Map(gaps.map(({ question, severity }) => [question, severity]));
  const others = first.length;
  return tasksFor(gaps, (id) => library.playbooksForQuestion(id))
    .map(({ id, effort, closes }) => ({
      id,
      effort,
      title: inLanguage(language, library.playbooks.get(id)?.title ?? { vi: id, en: id }),
      severity:
        closes
          .map(({ question }) => severityOf.get(question) ?? "S1")
          .sort()
          .at(-1) ?? "S1",
    }))
    .sort(
      (a, b) =>
        (rank.get(a.id) ?? others) - (rank.get(b.id) ?? others) ||
        b.severity.localeCompare(a.severity) ||
        a.id.localeCompare(b.id),
    )
    .map(({ id, ...pin }, i) => ({ ...pin, number: i + 1, isFirst: rank.has(id) }));
}
