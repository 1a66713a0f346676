import type { Language } from "./language.ts";

export type MessageValues = Readonly<Record<string, string | number>>;

const plurals: Record<Language, Intl.PluralRules> = { vi: new Intl.PluralRules("vi"), en: new Intl.PluralRules("en") };
const numbers: Record<Language, Intl.NumberFormat> = {
  vi: new Intl.NumberFormat("vi-VN"),
  en: new Intl.NumberFormat("en-GB"),
};
const plural = /\{(\w+), plural,((?:\s*(?:=\d+|zero|one|two|few|many|other) \{[^{}]*\})+)\s*\}/g;

/**
 * Fills a message: `{name}`, and ICU plurals one level deep, `{n, plural, =0 {none} one {# day} other {# days}}`.
 * Numbers are grouped as the language does.
 * @throws {Error} when a value that the message names is not given
 */
export function formatMessage(language: Language, pattern: string, values: MessageValues = {}): string {
  return pattern
    .replace(plural, (_, name: string, forms: string) => {
      const value = Number(given(values, name, pattern));
      const choices = new Map([...forms.matchAll(/(=\d+|\w+) \{([^{}]*)\}/g)].map(([, form, text]) => [form, text]));
      const chosen = choices.get(`=${value}`) ?? choices.get(plurals[language].select(value)) ?? choices.get("other");
      if (chosen === undefined) throw new Error(`no plural form for ${name} in: ${pattern}`);
      return chosen.replaceAll("#", numbers[language].format(value));
    })
    .replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = given(values, name, pattern);
      return typeof value === "number" ? numbers[language].format(value) : value;
    });
}

/** The names that a message wants filled. */
export function placeholdersOf(pattern: string): string[] {
  // a plural that is not well formed still names what it wants
  const names = [...pattern.replace(plural, "{$1}").matchAll(/\{(\w+)[,}]/g)].map(([, name]) => name as string);
  return [...new Set(names)].sort();
}

function given(values: MessageValues, name: string, pattern: string): string | number {
  const value = values[name];
  if (value === undefined) throw new Error(`no value for {${name}} in: ${pattern}`);
  return value;
}
