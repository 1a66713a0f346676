import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { Language, TextPair } from "#domain/language.ts";
import { mailTexts } from "#jobs/mail-texts.ts";
import { root } from "./world.ts";

/** The words of mails as the content has them, without the rest of it. */
export function wordsOfMail(language: Language) {
  const pairs = parse(readFileSync(join(root, "content/messages/mail.yaml"), "utf8")) as Record<string, TextPair>;
  const of = (wanted: Language) => Object.fromEntries(Object.entries(pairs).map(([key, pair]) => [key, pair[wanted]]));
  return mailTexts({ messages: { mail: { vi: of("vi"), en: of("en") } } }, language);
}
