import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { useFocusOnError } from "#app/components/field.tsx";
import { goOn, notDone, problemsOf } from "#app/identity/answer.server.ts";
import { PasswordField, useProblem } from "#app/identity/fields.tsx";
import { IdentityFrame } from "#app/identity/frame.tsx";
import { linkMinutes } from "#app/identity/link-minutes.ts";
import { bearerOfReset, resetPassword } from "#app/identity/recovery.server.ts";
import { textFor } from "#app/text.server.ts";
import { useText } from "#app/text.tsx";
import { readForm, ResetForm } from "#domain/identity.schema.ts";

export async function loader(args: LoaderFunctionArgs) {
  const token = new URL(args.request.url).searchParams.get("token");
  const account = await bearerOfReset(args, token);
  return data(
    { token: account ? token : null, email: account?.email ?? null, text: textFor(args, "identity", "states") },
    { status: account ? 200 : 410 },
  );
}

export async function action(args: ActionFunctionArgs) {
  const { values, errors } = readForm(ResetForm, await args.request.formData());
  if (errors) return notDone(problemsOf(errors));
  const answer = await resetPassword(args, values);
  switch (answer.outcome) {
    case "mistaken":
      return notDone({ password: { code: answer.flaw } });
    case "link-expired":
      return notDone({ token: { code: "link-expired" } }, {}, 410);
    case "done":
      return goOn("/sign-in?notice=password-reset", []);
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `${page?.text["identity.reset-title"] ?? ""} · Chữ Tín` },
];

export default function ResetRoute() {
  const { token, email } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText();
  const problem = useProblem(answer?.problems);
  const form = useFocusOnError(answer);
  const isBusy = useNavigation().state !== "idle";
  if (!token || !email || answer?.problems.token) {
    return (
      <IdentityFrame
        title={t("identity.reset-expired-title")}
        intro={t("identity.reset-expired-body", { minutes: linkMinutes.resetPassword })}
      >
        <ButtonLink variant="primary" to="/forgot">
          {t("identity.reset-again")}
        </ButtonLink>
      </IdentityFrame>
    );
  }
  return (
    <IdentityFrame title={t("identity.reset-title")} intro={t("identity.reset-for", { email })}>
      <Form ref={form} method="post" noValidate className="grid gap-4">
        <input type="hidden" name="token" value={token} />
        <input type="email" name="email" value={email} autoComplete="username" readOnly hidden />
        <PasswordField isNew label={t("identity.new-password")} error={problem("password")} />
        <Button type="submit" variant="primary" block busy={isBusy}>
          {t("identity.reset-submit")}
        </Button>
      </Form>
    </IdentityFrame>
  );
}
