import type { RouteArgs } from "./request.server.ts";

/** The texts of these areas in the reader's language, keyed `area.key`; a loader returns them as `text`. */
export function textFor({ context }: Pick<RouteArgs, "context">, ...areas: string[]): Record<string, string> {
  const { services, visit } = context;
  const texts: Record<string, string> = {};
  for (const area of areas) {
    const messages = services.library.messages[area];
    if (!messages) throw new Error(`no messages for the area ${area}`);
    for (const [key, text] of Object.entries(messages[visit.language])) texts[`${area}.${key}`] = text;
  }
  return texts;
}
