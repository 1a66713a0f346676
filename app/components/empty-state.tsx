import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { Icon } from "./icons.tsx";

/** Nothing here yet: what the duty is, one line, one button. */
export function EmptyState({
  icon,
  title,
  children,
  action,
}: {
  icon: LucideIcon;
  title: string;
  children: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className="grid justify-items-center rounded-md border border-dashed border-line-2 px-6 py-10 text-center">
      <Icon of={icon} size="xl" className="mb-3 text-ink-3" />
      <h3>{title}</h3>
      <p className="mt-1 max-w-96 text-sm text-ink-2">{children}</p>
      {action && <div className="mt-4">{action}</div>}
    </div>
  );
}
