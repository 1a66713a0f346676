import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form } from "@remix-run/react";
import { Button } from "#app/components/button.tsx";
import { goOn } from "#app/identity/answer.server.ts";
import { IdentityFrame } from "#app/identity/frame.tsx";
import { justLeftCookie, signOut } from "#app/identity/signing-in.server.ts";
import { textFor } from "#app/text.server.ts";
import { useText } from "#app/text.tsx";

/** The address alone signs nobody out: a picture in a mail could name it. */
export function loader(args: LoaderFunctionArgs) {
  if (!args.context.visit.person) return redirect("/sign-in");
  return data({ text: textFor(args, "identity", "states") });
}

export async function action(args: ActionFunctionArgs) {
  const cookies = await signOut(args);
  return goOn("/sign-in", [...cookies, justLeftCookie(args.context.services.settings)]);
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `${page?.text["identity.sign-out-title"] ?? ""} · Chữ Tín` },
];

export default function SignOutRoute() {
  const t = useText();
  return (
    <IdentityFrame title={t("identity.sign-out-title")} intro={t("identity.sign-out-body")}>
      <Form method="post">
        <Button type="submit" variant="primary" block>
          {t("identity.sign-out-title")}
        </Button>
      </Form>
    </IdentityFrame>
  );
}
