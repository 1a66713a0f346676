import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { UsersRound } from "lucide-react";
import { Banner } from "#app/components/banner.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Clients, type ListedStanding } from "#app/components/people/clients.tsx";
import { tellCompany } from "#app/engagement-mail.server.ts";
import { wrongForm } from "#app/forms.server.ts";
import { asEngaged, practicePage } from "#app/practice.server.ts";
import { useText } from "#app/text.tsx";
import { companyOf } from "#db/companies.ts";
import { endEngagement } from "#db/engagements.ts";
import { knowPerson } from "#db/people.ts";
import { clientsOf, type ClientStanding } from "#db/practices.ts";
import { formatDay } from "#domain/format.ts";
import { readForm } from "#domain/identity.schema.ts";
import { inLanguage } from "#domain/language.ts";
import { EndEngagement } from "#domain/people.schema.ts";
import { wholePoints } from "#domain/scoring/basis-points.ts";

export async function loader(args: LoaderFunctionArgs) {
  return practicePage(
    args,
    ["practice", "states"],
    async (trx, { practiceId, role, language, now, services: { library } }) => {
      const clients = await clientsOf(trx, { practiceId, now });
      const ids = [
        ...new Set(clients.flatMap(({ standings }) => standings.map(({ frameworkId }) => frameworkId))),
      ].sort();
      return {
        canEnd: role === "owner",
        frameworks: ids.map((id) => ({ id, title: inLanguage(language, library.latest(id).short) })),
        clients: clients.map(({ engagementId, slug, name, endsOn, standings }) => {
          const completed = standings.flatMap((standing) => standing.completed ?? []);
          return {
            engagementId,
            slug,
            name,
            until: endsOn && formatDay(language, endsOn),
            critical: completed.length > 0 ? completed.reduce((sum, { critical }) => sum + critical, 0) : null,
            standings: ids.map((id) => listed(standings.find(({ frameworkId }) => frameworkId === id))),
          };
        }),
      };
    },
  );
}

export async function action(args: ActionFunctionArgs) {
  const form = await args.request.formData();
  const { values, errors } = readForm(EndEngagement, form);
  if (errors) return wrongForm(errors, form);
  await asEngaged(args, values.engagementId, async (company, asked) => {
    const ended = await endEngagement(company, values.engagementId, asked);
    if (!ended) return;
    // the company's list and trail name who ended it
    await knowPerson(company, asked.person);
    await tellCompany(company, asked, { ...ended, company: await companyOf(company, asked.tenantId) });
  });
  return data({ done: "ended" as const });
}

function listed(standing: ClientStanding | undefined): ListedStanding | null {
  if (!standing) return null;
  const { completed, running } = standing;
  return {
    completed:
      completed?.gradeLow && completed.score !== null
        ? { grade: completed.gradeLow, points: wholePoints(completed.score).points }
        : null,
    running: running && { low: wholePoints(running.low ?? 0).points, high: wholePoints(running.high ?? 10_000).points },
  };
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `${page?.text["practice.clients"] ?? ""} · ${page?.practice.name ?? ""} · Chữ Tín` },
];

export default function PracticeRoute() {
  const { frameworks, clients, canEnd } = useLoaderData<typeof loader>();
  const told = useActionData<typeof action>();
  const t = useText();
  return (
    <>
      <PageHeader title={t("practice.clients")} intro={t("practice.clients-count", { n: clients.length })} />
      {told && (
        <Banner tone={"done" in told ? "done" : "danger"} live>
          {t("done" in told ? "practice.done-ended" : "practice.error-form")}
        </Banner>
      )}
      {clients.length > 0 ? (
        <Clients frameworks={frameworks} clients={clients} canEnd={canEnd} />
      ) : (
        <EmptyState icon={UsersRound} level={2} title={t("practice.clients-none-title")}>
          {t("practice.clients-none-body")}
        </EmptyState>
      )}
    </>
  );
}
