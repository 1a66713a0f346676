import { CircleDashed } from "lucide-react";
import type { ComponentPropsWithoutRef, ReactNode } from "react";
import { classNames } from "#app/components/class-names.ts";
import { Icon } from "#app/components/icons.tsx";

const row =
  "flex w-full items-center gap-3 rounded-md border px-3.5 py-2.5 text-left transition-colors duration-(--duration-state) ease-out " +
  "hover:border-ink-2 hover:bg-hover focus-visible:outline-2 focus-visible:outline-offset-2 focus-visible:outline-focus " +
  "has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus";
const taken = "border-accent bg-selected font-medium inset-ring inset-ring-accent";
const open = "border-line-strong bg-sheet";

type PressRowProps = { isTaken: boolean; children: ReactNode } & Omit<ComponentPropsWithoutRef<"button">, "className">;

/** One answer of several that shut each other out: pressing it is answering, with JavaScript or without. */
export function PressRow({ isTaken, children, ...rest }: PressRowProps) {
  return (
    <button
      type="submit"
      name="said"
      aria-pressed={isTaken}
      className={classNames(row, "min-h-14", isTaken ? taken : open)}
      {...rest}
    >
      <span
        aria-hidden="true"
        className={classNames(
          "grid size-5.5 shrink-0 place-items-center rounded-full border-[1.5px]",
          isTaken ? "border-accent" : "border-line-strong bg-sheet",
        )}
      >
        {isTaken && <span className="size-2.5 rounded-full bg-accent" />}
      </span>
      <span>{children}</span>
    </button>
  );
}

/** "Not sure" is an answer of another kind: dashed, below the others. */
export function NotSureRow({ isTaken, children, ...rest }: PressRowProps) {
  return (
    <button
      type="submit"
      name="said"
      aria-pressed={isTaken}
      className={classNames(
        row,
        "min-h-12 border-dashed text-[0.9375rem] leading-snug",
        isTaken ? "border-solid border-unknown bg-unknown-soft font-medium inset-ring inset-ring-unknown" : open,
      )}
      {...rest}
    >
      <Icon of={CircleDashed} className={isTaken ? "text-unknown" : "text-ink-3"} />
      <span>{children}</span>
    </button>
  );
}

type TickRowProps = { children: ReactNode } & Omit<
  ComponentPropsWithoutRef<"input">,
  "type" | "className" | "children"
>;

/** One of several that may be ticked together; the whole row is the target. */
export function TickRow({ children, ...rest }: TickRowProps) {
  return (
    <label
      className={classNames(
        row,
        "min-h-14 cursor-pointer border-line-strong bg-sheet has-checked:border-accent has-checked:bg-selected has-checked:font-medium has-checked:inset-ring has-checked:inset-ring-accent",
      )}
    >
      <input type="checkbox" name="said" className="tick-box outline-none" {...rest} />
      <span>{children}</span>
    </label>
  );
}
