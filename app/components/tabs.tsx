import { Link } from "@remix-run/react";
import { useId, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { Count } from "./badge.tsx";
import { classNames } from "./class-names.ts";

const strip = "flex gap-5 overflow-x-auto border-b border-line-2 [scrollbar-width:none]";
const tab =
  "inline-flex min-h-11 shrink-0 items-center gap-1.5 border-b-2 text-[0.9375rem] font-medium whitespace-nowrap no-underline hover:text-ink focus-visible:-outline-offset-2";
const chosen = "border-ink text-ink";
const unchosen = "border-transparent text-ink-2";

interface TabLabel {
  label: string;
  count?: { value: number; words: string };
}

function Words({ label, count }: TabLabel) {
  return (
    <>
      {label}
      {count && <Count {...count} />}
    </>
  );
}

/** Tabs that are pages: each has its address. The usual kind. */
export function TabLinks({
  label,
  tabs,
}: {
  label: string;
  tabs: readonly (TabLabel & { to: string; current: boolean })[];
}) {
  return (
    <nav aria-label={label} data-print="none" className={strip}>
      {tabs.map(({ to, current, ...words }) => (
        <Link
          key={to}
          to={to}
          preventScrollReset
          aria-current={current ? "page" : undefined}
          className={classNames(tab, current ? chosen : unchosen)}
        >
          <Words {...words} />
        </Link>
      ))}
    </nav>
  );
}

/** Tabs within a page. Written out, since Radix's own panels carry a style attribute that the policy blocks on the server. */
export function Tabs({
  label,
  tabs,
}: {
  label: string;
  tabs: readonly (TabLabel & { key: string; panel: ReactNode })[];
}) {
  const id = useId();
  const [shown, setShown] = useState(tabs[0]?.key);
  const list = useRef<HTMLDivElement>(null);
  const move = (event: KeyboardEvent) => {
    const at = tabs.findIndex(({ key }) => key === shown);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const target = (to + tabs.length) % tabs.length;
    setShown(tabs[target]?.key);
    list.current?.querySelectorAll<HTMLElement>('[role="tab"]')[target]?.focus();
  };
  return (
    <>
      <div ref={list} role="tablist" aria-label={label} onKeyDown={move} className={strip}>
        {tabs.map(({ key, panel: _, ...words }) => (
          <button
            key={key}
            type="button"
            role="tab"
            id={`${id}-${key}`}
            aria-selected={key === shown}
            aria-controls={`${id}-${key}-panel`}
            tabIndex={key === shown ? 0 : -1}
            onClick={() => setShown(key)}
            className={classNames(tab, key === shown ? chosen : unchosen)}
          >
            <Words {...words} />
          </button>
        ))}
      </div>
      {tabs.map(({ key, panel }) => (
        <div
          key={key}
          role="tabpanel"
          id={`${id}-${key}-panel`}
          aria-labelledby={`${id}-${key}`}
          tabIndex={0}
          hidden={key !== shown}
          className="pt-4"
        >
          {panel}
        </div>
      ))}
    </>
  );
}
