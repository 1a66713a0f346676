import type { RouteArgs } from "#app/request.server.ts";
import { textsIn } from "#app/text.server.ts";
import type { Library } from "#content/library.ts";
import { isLanguage, type Language } from "#domain/language.ts";

const areas = ["papers", "verdict", "states", "clauses"] as const;

/** The language that the address asks for a paper in, `?lang=`; else the reader's. */
export function paperLanguage({ request }: Pick<RouteArgs, "request">, readers: Language): Language {
  const asked = new URL(request.url).searchParams.get("lang");
  return isLanguage(asked) ? asked : readers;
}

/** What every paper is drawn with, in its own language. */
export function paperOf(library: Pick<Library, "messages">, language: Language) {
  return { language, texts: textsIn(library, language, areas) };
}
export type PaperData = ReturnType<typeof paperOf>;
