import { Link } from "@remix-run/react";
import { AskLink } from "#app/components/asking/ask-link.tsx";
import { Cite } from "#app/components/clause.tsx";
import { SeverityBars, StateBadge } from "#app/components/marks.tsx";
import { SectionHeading } from "#app/components/section-heading.tsx";
import type { GapView } from "#app/result/gaps.server.ts";
import { useText } from "#app/text.tsx";
import { markOf } from "#domain/answering-rules.ts";
import type { Severity } from "#domain/scoring/model.ts";

const severities: readonly Severity[] = ["S4", "S3", "S2", "S1"];

interface GapsProps {
  gaps: readonly GapView[];
  /** The words of a standard are added. */
  isStandard: boolean;
  assessmentId: string;
  here: string;
  canMakeTasks: boolean;
  canAsk: boolean;
}

/** Every gap, the gravest first, with what it can lead to and the clause behind it. */
export function Gaps({ gaps, isStandard, ...more }: GapsProps) {
  const t = useText();
  if (gaps.length === 0) return null;
  return (
    <section aria-labelledby="gaps" className="grid gap-6">
      <SectionHeading id="gaps" title={t("result.gaps")} aside={gaps.length} />
      {isStandard && <p className="-mt-3 max-w-prose text-sm text-ink-2">{t("result.nonconformities")}</p>}
      {severities.map((severity) => {
        const ours = gaps.filter((gap) => gap.severity === severity);
        if (ours.length === 0) return null;
        return (
          <div key={severity}>
            <h3 className="flex items-center gap-2 text-base font-semibold">
              <SeverityBars level={severity} word={t(`states.severity-${severity}`)} />
              <span className="font-normal text-ink-3">{ours.length}</span>
            </h3>
            <ul>
              {ours.map((gap) => (
                <GapLine key={gap.id} gap={gap} {...more} />
              ))}
            </ul>
          </div>
        );
      })}
    </section>
  );
}

function GapLine({
  gap,
  assessmentId,
  here,
  canMakeTasks,
  canAsk,
}: { gap: GapView } & Omit<GapsProps, "gaps" | "isStandard">) {
  const t = useText();
  const mark = markOf(gap);
  const word = mark === "partly" ? "partly" : gap.state === "answered" ? "unmet" : gap.state;
  const making = `${here}/tasks/new?${new URLSearchParams({ assessment: assessmentId, question: gap.id }).toString()}`;
  return (
    <li className="grid gap-2 border-b border-line py-3">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1">
        <p className="min-w-0 grow basis-60 font-medium">{gap.text}</p>
        <StateBadge state={mark}>{t(`states.state-${word}`)}</StateBadge>
      </div>
      <ul className="grid gap-1 text-sm text-ink-2">
        {gap.consequences.map(({ kind, text }) => (
          <li key={kind}>
            <span className="font-medium text-ink">{t(`states.consequence-${kind}`)}:</span> {text}
          </li>
        ))}
      </ul>
      {gap.clause && (
        <div>
          <Clause clause={gap.clause} />
        </div>
      )}
      <div className="flex flex-wrap items-center gap-x-5 gap-y-1 text-sm">
        <Link
          className="inline-flex min-h-6 items-center pointer-coarse:min-h-11"
          data-print="none"
          to={`${here}/assessments/${assessmentId}?q=${gap.id}`}
        >
          {t("result.gap-answer")}
        </Link>
        {canAsk && <AskLink to={`${here}/assessments/${assessmentId}`} question={gap} />}
        {gap.taskId ? (
          <Link
            className="inline-flex min-h-6 items-center pointer-coarse:min-h-11"
            data-print="none"
            to={`${here}/tasks/${gap.taskId}`}
          >
            {t("result.see-task")}
          </Link>
        ) : (
          canMakeTasks && (
            <Link
              className="inline-flex min-h-6 items-center pointer-coarse:min-h-11"
              data-print="none"
              to={making}
              aria-label={t("result.make-task-of", { title: gap.label })}
            >
              {t("result.make-task")}
            </Link>
          )
        )}
      </div>
    </li>
  );
}

function Clause({ clause }: { clause: NonNullable<GapView["clause"]> }) {
  const t = useText();
  const severity = { level: clause.severity, word: t(`states.severity-${clause.severity}`) };
  return (
    <Cite
      label={`${clause.instrument}, ${clause.article}`}
      closeLabel={t("shell.close")}
      clause={{
        instrument: clause.instrument,
        article: clause.article,
        summary: clause.summary,
        severity,
        fine: clause.fine ?? undefined,
        standing: clause.standing,
      }}
    />
  );
}
