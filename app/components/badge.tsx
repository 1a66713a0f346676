import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";

const tones = {
  plain: "bg-sunken text-ink-2",
  accent: "bg-accent-soft text-accent",
  son: "bg-son-soft text-son",
  danger: "bg-danger-soft text-danger",
  line: "inset-ring inset-ring-line-2 text-ink-2",
};

/** One or two words about a thing. `son` is kept for what the law counts in hours. */
export function Badge({ tone = "plain", children }: { tone?: keyof typeof tones; children: ReactNode }) {
  return (
    <span
      className={classNames(
        "inline-flex items-center gap-1 rounded-xs px-[0.4375rem] py-px text-xs leading-5 font-medium whitespace-nowrap",
        tones[tone],
      )}
    >
      {children}
    </span>
  );
}

/** A number behind a title or a tab; `words` say what it counts. */
export function Count({ value, words }: { value: number; words: string }) {
  return (
    <span className="font-normal text-ink-3">
      <span aria-hidden="true">{value}</span>
      <span className="sr-only">{words}</span>
    </span>
  );
}
