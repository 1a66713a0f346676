import { z } from "zod";
import { ReferenceId, Text } from "./text.schema.ts";

/** S up to two working days of one person, M up to two weeks part-time, L longer or with outside help. */
export type Effort = z.infer<typeof Effort>;
export const Effort = z.enum(["S", "M", "L"]);

/** Work that closes the gaps of some controls, to be begun without buying anything. */
export type Playbook = z.infer<typeof Playbook>;
export const Playbook = z.strictObject({
  id: ReferenceId,
  title: Text,
  /** What it is for, in a sentence or two. */
  summary: Text,
  closes: z.array(ReferenceId).min(1),
  steps: z
    .array(z.strictObject({ text: Text, who: Text.optional() }))
    .min(3)
    .max(7),
  /** The document that is there in the end. */
  produces: Text,
  /** The role that does it. */
  owner: Text,
  effort: Effort,
  effortHint: Text,
  proof: z.array(Text).min(1),
});
