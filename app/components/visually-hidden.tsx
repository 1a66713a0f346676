import type { ReactNode } from "react";

/** Text for readers of the page by ear alone. */
export function VisuallyHidden({ children }: { children: ReactNode }) {
  return <span className="sr-only">{children}</span>;
}

/** The first stop of the Tab key on a page; the page's `main` has the id. */
export function SkipLink({ children, to = "main" }: { children: ReactNode; to?: string }) {
  return (
    <a
      href={`#${to}`}
      data-print="none"
      className="fixed top-2 left-2 z-(--z-tip) -translate-y-20 rounded-sm bg-ink px-4 py-2.5 text-ink-inverse hover:text-ink-inverse focus:translate-y-0"
    >
      {children}
    </a>
  );
}
