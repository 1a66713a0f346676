import type { Language, TextPair } from "./language.ts";

/** A value of the content with each of its texts in one language. */
export type Localized<T> = T extends { readonly vi: string; readonly en: string }
  ? string
  : T extends readonly (infer Item)[]
    ? readonly Localized<Item>[]
    : T extends object
      ? { readonly [Key in keyof T]: Localized<T[Key]> }
      : T;

/** Chooses the language of every text in it, however deep. */
export function localized<T>(language: Language, value: T): Localized<T> {
  return chosen(language, value) as Localized<T>;
}

function chosen(language: Language, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => chosen(language, item));
  if (typeof value !== "object" || value === null) return value;
  if (isText(value)) return value[language];
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, chosen(language, part)]));
}

function isText(value: object): value is TextPair {
  return "vi" in value && "en" in value && typeof value.vi === "string" && typeof value.en === "string";
}
