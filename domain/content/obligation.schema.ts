import { z } from "zod";
import { FactCondition } from "./question.schema.ts";
import { Citation, Confidence, Id, ReferenceId, Severity, Text } from "./text.schema.ts";

/** A fixed band in whole units of the currency. `printedFor` says whose amount the text prints: the other pays half or double. */
const Band = z
  .strictObject({
    kind: z.literal("band"),
    clause: Citation,
    min: z.int().min(0),
    max: z.int().min(0),
    unit: z.enum(["VND", "EUR"]),
    printedFor: z.enum(["organisation", "individual", "asPrinted"]),
    /** When the amount holds, or that a warning may stand in its place. */
    words: Text.optional(),
    confidence: Confidence,
  })
  .refine(({ min, max }) => min <= max, { message: "max is below min", path: ["max"] });

/** Ceiling: `share` of last year's revenue in basis points, at least `floor`. */
const RevenueCeiling = z.strictObject({
  kind: z.literal("revenue"),
  clause: Citation,
  share: z.int().min(1).max(10_000),
  floor: z.int().min(0),
  unit: z.enum(["VND", "EUR"]),
  words: Text.optional(),
  confidence: Confidence,
});

/** Ceiling: `times` the proceeds of the act, at least `floor`. */
const ProceedsCeiling = z.strictObject({
  kind: z.literal("proceeds"),
  clause: Citation,
  times: z.int().min(1),
  floor: z.int().min(0),
  unit: z.enum(["VND", "EUR"]),
  words: Text.optional(),
  confidence: Confidence,
});

/** The ceiling of any other act (Law 91/2025, Art 8). */
const ActCeiling = z.strictObject({
  kind: z.literal("act"),
  clause: Citation,
  floor: z.int().min(0),
  unit: z.enum(["VND", "EUR"]),
  words: Text.optional(),
  confidence: Confidence,
});

/**
 * GDPR Art 83: T1 is 10 m EUR or 2 %, T2 is 20 m EUR or 4 % of the group's worldwide turnover. `appliesWhen` is for a duty
 * that also binds by contract alone, which no authority fines.
 */
const GdprTier = z.strictObject({
  kind: z.literal("gdpr"),
  clause: Citation,
  tier: z.enum(["T1", "T2"]),
  appliesWhen: z.array(FactCondition).default([]),
  confidence: Confidence,
});

/** What a clause allows that is no amount: an order, a suspension, compensation. */
const InWords = z.strictObject({
  kind: z.literal("words"),
  /** The id alone cites the whole instrument, where no source names the article. */
  clause: z.union([Citation, Id]),
  words: Text,
  /** A processor's contract may come before all else. */
  about: z.literal("contract").optional(),
  confidence: Confidence,
});

export type Fine = z.infer<typeof Fine>;
export const Fine = z.discriminatedUnion("kind", [
  Band,
  RevenueCeiling,
  ProceedsCeiling,
  ActCeiling,
  GdprTier,
  InWords,
]);

/** `amount` of `unit` counted from `from`; without it the clause gives no number and `words` says what it says. */
const Deadline = z.strictObject({
  amount: z.int().min(1).optional(),
  unit: z.enum(["hours", "days", "working-days", "months", "years"]).optional(),
  from: Text.optional(),
  words: Text,
});

export type Obligation = z.infer<typeof Obligation>;
export const Obligation = z
  .strictObject({
    id: ReferenceId,
    title: Text,
    summary: Text,
    /** Clauses it stands in, the leading one first; empty only for a practice. */
    basis: z.array(Citation),
    /** A practice is no statutory duty: it proves that duties were taken seriously. */
    nature: z.enum(["duty", "practice"]),
    binds: Text,
    trigger: Text,
    deadline: Deadline.optional(),
    exceptions: z.array(Text).default([]),
    /** Whether the relief for small firms may reach it: `never`, whatever the size, or by `size`. */
    relief: z.enum(["never", "size"]).optional(),
    appliesWhen: z.array(FactCondition).default([]),
    fines: z.array(Fine).default([]),
    severity: Severity,
    /** Of the duty itself; each fine carries its own. */
    confidence: Confidence,
    /** What is uncertain, where the mark is not H. */
    doubt: Text.optional(),
  })
  .superRefine(({ nature, basis, deadline }, ctx) => {
    if (nature === "duty" && basis.length === 0)
      ctx.addIssue({ code: "custom", path: ["basis"], message: "a duty needs the clause that it stands in" });
    const parts = deadline ? [deadline.amount, deadline.unit, deadline.from] : [];
    const given = parts.filter((part) => part !== undefined).length;
    if (given > 0 && given < parts.length)
      ctx.addIssue({ code: "custom", path: ["deadline"], message: "amount, unit and from belong together" });
  });
