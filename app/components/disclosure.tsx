import { ChevronDown } from "lucide-react";
import type { ReactNode } from "react";
import { Icon } from "./icons.tsx";

/** More about the same, opened in place; works without JavaScript. */
export function Disclosure({ summary, open, children }: { summary: ReactNode; open?: boolean; children: ReactNode }) {
  return (
    <details open={open} className="group">
      <summary className="flex min-h-11 items-center gap-2 font-medium">
        {summary}
        <Icon
          of={ChevronDown}
          className="ml-auto text-ink-3 transition-transform duration-(--duration-state) group-open:rotate-180"
        />
      </summary>
      <div className="pb-3">{children}</div>
    </details>
  );
}
