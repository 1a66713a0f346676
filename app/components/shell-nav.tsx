import { Link } from "@remix-run/react";
import type { LucideIcon } from "lucide-react";
import { classNames } from "./class-names.ts";
import { Icon } from "./icons.tsx";

export interface NavEntry {
  to: string;
  label: string;
  /** for the phone's tab bar, where a label has about 70 px */
  shortLabel?: string;
  icon: LucideIcon;
  current: boolean;
  /** `words` say what is counted: "9 việc đang mở" */
  count?: { value: number; words: string; urgent?: boolean };
}

/** Desktop: icon, word, count. Tablet: icons alone are seen, the words are still heard. */
export function NavList({ label, entries }: { label: string; entries: readonly NavEntry[] }) {
  return (
    <nav aria-label={label}>
      <ul className="grid gap-0.5">
        {entries.map(({ to, label: word, icon, current, count }) => (
          <li key={to}>
            <Link
              to={to}
              prefetch="intent"
              aria-current={current ? "page" : undefined}
              className={classNames(
                "relative flex min-h-9 items-center gap-2.5 rounded-sm px-2 py-1 text-[0.9375rem] leading-snug no-underline md:max-lg:size-11 md:max-lg:justify-center pointer-coarse:min-h-11",
                current
                  ? "bg-sheet font-semibold text-ink inset-ring inset-ring-line hover:text-ink"
                  : "text-ink-2 hover:bg-hover hover:text-ink",
              )}
            >
              <Icon of={icon} />
              <span className="min-w-0 md:max-lg:sr-only">{word}</span>
              {count && count.value > 0 && (
                <>
                  <span className="sr-only">, {count.words}</span>
                  <span
                    aria-hidden="true"
                    className={classNames(
                      "ml-auto text-xs md:max-lg:absolute md:max-lg:top-0.5 md:max-lg:right-1",
                      count.urgent ? "font-semibold text-son" : "text-ink-2",
                    )}
                  >
                    {count.value}
                  </span>
                </>
              )}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

export const tabLook =
  "relative grid w-full content-start justify-items-center gap-0.5 px-0.5 pt-2 pb-1.5 text-xs leading-4 no-underline min-h-14";

/** One entry of the phone's tab bar. */
export function TabEntry({ to, label, shortLabel, icon, current, count }: NavEntry) {
  return (
    <Link
      to={to}
      aria-current={current ? "page" : undefined}
      className={classNames(
        tabLook,
        current
          ? "font-semibold text-ink shadow-[inset_0_2px_0_var(--color-ink)] hover:text-ink"
          : "text-ink-2 hover:text-ink",
      )}
    >
      <Icon of={icon} size="l" />
      <span className="text-center">{shortLabel ?? label}</span>
      {count && count.value > 0 && (
        <>
          <span className="sr-only">, {count.words}</span>
          <span
            aria-hidden="true"
            className={classNames(
              "absolute top-1 left-1/2 ml-2 min-w-4 rounded-xs px-[0.2rem] text-center text-[0.6875rem] leading-4 font-semibold",
              count.urgent ? "bg-son-fill text-on-son" : "bg-ink text-ink-inverse",
            )}
          >
            {count.value}
          </span>
        </>
      )}
    </Link>
  );
}
