import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { Form, useActionData, useLoaderData, useRouteLoaderData } from "@remix-run/react";
import { Banner } from "#app/components/banner.tsx";
import { Button } from "#app/components/button.tsx";
import { Disclosure } from "#app/components/disclosure.tsx";
import { Field, useFocusOnError } from "#app/components/field.tsx";
import { TextInput } from "#app/components/inputs.tsx";
import { SectionHeading } from "#app/components/section-heading.tsx";
import { SegmentedButtons } from "#app/components/segmented.tsx";
import { changeAddress, rename } from "#app/identity/account.server.ts";
import { notDone, problemsOf, refusedAnswer } from "#app/identity/answer.server.ts";
import { EmailField, PasswordField, useProblem } from "#app/identity/fields.tsx";
import { answering, refusalResponse } from "#app/request.server.ts";
import type { RootData } from "#app/root.tsx";
import { useText } from "#app/text.tsx";
import { AddressForm, ProfileForm, readForm } from "#domain/identity.schema.ts";
import { languages, themes } from "#domain/language.ts";
import { Refusal } from "#domain/refusal.ts";

export function loader(args: LoaderFunctionArgs) {
  return answering(args, ({ person }) =>
    Promise.resolve({ name: person.name, email: person.email, emailVerified: person.emailVerified }),
  );
}

export function action(args: ActionFunctionArgs) {
  return answering(args, async ({ person }) => {
    const form = await args.request.formData();
    const intent = String(form.get("intent") ?? "");
    if (intent === "name") {
      const { values, errors } = readForm(ProfileForm, form);
      if (errors) return notDone(problemsOf(errors), { intent });
      await rename(args, person, values.name);
      return data({ done: "name" as const, email: "" });
    }
    if (intent === "address") {
      const typed = { intent, email: String(form.get("email") ?? "") };
      const { values, errors } = readForm(AddressForm, form);
      if (errors) return notDone(problemsOf(errors), typed);
      const answer = await changeAddress(args, person, values);
      if (answer.outcome === "asked" || answer.outcome === "replaced")
        return data({ done: answer.outcome, email: values.email });
      return refusedAnswer(answer, "password", typed);
    }
    throw refusalResponse(new Refusal("invalid-form", `intent ${intent}`), args);
  });
}

export default function ProfileRoute() {
  const { name, email, emailVerified } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText();
  const refused = answer && "problems" in answer ? answer : undefined;
  const done = answer && "done" in answer ? answer : undefined;
  const ofName = useProblem(refused?.typed.intent === "name" ? refused.problems : undefined);
  const ofAddress = useProblem(refused?.typed.intent === "address" ? refused.problems : undefined);
  const nameForm = useFocusOnError(refused);
  const addressForm = useFocusOnError(refused);
  return (
    <>
      <section aria-labelledby="profile">
        <SectionHeading id="profile" title={t("identity.account-profile")} />
        <Form ref={nameForm} method="post" noValidate className="mt-4 grid gap-4">
          <input type="hidden" name="intent" value="name" />
          {done?.done === "name" && (
            <Banner tone="done" live>
              {t("identity.saved")}
            </Banner>
          )}
          <Field label={t("identity.name")} hint={t("identity.name-hint")} error={ofName("name")}>
            {(control) => (
              <TextInput
                {...control}
                key={name}
                name="name"
                autoComplete="name"
                maxLength={120}
                required
                defaultValue={name}
              />
            )}
          </Field>
          <div>
            <Button type="submit">{t("identity.name-save")}</Button>
          </div>
        </Form>
      </section>
      <section aria-labelledby="address">
        <SectionHeading id="address" title={t("identity.address-title")} />
        <p className="mt-4">{t(emailVerified ? "identity.address-now" : "identity.address-unverified", { email })}</p>
        {done && done.done !== "name" && (
          <div className="mt-3">
            <Banner tone="info" live>
              {t(`identity.address-${done.done}`, { email: done.email })}
            </Banner>
          </div>
        )}
        <Disclosure summary={t("identity.address-change")} open={refused?.typed.intent === "address"}>
          <Form ref={addressForm} method="post" noValidate className="grid gap-4">
            <input type="hidden" name="intent" value="address" />
            {emailVerified && <p className="text-sm text-ink-2">{t("identity.address-hint")}</p>}
            <EmailField
              label={t("identity.address-new")}
              current={false}
              error={ofAddress("email")}
              value={refused?.typed.email}
            />
            <PasswordField label={t("identity.current-password")} error={ofAddress("password")} />
            <div>
              <Button type="submit">{t("identity.address-change")}</Button>
            </div>
          </Form>
        </Disclosure>
      </section>
      <Preferences />
    </>
  );
}

function Preferences() {
  const t = useText();
  const root = useRouteLoaderData<RootData>("root");
  return (
    <section aria-labelledby="preferences">
      <SectionHeading id="preferences" title={t("identity.preferences-title")} />
      <Form method="post" action="/preferences" preventScrollReset className="mt-4 grid gap-4">
        <input type="hidden" name="next" value="/account" />
        <div className="grid justify-items-start gap-1.5">
          <span aria-hidden="true" className="text-sm font-medium">
            {t("shell.language")}
          </span>
          <SegmentedButtons
            label={t("shell.language")}
            name="language"
            value={root?.language ?? "vi"}
            options={languages.map((value) => ({ value, label: t(`shell.language-${value}`), lang: value }))}
          />
        </div>
        <div className="grid justify-items-start gap-1.5">
          <span aria-hidden="true" className="text-sm font-medium">
            {t("shell.theme")}
          </span>
          <SegmentedButtons
            label={t("shell.theme")}
            name="theme"
            value={root?.theme ?? "system"}
            options={themes.map((value) => ({ value, label: t(`shell.theme-${value}`) }))}
          />
        </div>
      </Form>
    </section>
  );
}
