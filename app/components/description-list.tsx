import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";

export interface Description {
  key: string;
  term: string;
  detail: ReactNode;
}

/** Properties of a thing, term beside detail. */
export function DescriptionList({ items }: { items: readonly Description[] }) {
  return (
    <dl className="grid grid-cols-[6.5rem_minmax(0,1fr)] gap-y-0.5 text-sm">
      {items.map(({ key, term, detail }) => (
        <div key={key} className="contents">
          <dt className="py-1.5 pr-2 text-ink-3">{term}</dt>
          <dd className="flex min-h-8.5 flex-wrap items-center gap-2 py-1.5 font-medium">{detail}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Up to four figures in a row under a rule, two by two on a phone. */
export function FactRow({ items }: { items: readonly Description[] }) {
  return (
    <dl className="grid grid-cols-2 border-t border-line md:auto-cols-fr md:grid-flow-col md:grid-cols-none">
      {items.map(({ key, term, detail }, i) => (
        <div
          key={key}
          className={classNames(
            "border-line py-3 pr-3 md:border-l md:pb-0 md:pl-4 md:first:border-l-0 md:first:pl-0",
            i % 2 === 1 && "border-l pl-4",
            i > 1 && "max-md:border-t",
          )}
        >
          <dt className="text-sm text-ink-3">{term}</dt>
          <dd className="mt-0.5 text-lg font-semibold">{detail}</dd>
        </div>
      ))}
    </dl>
  );
}
