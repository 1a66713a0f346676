import { Link } from "@remix-run/react";
import { ChevronRight } from "lucide-react";
import { Icon } from "#app/components/icons.tsx";
import { SectionHeading } from "#app/components/section-heading.tsx";
import type { DateView } from "#app/home/page.server.ts";
import { useLanguage, useText } from "#app/text.tsx";
import { formatDay } from "#domain/format.ts";
import { CitedClause } from "./deadlines.tsx";

/** The one thing that cannot wait, first of all on a phone; on a desktop it stands in its list. */
export function HotStrip({ date, here }: { date: DateView; here: string }) {
  const t = useText();
  return (
    <Link
      to={here + (date.to ?? "")}
      className="mb-4 flex min-h-12 items-center gap-3 rounded-sm border border-l-4 border-son bg-son-soft px-3 py-2 text-ink no-underline hover:text-ink md:hidden"
    >
      <span className="font-title shrink-0 text-xl text-son">
        {date.daysLate > 0 ? t("deadlines.late", { n: date.daysLate }) : t("deadlines.today")}
      </span>
      <span className="min-w-0 grow text-sm leading-snug">{date.title}</span>
      <Icon of={ChevronRight} className="shrink-0" />
    </Link>
  );
}

/** Days that are near: tasks, the assessment that runs, the next one, and those that a law names itself. */
export function DaysAhead({ dates, here }: { dates: readonly DateView[]; here: string }) {
  const t = useText();
  const language = useLanguage();
  return (
    <section aria-labelledby="days-ahead">
      <SectionHeading id="days-ahead" title={t("deadlines.dates")} />
      {dates.length === 0 && <p className="pt-3 text-sm text-ink-3">{t("deadlines.no-dates")}</p>}
      <ul>
        {dates.map(({ kind, id, on, title, daysLate, to, clause }) => (
          <li
            key={`${kind} ${id}`}
            className="relative grid grid-cols-[6.5rem_minmax(0,1fr)] gap-x-4 border-b border-line py-3 has-[a]:hover:bg-hover"
          >
            <div className="text-sm">
              <p className="font-semibold">{formatDay(language, on)}</p>
              {daysLate > 0 && <p className="font-medium text-danger">{t("deadlines.late", { n: daysLate })}</p>}
            </div>
            <div>
              {to ? (
                <Link
                  to={here + to}
                  className="font-medium text-ink no-underline after:absolute after:inset-0 hover:underline"
                >
                  {title}
                </Link>
              ) : (
                <p className="font-medium">{title}</p>
              )}
              <p className="text-sm text-ink-3">{t(`deadlines.kind-${kind}`)}</p>
              {clause && (
                <>
                  <CitedClause clause={clause} />
                  <p className="text-sm text-ink-3">{clause.confidence}</p>
                </>
              )}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
