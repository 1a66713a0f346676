import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { IdentityFrame } from "#app/identity/frame.tsx";
import { sendVerificationAgain, verifyAddress } from "#app/identity/recovery.server.ts";
import { textFor } from "#app/text.server.ts";
import { useText } from "#app/text.tsx";
import { withNext } from "#domain/next-path.ts";

/** The mailbox and the account must be the same person's, so whoever opens the link signs in first. */
function signInFirst({ request }: Pick<LoaderFunctionArgs, "request">) {
  return redirect(withNext("/sign-in", `/verify${new URL(request.url).search}`));
}

export function loader(args: LoaderFunctionArgs) {
  const { person } = args.context.visit;
  if (!person) return signInFirst(args);
  return data({
    name: person.name,
    email: person.email,
    hasToken: new URL(args.request.url).searchParams.has("token"),
    isVerified: person.emailVerified,
    text: textFor(args, "identity", "states"),
  });
}

/** With a token in the address it confirms; without one it sends the mail again. */
export async function action(args: ActionFunctionArgs) {
  const token = new URL(args.request.url).searchParams.get("token");
  const isAgain = (await args.request.formData()).get("again") !== null;
  if (token && !isAgain) {
    const outcome = await verifyAddress(args, token);
    if (outcome === "not-signed-in") return signInFirst(args);
    return data({ outcome, minutes: 0 }, { status: outcome.startsWith("verified") ? 200 : 410 });
  }
  if (!args.context.visit.person) return signInFirst(args);
  const answer = await sendVerificationAgain(args);
  if (answer.outcome === "too-many")
    return data({ outcome: "wait" as const, minutes: answer.minutes }, { status: 429 });
  return data({ outcome: answer.outcome, minutes: 0 });
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `${page?.text["identity.verify-title"] ?? ""} · Chữ Tín` },
];

export default function VerifyRoute() {
  const { name, email, hasToken, isVerified } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText();
  const outcome = answer?.outcome ?? (hasToken ? null : isVerified ? "verified-already" : "ask-again");
  if (outcome === null || outcome === "ask-again") {
    return (
      <IdentityFrame
        title={t("identity.verify-title")}
        intro={outcome ? t("identity.address-unverified", { email }) : t("identity.verify-ask", { name })}
      >
        <Form method="post">
          <Button type="submit" variant="primary" block>
            {t(outcome ? "identity.verify-again" : "identity.verify-submit")}
          </Button>
        </Form>
      </IdentityFrame>
    );
  }
  const canAskAgain = outcome === "link-expired" && !isVerified;
  return (
    <IdentityFrame
      title={t(`identity.verify-${outcome}-title`)}
      intro={t(`identity.verify-${outcome}-body`, { email, minutes: answer?.minutes ?? 0 })}
    >
      {canAskAgain && (
        <Form method="post">
          <Button type="submit" name="again" value="yes" variant="primary" block>
            {t("identity.verify-again")}
          </Button>
        </Form>
      )}
      {outcome === "other-person" ? (
        <Form method="post" action="/sign-out">
          <Button type="submit" block>
            {t("identity.sign-out-title")}
          </Button>
        </Form>
      ) : (
        <ButtonLink to="/companies" variant={canAskAgain ? "secondary" : "primary"} block>
          {t("identity.go-on")}
        </ButtonLink>
      )}
    </IdentityFrame>
  );
}
