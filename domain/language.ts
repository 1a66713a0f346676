export const languages = ["vi", "en"] as const;
export type Language = (typeof languages)[number];
export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];
/** A text of the content, side by side in both languages. */
export type TextPair = Readonly<Record<Language, string>>;

export function isLanguage(word: unknown): word is Language {
  return languages.includes(word as Language);
}
export function isTheme(word: unknown): word is Theme {
  return themes.includes(word as Theme);
}

/** The first language of an Accept-Language header that we speak; Vietnamese when it names none. */
export function languageFromHeader(header: string | null | undefined): Language {
  const wanted = (header ?? "").split(",").map((part) => {
    const [tag = "", ...parameters] = part.trim().toLowerCase().split(";");
    const quality = parameters.map((p) => /^\s*q=([\d.]+)$/.exec(p)?.[1]).find(Boolean);
    return { language: tag.split("-")[0], quality: quality === undefined ? 1 : Number(quality) };
  });
  const spoken = wanted.filter(({ language, quality }) => isLanguage(language) && quality > 0);
  spoken.sort((a, b) => b.quality - a.quality);
  return (spoken[0]?.language as Language | undefined) ?? "vi";
}

export function inLanguage(language: Language, text: TextPair): string {
  return text[language];
}
