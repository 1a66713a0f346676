import { Link } from "@remix-run/react";
import { CalendarDays, Clock } from "lucide-react";
import { Avatar, initialOf } from "#app/components/avatar.tsx";
import { SeverityBars } from "#app/components/marks.tsx";
import { SectionHeading } from "#app/components/section-heading.tsx";
import type { ListedTask } from "#app/tasks.server.ts";
import { useLanguage, useText } from "#app/text.tsx";
import { formatDay } from "#domain/format.ts";
import type { TaskGroup } from "#domain/tasks.ts";
import { TaskStatusBadge } from "./task-status.tsx";

/** The list grouped by when it is due: late first, closed last. */
export function TaskGroups({
  groups,
  base,
}: {
  groups: readonly { group: TaskGroup; tasks: readonly ListedTask[] }[];
  base: string;
}) {
  const t = useText();
  return (
    <div className="grid gap-10">
      {groups.map(({ group, tasks }) => (
        <section key={group} aria-labelledby={`group-${group}`}>
          <SectionHeading id={`group-${group}`} title={t(`tasks.group-${group}`)} aside={tasks.length} />
          <ul>
            {tasks.map((task) => (
              <TaskLine key={task.id} task={task} to={`${base}/${task.id}`} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function TaskLine({ task, to }: { task: ListedTask; to: string }) {
  const t = useText();
  const language = useLanguage();
  const isClosed = task.group === "closed";
  return (
    <li className="relative flex items-start gap-3 border-b border-line py-3 hover:bg-hover">
      <div className="min-w-0 grow">
        <Link to={to} className="font-medium text-ink no-underline after:absolute after:inset-0 hover:underline">
          {task.title}
        </Link>
        <div className="mt-1 flex flex-wrap items-center gap-x-4 gap-y-1 text-sm text-ink-2">
          <SeverityBars level={task.severity} word={t(`states.severity-${task.severity}`)} />
          <span className="inline-flex items-center gap-1.5">
            <Clock aria-hidden size={16} strokeWidth={1.75} />
            {task.effort}
          </span>
          {task.dueOn && !isClosed && (
            <span className={`inline-flex items-center gap-1.5 ${task.daysLate > 0 ? "font-medium text-danger" : ""}`}>
              <CalendarDays aria-hidden size={16} strokeWidth={1.75} />
              {task.daysLate > 0
                ? t("tasks.late", { n: task.daysLate })
                : t("tasks.due", { day: formatDay(language, task.dueOn) })}
            </span>
          )}
          {task.steps.done > 0 && !isClosed && (
            <span>{t("tasks.steps-count", { done: task.steps.done, n: task.steps.of })}</span>
          )}
        </div>
      </div>
      <div className="flex shrink-0 items-center gap-2">
        <TaskStatusBadge status={task.status} />
        {task.ownerName ? (
          <Avatar initials={initialOf(task.ownerName)} label={task.ownerName} />
        ) : (
          <span className="text-sm text-ink-3 max-md:sr-only">{t("tasks.no-owner")}</span>
        )}
      </div>
    </li>
  );
}
