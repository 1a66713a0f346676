import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData, useParams } from "@remix-run/react";
import { orRefused } from "#app/forms.server.ts";
import { goOn } from "#app/identity/answer.server.ts";
import { signOut } from "#app/identity/signing-in.server.ts";
import { InvitationLanding } from "#app/invitations/landing.tsx";
import { acceptLink, pageOf, type Chosen } from "#app/invitations/landing.server.ts";
import { answering } from "#app/request.server.ts";
import { textFor } from "#app/text.server.ts";
import { readForm, type FieldErrors } from "#domain/identity.schema.ts";
import { withNext } from "#domain/next-path.ts";
import { AcceptForm, PracticeName } from "#domain/people.schema.ts";

export async function loader(args: LoaderFunctionArgs) {
  const { status, page } = await pageOf(args.context, args.params.token ?? "");
  return data({ page, text: textFor(args, "invitations", "identity", "states") }, { status });
}

export async function action(args: ActionFunctionArgs) {
  const token = args.params.token ?? "";
  const here = `/i/${encodeURIComponent(token)}`;
  const signIn = withNext("/sign-in", here);
  const form = await args.request.formData();
  const { values, errors } = readForm(AcceptForm, form);
  if (errors) return wrong("practice" in errors ? errors : { form: "form" });
  if (values.intent === "switch") return goOn(signIn, await signOut(args));
  if (!args.context.visit.person) return redirect(signIn);
  let chosen: Chosen = null;
  if (values.intent === "engage") {
    chosen = values.practice ? { practice: values.practice } : { key: values.key, name: values.name };
    const named = values.practice ? null : readForm(PracticeName, form).errors;
    if (named) return wrong(named);
  }
  // why not, the page itself knows best: it is asked again
  const codes = ["wrong-person", "already-member", "link-used", "link-expired", "not-found"] as const;
  const { done, refused } = await orRefused(codes, () => answering(args, (asked) => acceptLink(asked, token, chosen)));
  if (refused === "already-member" && values.intent === "engage") return wrong({ practice: "engaged" }, 409);
  return redirect(done ?? here);
}

function wrong(errors: FieldErrors, status = 422) {
  return data({ errors }, { status });
}

export const meta: MetaFunction<typeof loader> = ({ data: read }) => [
  { title: read && "place" in read.page ? `${read.page.place} · Chữ Tín` : "Chữ Tín" },
  // a page that a token opens is nobody's to find
  { name: "robots", content: "noindex" },
];

export default function InvitationRoute() {
  const { page } = useLoaderData<typeof loader>();
  const told = useActionData<typeof action>();
  const { token } = useParams();
  return <InvitationLanding page={page} path={`/i/${token}`} errors={told?.errors ?? {}} />;
}
