import { useMatches } from "@remix-run/react";
import { createContext, useContext, useMemo, type ReactNode } from "react";
import { formatMessage, type MessageValues } from "#domain/format-message.ts";
import type { Language } from "#domain/language.ts";

interface Texts {
  language: Language;
  texts: Readonly<Record<string, string>>;
}
const TextContext = createContext<Texts>({ language: "vi", texts: {} });

/** Gathers the texts that the loaders of the matched routes brought. */
export function TextProvider({ language, children }: { language: Language; children: ReactNode }) {
  const matches = useMatches();
  const value = useMemo(() => {
    const texts: Record<string, string> = {};
    for (const { data } of matches) Object.assign(texts, (data as { text?: Record<string, string> } | undefined)?.text);
    return { language, texts };
  }, [matches, language]);
  return <TextContext.Provider value={value}>{children}</TextContext.Provider>;
}

/** A part of a page in a language of its own, such as a paper that is handed to somebody else. */
export function InLanguage({ language, texts, children }: Texts & { children: ReactNode }) {
  const value = useMemo(() => ({ language, texts }), [language, texts]);
  return <TextContext.Provider value={value}>{children}</TextContext.Provider>;
}

export type Translate = (key: string, values?: MessageValues) => string;

/** `t("answering.saved-at", { time })` in the reader's language. */
export function useText(): Translate {
  const { language, texts } = useContext(TextContext);
  return useMemo(
    () => (key, values) => {
      const pattern = texts[key];
      if (pattern === undefined) throw new Error(`no text ${key}: does the route's loader bring its area?`);
      return formatMessage(language, pattern, values);
    },
    [language, texts],
  );
}

export function useLanguage(): Language {
  return useContext(TextContext).language;
}
