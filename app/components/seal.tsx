import { classNames } from "./class-names.ts";

export type Grade = "A" | "B" | "C" | "D" | "E";
type SealSize = "xs" | "s" | "m" | "l";

/** Drawn size in px; the box is in rem, so it follows the reader's own text size. */
const sizes: Record<SealSize, { px: number; box: string }> = {
  xs: { px: 22, box: "size-5.5" },
  s: { px: 32, box: "size-8" },
  m: { px: 52, box: "size-13" },
  l: { px: 104, box: "size-18 md:size-26" },
};
const letterColors: Record<Grade, string> = {
  A: "fill-ink-inverse",
  B: "fill-ink-inverse",
  C: "fill-grade-c",
  D: "fill-grade-d",
  E: "fill-grade-e",
};

/**
 * The grade as a seal: the less the word holds, the less ink it takes, so it reads without colour and in grey print.
 * @param grade null while the assessment is not completed: dotted, with a question mark
 * @param label the whole word for readers, "Hạng C, Còn lỗ hổng"
 */
export function Seal({ grade, label, size = "s" }: { grade: Grade | null; label: string; size?: SealSize }) {
  const { px, box } = sizes[size];
  return (
    <svg
      viewBox={`0 0 ${px} ${px}`}
      role="img"
      aria-label={label}
      className={classNames("inline-block shrink-0 align-middle select-none", box)}
    >
      <Ink grade={grade} px={px} />
      {/* capitals of Source Serif are 0.67 em high: the baseline that centres them */}
      <text
        aria-hidden="true"
        x={px / 2}
        y={px * 0.5 + px * 0.56 * 0.335}
        textAnchor="middle"
        fontSize={px * 0.56}
        className={classNames("font-serif font-semibold", grade ? letterColors[grade] : "fill-ink-3")}
      >
        {grade ?? "?"}
      </text>
    </svg>
  );
}

function Ink({ grade, px }: { grade: Grade | null; px: number }) {
  const corner = px > 60 ? 4 : 2;
  /** a frame of this width wholly inside the box */
  const frame = (width: number) => ({
    x: width / 2,
    y: width / 2,
    width: px - width,
    height: px - width,
    rx: Math.max(corner - width / 2, 0.5),
    strokeWidth: width,
  });
  const edge = Math.max(1.5, px * 0.05);
  switch (grade) {
    case "A":
      return (
        <>
          <rect {...frame(edge)} className="fill-none stroke-grade-a" />
          <rect x={edge * 2} y={edge * 2} width={px - edge * 4} height={px - edge * 4} className="fill-grade-a" />
        </>
      );
    case "B":
      return <rect width={px} height={px} rx={corner} className="fill-grade-b" />;
    case "C":
      return <rect {...frame(Math.max(3, px * 0.105))} className="fill-grade-c-soft stroke-grade-c" />;
    case "D":
      return <rect {...frame(Math.max(1.25, px * 0.045))} className="fill-none stroke-grade-d" />;
    case "E":
      return <BrokenFrame px={px} width={edge} dash={edge * 2} className="stroke-grade-e" />;
    case null:
      return <BrokenFrame px={px} width={1.5} dash={1.5} className="stroke-line-strong" />;
  }
}

/** Four sides of dashes that meet in full corners: the gaps are stretched until a whole number of them fits. */
function BrokenFrame({ px, width, dash, className }: { px: number; width: number; dash: number; className: string }) {
  const side = px - width;
  const gaps = Math.max(2, Math.round((side / dash - 1) / 2));
  const gap = (side - dash * gaps) / gaps;
  const [near, far] = [width / 2, px - width / 2];
  return (
    <path
      d={`M${near} ${near}H${far}V${far}H${near}Z`}
      strokeWidth={width}
      strokeDasharray={`${dash / 2} ${gap} ${dash / 2} 0`}
      className={classNames("fill-none", className)}
    />
  );
}

/** Pressed once when an assessment is completed (`pressed`), then still. `lines` are the words and the date. */
export function Stamp({ lines, pressed = false }: { lines: readonly [string, string]; pressed?: boolean }) {
  return (
    <span
      className={classNames(
        "m-1 inline-block -rotate-3 rounded-xs border-2 border-son px-2.5 py-1 text-center font-serif text-xs leading-snug font-semibold tracking-[0.04em] text-son uppercase outline-1 outline-offset-2 outline-son",
        pressed && "animate-stamp",
      )}
    >
      {lines[0]}
      <br />
      {lines[1]}
    </span>
  );
}
