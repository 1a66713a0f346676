import { Link } from "@remix-run/react";
import { ChevronDown, X } from "lucide-react";
import { forwardRef, type ComponentPropsWithoutRef } from "react";
import { classNames } from "./class-names.ts";
import { Icon } from "./icons.tsx";

const chip =
  "inline-flex min-h-8 items-center gap-1.5 rounded-md border px-2.5 py-0.5 text-sm no-underline pointer-coarse:min-h-11";
const off = "border-line-strong bg-sheet text-ink hover:bg-hover hover:text-ink";
const on = "border-accent bg-selected font-medium text-accent hover:text-accent-hover";

interface Chip {
  key: string;
  label: string;
  /** the address with the filter turned the other way */
  to: string;
  on: boolean;
  /** heard instead of the x: "bỏ lọc" */
  removeLabel: string;
}

/** Filters that stand in the address, so that a link to the list keeps them. */
export function FilterChips({ label, chips }: { label: string; chips: readonly Chip[] }) {
  return (
    <div role="group" aria-label={label} className="flex flex-wrap items-center gap-2">
      {chips.map(({ key, to, on: isOn, removeLabel, label: words }) => (
        <Link
          key={key}
          to={to}
          preventScrollReset
          aria-current={isOn ? "true" : undefined}
          className={classNames(chip, isOn ? on : off)}
        >
          {words}
          {isOn && (
            <>
              <span className="sr-only">, {removeLabel}</span>
              <Icon of={X} size="s" />
            </>
          )}
        </Link>
      ))}
    </div>
  );
}

/** A filter of several values: the button of a `Menu`. `active` when one of them is chosen. */
export const FilterButton = forwardRef<HTMLButtonElement, { active?: boolean } & ComponentPropsWithoutRef<"button">>(
  function FilterButton({ active = false, children, className: _, ...rest }, ref) {
    return (
      <button ref={ref} type="button" className={classNames(chip, active ? on : off)} {...rest}>
        {children}
        <Icon of={ChevronDown} size="s" />
      </button>
    );
  },
);
