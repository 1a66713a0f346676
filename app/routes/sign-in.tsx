import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { useEffect } from "react";
import { wipeQueues } from "#app/answering/queue-storage.ts";
import { Banner } from "#app/components/banner.tsx";
import { Button } from "#app/components/button.tsx";
import { useFocusOnError } from "#app/components/field.tsx";
import { Checkbox } from "#app/components/ticks.tsx";
import { cookieHeaders, goOn, notDone, problemsOf, refusedAnswer } from "#app/identity/answer.server.ts";
import { EmailField, PasswordField, useProblem } from "#app/identity/fields.tsx";
import { IdentityFrame } from "#app/identity/frame.tsx";
import { forgetJustLeft, hasJustLeft, signIn } from "#app/identity/signing-in.server.ts";
import { isSecure } from "#app/session.server.ts";
import { textFor } from "#app/text.server.ts";
import { useText } from "#app/text.tsx";
import { nextPath, withNext } from "#domain/next-path.ts";
import { readForm, SignInForm } from "#domain/identity.schema.ts";

const notices = ["password-reset", "start-again", "verify"] as const;
type Notice = (typeof notices)[number] | "signed-out";

export function loader(args: LoaderFunctionArgs) {
  const { searchParams } = new URL(args.request.url);
  const next = searchParams.get("next");
  if (args.context.visit.person) return redirect(nextPath(next, "/companies"));
  const { settings } = args.context.services;
  const justLeft = hasJustLeft(settings, args.request);
  const notice: Notice | null =
    notices.find((word) => word === searchParams.get("notice")) ??
    (next?.startsWith("/verify") ? "verify" : justLeft ? "signed-out" : null);
  return data(
    { next, notice, justLeft, canSignUp: settings.signUp !== "closed", text: textFor(args, "identity", "states") },
    { headers: justLeft ? cookieHeaders([forgetJustLeft(settings)]) : [] },
  );
}

export async function action(args: ActionFunctionArgs) {
  const { settings } = args.context.services;
  const next = new URL(args.request.url).searchParams.get("next");
  // a second press of the button finds the first one's session
  if (args.context.visit.person) return redirect(nextPath(next, "/companies"));
  const form = await args.request.formData();
  const typed = { email: String(form.get("email") ?? "") };
  // over plain HTTP the browser would drop the cookie, and the sign-in begin anew without a word
  if (isSecure(settings) && args.request.headers.get("origin")?.startsWith("http:")) {
    return notDone({ password: { code: "insecure-address", address: settings.baseUrl } }, typed, 403);
  }
  const { values, errors } = readForm(SignInForm, form);
  if (errors) return notDone(problemsOf(errors), typed);
  const answer = await signIn(args, { ...values, remember: values.remember === "on" });
  switch (answer.outcome) {
    case "too-many":
      return refusedAnswer(answer, "password", typed);
    case "wrong": {
      const { left, minutes } = answer;
      return notDone({ password: { code: left === 0 ? "sign-in-last" : "sign-in-wrong", left, minutes } }, typed, 401);
    }
    case "second-factor":
      return goOn(withNext("/two-factor", next), answer.cookies);
    case "signed-in":
      return goOn(nextPath(next, "/companies"), answer.cookies);
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `${page?.text["identity.sign-in-title"] ?? ""} · Chữ Tín` },
];

export default function SignInRoute() {
  const { next, notice, justLeft, canSignUp } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText();
  const problem = useProblem(answer?.problems);
  const form = useFocusOnError(answer);
  const isBusy = useNavigation().state !== "idle";
  useEffect(() => {
    if (justLeft) wipeQueues();
  }, [justLeft]);
  return (
    <IdentityFrame
      title={t("identity.sign-in-title")}
      intro={
        canSignUp && (
          <>
            {t("identity.sign-in-none")} <Link to={withNext("/sign-up", next)}>{t("identity.sign-in-make-one")}</Link>
          </>
        )
      }
    >
      {notice && !answer && (
        <Banner tone={notice === "password-reset" || notice === "signed-out" ? "done" : "info"}>
          {t(`identity.notice-${notice}`)}
        </Banner>
      )}
      <Form ref={form} method="post" noValidate className="grid gap-4">
        <EmailField error={problem("email")} value={answer?.typed.email} />
        <PasswordField error={problem("password")} aside={<Link to="/forgot">{t("identity.sign-in-forgot")}</Link>} />
        <Checkbox name="remember" defaultChecked label={t("identity.sign-in-remember")} className="text-sm" />
        <Button type="submit" variant="primary" block busy={isBusy}>
          {t("identity.sign-in-submit")}
        </Button>
      </Form>
      <p className="rule-above pt-5 text-sm text-ink-2">
        {t("identity.sign-in-check")} <Link to="/">{t("identity.sign-in-check-link")}</Link>
      </p>
    </IdentityFrame>
  );
}
