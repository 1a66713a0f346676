import type { Library } from "#content/library.ts";
import { improvementsOf } from "#db/closing.ts";
import { assessmentWithAnswers } from "#db/assessments.ts";
import { evidenceIn } from "#db/evidence.ts";
import { completedOf, sealedResultOf } from "#db/results.ts";
import type { Company } from "#db/companies.ts";
import { tasksOf } from "#db/tasks.ts";
import type { TenantTrx } from "#db/tenant.ts";
import { isCompleted, isLocked } from "#domain/answering-rules.ts";
import { proofsOf } from "#domain/evidence.ts";
import { improvedAnswers, improvedStates } from "#domain/improvements.ts";
import { inLanguage, type Language } from "#domain/language.ts";
import { comparableOf } from "#domain/scoring/comparable.ts";
import { confidenceOf } from "#domain/scoring/confidence.ts";
import { gapsOf } from "#domain/scoring/gaps.ts";
import type { States } from "#domain/scoring/model.ts";
import { scoreOf } from "#domain/scoring/score.ts";
import { changeOf } from "#domain/scoring/waterfall.ts";
import { numbersOf } from "#domain/standing.ts";
import { topicsView } from "./explanation.server.ts";
import { damageView, exposureView, gapsView, openView } from "./gaps.server.ts";
import { matrixView, planView } from "./plan.server.ts";
import { applicabilityView, levelsView } from "./standard.server.ts";

interface Asked {
  assessmentId: string;
  company: Company;
  library: Library;
  language: Language;
  now: Date;
}

/** All that the result page shows, from six statements whatever the size of the framework or of the history. */
export async function resultView(trx: TenantTrx, { assessmentId, company, library, language, now }: Asked) {
  const assessment = await assessmentWithAnswers(trx, assessmentId);
  const improvements = await improvementsOf(trx, assessmentId);
  const history = await completedOf(trx, assessment.frameworkId);
  const tasks = await tasksOf(trx);
  const framework = library.framework(assessment.frameworkId, assessment.frameworkVersion);
  const completed = isCompleted(assessment.state);
  const earlier = history.filter(({ number }) => number < assessment.number).at(-1);
  const before = earlier && (await sealedResultOf(trx, earlier.id));
  const sealedStates: States = improvedStates(framework, assessment, {});
  const states: States = improvedStates(framework, assessment, improvements);
  const proofs = proofsOf(await evidenceIn(trx, assessmentId), assessment.zone);
  const given = improvedAnswers(assessment.answers, improvements, proofs);
  const numbers =
    assessment.result?.numbers ?? numbersOf({ framework, states: sealedStates, number: assessment.number, now });
  const today = scoreOf({ framework, states });
  const reading = { framework, states, library, language, subject: company.subject, facts: assessment.facts };
  const levelled = { framework, states, answers: assessment.answers, improvements };
  const gaps = gapsOf({ framework, states });
  const planned = planView({
    framework,
    assessment: { framework, facts: assessment.facts, given, locked: completed },
    gaps,
    tasks,
    library,
    language,
  });
  const lastTopics = new Map(before?.result.topics.map(({ topic, score }) => [topic, score]));
  const first = before && {
    framework: library.framework(assessment.frameworkId, before.frameworkVersion),
    states: new Map(Object.entries(before.result.states)),
  };
  return {
    id: assessment.id,
    title: inLanguage(language, framework.title),
    kind: framework.kind,
    content: `${framework.id}\u00a0${framework.version}`,
    number: assessment.number,
    state: assessment.state,
    isCompleted: completed,
    isLocked: isLocked(assessment.state),
    openedAt: assessment.openedAt,
    completedAt: assessment.completedAt,
    contentMended: assessment.contentRevision !== framework.revision,
    numbers,
    since:
      completed && Object.keys(improvements).length > 0
        ? { score: today.score, grade: today.final ? today.gradeLow : null }
        : null,
    last: earlier?.score ?? null,
    coverage: today.coverage,
    ...confidenceOf({ framework, given }, states, now.getTime()),
    cap: capView(),
    notApplicable: notApplicableView(),
    warnsOfNotApplicable: today.warnsOfNotApplicable,
    naLift: today.naLift,
    plan: planned,
    matrix: matrixView({ gaps, library, language }, planned.first),
    topics: topicsView(framework, states, language, lastTopics),
    gaps: gapsView(reading, tasks),
    open: openView(reading),
    levels: levelsView(levelled),
    applicability: applicabilityView(levelled, reading),
    exposure: exposureView(reading),
    damage: damageView(reading),
    trend: history.map(({ id, number, completedAt, score, grade, version }) => ({
      id,
      number,
      completedAt,
      score,
      grade,
      version,
    })),
    waterfall: first ? waterfallView(first) : null,
  };

  function capView() {
    const { cappedBy } = scoreOf({ framework, states: sealedStates });
    if (!cappedBy || !completed) return null;
    const labels = cappedBy.questions.map((id) =>
      inLanguage(language, library.findQuestion(framework, id)?.short ?? { vi: id, en: id }),
    );
    return { grade: cappedBy.grade, without: cappedBy.without, questions: labels };
  }
  function notApplicableView() {
    return Object.values(assessment.answers).flatMap((answer) => {
      if (answer?.kind !== "not-applicable") return [];
      const question = library.findQuestion(framework, answer.questionId);
      if (!question) return [];
      return [
        {
          id: answer.questionId,
          label: inLanguage(language, question.short),
          reason: answer.reason ?? "",
          isAccepted: answer.acceptedBy !== null,
          isSelfAccepted: answer.acceptedBy !== null && answer.acceptedBy === answer.answeredBy,
        },
      ];
    });
  }
  function waterfallView(from: { framework: typeof framework; states: States }) {
    const change = changeOf(from, { framework, states: sealedStates });
    if (!change) return null;
    const common = comparableOf(from, { framework, states: sealedStates });
    return {
      first: change.first,
      second: change.second,
      steps: change.steps
        .filter((step) => step.change !== 0)
        .map(({ step, change: by, questions }) => ({ step, by, questions: questions.length })),
      common,
    };
  }
}
export type ResultView = Awaited<ReturnType<typeof resultView>>;
