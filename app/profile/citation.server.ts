import type { Library } from "#content/library.ts";
import { articleIn, placeOf } from "#domain/citation.ts";
import { formatMessage } from "#domain/format-message.ts";
import type { Language } from "#domain/language.ts";

/** A clause in one line: "Luật 91/2025/QH15, Điều 38 khoản 2". */
export function citationInWords(
  citation: string,
  { library, language }: { library: Pick<Library, "instruments" | "messages">; language: Language },
): string {
  const place = placeOf(citation);
  const instrument = library.instruments.get(place.instrument);
  if (!instrument) return citation;
  const pattern = library.messages.clauses?.[language][`instrument-${instrument.kind}`] ?? instrument.number;
  const name = formatMessage(language, pattern, { number: instrument.number, short: instrument.short[language] });
  return `${name}, ${articleIn(language, instrument.kind, place)}`;
}
