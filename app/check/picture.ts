import { wholePoints } from "#domain/scoring/basis-points.ts";
import { damageOf } from "#domain/scoring/damage.ts";
import { gapsOf, openQuestionsOf, type Gap } from "#domain/scoring/gaps.ts";
import { planOf, type PlannedTask } from "#domain/scoring/plan.ts";
import { promisedGain, withGapsMet } from "#domain/scoring/promise.ts";
import { scoreOf, type Score } from "#domain/scoring/score.ts";
import { statesOf } from "#domain/scoring/states.ts";
import { tasksFor, type Remedy } from "#domain/tasks.ts";
import { askedOf, assessmentOf, type CheckAnswers, type CheckSheet } from "./model.ts";

/** What the result knows of a question besides its score. */
export interface CheckDetail {
  /** Kinds of consequence. */
  readonly kinds: readonly string[];
  /** Playbooks, those of its main control first. */
  readonly remedies: readonly Remedy[];
}

export interface Step {
  readonly playbook: string;
  readonly severity: Gap["severity"];
  readonly closes: number;
  /** Whole points of the check's own score, as if it alone were done. */
  readonly gain: number | null;
  readonly newQuestions: number;
}

/** All that the first picture says, from nothing but the answers. */
export interface Picture {
  readonly score: Score;
  readonly asked: number;
  readonly answered: number;
  /** The gravest first. */
  readonly gaps: readonly Gap[];
  readonly first: readonly Step[];
  readonly quickWin: Step | null;
  /** Whole points with all of `first` done, what is open counting as a no; null when there is nothing to do. */
  readonly afterAll: number | null;
  readonly damage: readonly { readonly kind: string; readonly questions: number }[];
  /** Not answered, or answered with "don't know"; the heaviest first. */
  readonly unknown: readonly { readonly id: string; readonly isAnswered: boolean }[];
}

/** The first picture: the questions of the check alone, never the grade of the whole framework. */
export function pictureOf(
  sheet: CheckSheet,
  answers: CheckAnswers,
  details: Readonly<Record<string, CheckDetail | undefined>>,
): Picture {
  const assessment = assessmentOf(sheet, answers);
  const assessed = { framework: sheet, states: statesOf(assessment) };
  const gaps = gapsOf(assessed);
  const { first, quickWin } = planOf(
    gaps,
    tasksFor(gaps, (id) => details[id]?.remedies ?? []),
  );
  const asked = askedOf(sheet, answers);
  const kinds = Object.fromEntries(sheet.questions.map(({ id }) => [id, details[id]?.kinds]));
  const then = statesOf(withGapsMet(assessment, first.flatMap(closedBy)));
  const { low } = scoreOf({ framework: sheet, states: then });
  return {
    score: scoreOf(assessed),
    asked: asked.length,
    answered: asked.filter((id) => answers[id] !== undefined).length,
    gaps: gaps.sort((a, b) => b.severity.localeCompare(a.severity) || b.value - a.value),
    first: first.map(stepOf),
    quickWin: quickWin && stepOf(quickWin),
    afterAll: first.length === 0 || low === null ? null : wholePoints(low).points,
    damage: damageOf(assessed, kinds).map(({ kind, questions }) => ({ kind, questions: questions.length })),
    unknown: openQuestionsOf(assessed).map((id) => ({ id, isAnswered: answers[id] !== undefined })),
  };

  function stepOf(task: PlannedTask): Step {
    const closed = closedBy(task);
    const promised = promisedGain(assessment, closed);
    const severities = gaps.filter(({ question }) => closed.includes(question)).map(({ severity }) => severity);
    return {
      playbook: task.id,
      severity: severities.sort().at(-1) ?? "S1",
      closes: closed.length,
      gain: promised.pointsGained,
      newQuestions: promised.newQuestions.length,
    };
  }
}

const closedBy = ({ closes }: PlannedTask) => closes.map(({ question }) => question);
