import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";
import { PublicFrame } from "#app/components/public-frame.tsx";
import { SectionHeading } from "#app/components/section-heading.tsx";
import { installationOf } from "#app/data-places.server.ts";
import { textFor } from "#app/text.server.ts";
import { useText } from "#app/text.tsx";

export function loader(args: LoaderFunctionArgs) {
  const { services, visit } = args.context;
  return {
    ...installationOf(services.settings),
    title: services.library.messages.data?.[visit.language].title ?? "",
    text: textFor(args, "data"),
  };
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Chữ Tín` }];

export default function DataRoute() {
  const { places, sourceUrl } = useLoaderData<typeof loader>();
  const t = useText();
  const { database, queue, mail } = places;
  const hostOf = (place: typeof mail) => (place?.kind === "elsewhere" ? place.host : "");
  return (
    <PublicFrame>
      <h1>{t("data.title")}</h1>
      <p className="mt-1 max-w-prose text-ink-2">{t("data.intro")}</p>
      <div className="mt-8 grid gap-10">
        <section aria-labelledby="places">
          <SectionHeading id="places" title={t("data.places")} />
          <dl>
            <Kept what={t("data.database")}>{t(`data.database-${database.kind}`, { host: hostOf(database) })}</Kept>
            <Kept what={t("data.files")}>{t("data.files-here")}</Kept>
            <Kept what={t("data.queue")}>{t(`data.queue-${queue?.kind ?? "database"}`, { host: hostOf(queue) })}</Kept>
            <Kept what={t("data.mail")}>{t(`data.mail-${mail?.kind ?? "none"}`, { host: hostOf(mail) })}</Kept>
            <Kept what={t("data.check")}>{t("data.check-device")}</Kept>
          </dl>
        </section>
        <Lines
          title={t("data.others")}
          lines={[
            t("data.others-browser"),
            mail?.kind === "elsewhere" ? t("data.others-mail", { host: mail.host }) : t("data.others-none"),
            t("data.others-consultant"),
          ]}
        />
        <Lines
          title={t("data.kept")}
          lines={[t("data.kept-company"), t("data.kept-session"), t("data.kept-mail"), t("data.kept-logs")]}
        />
        <Lines title={t("data.out")} lines={[t("data.out-print"), t("data.out-audit"), t("data.out-operator")]} />
        <section aria-labelledby="source">
          <SectionHeading id="source" title={t("data.source")} />
          <p className="mt-3 max-w-prose">{t("data.source-licence")}</p>
          <p className="mt-2">
            {sourceUrl ? (
              <a href={sourceUrl} rel="noreferrer" className="inline-flex min-h-6 items-center pointer-coarse:min-h-11">
                {t("data.source-link")}
              </a>
            ) : (
              t("data.source-ask")
            )}
          </p>
        </section>
      </div>
    </PublicFrame>
  );
}

function Kept({ what, children }: { what: string; children: ReactNode }) {
  return (
    <div className="grid gap-x-6 border-b border-line py-3 md:grid-cols-[14rem_minmax(0,1fr)]">
      <dt className="font-medium">{what}</dt>
      <dd className="break-words text-ink-2">{children}</dd>
    </div>
  );
}

function Lines({ title, lines }: { title: string; lines: readonly string[] }) {
  return (
    <section>
      <SectionHeading title={title} />
      <ul className="mt-3 grid max-w-prose list-disc gap-2 pl-5">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </section>
  );
}
