import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { FirstSteps, NothingYet } from "#app/components/home/first-steps.tsx";
import { NextTasks } from "#app/components/home/next-tasks.tsx";
import { PaperLinks } from "#app/components/papers/paper-links.tsx";
import { Verdict } from "#app/components/verdict.tsx";
import { gapsNow } from "#app/new-task.server.ts";
import { companyPage } from "#app/request.server.ts";
import { listedTask } from "#app/tasks.server.ts";
import { useLanguage, useText } from "#app/text.tsx";
import { completedOf } from "#db/results.ts";
import { schedulesOf } from "#db/schedules.ts";
import { standingsOfCompany } from "#db/standings.ts";
import { tasksOf } from "#db/tasks.ts";
import { dayIn, formatDate, formatDay, formatWeekday } from "#domain/format.ts";
import { inLanguage } from "#domain/language.ts";
import { may } from "#domain/permission.ts";
import { scoreOf } from "#domain/scoring/score.ts";
import { isOpen } from "#domain/tasks.ts";

export async function loader(args: LoaderFunctionArgs) {
  return companyPage(
    args,
    "company:read",
    ["home", "verdict", "states", "tasks"],
    async (trx, { company, language, now, role, services: { library } }) => {
      const today = dayIn(company.zone, now);
      const standings = await standingsOfCompany(trx);
      const tasks = (await tasksOf(trx)).filter(({ status }) => isOpen(status));
      const schedules = await schedulesOf(trx);
      const standing = standings[0];
      const shown = standing?.completed ?? standing?.running ?? null;
      const framework = library.latest(standing?.frameworkId ?? "leakage");
      // what closed tasks have made of the completed one since
      const improved = standing?.completed ? await gapsNow(trx, standing.completed.assessmentId, library) : null;
      const better = improved && scoreOf(improved);
      const earlier = standing?.completed ? (await completedOf(trx, framework.id)).at(-2) : undefined;
      return {
        today,
        zone: company.zone,
        slug: company.slug,
        framework: {
          id: framework.id,
          title: inLanguage(language, framework.title),
          questions: framework.questions.length,
        },
        shown: shown && { ...shown, isCompleted: shown === standing?.completed },
        running: standing?.running ?? null,
        last: earlier?.score ?? null,
        since: better && { score: better.score, grade: better.final ? better.gradeLow : null },
        nextOn: schedules.find(({ frameworkId }) => frameworkId === framework.id)?.nextOn ?? null,
        tasks: tasks.slice(0, 3).map((task) => listedTask(task, { library, language, today })),
        openTasks: tasks.length,
        canStart: may(role, "assessment:start"),
        canSchedule: may(role, "schedule:set"),
      };
    },
  );
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `${page?.shell.company.name ?? ""} · Chữ Tín` },
];

export default function HomeRoute() {
  const { today, zone, slug, framework, shown, running, last, since, nextOn, tasks, openTasks, canStart, canSchedule } =
    useLoaderData<typeof loader>();
  const t = useText();
  const language = useLanguage();
  const here = `/c/${slug}`;
  return (
    <>
      <p className="mb-5 text-sm text-ink-3 first-letter:uppercase">{formatWeekday(language, today)}</p>
      <div className="grid gap-10">
        {shown ? (
          <Verdict
            lead={
              shown.isCompleted
                ? t("home.completed-on", {
                    title: framework.title,
                    number: shown.numbers.number,
                    day: formatDate(language, zone, shown.numbers.at),
                  })
                : t("home.running-since", { title: framework.title, number: shown.numbers.number })
            }
            {...shown}
            since={since}
            last={last}
            compact
          >
            <div className="flex flex-wrap items-center justify-between gap-3 text-sm">
              <span className="flex flex-wrap gap-x-6 gap-y-2">
                {running && (
                  <Link
                    className="inline-flex min-h-6 items-center font-medium"
                    to={`${here}/assessments/${running.assessmentId}`}
                  >
                    {t("home.continue")}
                  </Link>
                )}
                <Link
                  className="inline-flex min-h-6 items-center"
                  to={`${here}/assessments/${shown.assessmentId}/result`}
                >
                  {t("home.see-result")}
                </Link>
              </span>
              {nextOn ? (
                <span className="text-ink-3">{t("home.next-assessment", { day: formatDay(language, nextOn) })}</span>
              ) : (
                canSchedule && <Link to={`${here}/schedules`}>{t("home.set-schedule")}</Link>
              )}
            </div>
          </Verdict>
        ) : (
          <NothingYet framework={framework} action={`${here}/assessments`} canStart={canStart} />
        )}
        {openTasks > 0 ? (
          <NextTasks tasks={tasks} total={openTasks} base={`${here}/tasks`} />
        ) : (
          <FirstSteps
            here={here}
            assessmentId={shown?.assessmentId ?? null}
            isAnswered={(shown?.numbers.answered ?? 0) > 0}
            hasSchedule={nextOn !== null}
          />
        )}
        {shown && <PaperLinks here={here} />}
      </div>
    </>
  );
}
