import { Field } from "#app/components/field.tsx";
import { Select, TextInput } from "#app/components/inputs.tsx";
import { useLanguage, useText } from "#app/text.tsx";
import type { FieldErrors } from "#domain/identity.schema.ts";
import { languages } from "#domain/language.ts";
import { linkDays, usualDays } from "#domain/link.ts";

interface InviteFieldsProps {
  formKey: string;
  emailLabel: string;
  errors: FieldErrors;
  typed: Readonly<Record<string, string | undefined>>;
}

/** To whom, for how long, in which language: what every form that makes a link asks. Areas: `people`. */
export function InviteFields({ formKey, emailLabel, errors, typed }: InviteFieldsProps) {
  const t = useText();
  const language = useLanguage();
  return (
    <>
      <input type="hidden" name="key" value={formKey} />
      <Field
        label={emailLabel}
        note={t("people.email-note")}
        hint={t("people.email-hint")}
        error={errors.email && t(`people.error-${errors.email}`)}
      >
        {(control) => (
          <TextInput
            {...control}
            name="email"
            type="email"
            inputMode="email"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={254}
            defaultValue={typed.email}
          />
        )}
      </Field>
      <div className="grid gap-4 md:grid-cols-2">
        <Field label={t("people.days")} error={errors.days && t(`people.error-${errors.days}`)}>
          {(control) => (
            <Select {...control} name="days" defaultValue={typed.days ?? usualDays}>
              {linkDays.map((days) => (
                <option key={days} value={days}>
                  {t("people.days-n", { n: days })}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label={t("people.mail-language")}>
          {(control) => (
            <Select {...control} name="language" defaultValue={typed.language ?? language}>
              {languages.map((each) => (
                <option key={each} value={each} lang={each}>
                  {t(`shell.language-${each}`)}
                </option>
              ))}
            </Select>
          )}
        </Field>
      </div>
    </>
  );
}
