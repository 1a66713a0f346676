import type { Library } from "#content/library.ts";
import { improvementsOf } from "#db/closing.ts";
import { assessmentWithAnswers } from "#db/assessments.ts";
import type { TenantTrx } from "#db/tenant.ts";
import { improvedStates } from "#domain/improvements.ts";
import { inLanguage, type Language } from "#domain/language.ts";
import type { Day } from "#domain/schedule.ts";
import { gapsOf, type Gap } from "#domain/scoring/gaps.ts";
import { proposedDueDay, tasksFor } from "#domain/tasks.ts";

/** The gaps of an assessment as they are now, with what closed tasks have mended since it was completed. */
export async function gapsNow(trx: TenantTrx, assessmentId: string, library: Library) {
  const assessment = await assessmentWithAnswers(trx, assessmentId);
  const framework = library.framework(assessment.frameworkId, assessment.frameworkVersion);
  const states = improvedStates(framework, assessment, await improvementsOf(trx, assessmentId));
  return { assessment, framework, states, gaps: gapsOf({ framework, states }) };
}

/** The playbooks that close one gap, those of its main control first, with the other gaps that each closes. */
export function remediesFor(
  questionId: string,
  gaps: readonly Gap[],
  { library, language, today }: { library: Library; language: Language; today: Day },
) {
  const tasks = tasksFor(gaps, (id) => library.playbooksForQuestion(id));
  return library.playbooksForQuestion(questionId).map((playbook) => ({
    id: playbook.id,
    title: inLanguage(language, playbook.title),
    summary: inLanguage(language, playbook.summary),
    effort: inLanguage(language, playbook.effortHint),
    owner: inLanguage(language, playbook.owner),
    others: (tasks.find(({ id }) => id === playbook.id)?.closes.length ?? 1) - 1,
    dueOn: proposedDueDay(playbook.effort, today),
  }));
}
export type Remedy = ReturnType<typeof remediesFor>[number];
