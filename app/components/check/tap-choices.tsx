import type { MouseEvent } from "react";
import type { CheckReply } from "#app/check/model.ts";
import { ChoiceList, ChoiceRow } from "#app/components/choice-row.tsx";
import { markOfCredit } from "#domain/answering-rules.ts";

interface TapChoicesProps {
  legend: string;
  dontKnow: string;
  choices: readonly { value: string; credit: number; text: string }[];
  said: CheckReply | undefined;
  /** Chosen in whatever way. */
  onReply: (reply: CheckReply) => void;
  /** Chosen with finger or mouse, which is meant to lead on; the arrow keys only pass over the rows. */
  onTap: (reply: CheckReply) => void;
}

/** The answers of one question, and below them that one does not know. Whole rows to tap. */
export function TapChoices({ legend, dontKnow, choices, said, onReply, onTap }: TapChoicesProps) {
  const row = (reply: CheckReply) => ({
    name: "reply",
    checked:
      said?.kind === reply.kind &&
      (reply.kind === "dont-know" || (said.kind === "choice" && said.value === reply.value)),
    onChange: () => onReply(reply),
    // a click that the keyboard makes counts no presses
    onClick: (event: MouseEvent) => event.detail > 0 && onTap(reply),
  });
  return (
    <ChoiceList legend={legend}>
      {choices.map(({ value, credit, text }) => (
        <ChoiceRow key={value} value={value} state={markOfCredit(credit)} {...row({ kind: "choice", value })}>
          {text}
        </ChoiceRow>
      ))}
      <ChoiceRow value="dont-know" state="unknown" {...row({ kind: "dont-know" })}>
        {dontKnow}
      </ChoiceRow>
    </ChoiceList>
  );
}
