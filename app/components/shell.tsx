import { Menu as MenuIcon } from "lucide-react";
import { useEffect, useState, type ReactNode } from "react";
import { useLocation } from "@remix-run/react";
import { classNames } from "./class-names.ts";
import { Dialog } from "./dialog.tsx";
import { Icon } from "./icons.tsx";
import { Logo } from "./logo.tsx";
import {
  CompanySwitch,
  PersonMenu,
  PersonPanel,
  type MenuTexts,
  type ShellCompany,
  type ShellPerson,
} from "./shell-menus.tsx";
import { NavList, TabEntry, tabLook, type NavEntry } from "./shell-nav.tsx";
import { SkipLink } from "./visually-hidden.tsx";

export type { NavEntry } from "./shell-nav.tsx";
export type { CompanyList, ShellPerson } from "./shell-menus.tsx";

export interface ShellTexts extends MenuTexts {
  brand: string;
  skip: string;
  mainNav: string;
  more: string;
  close: string;
}

interface ShellProps {
  entries: readonly NavEntry[];
  company: ShellCompany;
  person: ShellPerson;
  texts: ShellTexts;
  /** at the end of the phone's head: a search, say */
  phoneActions?: ReactNode;
  /** over everything in the page: offline, plain HTTP, somebody else's company */
  banner?: ReactNode;
  children: ReactNode;
}

/**
 * The frame of a company's pages: a 216 px column on a desktop, a rail of icons on a tablet, a head and a tab bar of five on
 * a phone, whose last tab opens whatever is left. The page is the `main` landmark.
 */
export function Shell({ entries, company, person, texts, phoneActions, banner, children }: ShellProps) {
  return (
    <div
      data-print="frame"
      className="md:grid md:min-h-dvh md:grid-cols-[3.75rem_minmax(0,1fr)] lg:grid-cols-[13.5rem_minmax(0,1fr)]"
    >
      <SkipLink>{texts.skip}</SkipLink>
      <header
        data-print="none"
        className="sticky top-0 z-(--z-nav) hidden h-dvh flex-col gap-4 overflow-y-auto border-r border-line bg-desk px-2 py-4 md:flex lg:px-3"
      >
        <div className="lg:px-2 md:max-lg:self-center md:max-lg:[&_a>span]:sr-only">
          <Logo to={company.homeTo} name={texts.brand} />
        </div>
        <CompanySwitch company={company} texts={texts} />
        <NavList label={texts.mainNav} entries={entries} />
        <div className="mt-auto">
          <PersonMenu person={person} texts={texts} />
        </div>
      </header>
      <div className="min-w-0">
        <header data-print="none" className="flex min-h-12 items-center justify-between gap-2 px-4 pt-2 md:hidden">
          <Logo to={company.homeTo} name={company.name} size="s" />
          {phoneActions}
        </header>
        <main id="main" tabIndex={-1} className="max-w-304 px-4 pt-2 pb-24 md:px-8 md:pt-6 md:pb-16">
          {banner && (
            <div className="mb-4 grid gap-2" data-print="none">
              {banner}
            </div>
          )}
          {children}
        </main>
      </div>
      <TabBar entries={entries} company={company} person={person} texts={texts} />
    </div>
  );
}

const tabs = 4;

function TabBar({ entries, company, person, texts }: Pick<ShellProps, "entries" | "company" | "person" | "texts">) {
  const [isOpen, setOpen] = useState(false);
  const { key } = useLocation();
  useEffect(() => setOpen(false), [key]); // a link in the sheet was followed
  const rest = entries.slice(tabs);
  const isCurrent = rest.some(({ current }) => current);
  return (
    <nav
      data-print="none"
      aria-label={texts.mainNav}
      className="fixed inset-x-0 bottom-0 z-(--z-nav) border-t border-line-2 bg-sheet pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      <ul className="grid grid-cols-5">
        {entries.slice(0, tabs).map((entry) => (
          <li key={entry.to}>
            <TabEntry {...entry} />
          </li>
        ))}
        <li>
          <Dialog
            open={isOpen}
            onOpenChange={setOpen}
            title={texts.more}
            closeLabel={texts.close}
            trigger={
              <button
                type="button"
                className={classNames(
                  tabLook,
                  isCurrent ? "font-semibold text-ink shadow-[inset_0_2px_0_var(--color-ink)]" : "text-ink-2",
                )}
              >
                <Icon of={MenuIcon} size="l" />
                {texts.more}
              </button>
            }
          >
            <div className="grid gap-4 pt-2">
              <NavList label={texts.more} entries={rest} />
              <CompanySwitch company={company} texts={texts} />
              <PersonPanel person={person} texts={texts} />
            </div>
          </Dialog>
        </li>
      </ul>
    </nav>
  );
}
