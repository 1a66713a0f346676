import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";

/** A section's title over the double rule that closes an account; `aside` is the link at its end. */
export function SectionHeading({
  title,
  id,
  level = 2,
  aside,
  className,
}: {
  title: string;
  id?: string;
  level?: 2 | 3;
  aside?: ReactNode;
  className?: string;
}) {
  const Heading = level === 2 ? "h2" : "h3";
  return (
    <div
      data-print="head"
      className={classNames("rule-below flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 pb-2", className)}
    >
      <Heading id={id}>{title}</Heading>
      {/* a finger needs more height than the line has; the margin takes it back, so that nothing moves */}
      {aside && <div className="text-sm [&>a]:-my-3 [&>a]:inline-block [&>a]:py-3">{aside}</div>}
    </div>
  );
}
