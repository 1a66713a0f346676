import { Link } from "@remix-run/react";
import { Cite } from "#app/components/clause.tsx";
import { Disclosure } from "#app/components/disclosure.tsx";
import { SectionHeading } from "#app/components/section-heading.tsx";
import type { Cited, ClockView } from "#app/home/deadlines.server.ts";
import { useText } from "#app/text.tsx";

interface DeadlinesProps {
  deadlines: { inHours: readonly ClockView[]; others: readonly ClockView[] };
  isProfileKnown: boolean;
  /** The company's address. */
  here: string;
}

/** What the laws that bind give time for: in hours in full, since nobody looks it up then; the rest one tap away. */
export function Deadlines({ deadlines: { inHours, others }, isProfileKnown, here }: DeadlinesProps) {
  const t = useText();
  const assumed = [...inHours, ...others].filter(({ isAssumed }) => isAssumed).length;
  return (
    <section aria-labelledby="deadlines">
      <SectionHeading
        id="deadlines"
        title={t("deadlines.title")}
        aside={<Link to={`${here}/profile`}>{t("deadlines.profile")}</Link>}
      />
      {assumed > 0 && (
        <p className="pt-3 text-sm text-ink-2">
          {isProfileKnown ? t("deadlines.unknown-some", { n: assumed }) : t("deadlines.unknown-all")}{" "}
          <Link to={`${here}/profile`}>{t("deadlines.tell")}</Link>
        </p>
      )}
      {inHours.length + others.length === 0 && <p className="pt-3 text-sm text-ink-3">{t("deadlines.none")}</p>}
      {inHours.length > 0 && (
        <>
          <p className="pt-3 text-sm text-ink-3">{t("deadlines.when-it-happens")}</p>
          <Clocks clocks={inHours} marksAssumed={isProfileKnown} />
        </>
      )}
      {others.length > 0 && (
        <div className="border-b border-line py-1">
          <Disclosure summary={t("deadlines.others", { n: others.length })}>
            <Clocks clocks={others} marksAssumed={isProfileKnown} />
          </Disclosure>
        </div>
      )}
    </section>
  );
}

/** @param marksAssumed where some of them are known to bind, and others not */
function Clocks({ clocks, marksAssumed }: { clocks: readonly ClockView[]; marksAssumed: boolean }) {
  const t = useText();
  return (
    <ul>
      {clocks.map(({ id, figure, title, words, isAssumed, clause }) => (
        <li key={id} className="grid grid-cols-[6.5rem_minmax(0,1fr)] gap-x-4 border-b border-line py-3">
          <div>
            {figure && (
              <>
                <p className="font-title text-xl leading-snug">
                  {t(`deadlines.figure-${figure.unit}`, { n: figure.amount })}
                </p>
                <p className="text-sm text-ink-3">{t("deadlines.from", { from: figure.from })}</p>
              </>
            )}
          </div>
          <div>
            <p className="font-medium">{title}</p>
            {(!figure || figure.unit !== "hours") && <p className="text-sm text-ink-2">{words}</p>}
            <CitedClause clause={clause} />
            <p className="text-sm text-ink-3">
              {clause.confidence}
              {marksAssumed && isAssumed && ` · ${t("deadlines.assumed")}`}
            </p>
          </div>
        </li>
      ))}
    </ul>
  );
}

/** The clause as a link that opens its card. */
export function CitedClause({ clause }: { clause: Cited }) {
  const t = useText();
  const { label, instrument, article, summary, severity, fine, standing } = clause;
  return (
    <Cite
      label={label}
      closeLabel={t("deadlines.close")}
      clause={{
        instrument,
        article,
        summary,
        severity: severity && { level: severity, word: t(`states.severity-${severity}`) },
        fine: fine ?? undefined,
        standing,
      }}
    />
  );
}
