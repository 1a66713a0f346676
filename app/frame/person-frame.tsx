import { useLocation, useRouteLoaderData } from "@remix-run/react";
import { Building2, ServerCog, UserRound } from "lucide-react";
import type { ReactNode } from "react";
import { Shell } from "#app/components/shell.tsx";
import { ErrorPage } from "#app/error-page.tsx";
import type { RootData } from "#app/root.tsx";
import { useText } from "#app/text.tsx";
import { useFrame } from "./use-frame.tsx";

/** For a layout's `ErrorBoundary`: what went wrong, in this frame for whoever is signed in. */
export function FramedError() {
  if (!useRouteLoaderData<RootData>("root")?.person) return <ErrorPage />;
  return (
    <PersonFrame>
      <ErrorPage framed />
    </PersonFrame>
  );
}

/** The frame of pages that stand in no company: the chooser, the account, the operator's. */
export function PersonFrame({ children }: { children: ReactNode }) {
  const t = useText();
  const root = useRouteLoaderData<RootData>("root");
  const { person, texts, banner } = useFrame(root?.person?.email ?? "");
  const { pathname } = useLocation();
  const isIn = (to: string) => pathname === to || pathname.startsWith(`${to}/`);
  return (
    <Shell
      entries={[
        {
          to: "/companies?all",
          label: t("shell.nav-companies"),
          shortLabel: t("shell.nav-companies-short"),
          icon: Building2,
          current: isIn("/companies") || isIn("/practices"),
        },
        { to: "/account", label: t("shell.account"), icon: UserRound, current: isIn("/account") },
        ...(root?.person?.isOperator
          ? [
              {
                to: "/operator",
                label: t("shell.operator"),
                shortLabel: t("shell.nav-operator-short"),
                icon: ServerCog,
                current: isIn("/operator"),
              },
            ]
          : []),
      ]}
      company={{
        name: t("shell.choose-company"),
        homeTo: "/companies",
        companiesHref: "/companies/list",
        chooserTo: "/companies?all",
      }}
      person={person}
      texts={texts}
      banner={banner}
    >
      {children}
    </Shell>
  );
}
