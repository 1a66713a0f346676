import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { ButtonLink } from "#app/components/button.tsx";
import { DaysAhead, HotStrip } from "#app/components/home/dates.tsx";
import { Deadlines } from "#app/components/home/deadlines.tsx";
import { FirstSteps, NothingYet } from "#app/components/home/first-steps.tsx";
import { NextTasks } from "#app/components/home/next-tasks.tsx";
import { OtherStandings } from "#app/components/home/other-standings.tsx";
import { PaperLinks } from "#app/components/papers/paper-links.tsx";
import { Verdict } from "#app/components/verdict.tsx";
import { homeView } from "#app/home/page.server.ts";
import { companyPage } from "#app/request.server.ts";
import { useLanguage, useText } from "#app/text.tsx";
import { formatDate, formatDay, formatWeekday } from "#domain/format.ts";
import { may } from "#domain/permission.ts";

export async function loader(args: LoaderFunctionArgs) {
  return companyPage(
    args,
    "company:read",
    ["home", "deadlines", "verdict", "states", "tasks"],
    async (trx, { company, language, now, role, services: { library } }) => ({
      ...(await homeView(trx, { company, library, language, now })),
      zone: company.zone,
      slug: company.slug,
      canEditProfile: may(role, "profile:edit"),
      canStart: may(role, "assessment:start"),
      canComplete: may(role, "assessment:complete"),
      canSchedule: may(role, "schedule:set"),
    }),
  );
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `${page?.shell.company.name ?? ""} · Chữ Tín` },
];

export default function HomeRoute() {
  const page = useLoaderData<typeof loader>();
  const { today, zone, slug, framework, shown, running, last, since, lift, nextOn, tasks, openTasks } = page;
  const { canEditProfile, canStart, canSchedule, hot, dates, deadlines, others, intake, isProfileKnown } = page;
  const t = useText();
  const language = useLanguage();
  const here = `/c/${slug}`;
  const isReady = page.canComplete && page.isReady;
  return (
    <>
      <p className="mb-5 text-sm text-ink-3 first-letter:uppercase">{formatWeekday(language, today)}</p>
      {hot && <HotStrip date={hot} here={here} />}
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
            {lift && (
              <p className="font-serif text-lg text-ink-2">{t("home.lift", { n: lift.steps, grade: lift.grade })}</p>
            )}
            <div className="flex flex-wrap items-center justify-between gap-3 text-sm">
              <span className="flex flex-wrap items-center gap-x-6 gap-y-2">
                {running && (
                  <ButtonLink
                    variant={openTasks > 0 ? "secondary" : "primary"}
                    to={`${here}/assessments/${running.assessmentId}${isReady ? "/result" : ""}`}
                  >
                    {t(isReady ? "home.review" : "home.continue")}
                  </ButtonLink>
                )}
                {!(isReady && running?.assessmentId === shown.assessmentId) && (
                  <Link
                    className="inline-flex min-h-6 items-center"
                    to={`${here}/assessments/${shown.assessmentId}/result`}
                  >
                    {t("home.see-result")}
                  </Link>
                )}
              </span>
              {nextOn ? (
                <span className="text-ink-3">{t("home.next-assessment", { day: formatDay(language, nextOn) })}</span>
              ) : (
                canSchedule && <Link to={`${here}/schedules`}>{t("home.set-schedule")}</Link>
              )}
            </div>
          </Verdict>
        ) : (
          <NothingYet
            framework={framework}
            action={`${here}/assessments`}
            canStart={canStart}
            intake={canEditProfile && !intake.isKnown ? { to: `${here}/profile`, isBegun: intake.isBegun } : null}
          />
        )}
        <div className="grid items-start gap-10 lg:grid-cols-[minmax(0,1.7fr)_minmax(0,1fr)] lg:grid-rows-[auto_1fr]">
          {openTasks > 0 ? (
            <NextTasks tasks={tasks} total={openTasks} base={`${here}/tasks`} />
          ) : (
            <FirstSteps
              here={here}
              assessmentId={shown?.assessmentId ?? null}
              isKnown={intake.isKnown}
              isAnswered={page.isAnswered}
              hasSchedule={nextOn !== null}
            />
          )}
          <div className="grid gap-10 lg:row-span-2">
            <Deadlines deadlines={deadlines} isProfileKnown={isProfileKnown} here={here} />
            <DaysAhead dates={dates} here={here} />
          </div>
          {others.length > 0 && <OtherStandings others={others} zone={zone} here={here} />}
        </div>
        {shown && <PaperLinks here={here} />}
      </div>
    </>
  );
}
