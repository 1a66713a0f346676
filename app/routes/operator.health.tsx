import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { CircleCheckBig, CircleX } from "lucide-react";
import type { ReactNode } from "react";
import { Banner } from "#app/components/banner.tsx";
import { DescriptionList } from "#app/components/description-list.tsx";
import { Icon } from "#app/components/icons.tsx";
import { SectionHeading } from "#app/components/section-heading.tsx";
import { healthOf } from "#app/health.server.ts";
import { forOperator } from "#app/operator.server.ts";
import { textFor } from "#app/text.server.ts";
import { useText } from "#app/text.tsx";

export function loader(args: LoaderFunctionArgs) {
  return forOperator(args, async ({ services, requestId }) => ({
    health: await healthOf(services, requestId),
    text: textFor(args, "operator"),
  }));
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `${page?.text["operator.health"] ?? ""} · Chữ Tín` },
];

export default function HealthRoute() {
  const { health } = useLoaderData<typeof loader>();
  const { database, queue, queueKind, unsealed, hasSmtp, baseUrl, isBaseUrlGuessed, deployment, versions } = health;
  const t = useText();
  return (
    <div className="grid max-w-form gap-10">
      <section className="grid gap-2">
        <SectionHeading title={t("operator.health")} />
        {isBaseUrlGuessed && <Banner tone="danger">{t("operator.base-url-guessed", { address: baseUrl })}</Banner>}
        <DescriptionList
          items={[
            {
              key: "database",
              term: t("operator.database"),
              detail: (
                <Works isWorking={database !== null}>
                  {database && t("operator.database-version", { version: database.version })}
                  {database && `, ${t("operator.answer-time", { ms: database.ms })}`}
                </Works>
              ),
            },
            {
              key: "queue",
              term: t("operator.queue"),
              detail: (
                <Works isWorking={queue !== null}>
                  {t(`operator.queue-kind-${queueKind}`)}
                  {queue && `, ${t("operator.answer-time", { ms: queue.ms })}`}
                </Works>
              ),
            },
            {
              key: "audit",
              term: t("operator.audit"),
              detail: (
                <Works isWorking={unsealed !== null}>
                  {unsealed === 0 && t("operator.audit-sealed")}
                  {unsealed !== null && unsealed > 0 && t("operator.audit-waiting", { n: unsealed })}
                </Works>
              ),
            },
            {
              key: "mail",
              term: t("operator.mail-out"),
              detail: t(hasSmtp ? "operator.mail-smtp" : "operator.mail-none"),
            },
            { key: "address", term: t("operator.base-url"), detail: baseUrl },
          ]}
        />
      </section>
      <section className="grid gap-2">
        <SectionHeading title={t("operator.versions")} />
        <DescriptionList
          items={[
            { key: "app", term: t("operator.version-app"), detail: versions.app },
            { key: "node", term: t("operator.version-node"), detail: versions.node },
            { key: "content", term: t("operator.version-content"), detail: versions.content.join(", ") },
            { key: "deployment", term: t("operator.deployment"), detail: t(`operator.deployment-${deployment}`) },
          ]}
        />
      </section>
    </div>
  );
}

function Works({ isWorking, children }: { isWorking: boolean; children: ReactNode }) {
  const t = useText();
  return (
    <>
      <Icon of={isWorking ? CircleCheckBig : CircleX} className={isWorking ? "text-met" : "text-danger"} />
      <span>{t(isWorking ? "operator.works" : "operator.broken")}</span>
      <span className="font-normal text-ink-2">{children}</span>
    </>
  );
}
