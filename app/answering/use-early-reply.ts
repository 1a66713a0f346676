import { useEffect, useRef, type RefObject } from "react";
import type { Reply } from "#domain/answering-rules.ts";
import type { AskedQuestion } from "./model.ts";
import { replyOfBoxes } from "./replies.ts";

/**
 * What somebody chose on a slow line before this script had arrived: the browser shows it, and nothing knows of it yet.
 * @param isReady whether it can be taken: it is read at once, since the next drawing would wipe it out
 */
export function useEarlyReply(
  form: RefObject<HTMLFormElement>,
  { answer }: AskedQuestion,
  isReady: boolean,
  onReply: (reply: Reply | "not-applicable") => void,
): void {
  const early = useRef<Reply | "not-applicable">();
  const kind = answer.kind;
  useEffect(() => {
    const inputs = [...(form.current?.querySelectorAll<HTMLInputElement>("[name=reply], [name=box]") ?? [])];
    const pressed = inputs.filter((input) => input.checked !== input.defaultChecked && input.checked);
    const reply = pressed.find(({ name }) => name === "reply")?.value;
    const boxes = inputs.filter(({ name, checked }) => name === "box" && checked).map(({ value }) => value);
    if (pressed.some(({ name }) => name === "box")) early.current = replyOfBoxes(boxes);
    if (reply === "dont-know") early.current = { kind: "dont-know" };
    else if (reply === "not-applicable") early.current = reply;
    else if (reply !== undefined && kind === "choice") early.current = { kind, value: reply };
    else if (reply !== undefined && kind === "maturity") early.current = { kind: "choice", value: Number(reply) };
  }, [form, kind]);
  const handler = useRef(onReply);
  handler.current = onReply;
  useEffect(() => {
    if (!isReady || early.current === undefined) return;
    handler.current(early.current);
    early.current = undefined;
  }, [isReady]);
}
