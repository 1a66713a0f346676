import { Link } from "@remix-run/react";
import { CalendarDays, Clock } from "lucide-react";
import { ButtonLink } from "#app/components/button.tsx";
import { SeverityBars } from "#app/components/marks.tsx";
import { SectionHeading } from "#app/components/section-heading.tsx";
import type { ListedTask } from "#app/tasks.server.ts";
import { useLanguage, useText } from "#app/text.tsx";
import { formatDay } from "#domain/format.ts";

/** `gain`: whole points of the score that stands above; null when it is another's. */
type NextTask = ListedTask & { gain: number | null };

/** The three tasks that come next, numbered: what to do on Monday. */
export function NextTasks({ tasks, total, base }: { tasks: readonly NextTask[]; total: number; base: string }) {
  const t = useText();
  const language = useLanguage();
  return (
    <section aria-labelledby="three-next">
      <SectionHeading
        id="three-next"
        title={t("home.three-next")}
        aside={<Link to={base}>{t("home.all-tasks", { n: total })}</Link>}
      />
      <ol>
        {tasks.map((task, i) => (
          <li key={task.id} className="relative flex gap-4 border-b border-line py-3 hover:bg-hover">
            <span aria-hidden className="font-title w-6 shrink-0 text-center text-2xl">
              {i + 1}
            </span>
            <div className="min-w-0 grow">
              <Link
                to={`${base}/${task.id}`}
                className="font-medium text-ink no-underline after:absolute after:inset-0 hover:underline"
              >
                {task.title}
              </Link>
              <div className="mt-1 flex flex-wrap gap-x-4 gap-y-1 text-sm text-ink-2">
                <SeverityBars level={task.severity} word={t(`states.severity-${task.severity}`)} />
                <span className="inline-flex items-center gap-1.5">
                  <Clock aria-hidden size={16} strokeWidth={1.75} />
                  {task.effort}
                </span>
                {task.dueOn && (
                  <span
                    className={`inline-flex items-center gap-1.5 ${task.daysLate > 0 ? "font-medium text-danger" : ""}`}
                  >
                    <CalendarDays aria-hidden size={16} strokeWidth={1.75} />
                    {task.daysLate > 0
                      ? t("tasks.late", { n: task.daysLate })
                      : t("tasks.due", { day: formatDay(language, task.dueOn) })}
                  </span>
                )}
              </div>
            </div>
            {task.gain !== null && task.gain > 0 && (
              <p className="shrink-0">
                <span className="sr-only">{t("home.gain", { n: task.gain })}</span>
                <span aria-hidden className="font-semibold whitespace-nowrap">
                  {t("home.gain-shown", { n: task.gain })}
                </span>
              </p>
            )}
          </li>
        ))}
      </ol>
      <div className="mt-4">
        <ButtonLink variant="primary" to={`${base}/${tasks[0]?.id ?? ""}`}>
          {t("home.do-first")}
        </ButtonLink>
      </div>
    </section>
  );
}
