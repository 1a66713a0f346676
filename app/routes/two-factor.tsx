import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { Button } from "#app/components/button.tsx";
import { useFocusOnError } from "#app/components/field.tsx";
import { goOn, notDone, problemsOf, refusedAnswer } from "#app/identity/answer.server.ts";
import { CodeField, useProblem } from "#app/identity/fields.tsx";
import { IdentityFrame } from "#app/identity/frame.tsx";
import { signInWithCode, waitingForCode } from "#app/identity/signing-in.server.ts";
import { textFor } from "#app/text.server.ts";
import { useText } from "#app/text.tsx";
import { readForm, SecondFactorForm } from "#domain/identity.schema.ts";
import { nextPath, withNext } from "#domain/next-path.ts";

const startAgain = (next: string | null) => withNext("/sign-in?notice=start-again", next);

export async function loader(args: LoaderFunctionArgs) {
  const { searchParams } = new URL(args.request.url);
  const next = searchParams.get("next");
  if (args.context.visit.person) return redirect(nextPath(next, "/companies"));
  if (!(await waitingForCode(args))) return redirect(startAgain(next));
  return data({ next, isRecovery: searchParams.get("by") === "recovery", text: textFor(args, "identity", "states") });
}

export async function action(args: ActionFunctionArgs) {
  const next = new URL(args.request.url).searchParams.get("next");
  // a second press of the button finds the first one's session
  if (args.context.visit.person) return redirect(nextPath(next, "/companies"));
  const { values, errors } = readForm(SecondFactorForm, await args.request.formData());
  if (errors) return notDone(problemsOf(errors));
  const answer = await signInWithCode(args, values.code);
  switch (answer.outcome) {
    case "start-again":
      return redirect(startAgain(next));
    case "too-many":
      return refusedAnswer(answer, "code");
    case "wrong": {
      const { left, minutes } = answer;
      return notDone({ code: { code: left === 0 ? "code-last" : "code-wrong", left, minutes } }, {}, 401);
    }
    case "signed-in":
      return goOn(nextPath(next, "/companies"), answer.cookies);
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `${page?.text["identity.two-factor-title"] ?? ""} · Chữ Tín` },
];

export default function TwoFactorRoute() {
  const { next, isRecovery } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText();
  const problem = useProblem(answer?.problems);
  const form = useFocusOnError(answer);
  const isBusy = useNavigation().state !== "idle";
  const kind = isRecovery ? "recovery" : "two-factor";
  return (
    <IdentityFrame title={t(`identity.${kind}-title`)} intro={t(`identity.${kind}-intro`)}>
      <Form ref={form} method="post" noValidate className="grid gap-4">
        <CodeField label={t(`identity.${kind}-code`)} isRecovery={isRecovery} error={problem("code")} />
        <Button type="submit" variant="primary" block busy={isBusy}>
          {t("identity.two-factor-submit")}
        </Button>
      </Form>
      <p>
        <Link to={withNext(isRecovery ? "/two-factor" : "/two-factor?by=recovery", next)}>
          {t(isRecovery ? "identity.recovery-back" : "identity.two-factor-lost")}
        </Link>
      </p>
    </IdentityFrame>
  );
}
