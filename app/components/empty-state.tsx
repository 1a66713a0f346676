import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { Icon } from "./icons.tsx";

interface EmptyStateProps {
  icon: LucideIcon;
  title: string;
  /** 2 where no section's heading stands over it, but the page's title alone */
  level?: 2 | 3;
  children: ReactNode;
  action?: ReactNode;
}

/** Nothing here yet: what the duty is, one line, one button. */
export function EmptyState({ icon, title, level = 3, children, action }: EmptyStateProps) {
  const Heading = level === 2 ? "h2" : "h3";
  return (
    <div className="grid justify-items-center rounded-md border border-dashed border-line-2 px-6 py-10 text-center">
      <Icon of={icon} size="xl" className="mb-3 text-ink-3" />
      <Heading className="font-sans text-base font-semibold tracking-normal">{title}</Heading>
      <p className="mt-1 max-w-96 text-sm text-ink-2">{children}</p>
      {action && <div className="mt-4">{action}</div>}
    </div>
  );
}
