import { Form } from "@remix-run/react";
import { Button } from "#app/components/button.tsx";
import { DescriptionList } from "#app/components/description-list.tsx";
import { Field, useFocusOnError } from "#app/components/field.tsx";
import { TextInput } from "#app/components/inputs.tsx";
import { PersonSelect } from "#app/components/person-select.tsx";
import { useLanguage, useText } from "#app/text.tsx";
import { formatWeekday } from "#domain/format.ts";
import type { Day } from "#domain/schedule.ts";

interface TaskPropertiesProps {
  task: {
    ownerId: string | null;
    ownerName: string | null;
    dueOn: Day | null;
    effort: string;
    gaps: number;
    revision: number;
  };
  /** Who usually does such work. */
  role: string;
  people: readonly { id: string; name: string }[];
  canChange: boolean;
  feedback: "saved" | "day" | "past" | null;
}

/** Whose task it is and until when. */
export function TaskProperties({ task, role, people, canChange, feedback }: TaskPropertiesProps) {
  const t = useText();
  const language = useLanguage();
  const error = feedback === "day" || feedback === "past" ? t(`tasks.error-${feedback}`) : null;
  const form = useFocusOnError(error);
  const facts = [
    { key: "effort", term: t("tasks.effort"), detail: task.effort },
    { key: "role", term: t("tasks.role"), detail: role },
    { key: "closes", term: t("tasks.closes"), detail: t("tasks.gaps-count", { n: task.gaps }) },
  ];
  if (!canChange) {
    const fixed = [
      { key: "owner", term: t("tasks.owner"), detail: task.ownerName ?? t("tasks.no-owner") },
      {
        key: "due",
        term: t("tasks.due-on"),
        detail: task.dueOn ? formatWeekday(language, task.dueOn) : t("tasks.group-undated"),
      },
    ];
    return <DescriptionList items={[...fixed, ...facts]} />;
  }
  return (
    <section aria-label={t("tasks.properties")} className="grid gap-4">
      <DescriptionList items={facts} />
      {/* a change by somebody else brings a fresh form */}
      <Form method="post" ref={form} key={task.revision} className="grid gap-3" noValidate>
        <input type="hidden" name="intent" value="change" />
        <input type="hidden" name="basedOn" value={task.revision} />
        <PersonSelect
          label={t("tasks.owner")}
          name="ownerId"
          none={t("tasks.no-owner")}
          people={people}
          defaultValue={task.ownerId ?? ""}
        />
        <Field label={t("tasks.due-on")} error={error}>
          {(control) => <TextInput type="date" name="dueOn" defaultValue={task.dueOn ?? ""} {...control} />}
        </Field>
        <div className="flex items-center gap-3">
          <Button type="submit" variant="secondary">
            {t("tasks.save")}
          </Button>
          <span role="status" className="text-sm text-ink-3">
            {feedback === "saved" && t("tasks.saved")}
          </span>
        </div>
      </Form>
    </section>
  );
}
