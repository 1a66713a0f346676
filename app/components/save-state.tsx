import { Check, CircleAlert, CloudOff, LoaderCircle, type LucideIcon } from "lucide-react";
import { classNames } from "./class-names.ts";
import { Icon } from "./icons.tsx";

export type Saving = "saving" | "saved" | "waiting" | "failed";

const looks: Record<Saving, { icon: LucideIcon; ink: string; iconInk?: string }> = {
  saving: { icon: LoaderCircle, ink: "text-ink-3", iconInk: "animate-turn" },
  saved: { icon: Check, ink: "text-ink-3", iconInk: "text-met" },
  waiting: { icon: CloudOff, ink: "font-medium text-partly" },
  failed: { icon: CircleAlert, ink: "font-medium text-danger" },
};

/** Top right, one of four: "Đang lưu", "Đã lưu 14:32", "Chờ gửi 2 câu", "Chưa lưu được". Nothing yet: pass null, the live region stays. */
export function SaveState({ state, words }: { state: Saving | null; words: string }) {
  const look = state && looks[state];
  return (
    <span role="status" className={classNames("inline-flex items-center gap-1.5 text-sm whitespace-nowrap", look?.ink)}>
      {look && <Icon of={look.icon} size="s" className={look.iconInk} />}
      {state && words}
    </span>
  );
}
