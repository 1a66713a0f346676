import { Form, Link } from "@remix-run/react";
import { auditActions } from "#app/audit-actions.ts";
import { Button } from "#app/components/button.tsx";
import { Field } from "#app/components/field.tsx";
import { Select, TextInput } from "#app/components/inputs.tsx";
import { PersonSelect } from "#app/components/person-select.tsx";
import { useText } from "#app/text.tsx";

/** By whom, what and when. The filter stands in the address, so that a view of it can be sent on. */
export function AuditFilterForm({
  fields,
  people,
}: {
  fields: Record<string, string>;
  people: readonly { id: string; name: string }[];
}) {
  const t = useText();
  return (
    <Form
      method="get"
      aria-label={t("audit.filter")}
      className="mb-6 grid items-end gap-3 md:grid-cols-[repeat(4,minmax(0,1fr))_auto]"
      key={JSON.stringify(fields)}
    >
      <PersonSelect
        label={t("audit.filter-who")}
        name="who"
        none={t("audit.filter-any")}
        people={people}
        defaultValue={fields.who ?? ""}
      />
      <Field label={t("audit.filter-what")}>
        {(control) => (
          <Select name="what" defaultValue={fields.what ?? ""} {...control}>
            <option value="">{t("audit.filter-any")}</option>
            {auditActions.map((action) => (
              <option key={action} value={action}>
                {t(`audit.action-${action}`)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field label={t("audit.filter-from")}>
        {(control) => <TextInput type="date" name="from" defaultValue={fields.from} {...control} />}
      </Field>
      <Field label={t("audit.filter-until")}>
        {(control) => <TextInput type="date" name="until" defaultValue={fields.until} {...control} />}
      </Field>
      <div className="flex items-center gap-3">
        <Button type="submit" variant="secondary">
          {t("audit.filter-apply")}
        </Button>
        {Object.keys(fields).length > 0 && (
          <Link to="." className="inline-flex min-h-6 items-center text-sm">
            {t("audit.filter-clear")}
          </Link>
        )}
      </div>
    </Form>
  );
}
