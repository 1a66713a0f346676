import { Ruler } from "#app/components/ruler.tsx";
import { useText } from "#app/text.tsx";
import { isCompleted, type AssessmentState } from "#domain/answering-rules.ts";
import { wholePoints } from "#domain/scoring/basis-points.ts";
import type { Grade } from "#domain/scoring/grade.ts";
import { leadingNumber, type Score } from "#domain/scoring/score.ts";

const fromBest: readonly Grade[] = ["A", "B", "C", "D", "E"];

/** The range that the score can still end in; it narrows with each answer, before the eyes of who answers. */
export function ScoreSoFar({ score, state }: { score: Score; state: AssessmentState }) {
  const t = useText();
  const { low, high, gradeLow, gradeHigh } = score;
  if (low === null || high === null || gradeLow === null || gradeHigh === null) return null;
  const points = (basisPoints: number) => wholePoints(basisPoints).points;
  const isSealed = isCompleted(state);
  const leads = leadingNumber(score, isSealed);
  const span = fromBest.slice(fromBest.indexOf(gradeHigh), fromBest.indexOf(gradeLow) + 1);
  const ends = { low: points(low), high: points(high) };
  const isOne = ends.low === ends.high;
  return (
    <section className="rule-above mx-2 mt-4 pt-3">
      <h2 className="flex items-baseline justify-between gap-2 font-sans text-sm font-medium tracking-normal text-ink-3">
        {t(isSealed ? "answering.score-sealed" : "answering.score")}
        <span className="text-ink-2">
          {isOne ? t("answering.score-points", { points: ends.low }) : t("answering.score-range", ends)}
        </span>
      </h2>
      <div className="mt-2">
        <Ruler
          narrow
          measure={
            isSealed
              ? { kind: "completed", points: ends.low }
              : {
                  kind: "running",
                  ...ends,
                  points: leads === "rangeWithPoint" && score.score !== null ? points(score.score) : null,
                }
          }
          grades={span}
          label={isOne ? t("answering.score-final-label", { points: ends.low }) : t("answering.score-label", ends)}
        />
      </div>
      <p className="text-ink-3">
        {gradeLow === gradeHigh
          ? t("answering.grade-one", { grade: gradeLow })
          : t("answering.grade-span", { low: gradeLow, high: gradeHigh })}
      </p>
    </section>
  );
}
