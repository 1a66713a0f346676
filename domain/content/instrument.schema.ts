import { z } from "zod";
import { Confidence, Id, Text } from "./text.schema.ts";

/** A law, decree, code or standard. Dates that no source gives are left out rather than guessed. */
export type Instrument = z.infer<typeof Instrument>;
export const Instrument = z.strictObject({
  id: Id,
  kind: z.enum(["law", "code", "decree", "circular", "resolution", "regulation", "directive", "decision", "standard"]),
  number: z.string().min(1),
  title: Text,
  short: Text,
  issued: z.iso.date().optional(),
  inForce: z.iso.date().optional(),
  /** Last day in force. */
  until: z.iso.date().optional(),
  /** Ids of instruments here that it took the place of; each names it as successor. */
  replaced: z.array(Id).default([]),
  successor: Id.optional(),
  note: Text.optional(),
  confidence: Confidence,
});
