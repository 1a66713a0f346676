import { Form, useNavigation } from "@remix-run/react";
import { Banner } from "#app/components/banner.tsx";
import { Button } from "#app/components/button.tsx";
import { Disclosure } from "#app/components/disclosure.tsx";
import { Field, FieldSet, useFocusOnError } from "#app/components/field.tsx";
import { Select, TextArea, TextInput } from "#app/components/inputs.tsx";
import { SectionHeading } from "#app/components/section-heading.tsx";
import { Checkbox } from "#app/components/ticks.tsx";
import type { AskingView } from "#app/asking/ask.server.ts";
import { useLanguage, useText } from "#app/text.tsx";
import { longestAskedName, longestMessage, usualAskingDays } from "#domain/asking.ts";
import type { FieldErrors } from "#domain/identity.schema.ts";
import { languages } from "#domain/language.ts";
import { linkDays } from "#domain/link.ts";

interface AskFormProps {
  asking: AskingView;
  formKey: string;
  errors: FieldErrors;
  typed: Readonly<Record<string, string | undefined>>;
}

/** Whom, what, for how long, in which language. Areas: `asking`, `shell`. */
export function AskForm({ asking: { question, others }, formKey, errors, typed }: AskFormProps) {
  const t = useText();
  const language = useLanguage();
  const form = useFocusOnError(Object.keys(errors).length > 0 ? errors : null);
  const isBusy = useNavigation().formData?.get("intent") === "ask";
  if (!question && others.length === 0) return <Banner tone="info">{t("asking.none-open")}</Banner>;
  const problem = (field: string) => (errors[field] ? t(`asking.error-${errors[field]}`) : null);
  return (
    <section className="max-w-form">
      <SectionHeading title={t("asking.form")} className="mb-4" />
      <Form ref={form} method="post" noValidate className="grid gap-5">
        <input type="hidden" name="key" value={formKey} />
        {(errors.key ?? errors.intent) && (
          <Banner tone="danger" live>
            {t("asking.error-form")}
          </Banner>
        )}
        {question && (
          <div>
            <input type="hidden" name="q" value={question.id} />
            <p className="text-sm font-medium">{t("asking.questions")}</p>
            <p className="font-title mt-1 border-l-2 border-son pl-3.5 text-lg">{question.text}</p>
          </div>
        )}
        {others.length > 0 && (
          <Disclosure summary={t(question ? "asking.more" : "asking.choose", { n: others.length })} open={!question}>
            <FieldSet legend={t("asking.questions")} legendHidden className="grid gap-1">
              {others.map(({ id, short }) => (
                <Checkbox key={id} name="q" value={id} label={short} />
              ))}
            </FieldSet>
          </Disclosure>
        )}
        {errors.questions && (
          <Banner tone="danger" live>
            {t("asking.error-questions")}
          </Banner>
        )}
        <Field label={t("asking.who")} hint={t("asking.who-hint")} error={problem("name")}>
          {(control) => (
            <TextInput
              {...control}
              name="name"
              autoComplete="off"
              maxLength={longestAskedName}
              required
              defaultValue={typed.name}
            />
          )}
        </Field>
        <Field
          label={t("asking.email")}
          note={t("asking.optional")}
          hint={t("asking.email-hint")}
          error={problem("email")}
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
        <Field
          label={t("asking.message")}
          note={t("asking.optional")}
          hint={t("asking.message-hint")}
          error={problem("message")}
        >
          {(control) => (
            <TextArea {...control} name="message" rows={2} maxLength={longestMessage} defaultValue={typed.message} />
          )}
        </Field>
        <div className="grid gap-4 md:grid-cols-2">
          <Field label={t("asking.days")} error={problem("days")}>
            {(control) => (
              <Select {...control} name="days" defaultValue={typed.days ?? usualAskingDays}>
                {linkDays.map((days) => (
                  <option key={days} value={days}>
                    {t("asking.days-n", { n: days })}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          <Field label={t("asking.language")}>
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
        <Button
          type="submit"
          name="intent"
          value="ask"
          variant="primary"
          busy={isBusy}
          className="justify-self-start max-md:w-full"
        >
          {t("asking.submit")}
        </Button>
      </Form>
    </section>
  );
}
