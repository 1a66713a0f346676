import { useLocation } from "@remix-run/react";
import { UserRoundCog, UsersRound } from "lucide-react";
import type { ReactNode } from "react";
import { Shell } from "#app/components/shell.tsx";
import { useText } from "#app/text.tsx";
import { useFrame } from "./use-frame.tsx";

interface PracticeFrameProps {
  slug: string;
  name: string;
  children: ReactNode;
}

/** The frame of a practice's pages, in the density of who looks after many clients. */
export function PracticeFrame({ slug, name, children }: PracticeFrameProps) {
  const t = useText();
  const home = `/p/${slug}`;
  const { person, texts, banner } = useFrame(t("shell.role-consultant"));
  const { pathname } = useLocation();
  const isAt = (to: string) => pathname.replace(/\/$/, "") === to;
  return (
    <div data-density="compact" className="text-sm">
      <Shell
        entries={[
          { to: home, label: t("shell.nav-clients"), icon: UsersRound, current: isAt(home) },
          {
            to: `${home}/people`,
            label: t("shell.nav-consultants"),
            shortLabel: t("shell.nav-consultants-short"),
            icon: UserRoundCog,
            current: isAt(`${home}/people`),
          },
        ]}
        company={{ name, homeTo: home, companiesHref: `/companies/list?at=${home}`, chooserTo: "/companies?all" }}
        person={person}
        texts={texts}
        banner={banner}
      >
        {children}
      </Shell>
    </div>
  );
}
