import { Form, Link, useFetcher } from "@remix-run/react";
import { ChevronsUpDown, LogOut, UserRound } from "lucide-react";
import { useState } from "react";
import { Avatar, initialOf, initialsOfCompany } from "./avatar.tsx";
import { Button } from "./button.tsx";
import { Icon } from "./icons.tsx";
import { Menu, MenuLink, MenuNote, MenuSeparator } from "./menu.tsx";
import { Popover } from "./popover.tsx";
import { SegmentedButtons } from "./segmented.tsx";

/** What the resource route behind `companiesHref` answers, as JSON. */
export interface CompanyList {
  companies: readonly { to: string; name: string; current: boolean }[];
}

export interface ShellCompany {
  name: string;
  homeTo: string;
  /** a resource route that answers a `CompanyList`, asked when the switch is opened */
  companiesHref: string;
  /** the chooser, where a new company is made too */
  chooserTo: string;
}

export interface ShellPerson {
  name: string;
  /** in words: "Chủ tiệm" */
  role: string;
  accountTo: string;
  /** takes a post with `language` or `theme` */
  preferencesAction: string;
  signOutAction: string;
  language: string;
  languages: readonly { value: string; label: string; lang: string }[];
  theme: string;
  themes: readonly { value: string; label: string }[];
}

export interface MenuTexts {
  switchCompany: string;
  companiesLoading: string;
  allCompanies: string;
  personMenu: string;
  account: string;
  language: string;
  theme: string;
  signOut: string;
}

export function CompanySwitch({ company, texts }: { company: ShellCompany; texts: MenuTexts }) {
  const [list, setList] = useState<CompanyList | "loading" | "unreachable">("loading");
  // asked by hand: what a fetcher has loaded is asked again after every action of the page, and its failure takes the page away
  const open = async (isOpen: boolean) => {
    if (!isOpen) return;
    try {
      const answer = await fetch(company.companiesHref, { headers: { accept: "application/json" } });
      setList(answer.ok ? ((await answer.json()) as CompanyList) : "unreachable");
    } catch {
      setList("unreachable"); // offline, or signed out meanwhile: the link to all companies is still there
    }
  };
  return (
    <Menu
      onOpenChange={(isOpen) => void open(isOpen)}
      trigger={
        <button
          type="button"
          className="flex w-full items-center gap-2 rounded-md border border-line-2 bg-sheet px-2 py-1.5 text-left text-sm leading-tight font-medium hover:border-line-strong pointer-coarse:min-h-11 md:max-lg:size-11 md:max-lg:justify-center md:max-lg:p-0"
        >
          <Avatar initials={initialsOfCompany(company.name)} />
          <span className="min-w-0 grow truncate py-0.5 md:max-lg:sr-only">{company.name}</span>
          <span className="sr-only">, {texts.switchCompany}</span>
          <Icon of={ChevronsUpDown} size="s" className="text-ink-3 md:max-lg:hidden" />
        </button>
      }
    >
      {list === "loading" && <MenuNote>{texts.companiesLoading}</MenuNote>}
      {typeof list === "object" &&
        list.companies.map((entry) => (
          <MenuLink key={entry.to} to={entry.to} current={entry.current}>
            {entry.name}
          </MenuLink>
        ))}
      {list !== "unreachable" && <MenuSeparator />}
      <MenuLink to={company.chooserTo}>{texts.allCompanies}</MenuLink>
    </Menu>
  );
}

export function PersonMenu({ person, texts }: { person: ShellPerson; texts: MenuTexts }) {
  return (
    <Popover
      label={texts.personMenu}
      side="top"
      trigger={
        <button
          type="button"
          className="flex w-full items-center gap-2 rounded-md px-2 py-1.5 text-left text-sm leading-tight hover:bg-hover pointer-coarse:min-h-11 md:max-lg:size-11 md:max-lg:justify-center md:max-lg:p-0"
        >
          <Avatar initials={initialOf(person.name)} />
          <span className="min-w-0 grow md:max-lg:sr-only">
            <span className="block truncate py-px">{person.name}</span>
            <span className="block truncate py-px text-ink-3">{person.role}</span>
          </span>
          <span className="sr-only">, {texts.personMenu}</span>
        </button>
      }
    >
      <PersonPanel person={person} texts={texts} />
    </Popover>
  );
}

/** Account, language, theme, the way out: in the menu on a desktop, in the last tab's sheet on a phone. */
export function PersonPanel({ person, texts }: { person: ShellPerson; texts: MenuTexts }) {
  const preferences = useFetcher();
  return (
    <div className="grid gap-4">
      <Link
        to={person.accountTo}
        className="-mx-2 flex min-h-11 items-center gap-2.5 rounded-sm px-2 py-1.5 text-ink no-underline hover:bg-hover hover:text-ink"
      >
        <Icon of={UserRound} />
        <span className="min-w-0">
          <span className="block truncate py-px font-medium">{person.name}</span>
          <span className="block text-sm text-ink-2">{texts.account}</span>
        </span>
      </Link>
      <preferences.Form method="post" action={person.preferencesAction} className="grid gap-1.5">
        <span aria-hidden="true" className="text-sm font-medium">
          {texts.language}
        </span>
        <SegmentedButtons label={texts.language} name="language" value={person.language} options={person.languages} />
      </preferences.Form>
      <preferences.Form method="post" action={person.preferencesAction} className="grid gap-1.5">
        <span aria-hidden="true" className="text-sm font-medium">
          {texts.theme}
        </span>
        <SegmentedButtons label={texts.theme} name="theme" value={person.theme} options={person.themes} />
      </preferences.Form>
      <Form method="post" action={person.signOutAction} className="border-t border-line pt-2">
        <Button type="submit" variant="quiet" icon={LogOut} className="-ml-2.5">
          {texts.signOut}
        </Button>
      </Form>
    </div>
  );
}
