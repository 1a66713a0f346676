import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useNavigation } from "@remix-run/react";
import { Button } from "#app/components/button.tsx";
import { useFocusOnError } from "#app/components/field.tsx";
import { notDone, problemsOf, refusedAnswer } from "#app/identity/answer.server.ts";
import { EmailField, useProblem } from "#app/identity/fields.tsx";
import { IdentityFrame } from "#app/identity/frame.tsx";
import { linkMinutes } from "#app/identity/link-minutes.ts";
import { askForReset } from "#app/identity/recovery.server.ts";
import { textFor } from "#app/text.server.ts";
import { useText } from "#app/text.tsx";
import { ForgotForm, readForm } from "#domain/identity.schema.ts";

export function loader(args: LoaderFunctionArgs) {
  return data({ text: textFor(args, "identity", "states") });
}

export async function action(args: ActionFunctionArgs) {
  const form = await args.request.formData();
  const typed = { email: String(form.get("email") ?? "") };
  const { values, errors } = readForm(ForgotForm, form);
  if (errors) return notDone(problemsOf(errors), typed);
  const answer = await askForReset(args, values.email);
  if (answer.outcome === "too-many") return refusedAnswer(answer, "email", typed);
  return data({ sentTo: values.email });
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `${page?.text["identity.forgot-title"] ?? ""} · Chữ Tín` },
];

export default function ForgotRoute() {
  const answer = useActionData<typeof action>();
  const t = useText();
  const refused = answer && "problems" in answer ? answer : undefined;
  const problem = useProblem(refused?.problems);
  const form = useFocusOnError(refused);
  const isBusy = useNavigation().state !== "idle";
  if (answer && "sentTo" in answer) {
    return (
      <IdentityFrame
        title={t("identity.forgot-sent-title")}
        intro={t("identity.forgot-sent-body", { email: answer.sentTo, minutes: linkMinutes.resetPassword })}
      >
        <p className="text-sm text-ink-2">{t("identity.forgot-sent-none")}</p>
        <p>
          <Link to="/sign-in">{t("identity.forgot-back")}</Link>
        </p>
      </IdentityFrame>
    );
  }
  return (
    <IdentityFrame title={t("identity.forgot-title")} intro={t("identity.forgot-intro")}>
      <Form ref={form} method="post" noValidate className="grid gap-4">
        <EmailField error={problem("email")} value={refused?.typed.email} />
        <Button type="submit" variant="primary" block busy={isBusy}>
          {t("identity.forgot-submit")}
        </Button>
      </Form>
      <p>
        <Link to="/sign-in">{t("identity.forgot-back")}</Link>
      </p>
    </IdentityFrame>
  );
}
