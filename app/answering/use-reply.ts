import { useEffect, useRef, useState } from "react";
import type { Reply } from "#domain/answering-rules.ts";
import { isToConfirm, type AskedQuestion, type SeenAnswer } from "./model.ts";
import { replyOfBoxes, tickedIn, valuesByPlace, withPressed } from "./replies.ts";
import type { UsedAnswering } from "./use-answering.ts";
import { useSettledText } from "./use-settled-text.ts";

/** What somebody is about to say to one question: its answer, the reason that "not applicable" needs, its note. */
export function useReply(question: AskedQuestion, answer: SeenAnswer | undefined, say: UsedAnswering["say"]) {
  const { id } = question;
  const waits = isToConfirm(answer);
  // "not applicable" is said only with its reason: until then it is chosen and not yet said
  const [isNaming, setNaming] = useState(false);
  const [lacksReason, setLacksReason] = useState(false);
  const said = isNaming ? ({ kind: "not-applicable", value: null, credit: 0 } as const) : waits ? undefined : answer;
  const reply = (given: Reply) => {
    setNaming(false);
    setLacksReason(false);
    say(id, { reply: given });
  };
  const reason = useSettledText(answer?.reason ?? "", (typed) => {
    if (typed.trim() === "") return false;
    reply({ kind: "not-applicable", reason: typed });
    return true;
  });
  const note = useSettledText(answer?.note ?? "", (typed) => {
    say(id, { note: typed });
    return true;
  });
  const reasonField = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (isNaming) reasonField.current?.focus();
  }, [isNaming]);

  return {
    answer,
    said,
    /** An earlier answer is there and waits to be confirmed. */
    waits,
    reply,
    reason: { ...reason, field: reasonField, isMissing: lacksReason },
    note,
    /** Chosen: with a reason typed before it is said at once, else it is asked for. */
    chooseNotApplicable() {
      if (reason.value.trim() === "") setNaming(true);
      else reply({ kind: "not-applicable", reason: reason.value });
    },
    /** The answer at this place of the list, as a digit chooses it. */
    choosePlace(place: number) {
      const value = valuesByPlace(question)[place];
      if (value === undefined) return;
      if (question.answer.kind === "several") reply(replyOfBoxes(withPressed(tickedIn(said), String(value))));
      else reply({ kind: "choice", value });
    },
    /** @returns false when the reason is missing: it is asked for, and the page stays */
    mayGoOn(): boolean {
      if (!isNaming || reason.value.trim() !== "") return true;
      setLacksReason(true);
      reasonField.current?.focus();
      // clear of the bar that lies over the end of a phone's page
      reasonField.current?.scrollIntoView({ block: "center" });
      return false;
    },
  };
}
export type UsedReply = ReturnType<typeof useReply>;
