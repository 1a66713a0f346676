import { Badge } from "#app/components/badge.tsx";
import { StateBadge } from "#app/components/marks.tsx";
import { useText } from "#app/text.tsx";
import type { TaskStatus } from "#domain/tasks.ts";

export function TaskStatusBadge({ status }: { status: TaskStatus }) {
  const t = useText();
  const word = t(`tasks.status-${status}`);
  if (status === "done") return <StateBadge state="met">{word}</StateBadge>;
  return <Badge tone={status === "doing" ? "accent" : status === "in-review" ? "line" : "plain"}>{word}</Badge>;
}
