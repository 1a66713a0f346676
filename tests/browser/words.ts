import { join } from "node:path";
import { loadLibrary } from "#content/library.ts";
import { formatMessage, type MessageValues } from "#domain/format-message.ts";
import type { Language } from "#domain/language.ts";

export const library = loadLibrary(join(import.meta.dirname, "../../content"));

/** What the page says, from the same file that the page reads. */
export function words(language: Language): (key: string, values?: MessageValues) => string {
  return (key, values = {}) => {
    const dot = key.indexOf(".");
    const pattern = library.messages[key.slice(0, dot)]?.[language][key.slice(dot + 1)];
    if (pattern === undefined) throw new Error(`no text ${key}`);
    return formatMessage(language, pattern, values);
  };
}
