import { MessageSquareText, Paperclip } from "lucide-react";
import { useEffect, useRef } from "react";
import { Icon } from "#app/components/icons.tsx";
import type { AskedQuestion } from "#app/answering/model.ts";
import { headIdOf } from "#app/answering/use-table.ts";
import { useText } from "#app/text.tsx";
import { line } from "./row-looks.ts";
import type { DeskKind, UsedRowDesk } from "./use-row-desk.ts";
import { useUsed } from "./used.ts";

interface RowDesksProps {
  questionId: string;
  number: string;
  attached: number;
  /** more can be attached, and there is room to say so */
  mayAttach: boolean;
  /** whose reply by link waits */
  suggester: string | undefined;
  desk: DeskKind | undefined;
  onOpen: UsedRowDesk["open"];
}

/** How much evidence a row has and whose reply waits: each opens in place. */
export function RowDesks({ questionId, number, attached, mayAttach, suggester, desk, onOpen }: RowDesksProps) {
  const t = useText();
  const hasEvidence = attached > 0 || mayAttach || desk === "evidence";
  const hasReply = suggester !== undefined || desk === "reply";
  if (!hasEvidence && !hasReply) return null;
  return (
    <p className="mt-0.5 flex flex-wrap gap-x-4 pl-5 noscript:hidden print:pl-0">
      {hasReply && (
        <button
          type="button"
          aria-expanded={desk === "reply"}
          className={line}
          onClick={() => void onOpen(questionId, "reply")}
        >
          <Icon of={MessageSquareText} size="s" />
          {suggester === undefined ? t("table.reply-settled") : t("table.reply-waits", { name: suggester })}
          <span className="sr-only">, {t("table.of-row", { number })}</span>
        </button>
      )}
      {hasEvidence && (
        <button
          type="button"
          aria-expanded={desk === "evidence"}
          className={line}
          onClick={() => void onOpen(questionId, "evidence")}
        >
          <Icon of={Paperclip} size="s" />
          {attached > 0 ? t("table.attached", { n: attached }) : t("table.attach")}
          <span className="sr-only">, {t("table.of-row", { number })}</span>
        </button>
      )}
      {attached > 0 && <span className="hidden text-ink-2 print:inline">{t("table.attached", { n: attached })}</span>}
    </p>
  );
}

interface RowDeskPlaceProps {
  question: AskedQuestion;
  kind: DeskKind;
  disabled: boolean;
}

/** Where the desk stands: Escape closes it and goes back to the row. */
export function RowDeskPlace({ question, kind, disabled }: RowDeskPlaceProps) {
  const t = useText();
  const { view, isStuck, close } = useUsed().desk;
  const place = useRef<HTMLDivElement>(null);
  const { id } = question;
  useEffect(() => {
    const row = place.current?.closest("tr");
    const leave = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || event.isComposing) return;
      close();
      document.getElementById(headIdOf(id))?.focus({ preventScroll: true });
    };
    row?.addEventListener("keydown", leave);
    return () => row?.removeEventListener("keydown", leave);
  }, [close, id]);
  return (
    <div ref={place} className="mt-1.5 print:hidden">
      {view ? (
        <view.View question={question} kind={kind} disabled={disabled} />
      ) : (
        isStuck && (
          <p role="alert" className="text-ink-2">
            {t("table.desk-stuck")}
          </p>
        )
      )}
    </div>
  );
}
