import { redirect, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { Building2, ChevronRight, Plus } from "lucide-react";
import type { ReactNode } from "react";
import { Avatar, initialsOfCompany } from "#app/components/avatar.tsx";
import { ButtonLink } from "#app/components/button.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { Icon } from "#app/components/icons.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { SectionHeading } from "#app/components/section-heading.tsx";
import { asPerson } from "#app/request.server.ts";
import { textFor } from "#app/text.server.ts";
import { useText } from "#app/text.tsx";
import { companiesOf } from "#db/companies.ts";
import { practicesOf } from "#db/practices.ts";
import { toldApart } from "#domain/company.ts";

/** Who has one place goes straight in, unless they ask for the list. */
export async function loader(args: LoaderFunctionArgs) {
  const { companies, practices } = await asPerson(args, async (trx) => ({
    companies: toldApart(await companiesOf(trx)),
    practices: toldApart(await practicesOf(trx)),
  }));
  const places = [...companies.map(({ slug }) => `/c/${slug}`), ...practices.map(({ slug }) => `/p/${slug}`)];
  const [only] = places;
  if (only && places.length === 1 && !new URL(args.request.url).searchParams.has("all")) throw redirect(only);
  return { companies, practices, text: textFor(args, "companies") };
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `${page?.text["companies.title"] ?? ""} · Chữ Tín` },
];

export default function CompaniesRoute() {
  const { companies, practices } = useLoaderData<typeof loader>();
  const t = useText();
  return (
    <div className="max-w-form">
      <PageHeader
        title={t("companies.title")}
        intro={companies.length > 0 && t("companies.intro")}
        actions={
          companies.length > 0 && (
            <ButtonLink to="/companies/new" icon={Plus}>
              {t("companies.new")}
            </ButtonLink>
          )
        }
      />
      {companies.length > 0 ? (
        <Places label={t("companies.list")}>
          {companies.map(({ slug, name, role }) => (
            <Place key={slug} to={`/c/${slug}`} name={name} note={t(`shell.role-${role}`)} />
          ))}
        </Places>
      ) : (
        <EmptyState
          icon={Building2}
          level={2}
          title={t("companies.none-title")}
          action={
            <ButtonLink to="/companies/new" variant="primary" icon={Plus}>
              {t("companies.new")}
            </ButtonLink>
          }
        >
          {t("companies.none-body")}
        </EmptyState>
      )}
      <section className="mt-10 grid gap-4">
        <SectionHeading title={t("companies.practices")} />
        {practices.length > 0 && (
          <Places label={t("companies.practices")}>
            {practices.map(({ slug, name }) => (
              <Place key={slug} to={`/p/${slug}`} name={name} note={t("shell.role-consultant")} />
            ))}
          </Places>
        )}
        <p className="text-sm text-ink-2">{t("companies.practices-intro")}</p>
        <div>
          <ButtonLink to="/practices/new" size="small">
            {t("companies.practice-new")}
          </ButtonLink>
        </div>
      </section>
    </div>
  );
}

function Places({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ul aria-label={label} className="border-t border-line">
      {children}
    </ul>
  );
}

function Place({ to, name, note }: { to: string; name: string; note: string }) {
  return (
    <li className="border-b border-line">
      <Link
        to={to}
        prefetch="intent"
        className="flex min-h-14 items-center gap-3 rounded-sm px-2 py-2 text-ink no-underline hover:bg-hover hover:text-ink"
      >
        <Avatar initials={initialsOfCompany(name)} />
        <span className="min-w-0 grow">
          <span className="block font-medium">{name}</span>
          <span className="block text-sm text-ink-2">{note}</span>
        </span>
        <Icon of={ChevronRight} className="text-ink-3" />
      </Link>
    </li>
  );
}
