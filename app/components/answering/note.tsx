import { PencilLine, Undo2 } from "lucide-react";
import type { RefObject } from "react";
import { Icon } from "#app/components/icons.tsx";
import { TextArea } from "#app/components/inputs.tsx";
import type { UsedReply } from "#app/answering/use-reply.ts";
import { useText } from "#app/text.tsx";
import { longestWords } from "#domain/answering-rules.ts";

const act =
  "inline-flex min-h-9 cursor-pointer items-center gap-2 rounded-md text-sm font-medium text-accent hover:text-accent-hover pointer-coarse:min-h-11";

interface NoteProps {
  replying: UsedReply;
  field: RefObject<HTMLTextAreaElement>;
  isOpen: boolean;
  onToggle: (isOpen: boolean) => void;
  disabled: boolean;
  onUndo: (() => void) | undefined;
}

/** What else can be done with an answer: a note, which opens in place, and taking the last change back. */
export function Note({ replying, field, isOpen, onToggle, disabled, onUndo }: NoteProps) {
  const t = useText();
  const { note, answer } = replying;
  if (disabled && !answer?.note) return null;
  return (
    <div className="flex flex-wrap items-start gap-x-5">
      <details
        open={isOpen}
        onToggle={(event) => onToggle(event.currentTarget.open)}
        className="max-w-full min-w-0 open:grow open:basis-full"
      >
        <summary className={act}>
          <Icon of={PencilLine} size="s" />
          {answer?.note ? t("answering.note") : t("answering.note-add")}
        </summary>
        <TextArea
          ref={field}
          name="note"
          rows={3}
          aria-label={t("answering.note")}
          aria-describedby="note-hint"
          maxLength={longestWords}
          disabled={disabled}
          value={note.value}
          onChange={note.onChange}
          onBlur={note.onBlur}
          className="mt-1"
        />
        <p id="note-hint" className="text-sm text-ink-3">
          {t("answering.note-hint")}
        </p>
      </details>
      {onUndo && (
        <button type="button" className={act} onClick={onUndo}>
          <Icon of={Undo2} size="s" />
          {t("answering.undo")}
        </button>
      )}
    </div>
  );
}
