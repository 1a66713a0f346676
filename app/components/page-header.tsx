import type { ReactNode } from "react";

/** The head of a page in the shell: where one is or what day it is, what can be done, and the title (one `h1` a page). */
export function PageHeader({
  lead,
  actions,
  title,
  intro,
}: {
  lead?: ReactNode;
  actions?: ReactNode;
  title?: ReactNode;
  intro?: ReactNode;
}) {
  const line = "flex min-h-9 flex-wrap items-center gap-x-3 gap-y-2";
  const deeds = actions && (
    <div data-print="none" className="flex flex-wrap gap-2">
      {actions}
    </div>
  );
  // without a lead the title heads the page, on a phone too, and what can be done stands beside or under it
  if (!lead && title)
    return (
      <div className="mb-5 grid gap-3">
        <div className={line}>
          <h1 className="min-w-0 grow">{title}</h1>
          {deeds}
        </div>
        {intro && <p className="max-w-prose text-ink-2">{intro}</p>}
      </div>
    );
  return (
    <div className="mb-5 grid gap-3">
      {(lead || actions) && (
        <div className={line}>
          <div className="min-w-0 grow text-sm text-ink-3 [&>a]:-my-3 [&>a]:inline-block [&>a]:py-3">{lead}</div>
          {deeds}
        </div>
      )}
      {title && <h1>{title}</h1>}
      {intro && <p className="max-w-prose text-ink-2">{intro}</p>}
    </div>
  );
}
