import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { ResultActions, ResultLead } from "#app/components/result/head.tsx";
import { Applicability } from "#app/components/result/applicability.tsx";
import { Arithmetic } from "#app/components/result/arithmetic.tsx";
import { Exposure, Figures } from "#app/components/result/figures.tsx";
import { Gaps } from "#app/components/result/gaps.tsx";
import { Change, Trend } from "#app/components/result/history.tsx";
import { Matrix } from "#app/components/result/matrix.tsx";
import { NotApplicable, OpenQuestions } from "#app/components/result/open.tsx";
import { FiveFirst } from "#app/components/result/plan.tsx";
import { PaperLinks } from "#app/components/papers/paper-links.tsx";
import { Topics } from "#app/components/result/topics.tsx";
import { asTenant, companyPage, uuidParam } from "#app/request.server.ts";
import { resultView } from "#app/result/page.server.ts";
import { useLanguage, useText } from "#app/text.tsx";
import { abandonAssessment, assessmentForUpdate, completeAssessment, reopenAssessment } from "#db/assessments.ts";
import { dayIn, formatDay } from "#domain/format.ts";
import { may } from "#domain/permission.ts";
import { Refusal } from "#domain/refusal.ts";

export async function loader(args: LoaderFunctionArgs) {
  return companyPage(
    args,
    "assessment:read",
    ["result", "verdict", "states", "asking"],
    async (trx, { company, language, now, role, services: { library } }) => {
      const result = await resultView(trx, {
        assessmentId: uuidParam(args.params.assessmentId),
        company,
        library,
        language,
        now,
      });
      return {
        result,
        here: `/c/${company.slug}`,
        today: dayIn(company.zone, now),
        zone: company.zone,
        subject: company.subject,
        canMakeTasks: may(role, "task:create"),
        canAnswer: may(role, "assessment:answer"),
        canAsk: may(role, "question:ask") && !result.isLocked,
        canComplete: may(role, "assessment:complete"),
      };
    },
  );
}

const Sealing = z.object({ intent: z.enum(["complete", "reopen", "abandon"]) });

export async function action(args: ActionFunctionArgs) {
  const form = Sealing.safeParse(Object.fromEntries(await args.request.formData()));
  return asTenant(
    args,
    form.data?.intent === "reopen" ? "assessment:reopen" : "assessment:complete",
    async (trx, { personId, address, now, slug, services: { library } }) => {
      if (!form.success) throw new Refusal("invalid-form", "neither complete, reopen nor abandon");
      const assessment = await assessmentForUpdate(trx, uuidParam(args.params.assessmentId));
      const framework = library.framework(assessment.frameworkId, assessment.frameworkVersion);
      const by = { personId, address, now };
      if (form.data.intent === "reopen") {
        await reopenAssessment(trx, { assessment, framework, ...by });
        return redirect(`/c/${slug}/assessments/${assessment.id}`);
      }
      if (form.data.intent === "abandon") {
        await abandonAssessment(trx, { assessment, ...by });
        return redirect(`/c/${slug}/assessments`);
      }
      await completeAssessment(trx, { assessment, framework, ...by });
      return data({ completed: true });
    },
  );
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  {
    title: `${page?.text["result.title"]?.replace("{number}", String(page.result.numbers.number)) ?? ""} · ${page?.shell.company.name ?? ""} · Chữ Tín`,
  },
];

export default function ResultRoute() {
  const { result, here, today, zone, subject, canMakeTasks, canAnswer, canAsk, canComplete } =
    useLoaderData<typeof loader>();
  const t = useText();
  const language = useLanguage();
  const answers = `${here}/assessments/${result.id}`;
  return (
    <>
      <ResultActions result={result} answers={answers} canAnswer={canAnswer} canComplete={canComplete} here={here} />
      <div className="grid gap-10">
        <ResultLead result={result} zone={zone} answers={answers} canAnswer={canAnswer}>
          <Figures result={result} />
        </ResultLead>
        <div className="grid gap-5">
          <FiveFirst plan={result.plan} assessmentId={result.id} here={here} canMakeTasks={canMakeTasks} />
          <PaperLinks here={here} />
        </div>
        <Topics
          topics={result.topics}
          score={result.numbers.score}
          last={result.last}
          gaps={result.gaps.length}
          levels={result.levels}
        />
        <div
          className={
            result.matrix.length > 0 ? "grid gap-10 lg:grid-cols-[minmax(0,1.7fr)_minmax(0,1fr)]" : "max-w-prose"
          }
        >
          <Matrix pins={result.matrix} />
          <OpenQuestions
            open={result.open}
            answers={answers}
            canAnswer={canAnswer && !result.isLocked}
            canAsk={canAsk}
          />
        </div>
        <Gaps
          gaps={result.gaps}
          isStandard={result.kind === "standard"}
          assessmentId={result.id}
          here={here}
          canMakeTasks={canMakeTasks}
          canAsk={canAsk}
        />
        <Exposure result={result} subject={subject} />
        <NotApplicable result={result} />
        <Applicability rows={result.applicability} />
        <Trend trend={result.trend} zone={zone} />
        <Change waterfall={result.waterfall} />
        <Arithmetic topics={result.topics} score={result.numbers.score} />
        <footer data-print="whole" className="text-sm text-ink-3">
          <p>{t("result.not-advice")}</p>
          <p>{t("result.foot", { content: result.content, day: formatDay(language, today) })}</p>
        </footer>
      </div>
    </>
  );
}
