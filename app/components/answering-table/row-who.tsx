import { Check, CircleAlert, CloudOff, LoaderCircle } from "lucide-react";
import { classNames } from "#app/components/class-names.ts";
import { Icon } from "#app/components/icons.tsx";
import type { SeenAnswer } from "#app/answering/model.ts";
import { useLanguage, useText } from "#app/text.tsx";
import { dayIn, formatDate, formatTime } from "#domain/format.ts";

/** What becomes of the last change of a row; null where nothing was changed in this visit. */
export type RowSaving = "saving" | "saved" | "waiting" | "failed" | null;

const looks = {
  saving: { icon: LoaderCircle, ink: "text-ink-3", iconInk: "animate-turn", key: "table.row-saving" },
  saved: { icon: Check, ink: "text-ink-3", iconInk: "text-met", key: "table.row-saved" },
  waiting: { icon: CloudOff, ink: "font-medium text-partly", iconInk: "", key: "answering.not-sent" },
  failed: { icon: CircleAlert, ink: "font-medium text-danger", iconInk: "", key: "table.row-failed" },
} as const;

interface RowWhoProps {
  answer: SeenAnswer | undefined;
  saving: RowSaving;
  zone: string;
  today: string;
}

/** Who said it and when, and whether it has arrived. */
export function RowWho({ answer, saving, zone, today }: RowWhoProps) {
  const t = useText();
  const language = useLanguage();
  const look = saving && looks[saving];
  const isSaid = answer !== undefined && (answer.kind !== "none" || answer.note !== null);
  const isToday = isSaid && dayIn(zone, new Date(answer.answeredAt)) === today;
  return (
    <div className="flex flex-wrap items-center gap-x-1.5">
      {look && (
        <span className={classNames("inline-flex items-center gap-1 print:hidden", look.ink)}>
          <Icon of={look.icon} size="s" className={look.iconInk} />
          {/* that it has arrived is the usual thing: the tick is enough for the eye */}
          <span className={saving === "saved" ? "sr-only" : undefined}>{t(look.key)}</span>
        </span>
      )}
      {isSaid && (
        <span className="text-ink-2">
          {answer.answeredByName ?? t("answering.somebody")},{" "}
          <span className="whitespace-nowrap">
            {isToday ? formatTime(language, zone, answer.answeredAt) : formatDate(language, zone, answer.answeredAt)}
          </span>
        </span>
      )}
      {answer?.kind === "not-applicable" && answer.confirmed && answer.acceptedBy === null && (
        <span className="text-partly">{t("table.waits-accept")}</span>
      )}
    </div>
  );
}
