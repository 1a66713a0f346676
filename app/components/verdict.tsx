import type { ReactNode } from "react";
import { useText, type Translate } from "#app/text.tsx";
import { letterOf, type Grade } from "#domain/scoring/grade.ts";
import type { StandingNumbers } from "#domain/standing.ts";
import { classNames } from "./class-names.ts";
import { Ruler } from "./ruler.tsx";
import { Seal } from "./seal.tsx";
import { Sheet } from "./sheet.tsx";

interface VerdictProps {
  /** What and when: over the letter. */
  lead: string;
  numbers: StandingNumbers;
  isCompleted: boolean;
  /** Basis points of the completed one before. */
  last?: number | null;
  /** What closed tasks have made of it since it was completed. */
  since?: { score: number | null; grade: Grade | null } | null;
  /** On the home page the figure stands beside the words; on the result it has a line of its own. */
  compact?: boolean;
  stamp?: ReactNode;
  children?: ReactNode;
}

/** Points of basis points, floored: 100 means truly all. */
export const pointsOf = (basisPoints: number) => Math.floor(basisPoints / 100);
const order: readonly Grade[] = ["A", "B", "C", "D", "E"];

/** One letter, one sentence, the ruler: on the margin sheet, the one that matters on its page. */
export function Verdict({
  lead,
  numbers,
  isCompleted,
  last = null,
  since = null,
  compact = false,
  stamp,
  children,
}: VerdictProps) {
  const t = useText();
  const { score, low, high, gradeLow, final } = numbers;
  const grade = isCompleted && final ? gradeLow : null;
  const words = verdictWords(t, numbers, isCompleted);
  const points = (
    <p className="flex items-baseline gap-2">
      <span className={classNames("font-title text-4xl", !compact && "md:text-score")}>{figure()}</span>
      <span className="text-lg text-ink-3">{t("verdict.out-of")}</span>
    </p>
  );
  const change = isCompleted && score !== null && last !== null && <Change now={score} last={last} />;
  return (
    <Sheet variant="margin" className="grid gap-4">
      <div className="flex flex-wrap items-start gap-x-5 gap-y-3">
        <Seal
          grade={grade}
          size={compact ? "m" : "l"}
          label={
            grade ? t("verdict.grade", { grade, word: t(`states.grade-${grade}`) }) : t("verdict.seal-provisional")
          }
        />
        <div className="min-w-0 grow basis-60">
          <p className="text-sm text-ink-3">{lead}</p>
          <h1 className="font-title text-2xl">{words.headline}</h1>
          <p className="mt-1 max-w-prose font-serif text-lg text-ink-2">{words.sentence}</p>
        </div>
        {stamp}
        {compact && (
          <div className="md:text-right">
            {points}
            {change}
          </div>
        )}
      </div>
      {!compact && (
        <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
          {points}
          {change}
        </div>
      )}
      {low !== null && high !== null && <ScoreRuler {...{ numbers, isCompleted, last, low, high }} />}
      {since && since.score !== null && since.score !== score && (
        <p className="text-ink-2">
          {since.grade
            ? t("verdict.since", { points: pointsOf(since.score), grade: since.grade })
            : t("verdict.since-no-grade", { points: pointsOf(since.score) })}
        </p>
      )}
      {children}
    </Sheet>
  );

  function figure(): string {
    if (isCompleted && score !== null) return String(pointsOf(score));
    if (low === null || high === null) return "–";
    return low === high ? String(pointsOf(low)) : t("verdict.range", { low: pointsOf(low), high: pointsOf(high) });
  }
}

/** The letter in words and its one sentence. Areas: `verdict`, `states`. */
export function verdictWords(
  t: Translate,
  numbers: StandingNumbers,
  isCompleted: boolean,
): { headline: string; sentence: string } {
  const { answered, asked, low, gradeLow, gradeHigh, final } = numbers;
  const grade = isCompleted && final ? gradeLow : null;
  return { headline: headline(), sentence: sentence() };

  function headline(): string {
    if (grade) return t("verdict.grade", { grade, word: t(`states.grade-${grade}`) });
    if (isCompleted || !gradeLow || !gradeHigh) return t("verdict.no-letter");
    return gradeLow === gradeHigh
      ? t("verdict.provisional-one", { grade: gradeLow })
      : t("verdict.provisional", { low: gradeLow, high: gradeHigh });
  }
  function sentence(): string {
    if (!isCompleted) {
      if (answered === 0) return t("verdict.sentence-nothing");
      return answered < asked
        ? t("verdict.sentence-running", { answered, asked })
        : t("verdict.sentence-running-full", { asked });
    }
    if (!grade || low === null) return t("verdict.sentence-left-open");
    const without = letterOf(low);
    if (without !== grade)
      return t("verdict.sentence-capped", { points: pointsOf(low), without, grade, n: numbers.critical });
    return t(`verdict.sentence-${grade}`);
  }
}

function Change({ now, last }: { now: number; last: number }) {
  const t = useText();
  const by = pointsOf(now) - pointsOf(last);
  const kind = by > 0 ? "better" : by < 0 ? "worse" : "same";
  return (
    <p className={`text-sm ${by > 0 ? "text-met" : by < 0 ? "text-unmet" : "text-ink-3"}`}>
      {t(`verdict.last-${kind}`, { last: pointsOf(last), by: Math.abs(by) })}
    </p>
  );
}

function ScoreRuler({
  numbers,
  isCompleted,
  last,
  low,
  high,
}: {
  numbers: StandingNumbers;
  isCompleted: boolean;
  last: number | null;
  low: number;
  high: number;
}) {
  const t = useText();
  const { score, coverage, gradeLow, gradeHigh } = numbers;
  const open = gradeLow && gradeHigh ? order.slice(order.indexOf(gradeHigh), order.indexOf(gradeLow) + 1) : [];
  if (isCompleted) {
    const points = score ?? low;
    const label =
      last === null
        ? t("verdict.ruler-completed", { points: pointsOf(points) })
        : t("verdict.ruler-completed-last", { points: pointsOf(points), last: pointsOf(last) });
    return (
      <Ruler
        measure={{ kind: "completed", points: points / 100, last: last === null ? null : last / 100 }}
        grades={gradeLow ? [gradeLow] : []}
        label={label}
      />
    );
  }
  // the point leads only once half of it is answered
  const points = score !== null && (coverage ?? 0) >= 5000 ? score / 100 : null;
  return (
    <Ruler
      measure={{ kind: "running", low: low / 100, high: high / 100, points }}
      grades={open}
      label={t("verdict.ruler-running", { low: pointsOf(low), high: pointsOf(high) })}
    />
  );
}
