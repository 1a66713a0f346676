import { z } from "zod";
import { ReferenceId, Severity, Text } from "./text.schema.ts";

/** Hundredths of the question's weight. */
const Credit = z.int().min(0).max(100);

/** YAML reads an unquoted true as a boolean; conditions and facts compare strings. */
export const FactValue = z.union([z.string().min(1), z.boolean().transform(String)]);

/** Holds when the fact is one of `in`, and when it is not known: a relief is never assumed. */
export type FactCondition = z.infer<typeof FactCondition>;
export const FactCondition = z.strictObject({ fact: z.string().min(1), in: z.array(FactValue).min(1) });

/** Passed when the earlier scored question earned at least `least` hundredths. */
export type Gate = z.infer<typeof Gate>;
export const Gate = z.strictObject({ question: z.string().min(1), least: z.int().min(1).max(100) });

/** Words that an answer of another kind uses, so no choice and no box may. */
const reserved = ["dont-know", "not-applicable", "none"];
const AnswerValue = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "is not a value of small letters, digits and hyphens")
  .refine((value) => !["yes", "no", "on", "off", "true", "false", "null"].includes(value), {
    message: "is a value that YAML readers disagree on: write met, partly, unmet",
  })
  .refine((value) => !reserved.includes(value), "is a reserved value");

function unique(values: readonly string[], report: (index: number, value: string) => void): void {
  values.forEach((value, index) => {
    if (values.indexOf(value) !== index) report(index, value);
  });
}

/** `planned` is shown as a plan and makes a task; it earns nothing. */
export type Choice = z.infer<typeof Choice>;
export const Choice = z.strictObject({
  value: AnswerValue,
  credit: Credit,
  planned: z.boolean().optional(),
  text: Text,
});

/** One of several answers, best first or not: the order is the one shown. */
const ChoiceAnswer = z
  .strictObject({ kind: z.literal("choice"), choices: z.array(Choice).min(2) })
  .superRefine(({ choices }, ctx) => {
    const values = choices.map(({ value }) => value);
    unique(values, (i, value) =>
      ctx.addIssue({ code: "custom", path: ["choices", i, "value"], message: `"${value}" is there twice` }),
    );
    choices.forEach(({ planned, credit }, i) => {
      if (planned && credit > 0)
        ctx.addIssue({
          code: "custom",
          path: ["choices", i, "credit"],
          message: "a plan earns nothing: credit must be 0",
        });
    });
    if (!choices.some(({ credit }) => credit === 100))
      ctx.addIssue({
        code: "custom",
        path: ["choices"],
        message: "no choice earns 100, so nobody could meet this question",
      });
    if (!choices.some(({ credit }) => credit === 0))
      ctx.addIssue({ code: "custom", path: ["choices"], message: "no choice earns 0, so nobody could say no" });
  });

const Box = z.strictObject({ value: AnswerValue, credit: Credit.min(1), text: Text });

/** Boxes to tick: credits add up and are cut at 100; `none` excludes the others and earns nothing. */
const SeveralAnswer = z
  .strictObject({ kind: z.literal("several"), boxes: z.array(Box).min(2), none: Text })
  .superRefine(({ boxes }, ctx) => {
    const values = boxes.map(({ value }) => value);
    unique(values, (i, value) =>
      ctx.addIssue({ code: "custom", path: ["boxes", i, "value"], message: `"${value}" is there twice` }),
    );
    const sum = boxes.reduce((total, { credit }) => total + credit, 0);
    if (sum < 100)
      ctx.addIssue({
        code: "custom",
        path: ["boxes"],
        message: `all boxes together earn ${sum}, not 100: nobody could meet this question`,
      });
  });

/** Both ends belong to the band; `to` null is open upwards, within `max`. */
const NumberBand = z.strictObject({ from: z.int(), to: z.int().nullable(), credit: Credit, text: Text });

function oneDirection(credits: readonly number[]): boolean {
  const steps = credits.slice(1).map((credit, i) => credit - credits[i]!);
  return steps.every((step) => step >= 0) || steps.every((step) => step <= 0);
}

/** A whole number in `unit`, from `min` to `max`; bands follow each other without gap or overlap, in one direction. */
const NumberAnswer = z
  .strictObject({
    kind: z.literal("number"),
    unit: Text,
    min: z.int(),
    max: z.int(),
    bands: z.array(NumberBand).min(2),
  })
  .superRefine(({ min, max, bands }, ctx) => {
    const report = (i: number, field: string, message: string) =>
      ctx.addIssue({ code: "custom", path: ["bands", i, field], message });
    if (min >= max) ctx.addIssue({ code: "custom", path: ["max"], message: `max ${max} is not above min ${min}` });
    bands.forEach(({ from, to }, i) => {
      const last = i === bands.length - 1;
      const due = i === 0 ? min : (bands[i - 1]!.to ?? max) + 1;
      if (from > due) report(i, "from", `leaves a gap: ${due} to ${from - 1} is in no band`);
      if (from < due)
        report(i, "from", i === 0 ? `begins below min ${min}` : `overlaps the band before, which goes to ${due - 1}`);
      if (to !== null && to < from) report(i, "to", `the band ends at ${to}, before it begins at ${from}`);
      if (!last && to === null) report(i, "to", "only the last band may be open upwards");
      if (last && to !== null && to < max) report(i, "to", `leaves a gap: ${to + 1} to ${max} is in no band`);
      if (last && to !== null && to > max) report(i, "to", `goes above max ${max}`);
    });
    reach(
      bands.map(({ credit }) => credit),
      ctx,
    );
  });

