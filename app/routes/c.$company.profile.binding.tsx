import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { Banner } from "#app/components/banner.tsx";
import { ButtonLink } from "#app/components/button.tsx";
import { Disclosure } from "#app/components/disclosure.tsx";
import { Glossary } from "#app/components/glossed.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Duties, Parts } from "#app/components/profile/duties.tsx";
import { Questionnaires } from "#app/components/profile/questionnaires.tsx";
import { ReliefBlock } from "#app/components/profile/relief-block.tsx";
import { Unknown } from "#app/components/profile/unknown.tsx";
import { Sheet } from "#app/components/sheet.tsx";
import { pageGlossary } from "#app/glossary.server.ts";
import { bindingView, frameworkViews } from "#app/profile/binding.server.ts";
import { reliefView } from "#app/profile/relief.server.ts";
import { companyPage } from "#app/request.server.ts";
import { useLanguage, useText } from "#app/text.tsx";
import { profileOf } from "#db/profile.ts";
import { standingsOfCompany } from "#db/standings.ts";
import { formatDate, formatTime } from "#domain/format.ts";
import { firstNotAsked } from "#domain/intake.ts";
import { may } from "#domain/permission.ts";

export async function loader(args: LoaderFunctionArgs) {
  return companyPage(
    args,
    "profile:read",
    ["binding", "profile", "states", "clauses"],
    async (trx, { company, language, role, services: { library } }) => {
      const profile = await profileOf(trx);
      const standings = await standingsOfCompany(trx);
      const says = { given: profile?.given ?? {}, unsure: profile?.unsure ?? [] };
      const { find, views } = pageGlossary({ library, language });
      const reader = { library, language, subject: company.subject, find };
      const binding = bindingView(says, reader);
      return {
        slug: company.slug,
        zone: company.zone,
        isBegun: profile !== null,
        isWhole: firstNotAsked(library.facts, profile) === undefined,
        isApplied: profile?.appliedAt != null,
        changedAt: profile?.changedAt ?? null,
        wasChanged: new URL(args.request.url).searchParams.has("changed"),
        mayEdit: may(role, "profile:edit"),
        mayStart: may(role, "assessment:start"),
        binding,
        glossary: views(),
        relief: reliefView(says, reader),
        frameworks: frameworkViews(says, standings, reader),
      };
    },
  );
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `${page?.text["binding.title"] ?? ""} · ${page?.shell.company.name ?? ""} · Chữ Tín` },
];

export default function BindingRoute() {
  const { slug, zone, binding, glossary, relief, frameworks, mayStart, mayEdit, ...page } =
    useLoaderData<typeof loader>();
  const t = useText();
  const language = useLanguage();
  const here = `/c/${slug}`;
  const profile = `${here}/profile`;
  const { count, parts, unknown, free } = binding;
  return (
    <Glossary terms={glossary}>
      <PageHeader lead={<Link to={`${profile}?list=1`}>{t("profile.title")}</Link>} />
      <div className="grid gap-10">
        {page.wasChanged && page.changedAt && (
          <Banner tone="done" live>
            {t("binding.changed", { time: formatTime(language, zone, page.changedAt) })}
          </Banner>
        )}
        <Sheet variant="margin" className="grid gap-3">
          <h1>{t("binding.title")}</h1>
          <p className="max-w-prose font-serif text-lg text-ink-2">
            {t("binding.verdict", { n: count.binding, critical: count.critical })}
            {count.open > 0 && ` ${t("binding.verdict-open", { n: count.open })}`}
          </p>
          {mayEdit && !page.isApplied && (
            <div>
              <ButtonLink to={page.isWhole ? `${profile}/change` : profile} variant="primary">
                {t(page.isWhole ? "binding.see-changes" : page.isBegun ? "profile.go-on" : "profile.begin")}
              </ButtonLink>
            </div>
          )}
          <p className="text-sm text-ink-3">
            {page.changedAt ? t("binding.as-of", { day: formatDate(language, zone, page.changedAt) }) : null}{" "}
            {t("binding.scope")} {t("binding.no-advice")}
          </p>
        </Sheet>
        <Questionnaires frameworks={frameworks} here={here} mayStart={mayStart} leads={page.isApplied || !mayEdit} />
        <ReliefBlock relief={relief} profile={profile} />
        {unknown.length > 0 && <Unknown unknown={unknown} profile={profile} />}
        <Parts parts={parts} profile={profile} />
        {free.length > 0 && (
          <div className="rule-above">
            <Disclosure summary={<h2 className="text-base">{t("binding.free", { n: free.length })}</h2>}>
              <Duties duties={free} profile={profile} />
            </Disclosure>
          </div>
        )}
      </div>
    </Glossary>
  );
}
