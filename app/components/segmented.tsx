import { Link } from "@remix-run/react";
import { classNames } from "./class-names.ts";

const frame = "inline-flex max-w-full overflow-hidden rounded-md border border-line-strong bg-sheet";
const part =
  "inline-flex grow items-center justify-center gap-1.5 border-l border-line px-3 py-1 text-sm font-medium no-underline first:border-l-0 " +
  "focus-visible:-outline-offset-3 min-h-[calc(var(--control)-2px)] pointer-coarse:min-h-11";
const chosen = "bg-ink text-ink-inverse hover:text-ink-inverse";
const unchosen = "text-ink-2 hover:bg-hover hover:text-ink";

/** A few views of the same thing, one of them shown, each a link. */
export function SegmentedLinks({
  label,
  options,
}: {
  label: string;
  options: readonly { to: string; label: string; current: boolean }[];
}) {
  return (
    <div role="group" aria-label={label} className={frame}>
      {options.map((option) => (
        <Link
          key={option.to}
          to={option.to}
          preventScrollReset
          aria-current={option.current ? "true" : undefined}
          className={classNames(part, option.current ? chosen : unchosen)}
        >
          {option.label}
        </Link>
      ))}
    </div>
  );
}

interface SegmentedButtonsProps {
  label: string;
  /** the form field that the pressed button sends */
  name: string;
  value: string;
  options: readonly { value: string; label: string; lang?: string }[];
}

/** A few values of one setting: submit buttons of the form around them, so that they work without JavaScript. */
export function SegmentedButtons({ label, name, value, options }: SegmentedButtonsProps) {
  return (
    <div role="group" aria-label={label} className={frame}>
      {options.map((option) => (
        <button
          key={option.value}
          type="submit"
          name={name}
          value={option.value}
          lang={option.lang}
          aria-pressed={option.value === value}
          className={classNames(part, option.value === value ? chosen : unchosen)}
        >
          {option.label}
        </button>
      ))}
    </div>
  );
}
