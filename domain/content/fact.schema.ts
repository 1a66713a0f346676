import { z } from "zod";
import { FactCondition, FactValue } from "./question.schema.ts";
import { Citation, Id, Text } from "./text.schema.ts";

/**
 * `short` labels the answer in a list: two to five words; the question itself where there is none. `asksWhen`: the question is
 * left out once it is decided that these do not hold.
 */
const asked = {
  id: Id,
  text: Text,
  short: Text.optional(),
  help: Text.optional(),
  asksWhen: z.array(FactCondition).min(1).optional(),
};

const Value = z.strictObject({ value: FactValue, text: Text });

const BooleanFact = z.strictObject({ kind: z.literal("boolean"), ...asked });
const OneFact = z.strictObject({ kind: z.literal("one"), ...asked, values: z.array(Value).min(2) });
/** A condition holds when any ticked value is among those it names. */
const SeveralFact = z.strictObject({ kind: z.literal("several"), ...asked, values: z.array(Value).min(2), none: Text });

/** Both ends belong to the band; null is open upwards. Conditions name the band. */
const IntegerBand = z.strictObject({ value: FactValue, from: z.int(), to: z.int().nullable(), text: Text });
const IntegerFact = z
  .strictObject({ kind: z.literal("integer"), ...asked, unit: Text, bands: z.array(IntegerBand).min(2) })
  .superRefine(({ bands }, ctx) => {
    bands.forEach(({ from, to }, i) => {
      const before = i === 0 ? undefined : bands[i - 1]!.to;
      if (before !== undefined && before !== null && from !== before + 1)
        ctx.addIssue({
          code: "custom",
          path: ["bands", i, "from"],
          message: from > before ? `leaves a gap after ${before}` : `overlaps the band before, which goes to ${before}`,
        });
      if (to !== null && to < from)
        ctx.addIssue({ code: "custom", path: ["bands", i, "to"], message: `the band ends at ${to}, before it begins` });
      if ((to === null) !== (i === bands.length - 1))
        ctx.addIssue({
          code: "custom",
          path: ["bands", i, "to"],
          message: "the last band, and only it, is open upwards (null)",
        });
    });
  });

/** `before` is the first day no longer in the band; null is open. */
const DateFactBand = z.strictObject({ value: FactValue, before: z.iso.date().nullable(), text: Text });
const DateFact = z
  .strictObject({ kind: z.literal("date"), ...asked, bands: z.array(DateFactBand).min(2) })
  .superRefine(({ bands }, ctx) => {
    bands.forEach(({ before }, i) => {
      const previous = i === 0 ? null : bands[i - 1]!.before;
      if (before !== null && previous !== null && before <= previous)
        ctx.addIssue({
          code: "custom",
          path: ["bands", i, "before"],
          message: `overlaps the band before, which goes to ${previous}`,
        });
      if ((before === null) !== (i === bands.length - 1))
        ctx.addIssue({
          code: "custom",
          path: ["bands", i, "before"],
          message: "the last band, and only it, is open (null)",
        });
    });
  });

/** "Or" and "and" across facts, which conditions of questions do not have. */
export type Rule = { fact: string; in: string[] } | { any: Rule[] } | { all: Rule[] } | { not: Rule };
const Rule: z.ZodType<Rule> = z.lazy(() =>
  z.union([
    z.strictObject({ fact: z.string().min(1), in: z.array(FactValue).min(1) }),
    z.strictObject({ any: z.array(Rule).min(1) }),
    z.strictObject({ all: z.array(Rule).min(1) }),
    z.strictObject({ not: Rule }),
  ]),
);

/** `ends`: the last day on which the law gives the value, and what ends then. */
const ComputedValue = Value.extend({ ends: z.strictObject({ on: z.iso.date(), text: Text }).optional() });

/**
 * Read off other facts, by a clause: the first case that holds gives the value. A case that cannot be decided, because
 * a fact is unknown, ends the search with `unknown`: a relief is never assumed.
 */
const ComputedFact = z.strictObject({
  kind: z.literal("computed"),
  id: Id,
  text: Text,
  clauses: z.array(Citation).min(1),
  values: z.array(ComputedValue).min(2),
  cases: z.array(z.strictObject({ value: FactValue, when: Rule })).min(1),
  otherwise: FactValue,
  unknown: FactValue,
});

/** A question of the intake: it earns no points and decides what applies. */
export type Fact = z.infer<typeof Fact>;
export const Fact = z.discriminatedUnion("kind", [
  BooleanFact,
  OneFact,
  SeveralFact,
  IntegerFact,
  DateFact,
  ComputedFact,
]);
