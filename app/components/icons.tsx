import type { LucideIcon } from "lucide-react";
import { classNames } from "./class-names.ts";

export type AnswerState = "met" | "partly" | "unmet" | "unknown" | "na";
/** `open` is a question that nobody has answered yet. */
export type MarkState = AnswerState | "open";
export type SeverityLevel = "S1" | "S2" | "S3" | "S4";

const iconSizes = { s: "size-4", m: "size-4.5", l: "size-5.5", xl: "size-11" };

/** A lucide icon in the look's stroke; 16, 18, 22 or 44 px. Never heard by readers: the word stands beside it or on the control. */
export function Icon({
  of: Source,
  size = "m",
  className,
}: {
  of: LucideIcon;
  size?: keyof typeof iconSizes;
  className?: string;
}) {
  return (
    <Source
      aria-hidden="true"
      focusable="false"
      strokeWidth={size === "xl" ? 1.25 : 1.75}
      className={classNames("shrink-0", iconSizes[size], className)}
    />
  );
}

export function LogoGlyph({ className }: { className?: string }) {
  return (
    <svg
      viewBox="0 0 40 40"
      aria-hidden="true"
      focusable="false"
      className={classNames("shrink-0 text-son-fill", className)}
    >
      <rect width="40" height="40" rx="2.5" fill="currentColor" />
      <g fill="none" className="stroke-on-son" strokeWidth="2.9">
        <path d="M5.5 14.4h11M11 14.4V33" />
        <path d="M20.5 13v20M19.2 9.8l3.4-3.6" />
        <path d="M26 33V14.6l8 16.6V13" />
      </g>
    </svg>
  );
}

export const markColors: Record<MarkState, string> = {
  met: "text-met",
  partly: "text-partly",
  unmet: "text-unmet",
  unknown: "text-unknown",
  na: "text-na",
  open: "text-line-strong",
};

const marks: Record<MarkState, JSX.Element> = {
  met: (
    <>
      <circle cx="12" cy="12" r="10" fill="currentColor" />
      <path
        d="m7.2 12.4 3.3 3.3 6.3-7"
        fill="none"
        className="stroke-sheet"
        strokeWidth="2.4"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </>
  ),
  partly: (
    <>
      <circle cx="12" cy="12" r="9" fill="none" stroke="currentColor" strokeWidth="2" />
      <path d="M12 3a9 9 0 0 0 0 18z" fill="currentColor" />
    </>
  ),
  unmet: (
    <>
      <circle cx="12" cy="12" r="9" fill="none" stroke="currentColor" strokeWidth="2" />
      <path d="m8.5 8.5 7 7m0-7-7 7" stroke="currentColor" strokeWidth="2.2" strokeLinecap="round" />
    </>
  ),
  unknown: (
    <>
      <circle cx="12" cy="12" r="9" fill="none" stroke="currentColor" strokeWidth="2" strokeDasharray="3.2 2.45" />
      <path
        d="M9.6 9.6a2.5 2.5 0 1 1 3.4 2.3c-.7.3-1 .8-1 1.6M12 16.6v.1"
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
        strokeLinecap="round"
      />
    </>
  ),
  na: (
    <>
      <circle cx="12" cy="12" r="9" fill="none" stroke="currentColor" strokeWidth="2" />
      <path d="M5.6 18.4 18.4 5.6" stroke="currentColor" strokeWidth="2" />
    </>
  ),
  open: <circle cx="12" cy="12" r="9" fill="none" stroke="currentColor" strokeWidth="1.5" />,
};

/** The mark's shape in the colour of its surroundings, unheard by readers. */
export function MarkGlyph({ state, className }: { state: MarkState; className?: string }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true" focusable="false" className={classNames("shrink-0", className)}>
      {marks[state]}
    </svg>
  );
}

const bars = [
  { x: 0, y: 10, height: 4 },
  { x: 4.2, y: 6.9, height: 7.1 },
  { x: 8.4, y: 3.8, height: 10.2 },
  { x: 12.6, y: 0.7, height: 13.3 },
];

/** Four rising bars, as many of them filled as the severity is high. */
export function SeverityGlyph({ level, className }: { level: SeverityLevel; className?: string }) {
  const filled = Number(level.slice(1));
  return (
    <svg
      viewBox="-.5 0 17 14.5"
      aria-hidden="true"
      focusable="false"
      className={classNames("h-3.5 w-4 shrink-0", className)}
    >
      {bars.map((bar, i) =>
        i < filled ? (
          <rect key={bar.x} {...bar} width="3" fill="currentColor" />
        ) : (
          <rect key={bar.x} {...bar} width="3" fill="none" stroke="currentColor" strokeWidth=".9" opacity=".75" />
        ),
      )}
    </svg>
  );
}
