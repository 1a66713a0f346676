import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { Banner } from "#app/components/banner.tsx";
import { Button } from "#app/components/button.tsx";
import { DescriptionList } from "#app/components/description-list.tsx";
import { useFocusOnError } from "#app/components/field.tsx";
import { CompanyFields } from "#app/components/people/company-fields.tsx";
import { SectionHeading } from "#app/components/section-heading.tsx";
import { wrongForm } from "#app/forms.server.ts";
import { asTenant, companyPage } from "#app/request.server.ts";
import { useText } from "#app/text.tsx";
import { changeCompany } from "#db/companies.ts";
import { subjectByProfile } from "#db/subject.ts";
import { zoneKey } from "#domain/company.ts";
import { formatTime } from "#domain/format.ts";
import { readForm } from "#domain/identity.schema.ts";
import { CompanyForm } from "#domain/people.schema.ts";
import { may } from "#domain/permission.ts";

export async function loader(args: LoaderFunctionArgs) {
  return companyPage(args, "company:read", ["companies"], async (trx, { company, role, services }) => ({
    company,
    isByProfile: (await subjectByProfile(trx)) !== null,
    canEdit: may(role, "company:edit"),
    address: `${services.settings.baseUrl}/c/${company.slug}`,
  }));
}

export async function action(args: ActionFunctionArgs) {
  const form = await args.request.formData();
  const { values, errors } = readForm(CompanyForm, form);
  if (errors) return wrongForm(errors, form);
  return asTenant(args, "company:edit", async (trx, asked) => {
    await changeCompany(trx, { tenantId: asked.tenantId, ...values }, asked);
    return data({ saved: formatTime(asked.language, values.zone, asked.now) });
  });
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `${page?.text["companies.settings"] ?? ""} · ${page?.shell.company.name ?? ""} · Chữ Tín` },
];

export default function CompanySettingsRoute() {
  const { company, isByProfile, canEdit, address } = useLoaderData<typeof loader>();
  const told = useActionData<typeof action>();
  const { errors, typed, saved } = { errors: {}, typed: {}, saved: null, ...told };
  const t = useText();
  const form = useFocusOnError(told && "errors" in told ? told : null);
  const isBusy = useNavigation().state === "submitting";
  const addressItem = {
    key: "address",
    term: t("companies.address"),
    detail: <span className="break-all">{address}</span>,
  };
  return (
    <section className="max-w-form">
      <SectionHeading
        title={t("companies.company-heading")}
        aside={<Link to={`/c/${company.slug}/profile?list=1`}>{t("companies.profile")}</Link>}
        className="mb-4"
      />
      {canEdit ? (
        <Form key={company.revision} ref={form} method="post" noValidate className="grid gap-5">
          {saved && (
            <Banner tone="done" live>
              {t("companies.saved", { time: saved })}
            </Banner>
          )}
          {"revision" in errors && (
            <Banner tone="danger" live>
              {t("companies.error-form")}
            </Banner>
          )}
          <input type="hidden" name="revision" value={company.revision} />
          <CompanyFields
            errors={errors}
            values={{ ...company, ...typed }}
            decided={isByProfile ? { subject: company.subject, by: `/c/${company.slug}/profile?q=legal-form` } : null}
          />
          <div>
            <DescriptionList items={[addressItem]} />
            <p className="text-sm text-ink-3">{t("companies.address-hint")}</p>
          </div>
          <Button type="submit" variant="primary" busy={isBusy} className="justify-self-start max-md:w-full">
            {t("companies.save")}
          </Button>
        </Form>
      ) : (
        <>
          <DescriptionList
            items={[
              { key: "name", term: t("companies.name"), detail: company.name },
              { key: "subject", term: t("companies.subject"), detail: t(`companies.subject-${company.subject}`) },
              { key: "zone", term: t("companies.zone"), detail: t(`companies.${zoneKey(company.zone)}`) },
              addressItem,
            ]}
          />
          <p className="mt-3 text-sm text-ink-2">{t("companies.read-only")}</p>
        </>
      )}
    </section>
  );
}
