import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";

/** A key of the keyboard. Not shown where there is none, and unheard: the control beside it has its own name. */
export function KeyCap({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <kbd
      aria-hidden="true"
      className={classNames(
        "inline-grid h-5 min-w-5 place-items-center rounded-sm border border-b-2 border-line-2 bg-sheet px-1 font-sans text-xs leading-none font-medium text-ink-2 pointer-coarse:hidden",
        className,
      )}
    >
      {children}
    </kbd>
  );
}
