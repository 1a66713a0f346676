import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { UsersRound } from "lucide-react";
import { EmptyState } from "#app/components/empty-state.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Clients, type ListedStanding } from "#app/components/people/clients.tsx";
import { practicePage } from "#app/practice.server.ts";
import { useText } from "#app/text.tsx";
import { clientsOf, type ClientStanding } from "#db/practices.ts";
import { formatDay } from "#domain/format.ts";
import { inLanguage } from "#domain/language.ts";
import { wholePoints } from "#domain/scoring/basis-points.ts";

export async function loader(args: LoaderFunctionArgs) {
  return practicePage(
    args,
    ["practice", "states"],
    async (trx, { practiceId, language, now, services: { library } }) => {
      const clients = await clientsOf(trx, { practiceId, now });
      const ids = [
        ...new Set(clients.flatMap(({ standings }) => standings.map(({ frameworkId }) => frameworkId))),
      ].sort();
      return {
        frameworks: ids.map((id) => ({ id, title: inLanguage(language, library.latest(id).title) })),
        clients: clients.map(({ slug, name, endsOn, standings }) => {
          const completed = standings.flatMap((standing) => standing.completed ?? []);
          return {
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
  const { frameworks, clients } = useLoaderData<typeof loader>();
  const t = useText();
  return (
    <>
      <PageHeader title={t("practice.clients")} intro={t("practice.clients-count", { n: clients.length })} />
      {clients.length > 0 ? (
        <Clients frameworks={frameworks} clients={clients} />
      ) : (
        <EmptyState icon={UsersRound} level={2} title={t("practice.clients-none-title")}>
          {t("practice.clients-none-body")}
        </EmptyState>
      )}
    </>
  );
}
