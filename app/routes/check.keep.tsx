import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData, useNavigate, useNavigation, useOutletContext } from "@remix-run/react";
import { useEffect, useRef, useState } from "react";
import { KeepForm } from "#app/check/keep.schema.ts";
import { keepCheck } from "#app/check/keep.server.ts";
import type { CheckAnswers, CheckSheet } from "#app/check/model.ts";
import { leftByCheck } from "#app/check/sheet.server.ts";
import { writeCheck } from "#app/check/storage.ts";
import { useCheck } from "#app/check/use-check.ts";
import { Banner } from "#app/components/banner.tsx";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { BeforeAnswers } from "#app/components/check/no-script.tsx";
import { Field, FieldSet, useFocusOnError } from "#app/components/field.tsx";
import { TextInput } from "#app/components/inputs.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Radio } from "#app/components/ticks.tsx";
import { orRefused } from "#app/forms.server.ts";
import { answering, asPerson } from "#app/request.server.ts";
import { statusFor } from "#app/status.ts";
import { useText } from "#app/text.tsx";
import { companiesOf } from "#db/companies.ts";
import { toldApart } from "#domain/company.ts";
import { readForm } from "#domain/identity.schema.ts";
import { withNext } from "#domain/next-path.ts";
import { may } from "#domain/permission.ts";

export async function loader(args: LoaderFunctionArgs) {
  const { services, visit } = args.context;
  // newcomers mostly; whoever has an account finds the way to sign in there
  if (!visit.person) return redirect(withNext("/sign-up", "/check/keep"));
  const companies = await asPerson(args, async (trx) => toldApart(await companiesOf(trx)));
  return {
    formKey: crypto.randomUUID(),
    companies: companies.filter(({ role }) => may(role, "assessment:answer")).map(({ slug, name }) => ({ slug, name })),
    left: leftByCheck(services.library),
    title: services.library.messages.check?.[visit.language]["keep-page-title"] ?? "",
  };
}

export function action(args: ActionFunctionArgs) {
  return answering(args, async (asked) => {
    const { values, errors } = readForm(KeepForm, await args.request.formData());
    if (errors) return data({ kept: null, errors, refused: null }, { status: 422 });
    const { done, refused } = await orRefused(["not-found", "not-allowed", "assessment-locked"], () =>
      keepCheck(values, asked),
    );
    if (refused) return data({ kept: null, errors: null, refused }, { status: statusFor(refused) });
    return data({ kept: done, errors: null, refused: null });
  });
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: page?.title ?? "" }];

export default function KeepRoute() {
  const sheet = useOutletContext<CheckSheet>();
  const { answers } = useCheck(sheet);
  const kept = useActionData<typeof action>()?.kept;
  const navigate = useNavigate();
  // leaving while the page is read anew after the action would abort that, and the browser would complain
  const isSettled = useNavigation().state === "idle";
  const t = useText();
  useEffect(() => {
    if (!kept || !isSettled) return;
    writeCheck(null);
    if (kept.left === 0) navigate(kept.to, { replace: true });
  }, [kept, isSettled, navigate]);
  if (kept)
    return (
      <div className="grid max-w-form gap-5">
        <PageHeader title={t("check.keep-title")} />
        <Banner tone={kept.left > 0 ? "info" : "done"} live>
          {t("check.kept", { n: kept.taken })} {kept.left > 0 && t("check.kept-left", { n: kept.left })}
        </Banner>
        <ButtonLink variant="primary" to={kept.to}>
          {t("check.kept-to-result")}
        </ButtonLink>
      </div>
    );
  if (answers === null) return <BeforeAnswers />;
  if (Object.keys(answers).length === 0)
    return (
      <div className="max-w-form">
        <PageHeader title={t("check.keep-nothing-title")} intro={t("check.keep-nothing-body")} />
        <ButtonLink variant="primary" to="/check">
          {t("check.none-start")}
        </ButtonLink>
      </div>
    );
  return <Keeping answers={answers} />;
}

/** Which company it is for; all else is known already. */
function Keeping({ answers }: { answers: CheckAnswers }) {
  const { formKey, companies, left } = useLoaderData<typeof loader>();
  const told = useActionData<typeof action>();
  const t = useText();
  // the first one stays: sent again after a lost reply, it founds no second company
  const [key] = useState(formKey);
  const [company, choose] = useState(companies[0]?.slug ?? "");
  const form = useFocusOnError(told?.errors);
  const isBusy = useNavigation().state !== "idle";
  const isSent = useRef(false);
  useEffect(() => {
    isSent.current = isBusy;
  }, [isBusy]);
  const nameError = told?.errors?.name;
  return (
    <div className="max-w-form">
      <PageHeader title={t("check.keep-title")} intro={t("check.keep-intro", { n: Object.keys(answers).length })} />
      {left > 0 && <p className="mb-5 max-w-prose text-ink-2">{t("check.keep-rest", { n: left })}</p>}
      <Form
        ref={form}
        method="post"
        noValidate
        className="grid gap-5"
        onSubmit={(event) => {
          // the second press of a double click comes before the button is drawn as busy
          if (isSent.current) event.preventDefault();
          isSent.current = true;
        }}
      >
        {told?.refused && (
          <Banner tone="danger" live>
            {t(`check.refused-${told.refused}`)}
          </Banner>
        )}
        {told?.errors && !nameError && (
          <Banner tone="danger" live>
            {t("check.error-form")}
          </Banner>
        )}
        <input type="hidden" name="key" value={key} />
        <input type="hidden" name="answers" value={JSON.stringify(answers)} />
        {companies.length > 0 && (
          <FieldSet legend={t("check.keep-company")} className="grid gap-1">
            {companies.map(({ slug, name }) => (
              <Radio
                key={slug}
                name="company"
                value={slug}
                label={name}
                checked={company === slug}
                onChange={() => choose(slug)}
              />
            ))}
            <Radio
              name="company"
              value=""
              label={t("check.keep-new")}
              checked={company === ""}
              onChange={() => choose("")}
            />
          </FieldSet>
        )}
        {company === "" && (
          <Field
            label={t("check.keep-name")}
            hint={t("check.keep-name-hint")}
            error={nameError ? t(`check.error-${nameError}`) : null}
          >
            {(control) => <TextInput {...control} name="name" autoComplete="organization" maxLength={120} required />}
          </Field>
        )}
        <Button type="submit" variant="primary" busy={isBusy} className="justify-self-start max-md:w-full">
          {t("check.keep-submit")}
        </Button>
      </Form>
    </div>
  );
}
