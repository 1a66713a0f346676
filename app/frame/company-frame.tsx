import { Link, useLocation } from "@remix-run/react";
import { CalendarClock, House, ListChecks, ScrollText, Settings, SquareCheckBig } from "lucide-react";
import { useState, type ReactNode } from "react";
import { useKeysSwitch } from "#app/answering/use-keys.ts";
import { Banner } from "#app/components/banner.tsx";
import { Dialog } from "#app/components/dialog.tsx";
import { later } from "#app/components/later.tsx";
import { Shell, type NavEntry } from "#app/components/shell.tsx";
import { useText } from "#app/text.tsx";
import { may, type Role } from "#domain/permission.ts";
import { companyGoKeys } from "./go-keys.ts";
import { useFrame } from "./use-frame.tsx";
import { useGoKeys } from "./use-go-keys.ts";

/** Seen when somebody presses `?`, and by most people never. */
const KeyList = later(async () => (await import("#app/components/key-list.tsx")).KeyList);

interface CompanyFrameProps {
  slug: string;
  /** The slug, where a page could not be read and its company's name with it. */
  name: string;
  role: Role;
  openTasks: number;
  children: ReactNode;
}

/** The frame of a company's pages. */
export function CompanyFrame({ slug, name, role, openTasks, children }: CompanyFrameProps) {
  const t = useText();
  const home = `/c/${slug}`;
  const { person, texts, banner } = useFrame(t(`shell.role-${role}`));
  const { pathname } = useLocation();
  const entry = (path: string, label: string, icon: NavEntry["icon"], more: Partial<NavEntry> = {}): NavEntry => {
    const to = home + path;
    const current = path === "" ? pathname.replace(/\/$/, "") === home : pathname.startsWith(to);
    return { to, label, icon, current, ...more };
  };
  const [isHelping, setHelping] = useState(false);
  const [keysAreOn, switchKeys] = useKeysSwitch();
  const goKeys = companyGoKeys(slug, { readsAudit: may(role, "audit:read") });
  useGoKeys({ keys: goKeys, areOn: keysAreOn && !isHelping, onHelp: () => setHelping(true) });
  const count = { value: openTasks, words: t("shell.open-tasks", { n: openTasks }) };
  const entries = [
    entry("", t("shell.nav-home"), House),
    entry("/assessments", t("shell.nav-assessments"), ListChecks),
    entry("/tasks", t("shell.nav-tasks"), SquareCheckBig, { shortLabel: t("shell.nav-tasks-short"), count }),
    entry("/schedules", t("shell.nav-schedules"), CalendarClock, { shortLabel: t("shell.nav-schedules-short") }),
    ...(may(role, "audit:read") ? [entry("/audit", t("shell.nav-audit"), ScrollText)] : []),
    entry("/settings", t("shell.nav-settings"), Settings),
  ];
  return (
    <Shell
      entries={entries}
      company={{ name, homeTo: home, companiesHref: `/companies/list?at=${home}`, chooserTo: "/companies?all" }}
      person={person}
      texts={texts}
      banner={
        <>
          {banner}
          {role === "consultant" && (
            <Banner tone="info">
              {t("shell.as-consultant", { company: name })} <Link to="/companies">{t("shell.as-consultant-back")}</Link>
            </Banner>
          )}
        </>
      }
    >
      {children}
      <Dialog open={isHelping} onOpenChange={setHelping} title={t("shell.keys")} closeLabel={t("shell.close")}>
        <KeyList goKeys={goKeys} areOn={keysAreOn} onSwitch={switchKeys} />
      </Dialog>
    </Shell>
  );
}
