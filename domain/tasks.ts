import type { Gap } from "./scoring/gaps.ts";
import type { Effort, PlannableTask } from "./scoring/plan.ts";
import { plusDays, type Day } from "./schedule.ts";

export const taskStatuses = ["to-do", "doing", "in-review", "done", "accepted-risk"] as const;
export type TaskStatus = (typeof taskStatuses)[number];

/** Whether somebody still has to work on it. */
export function isOpen(status: TaskStatus): boolean {
  return status === "to-do" || status === "doing" || status === "in-review";
}

/** What of a playbook decides whether it is worth doing. */
export interface Remedy {
  readonly id: string;
  readonly effort: Effort;
}

/**
 * The work that would close these gaps: a task for each playbook, with all the gaps that it closes.
 * @param remediesOf playbooks of a question, those of its main control first
 */
export function tasksFor(gaps: readonly Gap[], remediesOf: (questionId: string) => readonly Remedy[]): PlannableTask[] {
  const tasks = new Map<string, PlannableTask>();
  for (const { framework, question } of gaps) {
    for (const { id, effort } of remediesOf(question)) {
      const closes = [...(tasks.get(id)?.closes ?? []), { framework, question }];
      tasks.set(id, { id, effort, clockRuns: false, closes });
    }
  }
  return [...tasks.values()];
}

const daysFor: Record<Effort, number> = { S: 7, M: 21, L: 60 };

/** The due day that a new task is offered with: a week for small work, three for medium, two months for large. */
export function proposedDueDay(effort: Effort, today: Day): Day {
  return plusDays(today, daysFor[effort]);
}

export const taskGroups = ["late", "this-week", "later", "undated", "closed"] as const;
export type TaskGroup = (typeof taskGroups)[number];

/** Where a task stands in a list read on `today`: late, within seven days, after that, without a day, or closed. */
export function groupOf({ status, dueOn }: { status: TaskStatus; dueOn: Day | null }, today: Day): TaskGroup {
  if (!isOpen(status)) return "closed";
  if (dueOn === null) return "undated";
  if (dueOn < today) return "late";
  return dueOn <= plusDays(today, 7) ? "this-week" : "later";
}

/** Whole days that an open task is late by; 0 when it is not. */
export function daysLate(dueOn: Day | null, today: Day): number {
  if (dueOn === null || dueOn >= today) return 0;
  return Math.round((Date.parse(`${today}T00:00:00Z`) - Date.parse(`${dueOn}T00:00:00Z`)) / 86_400_000);
}
