import { classNames } from "./class-names.ts";

const fills = { accent: "fill-accent", ink: "fill-ink-3", son: "fill-son-fill" };

interface BarProps {
  value: number;
  max: number;
  label: string;
}

function Fill({ value, max, tone }: { value: number; max: number; tone: keyof typeof fills }) {
  const share = max > 0 ? Math.min(Math.max(value / max, 0), 1) * 100 : 0;
  return (
    <svg width="100%" height="100%" className="block" aria-hidden="true" focusable="false">
      <rect width={`${share}%`} height="100%" className={fills[tone]} />
    </svg>
  );
}

/** How much of something is done: `value` of `max` in the same unit. */
export function ProgressBar({ value, max, label }: BarProps) {
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuenow={value}
      aria-valuemin={0}
      aria-valuemax={max}
      className="h-1.5 w-full overflow-hidden rounded-[1px] bg-sunken inset-ring inset-ring-line"
    >
      <Fill value={value} max={max} tone="accent" />
    </div>
  );
}

/** A deadline burning down: `value` of `max` have gone; `hot` when the law counts it in hours. */
export function Wick({ value, max, label, hot = false }: BarProps & { hot?: boolean }) {
  return (
    <div role="img" aria-label={label} className="h-1 w-full bg-sunken inset-ring inset-ring-line-2">
      <Fill value={value} max={max} tone={hot ? "son" : "ink"} />
    </div>
  );
}

export type SegmentState = "done" | "unknown" | "open";

const segments: Record<SegmentState, string> = { done: "bg-ink-2", unknown: "hatch-unknown", open: "bg-line-2" };

/** The questions of one topic as a strip, over the question on a phone; `current` is the place in it, from 0. */
export function TopicStrip({
  states,
  current,
  label,
}: {
  states: readonly SegmentState[];
  current: number;
  label: string;
}) {
  return (
    <div role="img" aria-label={label} className="grid auto-cols-fr grid-flow-col gap-[3px] p-0.75">
      {states.map((state, i) => (
        <span
          key={i}
          className={classNames(
            "h-1.5 rounded-[1px]",
            i === current ? "bg-son ring-1 ring-son ring-offset-2 ring-offset-paper" : segments[state],
          )}
        />
      ))}
    </div>
  );
}
