import { Form, useRouteLoaderData } from "@remix-run/react";
import type { RootData } from "#app/root.tsx";
import { useLanguage, useText } from "#app/text.tsx";
import { ButtonLink } from "#app/components/button.tsx";
import { Logo } from "#app/components/logo.tsx";
import { PublicLinks } from "#app/components/public-links.tsx";

const jump = "hidden text-sm text-ink-2 no-underline hover:text-ink lg:inline";

export function LandingHeader() {
  const t = useText();
  const other = useLanguage() === "vi" ? "en" : "vi";
  const person = useRouteLoaderData<RootData>("root")?.person;
  return (
    <header className="flex min-h-14 items-center justify-between gap-4 md:min-h-16">
      <Logo to="/" name={t("shell.app-name")} />
      <nav aria-label={t("landing.nav")} className="flex items-center gap-4 lg:gap-6">
        <a className={jump} href="#tales">
          {t("landing.nav-tales")}
        </a>
        <a className={jump} href="#result">
          {t("landing.nav-result")}
        </a>
        <a className={jump} href="#laws">
          {t("landing.nav-laws")}
        </a>
        <Form method="post" action="/preferences" reloadDocument>
          <input type="hidden" name="next" value="/" />
          <button
            name="language"
            value={other}
            lang={other}
            className="min-h-11 px-1 text-sm text-ink-2 hover:text-ink"
          >
            {t("landing.other-language")}
          </button>
        </Form>
        <ButtonLink variant="secondary" size="small" to={person ? "/companies" : "/sign-in"}>
          {t(person ? "landing.my-companies" : "shell.sign-in")}
        </ButtonLink>
      </nav>
    </header>
  );
}

export function LandingFooter() {
  const t = useText();
  return (
    <footer className="mt-10 flex flex-wrap justify-between gap-3 border-t border-line py-6 text-sm text-ink-3">
      <span>{t("landing.footer")}</span>
      <PublicLinks />
      <span>{t("shell.not-legal-advice")}</span>
    </footer>
  );
}
