import { useEffect, type RefObject } from "react";
import { Button } from "#app/components/button.tsx";
import { TextArea } from "#app/components/inputs.tsx";
import { Acceptance } from "#app/components/answering/acceptance.tsx";
import { Conflict } from "#app/components/answering/conflict-later.ts";
import { Reason } from "#app/components/answering/reason.tsx";
import { RefusedAnswer } from "#app/components/answering/standing-notes.tsx";
import type { AskedQuestion, SeenAnswer } from "#app/answering/model.ts";
import type { Queued } from "#app/answering/outbox.ts";
import type { UsedReply } from "#app/answering/use-reply.ts";
import { headIdOf } from "#app/answering/use-table.ts";
import { useText } from "#app/text.tsx";
import { longestWords } from "#domain/answering-rules.ts";
import { useUsed } from "./used.ts";

/** What holds a row up: another's answer beside the own one, or why the server will not take it. */
export function RowTrouble({ question, trouble }: { question: AskedQuestion; trouble: Queued }) {
  const used = useUsed();
  const { id } = question;
  // once it is decided its buttons are gone, and the focus with them: it stays in the row
  useEffect(
    () => () => {
      requestAnimationFrame(() => {
        if (document.activeElement === document.body) document.getElementById(headIdOf(id))?.focus();
      });
    },
    [id],
  );
  return trouble.trouble?.kind === "overtaken" ? (
    <Conflict used={used} question={question} mine={trouble} theirs={trouble.trouble.theirs} />
  ) : (
    <div className="mb-1.5">
      <RefusedAnswer used={used} question={question} refused={trouble} />
    </div>
  );
}

/** Why it is not applicable, in place, and who agrees. */
export function RowReason({
  questionId,
  replying,
  disabled,
  onLeave,
}: {
  questionId: string;
  replying: UsedReply;
  disabled: boolean;
  /** the focus has gone elsewhere */
  onLeave: () => void;
}) {
  const used = useUsed();
  return (
    <div
      className="mt-1.5 print:hidden"
      onBlur={({ currentTarget, relatedTarget }) => currentTarget.contains(relatedTarget) || onLeave()}
    >
      <Reason used={used} questionId={questionId} replying={replying} disabled={disabled} />
    </div>
  );
}

/** Who has agreed that it is not applicable, or the button for who may. */
export function RowAcceptance({ questionId, answer }: { questionId: string; answer: SeenAnswer }) {
  return <Acceptance used={useUsed()} questionId={questionId} answer={answer} />;
}

interface RowNoteProps {
  number: string;
  replying: UsedReply;
  field: RefObject<HTMLTextAreaElement>;
  onClose: () => void;
}

/** A note, which saves itself; Escape goes back to the row. */
export function RowNote({ number, replying, field, onClose }: RowNoteProps) {
  const t = useText();
  const { note } = replying;
  return (
    <div className="mt-1.5 grid gap-1 print:hidden">
      <TextArea
        ref={field}
        rows={2}
        aria-label={t("table.row-note", { number })}
        maxLength={longestWords}
        value={note.value}
        onChange={note.onChange}
        onBlur={note.onBlur}
        onKeyDown={(event) => {
          if (event.key === "Escape" && !event.nativeEvent.isComposing) onClose();
        }}
      />
      <div className="flex flex-wrap items-center justify-between gap-2">
        <span className="text-ink-3">{t("answering.note-hint")}</span>
        <Button size="small" onClick={onClose}>
          {t("table.note-done")}
        </Button>
      </div>
    </div>
  );
}
