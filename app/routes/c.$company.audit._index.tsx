import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData, useSearchParams } from "@remix-run/react";
import { Download } from "lucide-react";
import { isAuditAction } from "#app/audit-actions.ts";
import { detailInWords } from "#app/audit-detail.server.ts";
import { auditFilterOf, cursorIn, cursorText } from "#app/audit.server.ts";
import { AuditFilterForm } from "#app/components/audit/filter-form.tsx";
import { AuditTable } from "#app/components/audit/audit-table.tsx";
import { ButtonLink } from "#app/components/button.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { companyPage } from "#app/request.server.ts";
import { useText } from "#app/text.tsx";
import { auditEvents } from "#db/audit.ts";
import { membersOf } from "#db/people.ts";

const pageSize = 50;

export async function loader(args: LoaderFunctionArgs) {
  const query = new URL(args.request.url).searchParams;
  return companyPage(args, "audit:read", ["audit"], async (trx, { company, language, services: { library } }) => {
    const members = await membersOf(trx);
    const people = new Map(members.map(({ personId, name }) => [personId, name]));
    const { filter, fields } = auditFilterOf(query, company.zone);
    const { entries, next } = await auditEvents(trx, { filter, after: cursorIn(query), size: pageSize });
    return {
      entries: entries.map(({ detail, action, ...entry }) => ({
        ...entry,
        action: isAuditAction(action) ? action : null,
        actionCode: action,
        detail:
          detail && detailInWords(detail, { library, language, people, zone: company.zone, object: entry.object }),
      })),
      next: next && cursorText(next),
      fields,
      people: members.map(({ personId, name }) => ({ id: personId, name })),
      zone: company.zone,
      slug: company.slug,
    };
  });
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `${page?.text["audit.title"] ?? ""} · ${page?.shell.company.name ?? ""} · Chữ Tín` },
];

export default function AuditRoute() {
  const { entries, next, fields, people, zone, slug } = useLoaderData<typeof loader>();
  const [query] = useSearchParams();
  const t = useText();
  const older = new URLSearchParams({ ...fields, ...(next ? { after: next } : {}) });
  return (
    <>
      <PageHeader
        title={t("audit.title")}
        intro={t("audit.intro")}
        actions={
          <ButtonLink
            reloadDocument
            variant="secondary"
            icon={Download}
            to={`/c/${slug}/audit/export?${new URLSearchParams(fields).toString()}`}
          >
            {t("audit.export")}
          </ButtonLink>
        }
      />
      <AuditFilterForm fields={fields} people={people} />
      {entries.length > 0 ? (
        <AuditTable entries={entries} zone={zone} />
      ) : (
        <p className="text-ink-2">{t("audit.none")}</p>
      )}
      <div className="mt-4 flex gap-6">
        {query.has("after") && <Link to={`?${new URLSearchParams(fields).toString()}`}>{t("audit.newest")}</Link>}
        {next && <Link to={`?${older.toString()}`}>{t("audit.older")}</Link>}
      </div>
      <p className="mt-6 text-sm text-ink-3">{t("audit.export-hint")}</p>
    </>
  );
}
