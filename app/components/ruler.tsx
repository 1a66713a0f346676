import { useId } from "react";
import { classNames } from "./class-names.ts";
import type { Grade } from "./seal.tsx";

const cuts = [40, 60, 75, 90];
const letters: { grade: Grade; at: number }[] = [
  { grade: "E", at: 20 },
  { grade: "D", at: 50 },
  { grade: "C", at: 67.5 },
  { grade: "B", at: 82.5 },
  { grade: "A", at: 95 },
];
const ticks = Array.from({ length: 21 }, (_, i) => i * 5);
const floor = 44;

/** All numbers are points from 0 to 100. `low`, `high`: what the score can still become. */
export type Measure =
  | { kind: "completed"; points: number; last?: number | null }
  | { kind: "running"; low: number; high: number; points?: number | null };

/**
 * The score ruler (thước): cuts at 40, 60, 75 and 90 with the letters over them. Completed: a bar with a lozenge at its end and a
 * dotted mark for the last time. Running: a hatched range, a lozenge only once there is a point to show.
 * @param grades the letters that stand out: the grade, which a cap may hold under the points, or all that are still possible
 * @param narrow where 90 and 100 would meet: the end is not written
 * @param label the sentence for readers: "Thước điểm: 76 trên 100, lần trước 57"
 */
export function Ruler({
  measure,
  grades,
  label,
  narrow = false,
}: {
  measure: Measure;
  grades: readonly Grade[];
  label: string;
  narrow?: boolean;
}) {
  const hatch = useId();
  const points = measure.points ?? null;
  return (
    <svg
      role="img"
      aria-label={label}
      width="100%"
      height="72"
      className="block w-full overflow-visible"
      focusable="false"
    >
      {letters.map(({ grade, at }) => (
        <text
          key={grade}
          x={`${at}%`}
          y="13"
          textAnchor="middle"
          className={classNames(
            "font-serif text-[0.8125rem] font-semibold",
            grades.includes(grade) ? "fill-ink" : "fill-ink-3",
          )}
        >
          {grade}
        </text>
      ))}
      {ticks.map((at) => (
        <line key={at} x1={`${at}%`} x2={`${at}%`} y1={floor - 5} y2={floor} className="stroke-line-strong" />
      ))}
      {measure.kind === "completed" ? (
        <rect x="0" y={floor - 9} width={`${measure.points}%`} height="9" className="fill-accent" />
      ) : (
        <>
          <pattern id={hatch} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect width="1.6" height="5" className="fill-accent" />
          </pattern>
          {(measure.high > measure.low || points === null) && (
            <rect
              x={`${measure.low}%`}
              y={floor - 11}
              width={`${Math.max(measure.high - measure.low, 0.5)}%`}
              height="11"
              fill={`url(#${hatch})`}
              strokeWidth="1.5"
              className="stroke-accent"
            />
          )}
        </>
      )}
      <line x1="0" x2="100%" y1={floor} y2={floor} strokeWidth="1.5" className="stroke-ink-2" />
      {cuts.map((at) => (
        <line
          key={at}
          x1={`${at}%`}
          x2={`${at}%`}
          y1={floor - 18}
          y2={floor}
          strokeWidth="1.5"
          className="stroke-ink-2"
        />
      ))}
      {measure.kind === "completed" && measure.last != null && <LastMark at={measure.last} under={measure.points} />}
      {points !== null && (
        <svg x={`${points}%`} y={floor} overflow="visible">
          <rect
            x="-6"
            y="-6"
            width="12"
            height="12"
            transform="rotate(45)"
            strokeWidth="2"
            className="fill-ink stroke-sheet"
          />
        </svg>
      )}
      {[0, ...cuts, 100].map((at) => (
        <text
          key={at}
          x={`${at}%`}
          y={floor + 22}
          textAnchor={at === 0 ? "start" : at === 100 ? "end" : "middle"}
          className={classNames("fill-ink-3 text-xs", at === 100 && (narrow ? "hidden" : "max-md:hidden"))}
        >
          {at}
        </text>
      ))}
    </svg>
  );
}

/** Dotted over the bar and, where the bar has grown past it, in paper upon the bar: dark on dark would not be seen. */
function LastMark({ at, under }: { at: number; under: number }) {
  const x = { x1: `${at}%`, x2: `${at}%` };
  return (
    <>
      <line {...x} y1={floor - 21} y2={floor - 9} strokeWidth="2" strokeDasharray="2 2" className="stroke-ink-2" />
      <line
        {...x}
        y1={floor - 9}
        y2={floor}
        strokeWidth="2"
        strokeDasharray="2 2"
        className={at < under ? "stroke-sheet" : "stroke-ink-2"}
      />
    </>
  );
}
