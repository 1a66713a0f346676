import { Form, useSubmit } from "@remix-run/react";
import { FileText, Table2 } from "lucide-react";
import { useEffect, useRef, useState, type FormEvent } from "react";
import { Button } from "#app/components/button.tsx";
import type { UsedAnswering } from "#app/answering/use-answering.ts";
import { useText } from "#app/text.tsx";
import type { AnsweringMode } from "#domain/answering-mode.ts";

interface ModeSwitchProps {
  used: UsedAnswering;
  mode: AnsweringMode;
  mayLeave: () => boolean;
}

/** To the other way of answering, at the same question; the choice is remembered. Works without JavaScript. */
export function ModeSwitch({ used, mode, mayLeave }: ModeSwitchProps) {
  const t = useText();
  const submit = useSubmit();
  const form = useRef<HTMLFormElement>(null);
  const [isLeaving, setLeaving] = useState(false);
  const { company, assessment } = used.page;
  const { items, link } = used.queued;
  // what is on its way arrives first, so that the other page knows of it; what cannot be sent goes along
  const isOnItsWay = (link === "idle" || link === "sending") && items.some(({ trouble }) => !trouble);
  useEffect(() => {
    if (!isLeaving || isOnItsWay || !form.current) return;
    setLeaving(false);
    submit(form.current);
  }, [isLeaving, isOnItsWay, submit]);
  const other = mode === "table" ? "question" : "table";
  const here = `/c/${company.slug}/assessments/${assessment.id}`;
  const to = `${here}${other === "table" ? "/table" : ""}?${new URLSearchParams({ q: used.current }).toString()}`;
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (mayLeave()) setLeaving(true);
  };
  return (
    <Form ref={form} method="post" action="/preferences" onSubmit={send} className="shrink-0">
      <input type="hidden" name="answering" value={other} />
      <input type="hidden" name="next" value={to} />
      <Button
        type="submit"
        size="small"
        icon={other === "table" ? Table2 : FileText}
        busy={isLeaving}
        className="max-sm:size-11 max-sm:border-transparent max-sm:bg-transparent max-sm:px-0"
      >
        <span className="max-sm:sr-only">{t(`answering.mode-${other}`)}</span>
      </Button>
    </Form>
  );
}
