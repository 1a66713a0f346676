import type { Gap } from "./gaps.ts";
import { byId } from "./model.ts";

export type Effort = "S" | "M" | "L";

/** Relative to each other; S is up to two working days of one person. */
const effortUnits = { S: 1, M: 3, L: 8 } as const;

/** How many tasks "do these first" names. */
const mostAtOnce = 5;

export interface GapName {
  readonly framework: string;
  readonly question: string;
}

export interface PlannableTask {
  readonly id: string;
  readonly effort: Effort;
  /** True while a statutory clock runs on it. */
  readonly clockRuns: boolean;
  readonly closes: readonly GapName[];
}

export interface PlannedTask {
  readonly id: string;
  readonly effort: Effort;
  readonly clockRuns: boolean;
  /** Weight × missing hundredths of the gaps that no task before it closes. It ranks, and promises nothing. */
  readonly value: number;
  readonly closesCritical: boolean;
  readonly closes: readonly GapName[];
}

/**
 * What to do first: the best task, then the best for what is left, and so on, five at most. What is worth nothing any more
 * is left out.
 * @param gaps of one framework, or of several together: severities share one scale
 * @returns `quickWin` is the best small task below the list when none in it is small
 */
export function planOf(
  gaps: readonly Gap[],
  tasks: readonly PlannableTask[],
): { first: readonly PlannedTask[]; quickWin: PlannedTask | null } {
  const open = new Map(gaps.map((gap) => [nameOf(gap), gap]));
  const first: PlannedTask[] = [];
  while (first.length < mostAtOnce) {
    const best = bestOf(tasks, open);
    if (!best) break;
    first.push(best);
    for (const gap of best.closes) open.delete(nameOf(gap));
  }
  if (first.some(({ effort }) => effort === "S")) return { first, quickWin: null };
  const small = tasks.filter(({ effort }) => effort === "S");
  return { first, quickWin: bestOf(small, open) ?? null };
}

function bestOf(tasks: readonly PlannableTask[], open: ReadonlyMap<string, Gap>): PlannedTask | undefined {
  return tasks
    .map((task) => worthOf(task, open))
    .filter(({ value }) => value > 0)
    .reduce<PlannedTask | undefined>((best, task) => (best && inOrder(best, task) <= 0 ? best : task), undefined);
}

function worthOf({ id, effort, clockRuns, closes }: PlannableTask, open: ReadonlyMap<string, Gap>): PlannedTask {
  const names = new Set(closes.map(nameOf));
  const gaps = [...names].flatMap((name) => open.get(name) ?? []);
  return {
    id,
    effort,
    clockRuns,
    value: gaps.reduce((running, gap) => running + gap.value, 0),
    closesCritical: gaps.some(({ severity, credit, value }) => severity === "S4" && credit === 0 && value > 0),
    closes: gaps.map(({ framework, question }) => ({ framework, question })),
  };
}

/** The first difference decides; negative when `a` comes first. Equal value at equal value per effort is equal effort. */
function inOrder(a: PlannedTask, b: PlannedTask): number {
  return (
    Number(b.closesCritical) - Number(a.closesCritical) ||
    Number(b.clockRuns) - Number(a.clockRuns) ||
    // value per effort, multiplied out so that it stays in integers
    b.value * effortUnits[a.effort] - a.value * effortUnits[b.effort] ||
    b.value - a.value ||
    byId(a.id, b.id)
  );
}

function nameOf({ framework, question }: GapName): string {
  return `${framework}\n${question}`;
}
