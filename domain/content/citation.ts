import type { Language } from "../language.ts";
import type { Instrument } from "./instrument.schema.ts";

/**
 * A citation as people write it: "Luật 91, Điều 9 khoản 4 điểm d", "Law 91, Article 9.4.d"; annexes of standards as they
 * are numbered there. Number and word do not split at the end of a line.
 */
export function citationIn(language: Language, instrument: Instrument, citation: string): string {
  const place = citation.split(" ")[1];
  const name = instrument.short[language];
  if (!place) return name;
  if (!/^\d/.test(place) || instrument.kind === "standard") return `${name}, ${place}`;
  if (language === "en") return `${name}, Article\u00a0${place}`;
  const [article, clause, point] = place.split(".");
  const parts = [`Điều\u00a0${article}`, clause && `khoản\u00a0${clause}`, point && `điểm\u00a0${point}`];
  return `${name}, ${parts.filter(Boolean).join(" ")}`;
}