/** Age of the date in whole days when answered, up to and including; null is any age. */
const DateBand = z.strictObject({ upToDays: z.int().min(0).nullable(), credit: Credit, text: Text });

/** A date in the past: the older, the less it earns. The credit is stored with the answer and does not drift. */
const DateAnswer = z
  .strictObject({ kind: z.literal("date"), bands: z.array(DateBand).min(2) })
  .superRefine(({ bands }, ctx) => {
    const report = (i: number, message: string) =>
      ctx.addIssue({ code: "custom", path: ["bands", i, "upToDays"], message });
    bands.forEach(({ upToDays }, i) => {
      const last = i === bands.length - 1;
      const before = i === 0 ? -1 : bands[i - 1]!.upToDays;
      if (last && upToDays !== null)
        report(i, `leaves a gap: dates older than ${upToDays} days are in no band (the last is null)`);
      if (!last && upToDays === null) report(i, "only the last band may be open");
      if (upToDays !== null && before !== null && before !== undefined && upToDays <= before)
        report(i, `overlaps the band before, which goes to ${before} days`);
    });
    reach(
      bands.map(({ credit }) => credit),
      ctx,
    );
  });

/** Bands run in one direction and reach both ends. */
function reach(credits: readonly number[], ctx: z.RefinementCtx): void {
  const complain = (message: string) => ctx.addIssue({ code: "custom", path: ["bands"], message });
  if (!oneDirection(credits)) complain("credits of the bands go up and down: they may run in one direction only");
  if (!credits.includes(100)) complain("no band earns 100, so nobody could meet this question");
}

/** Level 0 to 5; credit grows to 100 at `target` (3: done, written, repeated). `levels` say each in words, 0 first. */
const MaturityAnswer = z.strictObject({
  kind: z.literal("maturity"),
  target: z.int().min(1).max(5).default(3),
  levels: z.array(Text).length(6, "has to say six levels, 0 to 5").optional(),
});

/** What counts as an answer, whatever the question: a sixth kind needs code, a question of these five none. */
export type Answer = z.infer<typeof Answer>;
export const Answer = z.discriminatedUnion("kind", [
  ChoiceAnswer,
  SeveralAnswer,
  NumberAnswer,
  DateAnswer,
  MaturityAnswer,
]);

const consequenceKinds = ["reputation", "money", "business", "trust", "legal"] as const;
export type ConsequenceKind = (typeof consequenceKinds)[number];
const Consequence = z.strictObject({ kind: z.enum(consequenceKinds), text: Text });

export type Question = z.infer<typeof Question>;
export const Question = z
  .strictObject({
    /** Says what is asked; for ever, never reused. */
    id: z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, "is not a question id such as access.closed-on-leaving"),
    /** The number in the work that the question comes from. */
    ref: ReferenceId.optional(),
    /** Raised when a rewording changes what is asked, or what an answer earns. */
    meaning: z.int().min(1),
    topic: z.string().min(1),
    severity: Severity,
    /** Instead of the base of the severity (1, 2, 4, 8); 0 is shown and not scored. */
    weight: z.int().min(0).optional(),
    weightBecause: Text.optional(),
    /** Facts of the profile, all of which must hold. */
    appliesWhen: z.array(FactCondition).default([]),
    asksWhen: z.array(Gate).default([]),
    allowsNotApplicable: z.boolean(),
    answer: Answer,
    text: Text,
    /** Label for a rail: three to six words. */
    short: Text,
    help: Text,
    /** From the shop floor. */
    example: Text,
    why: Text,
    evidence: z.array(Text).min(1),
    consequences: z.array(Consequence).min(1),
    /** Obligation ids, where clause, fine band and confidence stand; control ids in a plain check. */
    covers: z.array(ReferenceId).min(1),
    /** Common controls, the main one first. */
    controls: z.array(ReferenceId).min(1),
  })
  .superRefine(({ weight, weightBecause, covers, controls, consequences, appliesWhen, asksWhen }, ctx) => {
    if ((weight === undefined) !== (weightBecause === undefined))
      ctx.addIssue({
        code: "custom",
        path: [weight === undefined ? "weightBecause" : "weight"],
        message: "a weight of its own needs weightBecause, and the other way round",
      });
    const twice = (field: string, values: readonly string[], key?: string) =>
      unique(values, (i, value) =>
        ctx.addIssue({
          code: "custom",
          path: key ? [field, i, key] : [field, i],
          message: `"${value}" is there twice`,
        }),
      );
    twice("covers", covers);
    twice("controls", controls);
    twice(
      "consequences",
      consequences.map(({ kind }) => kind),
      "kind",
    );
    twice(
      "appliesWhen",
      appliesWhen.map(({ fact }) => fact),
      "fact",
    );
    twice(
      "asksWhen",
      asksWhen.map(({ question }) => question),
      "question",
    );
  });
