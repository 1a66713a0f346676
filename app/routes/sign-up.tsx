import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { Banner } from "#app/components/banner.tsx";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { Field, useFocusOnError } from "#app/components/field.tsx";
import { TextInput } from "#app/components/inputs.tsx";
import { goOn, notDone, problemsOf, refusedAnswer } from "#app/identity/answer.server.ts";
import { PublicLinks } from "#app/components/public-links.tsx";
import { EmailField, PasswordField, useProblem } from "#app/identity/fields.tsx";
import { IdentityFrame } from "#app/identity/frame.tsx";
import { isInvited } from "#app/identity/invited.server.ts";
import { claimOperator, isOperatorToken } from "#app/identity/operator-token.server.ts";
import { maySignUp, recordIdentity, signUp } from "#app/identity/signing-in.server.ts";
import { refusalResponse } from "#app/request.server.ts";
import { textFor } from "#app/text.server.ts";
import { useText } from "#app/text.tsx";
import { readForm, SignUpForm } from "#domain/identity.schema.ts";
import { nextPath, withNext } from "#domain/next-path.ts";
import { Refusal } from "#domain/refusal.ts";

/** What the address says: where to go on, and the token of whoever reads the console. */
function askedBy({ request }: Pick<LoaderFunctionArgs, "request">) {
  const { searchParams } = new URL(request.url);
  return { next: searchParams.get("next"), operatorToken: searchParams.get("operator") };
}

export async function loader(args: LoaderFunctionArgs) {
  const { next, operatorToken } = askedBy(args);
  const { services, visit } = args.context;
  const isOperator = await isOperatorToken(services.settings.dataDir, operatorToken);
  if (visit.person && !isOperator) return redirect(nextPath(next, "/companies"));
  const isOpen = await maySignUp(args, { operatorToken, isInvited: await isInvited(args, next) });
  return data({
    next,
    isOperator,
    isSignedIn: visit.person !== null,
    closed: isOpen ? null : services.settings.signUp,
    text: textFor(args, "identity", "states"),
  });
}

export async function action(args: ActionFunctionArgs) {
  const { next, operatorToken } = askedBy(args);
  const { person } = args.context.visit;
  if (person) {
    if (await claimOperator(args, operatorToken, person.id))
      await recordIdentity(args, "person.made-operator", person.id);
    return redirect(nextPath(next, "/companies"));
  }
  if (!(await maySignUp(args, { operatorToken, isInvited: await isInvited(args, next) }))) {
    throw refusalResponse(new Refusal("sign-up-closed", "no invitation, no token"), args);
  }
  const form = await args.request.formData();
  const typed = { name: String(form.get("name") ?? ""), email: String(form.get("email") ?? "") };
  const { values, errors } = readForm(SignUpForm, form);
  if (errors) return notDone(problemsOf(errors), typed);
  const answer = await signUp(args, values, operatorToken);
  if (answer.outcome !== "signed-in") return refusedAnswer(answer, "email", typed);
  return goOn(nextPath(next, "/companies"), answer.cookies);
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `${page?.text["identity.sign-up-title"] ?? ""} · Chữ Tín` },
];

export default function SignUpRoute() {
  const { next, isOperator, isSignedIn, closed } = useLoaderData<typeof loader>();
  const t = useText();
  if (closed) {
    return (
      <IdentityFrame
        title={t("identity.sign-up-closed-title")}
        intro={t(closed === "invited" ? "identity.sign-up-invited-body" : "identity.sign-up-closed-body")}
      >
        <ButtonLink to={withNext("/sign-in", next)}>{t("identity.sign-in-title")}</ButtonLink>
      </IdentityFrame>
    );
  }
  return (
    <IdentityFrame
      title={t("identity.sign-up-title")}
      intro={
        <>
          {t("identity.sign-up-have")} <Link to={withNext("/sign-in", next)}>{t("identity.sign-in-title")}</Link>
        </>
      }
    >
      {isOperator && <Banner tone="info">{t("identity.sign-up-operator")}</Banner>}
      {isSignedIn ? (
        <Form method="post">
          <Button type="submit" variant="primary" block>
            {t("identity.sign-up-operator-claim")}
          </Button>
        </Form>
      ) : (
        <NewAccount />
      )}
      <div className="text-sm text-ink-3">
        <PublicLinks />
      </div>
    </IdentityFrame>
  );
}

function NewAccount() {
  const answer = useActionData<typeof action>();
  const t = useText();
  const problem = useProblem(answer?.problems);
  const form = useFocusOnError(answer);
  const isBusy = useNavigation().state !== "idle";
  return (
    <Form ref={form} method="post" noValidate className="grid gap-4">
      <Field label={t("identity.name")} error={problem("name")}>
        {(control) => (
          <TextInput
            {...control}
            name="name"
            autoComplete="name"
            maxLength={120}
            required
            defaultValue={answer?.typed.name}
          />
        )}
      </Field>
      <EmailField error={problem("email")} value={answer?.typed.email} />
      <PasswordField isNew error={problem("password")} />
      <Button type="submit" variant="primary" block busy={isBusy}>
        {t("identity.sign-up-submit")}
      </Button>
      <p className="text-sm text-ink-3">{t("identity.sign-up-next")}</p>
    </Form>
  );
}
