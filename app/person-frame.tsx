import { Form, useRouteLoaderData } from "@remix-run/react";
import { LogOut } from "lucide-react";
import type { ReactNode } from "react";
import { Banner } from "./components/banner.tsx";
import { Button, ButtonLink } from "./components/button.tsx";
import { Logo } from "./components/logo.tsx";
import { SkipLink } from "./components/visually-hidden.tsx";
import type { RootData } from "./root.tsx";
import { useText } from "./text.tsx";

/** The frame of a person's own pages, outside any company. */
export function PersonFrame({ children }: { children: ReactNode }) {
  const t = useText();
  return (
    <div className="mx-auto max-w-page px-4 md:px-8">
      <SkipLink>{t("shell.skip")}</SkipLink>
      <header data-print="none" className="flex min-h-14 items-center justify-between gap-3 md:min-h-16">
        <Logo to="/companies" name={t("shell.app-name")} />
        <nav aria-label={t("shell.nav-label")} className="flex items-center gap-1">
          <ButtonLink to="/companies" variant="quiet" size="small">
            {t("shell.companies-all")}
          </ButtonLink>
          <Form method="post" action="/sign-out">
            <Button type="submit" variant="quiet" size="small" icon={LogOut}>
              {t("shell.sign-out")}
            </Button>
          </Form>
        </nav>
      </header>
      <main id="main" tabIndex={-1} className="pt-2 pb-16">
        <PersonBanners className="mb-4" />
        {children}
      </main>
    </div>
  );
}

/** What a signed-in person is told on every page: plain HTTP, an address that waits for its confirmation. */
export function PersonBanners({ className = "" }: { className?: string }) {
  const t = useText();
  const root = useRouteLoaderData<RootData>("root");
  const waiting = root?.person && !root.person.emailVerified ? root.person.email : null;
  if (!root?.isInsecure && !waiting) return null;
  return (
    <div className={`grid gap-2 ${className}`}>
      {root?.isInsecure && <Banner tone="danger">{t("shell.insecure")}</Banner>}
      {waiting && (
        <Banner
          tone="info"
          action={
            <Form method="post" action="/verify">
              <Button type="submit" name="again" value="yes" size="small">
                {t("shell.unverified-again")}
              </Button>
            </Form>
          }
        >
          {t("shell.unverified", { email: waiting })}
        </Banner>
      )}
    </div>
  );
}
