import type { Library } from "#content/library.ts";
import type { Task } from "#db/tasks.ts";
import { inLanguage, type Language } from "#domain/language.ts";
import type { Day } from "#domain/schedule.ts";
import type { Severity } from "#domain/scoring/model.ts";
import { daysLate, groupOf } from "#domain/tasks.ts";

interface Reader {
  library: Library;
  language: Language;
  today: Day;
}

/** The gravest of the questions that a task mends. */
function severityOf(task: Pick<Task, "frameworkId" | "gaps">, library: Library): Severity {
  const framework = library.latest(task.frameworkId);
  const severities = task.gaps.map(({ questionId }) => library.findQuestion(framework, questionId)?.severity ?? "S1");
  return severities.sort().at(-1) ?? "S1";
}

/** A task as a list shows it, in the reader's language. */
export function listedTask(task: Task, { library, language, today }: Reader) {
  const playbook = library.playbooks.get(task.playbookId);
  if (!playbook) throw new Error(`no playbook ${task.playbookId}: content is never taken away`);
  return {
    id: task.id,
    number: task.number,
    title: inLanguage(language, playbook.title),
    severity: severityOf(task, library),
    effort: inLanguage(language, playbook.effortHint),
    status: task.status,
    ownerName: task.ownerName,
    dueOn: task.dueOn,
    daysLate: daysLate(task.dueOn, today),
    group: groupOf(task, today),
    steps: { done: task.stepsDone.length, of: playbook.steps.length },
    gaps: task.gaps.length,
  };
}
export type ListedTask = ReturnType<typeof listedTask>;
