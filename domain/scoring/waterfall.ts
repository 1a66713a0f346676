import { apportion } from "./apportion.ts";
import { basisPoints } from "./basis-points.ts";
import { type Assessed, byId } from "./model.ts";
import { isKnown, standingIn } from "./states.ts";
import { weightsOf } from "./weights.ts";

/** The steps in the order that defines them: another order would give other steps and the same sum. */
export const stepsInOrder = [
  "dropped",
  "reworded",
  "weights",
  "noLongerApplies",
  "nowNotApplicable",
  "reopened",
  "answers",
  "newlyAnswered",
  "noLongerNotApplicable",
  "newlyApplies",
  "added",
] as const;
export type StepName = (typeof stepsInOrder)[number];

export interface Step {
  readonly step: StepName;
  /** Basis points, before to after. */
  readonly change: number;
  /** The questions that the step takes out, brings in or changes, by id. */
  readonly questions: readonly string[];
}

/** A changed answer's part of the step `answers`, with the sign of its change. */
export interface AnswerPart {
  readonly question: string;
  readonly change: number;
}

export interface Waterfall {
  /** Basis points. */
  readonly first: number;
  readonly second: number;
  /** All eleven; they add up to `second` less `first`. */
  readonly steps: readonly Step[];
  /** The step `answers`, opened; rises first, then falls, by id. They add up to it. */
  readonly answers: readonly AnswerPart[];
}

/**
 * From one score to another of the same framework, any versions and profiles.
 * @returns null when one of the two has no score: then there is nothing to step from or to
 */
export function changeOf(first: Assessed, second: Assessed): Waterfall | null {
  const before = itemsOf(first);
  const after = itemsOf(second);
  const standing = new Map<string, Part>();
  for (const [id, item] of before) if (item.isKnown) standing.set(id, { weight: item.weight, credit: item.credit });
  const start = scoreOfParts(standing);
  const end = scoreOfParts(new Map([...after].filter(([, { isKnown: counts }]) => counts)));
  if (start === null || end === null) return null;

  const steps: Step[] = [];
  let answers: AnswerPart[] = [];
  let running = start;
  for (const step of stepsInOrder) {
    const moves = movesOf(step, standing, before, after);
    if (step === "answers") answers = openedAnswers(standing, moves);
    for (const [id, part] of moves) {
      if (part) standing.set(id, part);
      else standing.delete(id);
    }
    const now = scoreOfParts(standing) ?? running; // while nothing is left the last number is carried: no plunge to zero
    steps.push({ step, change: now - running, questions: [...moves.keys()].sort(byId) });
    running = now;
  }
  return { first: start, second: end, steps, answers };
}

interface Part {
  readonly weight: number;
  readonly credit: number;
}

interface Item extends Part {
  readonly meaning: number;
  readonly state: string;
  readonly isKnown: boolean;
}

type Items = ReadonlyMap<string, Item>;

/** What a step leaves of each question that it moves; null takes it out. */
type Moves = Map<string, Part | null>;

function itemsOf({ framework, states }: Assessed): Items {
  const weights = weightsOf(framework);
  return new Map(
    framework.questions.map(({ id, meaning }): [string, Item] => {
      const { state, credit } = standingIn(states, id);
      return [id, { meaning, weight: weights.get(id) ?? 0, credit, state, isKnown: isKnown(state) }];
    }),
  );
}

function scoreOfParts(parts: ReadonlyMap<string, Part>): number | null {
  let earned = 0;
  let known = 0;
  for (const { weight, credit } of parts.values()) {
    earned += weight * credit;
    known += 100 * weight;
  }
  return basisPoints(earned, known);
}

function movesOf(step: StepName, standing: ReadonlyMap<string, Part>, before: Items, after: Items): Moves {
  if (step === "dropped") return leaving(standing, (id) => !after.has(id));
  if (step === "reworded") return leaving(standing, (id) => isReworded(before.get(id), after.get(id)));
  if (step === "weights") return changing(standing, after, (part, item) => ({ ...part, weight: item.weight }));
  if (step === "noLongerApplies") return leaving(standing, (id) => after.get(id)?.state === "hidden");
  if (step === "nowNotApplicable") return leaving(standing, (id) => after.get(id)?.state === "notApplicable");
  if (step === "reopened") return leaving(standing, (id) => after.get(id)?.state === "unanswered");
  if (step === "answers") return changing(standing, after, (part, item) => ({ ...part, credit: item.credit }));
  if (step === "added") return coming(after, (id, item) => isNew(before.get(id), item));
  const from = { newlyAnswered: "unanswered", noLongerNotApplicable: "notApplicable", newlyApplies: "hidden" }[step];
  return coming(after, (id, item) => !isNew(before.get(id), item) && before.get(id)?.state === from);
}

function isReworded(before: Item | undefined, after: Item | undefined): boolean {
  return before !== undefined && after !== undefined && before.meaning !== after.meaning;
}

function isNew(before: Item | undefined, after: Item): boolean {
  return before === undefined || isReworded(before, after);
}

function leaving(standing: ReadonlyMap<string, Part>, leaves: (id: string) => boolean): Moves {
  return new Map([...standing.keys()].filter(leaves).map((id) => [id, null]));
}

function coming(after: Items, comes: (id: string, item: Item) => boolean): Moves {
  const those = [...after].filter(([id, item]) => item.isKnown && comes(id, item));
  return new Map(those.map(([id, { weight, credit }]) => [id, { weight, credit }]));
}

function changing(standing: ReadonlyMap<string, Part>, after: Items, change: (part: Part, item: Item) => Part): Moves {
  const moves: Moves = new Map();
  for (const [id, part] of standing) {
    const item = after.get(id);
    if (!item) continue;
    const changed = change(part, item);
    if (changed.weight !== part.weight || changed.credit !== part.credit) moves.set(id, changed);
  }
  return moves;
}

/** Shares the rise of the step among what rose and its fall among what fell, so that each part has the sign of its change. */
function openedAnswers(standing: ReadonlyMap<string, Part>, moves: Moves): AnswerPart[] {
  const changes = [...moves].flatMap(([id, to]): [string, number][] => {
    const from = standing.get(id);
    return from && to ? [[id, from.weight * (to.credit - from.credit)]] : [];
  });
  const sizes = (sign: 1 | -1) =>
    changes.flatMap(([id, d]): [string, number][] => (sign * d > 0 ? [[id, sign * d]] : []));
  const rises = sizes(1);
  const falls = sizes(-1);
  const sum = (parts: readonly [string, number][]) => parts.reduce((running, [, size]) => running + size, 0);
  let earned = 0;
  let known = 0;
  for (const { weight, credit } of standing.values()) {
    earned += weight * credit;
    known += 100 * weight;
  }
  const before = basisPoints(earned, known);
  const top = basisPoints(earned + sum(rises), known);
  const after = basisPoints(earned + sum(rises) - sum(falls), known);
  if (before === null || top === null || after === null) return [];
  const parts = (total: number, of: [string, number][], sign: 1 | -1) =>
    [...apportion(total, of)].map(([question, share]) => ({ question, change: share === 0 ? 0 : sign * share }));
  const inOrder = (a: AnswerPart, b: AnswerPart) => byId(a.question, b.question);
  return [...parts(top - before, rises, 1).sort(inOrder), ...parts(top - after, falls, -1).sort(inOrder)];
}
