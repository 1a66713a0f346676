import type { Language } from "./language.ts";

/** A clause named by the content: `vn-law-91-2025 9.4.d` is point d of clause 4 of Article 9 of that instrument. */
export interface Place {
  /** Id of the instrument. */
  readonly instrument: string;
  /** Article, clause, point, as far as it goes; for a standard the number of a control, whole. */
  readonly parts: readonly string[];
}

export function placeOf(citation: string): Place {
  const [instrument = "", place = ""] = citation.split(" ");
  return { instrument, parts: place.split(".") };
}

/**
 * How a clause is named in a sentence: "Điều 9 khoản 4 điểm d", "Article 9(4)(d)"; controls of a standard keep their number.
 * Spaces within do not break.
 */
export function articleIn(language: Language, kind: string, { parts }: Pick<Place, "parts">): string {
  if (kind === "standard") return parts.join(".");
  const [article = "", ...rest] = parts;
  if (language === "en") return `Article\u00a0${article}${rest.map((part) => `(${part})`).join("")}`;
  const inner = rest.map((part) => (/^\d/.test(part) ? `khoản\u00a0${part}` : `điểm\u00a0${part}`));
  return [`Điều\u00a0${article}`, ...inner].join(" ");
}
