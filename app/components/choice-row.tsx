import { forwardRef, type ComponentPropsWithoutRef, type ReactNode } from "react";
import { classNames } from "./class-names.ts";
import { MarkGlyph, type AnswerState } from "./icons.tsx";
import { KeyCap } from "./key-cap.tsx";

const taken: Record<AnswerState, string> = {
  met: "has-checked:border-met has-checked:inset-ring-met has-checked:bg-met-soft",
  partly: "has-checked:border-partly has-checked:inset-ring-partly has-checked:bg-partly-soft",
  unmet: "has-checked:border-unmet has-checked:inset-ring-unmet has-checked:bg-unmet-soft",
  unknown: "has-checked:border-unknown has-checked:inset-ring-unknown has-checked:bg-unknown-soft",
  na: "has-checked:border-na has-checked:inset-ring-na has-checked:bg-na-soft",
};
const takenMark: Record<AnswerState, string> = {
  met: "group-has-checked:text-met",
  partly: "group-has-checked:text-partly",
  unmet: "group-has-checked:text-unmet",
  unknown: "group-has-checked:text-unknown",
  na: "group-has-checked:text-na",
};
const row =
  "group relative flex items-center rounded-md border border-line-strong bg-sheet transition-colors duration-(--duration-state) ease-out " +
  "hover:border-ink-2 hover:bg-hover has-checked:font-medium has-checked:inset-ring " +
  "has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus " +
  "has-disabled:cursor-not-allowed has-disabled:not-has-checked:border-line has-disabled:not-has-checked:bg-sunken has-disabled:not-has-checked:text-ink-disabled";

type ChoiceProps = {
  state: AnswerState;
  children: ReactNode;
  /** the digit that chooses this row */
  keyCap?: string | undefined;
  /** dashed and half wide: "Chưa biết" and "Không áp dụng" are answers of another kind */
  half?: boolean;
} & Omit<ComponentPropsWithoutRef<"input">, "type" | "children" | "className">;

/**
 * One answer: a native radio stretched over the row, so that the whole row is the target. A plain ring until it is taken,
 * so that no tick or cross leans on the reader; then its mark, tint and a 2 px edge.
 */
export const ChoiceRow = forwardRef<HTMLInputElement, ChoiceProps>(function ChoiceRow(
  { state, children, keyCap, half = false, ...rest },
  ref,
) {
  return (
    <label
      className={classNames(
        row,
        taken[state],
        half
          ? "min-h-12 gap-2 border-dashed px-3 py-2 text-[0.9375rem] leading-snug has-checked:border-solid"
          : "min-h-14 gap-3 px-3.5 py-2.5",
      )}
    >
      <input
        ref={ref}
        type="radio"
        className="absolute inset-0 size-full cursor-[inherit] appearance-none rounded-md outline-none"
        {...rest}
      />
      {!half && (
        <span
          aria-hidden="true"
          className="pointer-events-none mx-px size-5.5 shrink-0 rounded-full border-[1.5px] border-line-strong bg-sheet group-has-checked:hidden group-has-disabled:bg-transparent"
        />
      )}
      <MarkGlyph
        state={state}
        className={classNames(
          "pointer-events-none text-ink-3",
          takenMark[state],
          half ? "size-5" : "hidden size-6 group-has-checked:block",
        )}
      />
      <span className="pointer-events-none">{children}</span>
      {keyCap && <KeyCap className="pointer-events-none ml-auto max-md:hidden">{keyCap}</KeyCap>}
    </label>
  );
});

/** The rows of one question; `apart` are the half-width ones, below. */
export function ChoiceList({ legend, children, apart }: { legend: string; children?: ReactNode; apart?: ReactNode }) {
  return (
    <fieldset className="grid min-w-0 gap-2">
      <legend className="sr-only">{legend}</legend>
      {children}
      {apart && <div className="grid grid-cols-2 gap-2">{apart}</div>}
    </fieldset>
  );
}
