import { Form, useLocation } from "@remix-run/react";
import type { ReactNode } from "react";
import { Logo } from "#app/components/logo.tsx";
import { SkipLink } from "#app/components/visually-hidden.tsx";
import { useLanguage, useText } from "#app/text.tsx";
import { PublicLinks } from "./public-links.tsx";

/** A page that is open to everybody and belongs to no company; `foot`: what stands below in place of the public links. */
export function PublicFrame({ children, foot }: { children: ReactNode; foot?: ReactNode }) {
  const t = useText();
  const { pathname, search } = useLocation();
  const other = useLanguage() === "vi" ? "en" : "vi";
  return (
    <div className="mx-auto max-w-[52rem] px-4 md:px-6">
      <SkipLink>{t("shell.skip")}</SkipLink>
      <header className="flex min-h-14 items-center justify-between gap-4 md:min-h-16">
        <Logo to="/" name={t("shell.app-name")} />
        <Form method="post" action="/preferences" reloadDocument data-print="none">
          <input type="hidden" name="next" value={pathname + search} />
          <button
            name="language"
            value={other}
            lang={other}
            className="min-h-11 px-1 text-sm text-ink-2 hover:text-ink"
          >
            {t(`shell.language-${other}`)}
          </button>
        </Form>
      </header>
      <main id="main" tabIndex={-1} className="py-4 outline-none md:py-8">
        {children}
      </main>
      {foot ?? (
        <footer className="mt-6 border-t border-line py-4 text-sm text-ink-3" data-print="none">
          <PublicLinks />
        </footer>
      )}
    </div>
  );
}
