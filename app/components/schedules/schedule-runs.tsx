import { Link, useParams } from "@remix-run/react";
import { SectionHeading } from "#app/components/section-heading.tsx";
import { Table } from "#app/components/table.tsx";
import { useLanguage, useText } from "#app/text.tsx";
import { formatDay } from "#domain/format.ts";
import type { Day } from "#domain/schedule.ts";

interface Run {
  dueOn: Day;
  outcome: "opened" | "still-running";
  skipped: number;
  assessmentId: string;
  number: number;
  title: string;
}

/** What came of the due days, newest first. */
export function ScheduleRuns({ runs }: { runs: readonly Run[] }) {
  const t = useText();
  const language = useLanguage();
  const { company } = useParams();
  return (
    <section aria-labelledby="schedule-runs" className="grid gap-4">
      <SectionHeading id="schedule-runs" title={t("schedules.runs")} />
      {runs.length === 0 ? (
        <p className="text-ink-2">{t("schedules.runs-none")}</p>
      ) : (
        <Table
          label={t("schedules.runs-table")}
          rows={runs}
          rowKey={(run) => `${run.assessmentId}@${run.dueOn}`}
          columns={[
            { key: "day", head: t("schedules.run-day"), cell: (run) => formatDay(language, run.dueOn) },
            {
              key: "outcome",
              head: t("schedules.run-outcome"),
              cell: (run) => (
                <>
                  {run.title}: {t(`schedules.run-${run.outcome}`, { number: run.number })}
                  {run.skipped > 0 && (
                    <span className="block text-sm text-ink-3">{t("schedules.run-skipped", { n: run.skipped })}</span>
                  )}
                </>
              ),
            },
            {
              key: "see",
              head: t("schedules.run-see"),
              align: "end",
              cell: (run) => (
                <Link className="text-accent underline" to={`/c/${company ?? ""}/assessments/${run.assessmentId}`}>
                  {t("schedules.run-see")}
                </Link>
              ),
            },
          ]}
        />
      )}
    </section>
  );
}
