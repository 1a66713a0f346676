import { Check, CircleAlert, CloudOff, Info, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";
import { Icon } from "./icons.tsx";

type Tone = "offline" | "info" | "danger" | "done";

const tones: Record<Tone, { icon: LucideIcon; box: string; ink: string }> = {
  offline: { icon: CloudOff, box: "border-partly bg-partly-soft", ink: "text-partly" },
  info: { icon: Info, box: "border-accent bg-accent-soft", ink: "text-accent" },
  danger: { icon: CircleAlert, box: "border-danger bg-danger-soft", ink: "text-danger" },
  done: { icon: Check, box: "border-met bg-met-soft", ink: "text-met" },
};

interface BannerProps {
  tone: Tone;
  icon?: LucideIcon;
  /** spoken when it appears after the page was read: at once for an error, else when the reader pauses */
  live?: boolean;
  action?: ReactNode;
  children: ReactNode;
}

/** One line across the page that says what happened, what it means, what to do. */
export function Banner({ tone, icon, live = false, action, children }: BannerProps) {
  const { icon: usual, box, ink } = tones[tone];
  return (
    <div
      role={live ? (tone === "danger" ? "alert" : "status") : undefined}
      className={classNames("flex items-start gap-2.5 rounded-sm border border-l-4 px-4 py-3 text-sm", box)}
    >
      <Icon of={icon ?? usual} className={classNames("mt-px", ink)} />
      <div className="flex min-w-0 grow flex-wrap items-start gap-x-2.5 gap-y-3.5">
        <div className="min-w-0 grow basis-60 wrap-anywhere">{children}</div>
        {action && <div className="-my-1.5 shrink-0">{action}</div>}
      </div>
    </div>
  );
}
