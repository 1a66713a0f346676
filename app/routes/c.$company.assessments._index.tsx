import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { FrameworkRounds } from "#app/components/assessments/framework-rounds.tsx";
import { ButtonLink } from "#app/components/button.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { asTenant, companyPage } from "#app/request.server.ts";
import { useText } from "#app/text.tsx";
import { assessmentsOf } from "#db/assessment-list.ts";
import { lastAssessmentOf, startAssessment } from "#db/assessments.ts";
import { factsToPin } from "#db/profile.ts";
import { isRunning } from "#domain/answering-rules.ts";
import { may } from "#domain/permission.ts";
import { Refusal } from "#domain/refusal.ts";

export async function loader(args: LoaderFunctionArgs) {
  return companyPage(
    args,
    "assessment:read",
    ["assessments", "states"],
    async (trx, { company, language, role, services }) => {
      const { library } = services;
      const rounds = await assessmentsOf(trx);
      const ids = [...new Set(library.frameworks.map(({ id }) => id))];
      return {
        zone: company.zone,
        mayStart: may(role, "assessment:start"),
        mayAnswer: may(role, "assessment:answer"),
        frameworks: ids.map((id) => {
          const { title, about, questions } = library.latest(id);
          return {
            id,
            title: title[language],
            about: about[language],
            questions: questions.length,
            rounds: rounds.filter(({ frameworkId }) => frameworkId === id),
          };
        }),
      };
    },
  );
}

/** Starts the next assessment and goes to it; pressed twice, it goes to the one that the first press started. */
export async function action(args: ActionFunctionArgs) {
  const fields = await args.request.formData();
  return asTenant(args, "assessment:start", async (trx, { personId, address, now, slug, services: { library } }) => {
    const wanted = String(fields.get("frameworkId") ?? "");
    if (!library.frameworks.some(({ id }) => id === wanted)) throw new Refusal("not-found", `no framework ${wanted}`);
    const framework = library.latest(wanted);
    const last = await lastAssessmentOf(trx, framework.id);
    const { id } =
      last && isRunning(last.state)
        ? last
        : await startAssessment(trx, {
            framework,
            library,
            facts: await factsToPin(trx, library.facts),
            personId,
            address,
            now,
          });
    return redirect(`/c/${slug}/assessments/${id}`);
  });
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `${page?.text["assessments.title"] ?? ""} · ${page?.shell.company.name ?? ""} · Chữ Tín` },
];

export default function AssessmentsRoute() {
  const { frameworks, ...reader } = useLoaderData<typeof loader>();
  const t = useText();
  const running = frameworks.find(({ rounds }) => rounds.some(({ state }) => isRunning(state)));
  const marked = (running ?? frameworks.find(({ rounds }) => rounds.length === 0) ?? frameworks[0])?.id;
  return (
    <>
      <PageHeader
        title={t("assessments.title")}
        intro={t("assessments.intro")}
        actions={<ButtonLink to="../profile/binding">{t("assessments.binding")}</ButtonLink>}
      />
      <div className="grid gap-10">
        {frameworks.map((framework) => (
          <FrameworkRounds key={framework.id} {...framework} {...reader} isMarked={framework.id === marked} />
        ))}
      </div>
    </>
  );
}
