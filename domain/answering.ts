import { Refusal } from "#domain/refusal.ts";
import { creditOfLevel } from "#domain/scoring/maturity.ts";

/** How a question is answered and what each answer earns, as the content says it. Credits are 0–100. */
export type AnswerSpec =
  | { readonly kind: "choice"; readonly choices: readonly Choice[] }
  /** Credits of the ticked boxes add up and are cut at 100. */
  | { readonly kind: "several"; readonly boxes: readonly { readonly value: string; readonly credit: number }[] }
  /** Whole numbers, both ends included; `to` null is open upwards, within `max`. */
  | { readonly kind: "number"; readonly max?: number | undefined; readonly bands: readonly NumberBand[] }
  /** By the age in whole days, shortest first, the end included; `upToDays` null has no end. */
  | { readonly kind: "date"; readonly bands: readonly { readonly upToDays: number | null; readonly credit: number }[] }
  /** Levels 0–5; full credit from the target on, 3 unless said. */
  | { readonly kind: "maturity"; readonly target?: number | undefined };

interface Choice {
  readonly value: string;
  readonly credit: number;
  /** A plan earns nothing; it is shown as planned and makes a task. */
  readonly planned?: boolean | undefined;
}

interface NumberBand {
  readonly from: number;
  readonly to: number | null;
  readonly credit: number;
}

/** A choice's value, the ticked boxes, a number or level, or a plain date as in "2026-11-24". */
export type AnswerValue = string | number | readonly string[];

/** The box of "several" that excludes the others. */
export const noneOfThese = "none";

/**
 * The credit of an answer. It is stored with the answer, so that a score does not drift as a date grows old.
 * @param on the day of answering in the tenant's zone, as in "2026-11-24"
 * @returns integer 0–100
 * @throws {Refusal} unknown-choice, when the question cannot be answered so
 */
export function creditOf(spec: AnswerSpec, value: AnswerValue, on: string): number {
  const credit = findCredit(spec, value, on);
  if (credit === undefined) throw new Refusal("unknown-choice", `no ${spec.kind} answer: ${JSON.stringify(value)}`);
  return credit;
}

function findCredit(spec: AnswerSpec, value: AnswerValue, on: string): number | undefined {
  switch (spec.kind) {
    case "choice":
      return spec.choices.find((choice) => choice.value === value)?.credit;
    case "several":
      return Array.isArray(value) ? creditOfBoxes(spec.boxes, value) : undefined;
    case "number":
      return typeof value === "number" && Number.isSafeInteger(value) ? creditOfNumber(spec, value) : undefined;
    case "date":
      return creditOfAge(spec.bands, ageInDays(value, on));
    case "maturity":
      return isLevel(value) ? creditOfLevel(value, spec.target) : undefined;
  }
}

function creditOfBoxes(boxes: readonly { value: string; credit: number }[], ticked: readonly string[]) {
  const values = [...new Set(ticked)];
  if (values.length === 0) return undefined; // nothing ticked is no answer: "none of these" is a box of its own
  if (values.includes(noneOfThese)) return values.length === 1 ? 0 : undefined;
  const credits = values.map((value) => boxes.find((box) => box.value === value)?.credit);
  if (credits.some((credit) => credit === undefined)) return undefined;
  return Math.min(
    100,
    credits.reduce<number>((sum, credit) => sum + (credit ?? 0), 0),
  );
}

function creditOfNumber(
  { bands, max = Infinity }: { bands: readonly NumberBand[]; max?: number | undefined },
  value: number,
) {
  if (value > max) return undefined;
  return bands.find(({ from, to }) => from <= value && (to === null || value <= to))?.credit;
}

function creditOfAge(bands: readonly { upToDays: number | null; credit: number }[], age: number | undefined) {
  if (age === undefined || age < 0) return undefined;
  return bands.find(({ upToDays }) => upToDays === null || age <= upToDays)?.credit;
}

function isLevel(value: AnswerValue): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= 5;
}

function ageInDays(value: AnswerValue, on: string): number | undefined {
  const then = typeof value === "string" ? dayNumber(value) : undefined;
  const today = dayNumber(on);
  if (today === undefined) throw new Error(`not a plain date: ${on}`);
  return then === undefined ? undefined : today - then;
}

/** Days since 1970 of a plain date, undefined when there is no such day. */
function dayNumber(day: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return undefined;
  const instant = new Date(`${day}T00:00:00Z`);
  const exists = !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(day);
  return exists ? instant.getTime() / 86_400_000 : undefined;
}
