import { useLocation } from "@remix-run/react";
import type { ReactNode } from "react";
import { Logo } from "#app/components/logo.tsx";
import { SkipLink } from "#app/components/visually-hidden.tsx";
import { useLanguage, useText } from "#app/text.tsx";

/** A page of its own for somebody without an account. The other language is another address of it. Areas: `asked`. */
export function AskedFrame({ children }: { children: ReactNode }) {
  const t = useText();
  const { pathname } = useLocation();
  const other = useLanguage() === "vi" ? "en" : "vi";
  return (
    <div className="mx-auto max-w-[46rem] px-4 md:px-6">
      <SkipLink>{t("shell.skip")}</SkipLink>
      <header className="flex min-h-14 items-center justify-between gap-4 md:min-h-16">
        <Logo to="/" name={t("shell.app-name")} />
        <a
          href={`${pathname}?lang=${other}`}
          lang={other}
          hrefLang={other}
          className="inline-flex min-h-11 items-center px-1 text-sm text-ink-2 hover:text-ink"
        >
          {t("asked.other-language")}
        </a>
      </header>
      <main id="main" tabIndex={-1} className="py-4 outline-none md:py-8">
        {children}
      </main>
      <footer className="mt-6 border-t border-line py-6 text-sm text-ink-3">{t("shell.not-legal-advice")}</footer>
    </div>
  );
}
