import { Link } from "@remix-run/react";
import { Field, FieldSet } from "#app/components/field.tsx";
import { Select, TextInput } from "#app/components/inputs.tsx";
import { Radio } from "#app/components/ticks.tsx";
import { useText } from "#app/text.tsx";
import { subjects, zoneKey, zones, type Subject } from "#domain/company.ts";
import type { FieldErrors } from "#domain/identity.schema.ts";

interface CompanyFieldsProps {
  errors: FieldErrors;
  /** What stands in the fields: what is saved, or what was typed and not taken. */
  values: { name?: string; zone?: string; subject?: string };
  /** What the company's profile says that it is, and where that is changed; null where nothing says it yet. */
  decided?: { subject: Subject; by: string } | null;
}

/** Name, kind and time of a company. Areas: `companies`. */
export function CompanyFields({ errors, values, decided = null }: CompanyFieldsProps) {
  const t = useText();
  const problem = (field: string) => {
    const code = errors[field];
    return code ? t(`companies.error-${code}`) : null;
  };
  const known: readonly string[] = zones;
  const zone = values.zone ?? zones[0];
  return (
    <>
      <Field label={t("companies.name")} hint={t("companies.name-hint")} error={problem("name")}>
        {(control) => (
          <TextInput
            {...control}
            name="name"
            autoComplete="organization"
            maxLength={120}
            required
            defaultValue={values.name}
          />
        )}
      </Field>
      {decided ? (
        <Decided {...decided} />
      ) : (
        <FieldSet
          legend={t("companies.subject")}
          hint={t("companies.subject-hint")}
          error={problem("subject")}
          className="grid gap-1"
        >
          {subjects.map((subject) => (
            <Radio
              key={subject}
              name="subject"
              value={subject}
              defaultChecked={subject === (values.subject ?? subjects[0])}
              label={t(`companies.subject-${subject}`)}
            />
          ))}
        </FieldSet>
      )}
      <Field label={t("companies.zone")} hint={t("companies.zone-hint")} error={problem("zone")}>
        {(control) => (
          <Select {...control} name="zone" defaultValue={zone}>
            {zones.map((each) => (
              <option key={each} value={each}>
                {t(`companies.${zoneKey(each)}`)}
              </option>
            ))}
            {/* set elsewhere, and kept until somebody chooses another */}
            {!known.includes(zone) && <option value={zone}>{zone}</option>}
          </Select>
        )}
      </Field>
    </>
  );
}

/** Said once, in the profile; here it is read. */
function Decided({ subject, by }: { subject: Subject; by: string }) {
  const t = useText();
  return (
    <div>
      <input type="hidden" name="subject" value={subject} />
      <p className="text-sm font-medium">{t("companies.subject")}</p>
      <p className="mt-1">{t(`companies.subject-${subject}`)}</p>
      <p className="mt-1 text-sm text-ink-3">
        {t("companies.subject-by-profile")}{" "}
        <Link className="inline-flex min-h-6 items-center pointer-coarse:min-h-11" to={by}>
          {t("companies.subject-change")}
        </Link>
      </p>
    </div>
  );
}
