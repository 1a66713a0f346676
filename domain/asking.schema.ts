import { z } from "zod";
import { longestWords } from "./answering-rules.ts";
import { longestAskedName, longestAskedNote, longestMessage, mostAsked } from "./asking.ts";
import { Days, MailLanguage, OptionalEmail } from "./people.schema.ts";

/*
 * What is typed to send a question by link, and on the sheet behind it. The messages are codes, said in the reader's
 * language by `asking.error-<code>` and `asked.error-<code>`.
 */
const Key = z.uuid("form");
const Name = z.string("name-missing").trim().min(1, "name-missing").max(longestAskedName, "name-long");

const Ask = z.object({
  intent: z.literal("ask"),
  key: Key,
  name: Name,
  email: OptionalEmail,
  message: z
    .string()
    .trim()
    .max(longestMessage, "message-long")
    .transform((message) => message || null)
    .default(null),
  days: Days,
  language: MailLanguage,
});
export const AskingForm = z.discriminatedUnion(
  "intent",
  [Ask, z.object({ intent: z.literal("withdraw"), linkId: Key })],
  "form",
);
/** The fields of one name that a form has once for each. */
export const AskedIds = z.array(z.string().min(1).max(200)).min(1, "questions").max(mostAsked, "questions");

/** A form that works without JavaScript: strings only. */
export const ReplyForm = z.object({
  questionId: z.string("form").min(1, "form").max(200, "form"),
  basedOn: z.coerce.number("form").int("form").min(0, "form"),
  saveKey: Key,
  reply: z.string().max(200, "form").optional(),
  figure: z.string().max(40, "unknown-choice").default(""),
  reason: z.string().max(longestWords, "form").default(""),
  note: z
    .string()
    .trim()
    .max(longestAskedNote, "note-long")
    .transform((note) => note || null)
    .default(null),
  name: Name,
});
/** The boxes that are ticked, of a question that has several. */
export const Boxes = z.array(z.string().max(200)).max(100);
