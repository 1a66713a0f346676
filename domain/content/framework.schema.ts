import { z } from "zod";
import { Id, Text } from "./text.schema.ts";
import type { Question } from "./question.schema.ts";

/** `multiplier` times the weight of each question of the topic; 0 is shown and not scored. */
export type Topic = z.infer<typeof Topic>;
export const Topic = z.strictObject({
  id: Id,
  title: Text,
  multiplier: z.int().min(0).default(1),
});

/** Ids of questions, against the version before. */
const Changes = z.strictObject({
  added: z.array(z.string()).default([]),
  dropped: z.array(z.string()).default([]),
  reworded: z.array(z.string()).default([]),
});

/** Some of the questions as a set with a score of its own, such as the free check. */
export type QuestionSet = z.infer<typeof QuestionSet>;
export const QuestionSet = z.strictObject({ id: Id, title: Text, questions: z.array(z.string()).min(1) });

export const FrameworkHead = z.strictObject({
  id: Id,
  /** Compared number by number: "2" after "1.9". */
  version: z.string().regex(/^\d+(\.\d+)*$/, 'is not a version such as "1" or "2.1" (in quotation marks)'),
  /** In a plain check questions cover controls; in the others obligations. */
  kind: z.enum(["law", "regulation", "standard", "check"]),
  title: Text,
  short: Text,
  /** A sentence or two: what it is, and whom it is for. */
  about: Text,
  published: z.iso.date(),
  topics: z.array(Topic).min(1),
  changes: Changes.default({ added: [], dropped: [], reworded: [] }),
  sets: z.array(QuestionSet).default([]),
});
export type FrameworkHead = z.infer<typeof FrameworkHead>;

/** One version of a framework, whole. `revision` is the SHA-256 (hex) of its canonical content. */
export type Framework = FrameworkHead & { readonly questions: readonly Question[]; readonly revision: string };
