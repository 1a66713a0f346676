import { Avatar, initialOf } from "#app/components/avatar.tsx";
import { SectionHeading } from "#app/components/section-heading.tsx";
import { useLanguage, useText } from "#app/text.tsx";
import { formatMoment } from "#domain/format.ts";

interface Event {
  at: Date;
  kind: string;
  personName: string | null;
  detail: Record<string, unknown>;
}

/** What happened to the task, oldest first; a closing says how the score moved. */
export function TaskHistory({ events, zone }: { events: readonly Event[]; zone: string }) {
  const t = useText();
  const language = useLanguage();
  const points = (score: unknown) => (typeof score === "number" ? Math.floor(score / 100) : t("tasks.no-score"));
  return (
    <section aria-labelledby="task-history">
      <SectionHeading id="task-history" title={t("tasks.history")} />
      <ul className="grid gap-3 pt-3">
        {events.map(({ at, kind, personName, detail }) => {
          const name = personName ?? t("tasks.somebody");
          return (
            <li key={`${kind} ${at.toISOString()} ${JSON.stringify(detail)}`} className="flex items-start gap-3">
              <Avatar initials={initialOf(name)} size="s" />
              <p className="text-sm text-ink-2">
                {t(`tasks.event-${kind}`, {
                  name,
                  step: String(detail.step ?? ""),
                  before: points(detail.before),
                  after: points(detail.after),
                })}
                <span className="text-ink-3"> · {formatMoment(language, zone, at)}</span>
              </p>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
