import { Form, useNavigation } from "@remix-run/react";
import { Clock } from "lucide-react";
import { useState } from "react";
import { Button } from "#app/components/button.tsx";
import { Field, FieldSet, useFocusOnError } from "#app/components/field.tsx";
import { TextInput } from "#app/components/inputs.tsx";
import { SeverityBars } from "#app/components/marks.tsx";
import { PersonSelect } from "#app/components/person-select.tsx";
import { Sheet } from "#app/components/sheet.tsx";
import { Radio } from "#app/components/ticks.tsx";
import type { Remedy } from "#app/new-task.server.ts";
import { useText } from "#app/text.tsx";
import type { Severity } from "#domain/scoring/model.ts";

interface NewTaskFormProps {
  asked: { assessment: string; question: string };
  question: { text: string; severity: Severity };
  remedies: readonly Remedy[];
  people: readonly { id: string; name: string }[];
  me: string;
  error: "day" | "past" | null;
}

/** From a gap to a task: what to do, who, until when. The day follows the size of the work until somebody sets it. */
export function NewTaskForm({ asked, question, remedies, people, me, error }: NewTaskFormProps) {
  const t = useText();
  const form = useFocusOnError(error);
  const busy = useNavigation().state !== "idle";
  const [chosen, setChosen] = useState(remedies[0]);
  return (
    <Form method="post" ref={form} className="grid max-w-form gap-6" noValidate>
      <Sheet as="div" variant="margin" className="grid gap-2">
        <p className="text-sm text-ink-3">{t("tasks.new-gap")}</p>
        <h2 className="text-xl">{question.text}</h2>
        <SeverityBars level={question.severity} word={t(`states.severity-${question.severity}`)} />
      </Sheet>
      <input type="hidden" name="assessment" value={asked.assessment} />
      <input type="hidden" name="question" value={asked.question} />
      <FieldSet legend={t("tasks.new-choose")}>
        {remedies.map((remedy) => (
          <Radio
            key={remedy.id}
            name="playbook"
            value={remedy.id}
            checked={chosen?.id === remedy.id}
            onChange={() => setChosen(remedy)}
            label={remedy.title}
            hint={
              <>
                {remedy.summary}
                <span className="mt-1 flex flex-wrap items-center gap-x-4 text-ink-2">
                  <span className="inline-flex items-center gap-1.5">
                    <Clock aria-hidden size={16} strokeWidth={1.75} />
                    {remedy.effort}
                  </span>
                  {remedy.others > 0 && <span>{t("tasks.new-also", { n: remedy.others })}</span>}
                </span>
              </>
            }
          />
        ))}
      </FieldSet>
      <div className="grid gap-4 md:grid-cols-2">
        <PersonSelect
          label={t("tasks.owner")}
          name="ownerId"
          none={t("tasks.no-owner")}
          people={people}
          defaultValue={people.some(({ id }) => id === me) ? me : ""}
        />
        <Field label={t("tasks.due-on")} error={error && t(`tasks.error-${error}`)}>
          {(control) => (
            <TextInput type="date" name="dueOn" key={chosen?.id} defaultValue={chosen?.dueOn ?? ""} {...control} />
          )}
        </Field>
      </div>
      <div>
        <Button type="submit" variant="primary" busy={busy}>
          {t("tasks.new-create")}
        </Button>
      </div>
    </Form>
  );
}
