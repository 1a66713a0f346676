import { z } from "zod";
import { Citation, Id, Text } from "./text.schema.ts";

const Words = z.array(z.string().min(1));

/** A word of the law or of the trade, said plainly. */
export type GlossaryTerm = z.infer<typeof GlossaryTerm>;
export const GlossaryTerm = z.strictObject({
  /** Its anchor in the glossary's page. */
  id: Id,
  group: z.enum(["law", "safety", "eu", "iso"]),
  term: Text,
  /**
   * The words by which texts name it: whole words, capitals or not; one in capitals alone (AI) is found in capitals alone,
   * since "ai" is a Vietnamese word.
   */
  forms: z.strictObject({ vi: Words, en: Words }),
  /** One or two sentences. */
  text: Text,
  /** From the shop floor. */
  example: Text,
  /** The clause that defines it, where one does. */
  source: Citation.optional(),
});
