import type { Library } from "#content/library.ts";
import type { Language } from "#domain/language.ts";
import type { RouteArgs } from "./request.server.ts";

/** The texts of these areas in the reader's language, keyed `area.key`; a loader returns them as `text`. */
export function textFor({ context }: Pick<RouteArgs, "context">, ...areas: string[]): Record<string, string> {
  return textsIn(context.services.library, context.visit.language, areas);
}

/** The same in whatever language. */
export function textsIn(
  library: Pick<Library, "messages">,
  language: Language,
  areas: readonly string[],
): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const area of areas) {
    const messages = library.messages[area];
    if (!messages) throw new Error(`no messages for the area ${area}`);
    for (const [key, text] of Object.entries(messages[language])) texts[`${area}.${key}`] = text;
  }
  return texts;
}
