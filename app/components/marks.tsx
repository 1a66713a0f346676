import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";
import { markColors, MarkGlyph, SeverityGlyph, type MarkState, type SeverityLevel } from "./icons.tsx";

const markSizes = { s: "size-4", m: "size-4.5", l: "size-6" };

/** The mark of an answer. With `label` it speaks for itself; without one the word must stand beside it. */
export function StateMark({
  state,
  label,
  size = "m",
}: {
  state: MarkState;
  label?: string;
  size?: keyof typeof markSizes;
}) {
  const glyph = <MarkGlyph state={state} className={classNames(markSizes[size], markColors[state])} />;
  if (!label) return glyph;
  return (
    <span role="img" aria-label={label} className="inline-flex shrink-0">
      {glyph}
    </span>
  );
}

const stateBadges: Record<MarkState, string> = {
  met: "bg-met-soft text-met",
  partly: "bg-partly-soft text-partly",
  unmet: "bg-unmet-soft text-unmet",
  unknown: "bg-unknown-soft text-unknown",
  na: "bg-na-soft text-na",
  open: "bg-sunken text-ink-2",
};

/** Mark and word on the state's tint. */
export function StateBadge({ state, children }: { state: MarkState; children: ReactNode }) {
  return (
    <span
      className={classNames(
        "inline-flex items-center gap-1 rounded-xs px-[0.4375rem] py-px text-xs leading-5 font-medium whitespace-nowrap",
        stateBadges[state],
      )}
    >
      <MarkGlyph state={state} className="size-3.5" />
      {children}
    </span>
  );
}

const severityColors: Record<SeverityLevel, string> = {
  S1: "text-sev-1",
  S2: "text-sev-2",
  S3: "text-sev-3",
  S4: "text-sev-4",
};

/** Four bars and the word; in dense tables the word may be for readers alone. */
export function SeverityBars({
  level,
  word,
  wordHidden = false,
}: {
  level: SeverityLevel;
  word: string;
  wordHidden?: boolean;
}) {
  return (
    <span
      className={classNames(
        "inline-flex items-center gap-1.5 text-sm font-medium whitespace-nowrap",
        severityColors[level],
      )}
    >
      <SeverityGlyph level={level} />
      <span className={wordHidden ? "sr-only" : undefined}>{word}</span>
    </span>
  );
}
