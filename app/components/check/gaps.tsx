import type { Picture } from "#app/check/picture.ts";
import type { ResultText } from "#app/check/sheet.server.ts";
import { SeverityBars, StateBadge } from "#app/components/marks.tsx";
import { SectionHeading } from "#app/components/section-heading.tsx";
import { useText } from "#app/text.tsx";
import { markOf } from "#domain/answering-rules.ts";
import type { Gap } from "#domain/scoring/gaps.ts";
import type { Severity } from "#domain/scoring/model.ts";

const severities: readonly Severity[] = ["S4", "S3", "S2", "S1"];

interface CheckGapsProps {
  gaps: Picture["gaps"];
  questions: Readonly<Record<string, ResultText | undefined>>;
}

/** Every gap, the gravest first, with what it can lead to and the clause behind it. */
export function CheckGaps({ gaps, questions }: CheckGapsProps) {
  const t = useText();
  if (gaps.length === 0) return null;
  return (
    <section aria-labelledby="gaps" className="grid gap-6">
      <SectionHeading id="gaps" title={t("check.gaps")} aside={gaps.length} />
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
                <GapLine key={gap.question} gap={gap} about={questions[gap.question]} />
              ))}
            </ul>
          </div>
        );
      })}
    </section>
  );
}

function GapLine({ gap, about }: { gap: Gap; about: ResultText | undefined }) {
  const t = useText();
  const mark = markOf(gap);
  const word = mark === "partly" ? "partly" : gap.state === "answered" ? "unmet" : gap.state;
  if (!about) return null;
  return (
    <li className="grid gap-2 border-b border-line py-3">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1">
        <p className="min-w-0 grow basis-60 font-medium">{about.text}</p>
        <StateBadge state={mark}>{t(`states.state-${word}`)}</StateBadge>
      </div>
      <ul className="grid gap-1 text-sm text-ink-2">
        {about.consequences.map(({ kind, text }) => (
          <li key={kind}>
            <span className="font-medium text-ink">{t(`states.consequence-${kind}`)}:</span> {text}
          </li>
        ))}
      </ul>
      {about.clause && <p className="text-sm text-ink-3">{about.clause}</p>}
    </li>
  );
}
