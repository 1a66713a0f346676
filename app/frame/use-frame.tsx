import { Form, useRouteLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";
import { Banner } from "#app/components/banner.tsx";
import { Button } from "#app/components/button.tsx";
import type { ShellPerson, ShellTexts } from "#app/components/shell.tsx";
import type { RootData } from "#app/root.tsx";
import { useText } from "#app/text.tsx";
import { languages, themes } from "#domain/language.ts";

/** What every frame shows: who is here, its own words, and what has to be said over the page. */
export function useFrame(role: string): { person: ShellPerson; texts: ShellTexts; banner: ReactNode } {
  const root = useRouteLoaderData<RootData>("root");
  const t = useText();
  const name = root?.person?.name ?? "";
  return {
    person: {
      name,
      role,
      accountTo: "/account",
      preferencesAction: "/preferences",
      signOutAction: "/sign-out",
      language: root?.language ?? "vi",
      languages: languages.map((value) => ({ value, label: t(`shell.language-${value}`), lang: value })),
      theme: root?.theme ?? "system",
      themes: themes.map((value) => ({ value, label: t(`shell.theme-${value}`) })),
    },
    texts: {
      brand: t("shell.app-name"),
      skip: t("shell.skip"),
      mainNav: t("shell.nav-label"),
      more: t("shell.nav-more"),
      close: t("shell.close"),
      switchCompany: t("shell.switch-company"),
      companiesLoading: t("shell.companies-loading"),
      allCompanies: t("shell.companies-all"),
      personMenu: t("shell.account-menu", { name }),
      account: t("shell.account"),
      language: t("shell.language"),
      theme: t("shell.theme"),
      signOut: t("shell.sign-out"),
    },
    banner: root && <Warnings root={root} />,
  };
}

function Warnings({ root: { isInsecure, person } }: { root: RootData }) {
  const t = useText();
  const isUnverified = person !== null && !person.emailVerified;
  if (!isInsecure && !isUnverified) return null;
  return (
    <>
      {isInsecure && <Banner tone="danger">{t("shell.insecure")}</Banner>}
      {isUnverified && (
        <Banner tone="info">
          <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
            <p className="min-w-0 wrap-anywhere">{t("shell.unverified", { email: person.email })}</p>
            <Form method="post" action="/verify">
              <Button type="submit" name="again" value="yes" size="small">
                {t("shell.unverified-again")}
              </Button>
            </Form>
          </div>
        </Banner>
      )}
    </>
  );
}
