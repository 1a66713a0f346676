import type { Library } from "#content/library.ts";
import { articleIn, placeOf } from "#domain/citation.ts";
import type { GlossaryTerm } from "#domain/content/glossary.schema.ts";
import { glossFinder, type Gloss, type GlossFinder } from "#domain/glossary.ts";
import type { Language } from "#domain/language.ts";

/** A term as a page explains it, in the reader's language. */
export interface TermView {
  readonly term: string;
  readonly text: string;
  readonly example: string;
  /** "Luật 91, Điều 2 khoản 1" */
  readonly source: string | null;
}
/** The terms that a page speaks of, by id. */
export type TermViews = Readonly<Record<string, TermView>>;

interface Reader {
  readonly library: Pick<Library, "glossary" | "instruments">;
  readonly language: Language;
}

export function termView({ term, text, example, source }: GlossaryTerm, { library, language }: Reader): TermView {
  const place = source === undefined ? undefined : placeOf(source);
  const instrument = place && library.instruments.get(place.instrument);
  return {
    term: term[language],
    text: text[language],
    example: example[language],
    source:
      place && instrument ? `${instrument.short[language]}, ${articleIn(language, instrument.kind, place)}` : null,
  };
}

/** Where each of these texts names terms, under the text's own name. */
export function glossesIn<Name extends string>(
  find: GlossFinder,
  texts: Readonly<Record<Name, string>>,
): Readonly<Record<Name, readonly Gloss[]>> {
  const entries = Object.entries<string>(texts).map(([name, text]) => [name, find(text)]);
  return Object.fromEntries(entries) as Record<Name, readonly Gloss[]>;
}

/** Finds terms in the texts of one page and remembers which: only those are sent along. */
export function pageGlossary(reader: Reader): { find: GlossFinder; views(): TermViews } {
  const find = glossFinder(reader.library.glossary, reader.language);
  const found = new Set<string>();
  return {
    find(text) {
      const glosses = find(text);
      for (const { term } of glosses) found.add(term);
      return glosses;
    },
    views: () =>
      Object.fromEntries(
        reader.library.glossary.filter(({ id }) => found.has(id)).map((term) => [term.id, termView(term, reader)]),
      ),
  };
}
