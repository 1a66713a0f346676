import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { Banner } from "#app/components/banner.tsx";
import { Button } from "#app/components/button.tsx";
import { useFocusOnError } from "#app/components/field.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { CompanyFields } from "#app/components/people/company-fields.tsx";
import { wrongForm } from "#app/forms.server.ts";
import { answering } from "#app/request.server.ts";
import { textFor } from "#app/text.server.ts";
import { useText } from "#app/text.tsx";
import { foundCompany } from "#db/companies.ts";
import { readForm } from "#domain/identity.schema.ts";
import { NewCompanyForm } from "#domain/people.schema.ts";

export function loader(args: LoaderFunctionArgs) {
  return answering(args, async () => ({ formKey: crypto.randomUUID(), text: textFor(args, "companies") }));
}

export function action(args: ActionFunctionArgs) {
  return answering(args, async ({ person, address, now, services }) => {
    const form = await args.request.formData();
    const { values, errors } = readForm(NewCompanyForm, form);
    if (errors) return wrongForm(errors, form);
    const slug = await foundCompany(services.db, { ...values, owner: person }, { address, now });
    return redirect(`/c/${slug}`);
  });
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `${page?.text["companies.new-title"] ?? ""} · Chữ Tín` },
];

export default function NewCompanyRoute() {
  const { formKey } = useLoaderData<typeof loader>();
  const told = useActionData<typeof action>();
  const { errors, typed } = told ?? { errors: {}, typed: {} };
  const t = useText();
  const form = useFocusOnError(told);
  const isBusy = useNavigation().state !== "idle";
  return (
    <div className="max-w-form">
      <PageHeader title={t("companies.new-title")} intro={t("companies.new-intro")} />
      <Form ref={form} method="post" noValidate className="grid gap-5">
        {"key" in errors && (
          <Banner tone="danger" live>
            {t("companies.error-form")}
          </Banner>
        )}
        <input type="hidden" name="key" value={formKey} />
        <CompanyFields errors={errors} values={typed} />
        <Button type="submit" variant="primary" busy={isBusy} className="justify-self-start max-md:w-full">
          {t("companies.new-submit")}
        </Button>
      </Form>
    </div>
  );
}
