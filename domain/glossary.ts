import type { GlossaryTerm } from "./content/glossary.schema.ts";
import type { Language } from "./language.ts";

/** Where a text names a term for the first time, in UTF-16 units. */
export interface Gloss {
  readonly term: string;
  readonly at: number;
  readonly length: number;
}
/** A run of plain words, or the words that name a term. */
export type Part = string | { readonly term: string; readonly words: string };
export type GlossFinder = (text: string) => readonly Gloss[];

type Named = Pick<GlossaryTerm, "id" | "forms">;

/** Finds the first mention of each term in a text: whole words, the longest form where several begin, none over another. */
export function glossFinder(terms: readonly Named[], language: Language): GlossFinder {
  const termOf = new Map(terms.flatMap(({ id, forms }) => forms[language].map((form) => [folded(form), { id, form }])));
  const longestFirst = [...termOf.keys()].sort((a, b) => b.length - a.length);
  if (longestFirst.length === 0) return () => [];
  const spelled = longestFirst.map((form) => form.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&").replaceAll(" ", "[ \u00a0]"));
  const pattern = new RegExp(`(?<![\\p{L}\\p{M}\\p{N}-])(?:${spelled.join("|")})(?![\\p{L}\\p{M}\\p{N}-])`, "giu");
  return (text) => {
    const seen = new Set<string>();
    const found: Gloss[] = [];
    for (const { 0: words, index } of text.matchAll(pattern)) {
      const named = termOf.get(folded(words));
      if (!named || seen.has(named.id) || (isCapitals(named.form) && words !== named.form)) continue;
      seen.add(named.id);
      found.push({ term: named.id, at: index, length: words.length });
    }
    return found;
  };
}

/** The text cut at its glosses; joined again, it is the text. */
export function partsOf(text: string, glosses: readonly Gloss[]): Part[] {
  const parts: Part[] = [];
  let done = 0;
  for (const { term, at, length } of glosses) {
    if (at > done) parts.push(text.slice(done, at));
    parts.push({ term, words: text.slice(at, at + length) });
    done = at + length;
  }
  if (done < text.length) parts.push(text.slice(done));
  return parts;
}

/** What is typed to find a term: no capitals, no marks, đ as d. */
export function unmarked(words: string): string {
  return words
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll("đ", "d")
    .replaceAll("\u00a0", " ")
    .trim();
}

/** One spelling for words that differ in capitals and kinds of space alone. */
export function folded(words: string): string {
  return words.replaceAll("\u00a0", " ").toLowerCase();
}

function isCapitals(form: string): boolean {
  return form === form.toUpperCase() && form !== form.toLowerCase();
}
