import { z } from "zod";
import { longestWords } from "#domain/answering-rules.ts";

const Words = z.string().max(longestWords);
const Value = z.union([z.string().max(200), z.number(), z.array(z.string().max(200)).max(100).readonly()]);
const Reply = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("choice"), value: Value }),
  z.strictObject({ kind: z.literal("dont-know") }),
  z.strictObject({ kind: z.literal("not-applicable"), reason: Words }),
  z.strictObject({ kind: z.literal("none") }),
]);
/** `personId` is whose change it is: it may have waited on the device while somebody else signed in there. */
const seen = { personId: z.uuid(), questionId: z.string().min(1).max(200), basedOn: z.int().min(0) };

/** What the page sends for each change; `saveKey` marks it, so that it may be sent again. */
export type Sent = z.infer<typeof Sent>;
export const Sent = z.discriminatedUnion("act", [
  z.strictObject({
    act: z.literal("save"),
    ...seen,
    saveKey: z.uuid(),
    reply: Reply.optional(),
    note: Words.optional(),
  }),
  z.strictObject({ act: z.literal("undo"), ...seen, saveKey: z.uuid() }),
  z.strictObject({ act: z.literal("accept"), ...seen }),
  z.strictObject({
    act: z.enum(["take", "decline"]),
    ...seen,
    saveKey: z.uuid(),
    linkId: z.uuid(),
    replyRevision: z.int().min(1),
  }),
]);

/** The same from a form without JavaScript: strings only, and the boxes as many fields of one name. */
export const SentForm = z.object({
  act: z.enum(["save", "accept", "take", "decline"]).default("save"),
  linkId: z.uuid().optional(),
  replyRevision: z.coerce.number().int().min(1).optional(),
  questionId: z.string().min(1).max(200),
  basedOn: z.coerce.number().int().min(0),
  saveKey: z.uuid(),
  reply: z.string().max(200).optional(),
  boxes: z.array(z.string().max(200)).max(100),
  figure: z.string().max(40).default(""),
  reason: Words.default(""),
  note: Words.optional(),
});
