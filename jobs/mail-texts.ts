import type { Library } from "#content/library.ts";
import type { MailTexts } from "#db/outbox.ts";
import { formatMessage } from "#domain/format-message.ts";
import type { Language } from "#domain/language.ts";

/** The words of mails in one language, for `writeMail`. */
export function mailTexts({ messages }: Pick<Library, "messages">, language: Language): MailTexts {
  return (key, values) => {
    const pattern = messages["mail"]?.[language][key.replace(/^mail\./, "")];
    if (pattern === undefined) throw new Error(`no text ${key} in ${language}`);
    return formatMessage(language, pattern, values);
  };
}
