import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { Banner } from "#app/components/banner.tsx";
import { Button } from "#app/components/button.tsx";
import { Field, useFocusOnError } from "#app/components/field.tsx";
import { TextInput } from "#app/components/inputs.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { wrongForm } from "#app/forms.server.ts";
import { answering } from "#app/request.server.ts";
import { textFor } from "#app/text.server.ts";
import { useText } from "#app/text.tsx";
import { foundPractice } from "#db/practices.ts";
import { readForm, type FieldErrors } from "#domain/identity.schema.ts";
import { NewPracticeForm } from "#domain/people.schema.ts";

export function loader(args: LoaderFunctionArgs) {
  return answering(args, async () => ({ formKey: crypto.randomUUID(), text: textFor(args, "practice") }));
}

export function action(args: ActionFunctionArgs) {
  return answering(args, async ({ person, address, now, services }) => {
    const form = await args.request.formData();
    const { values, errors } = readForm(NewPracticeForm, form);
    if (errors) return wrongForm(errors, form);
    const { slug } = await foundPractice(services.db, { ...values, owner: person }, { address, now });
    return redirect(`/p/${slug}`);
  });
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `${page?.text["practice.new-title"] ?? ""} · Chữ Tín` },
];

export default function NewPracticeRoute() {
  const { formKey } = useLoaderData<typeof loader>();
  const told = useActionData<typeof action>();
  const errors: FieldErrors = told?.errors ?? {};
  const t = useText();
  const form = useFocusOnError(told);
  const isBusy = useNavigation().state !== "idle";
  return (
    <div className="max-w-form">
      <PageHeader title={t("practice.new-title")} intro={t("practice.new-intro")} />
      <Form ref={form} method="post" noValidate className="grid gap-5">
        {errors.key && (
          <Banner tone="danger" live>
            {t("practice.error-form")}
          </Banner>
        )}
        <input type="hidden" name="key" value={formKey} />
        <Field
          label={t("practice.name")}
          hint={t("practice.name-hint")}
          error={errors.name && t(`practice.error-${errors.name}`)}
        >
          {(control) => (
            <TextInput
              {...control}
              name="name"
              autoComplete="organization"
              maxLength={120}
              required
              defaultValue={told?.typed.name}
            />
          )}
        </Field>
        <Button type="submit" variant="primary" busy={isBusy} className="justify-self-start max-md:w-full">
          {t("practice.new-submit")}
        </Button>
      </Form>
    </div>
  );
}
