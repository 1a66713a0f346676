import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { changePassword } from "#app/identity/account.server.ts";
import { cookieHeaders, notDone, problemsOf, refusedAnswer } from "#app/identity/answer.server.ts";
import type { Problems } from "#app/identity/problem.ts";
import { PasswordSection, SecondFactorSection } from "#app/identity/security-sections.tsx";
import {
  beginSecondFactor,
  confirmSecondFactor,
  endSecondFactor,
  enrolmentOf,
  recoveryCodesLeft,
  renewRecoveryCodes,
  type Enrolment,
} from "#app/identity/two-factor.server.ts";
import { answering, refusalResponse, type Person } from "#app/request.server.ts";
import { findAccount } from "#db/identity.ts";
import { ChangePasswordForm, ConfirmCodeForm, ConfirmForm, readForm } from "#domain/identity.schema.ts";
import { Refusal } from "#domain/refusal.ts";

export function loader(args: LoaderFunctionArgs) {
  return answering(args, async ({ person, services }) => {
    const account = await findAccount(services.auth.db, person.id);
    const codesLeft = account?.hasSecondFactor ? await recoveryCodesLeft(args, person.id) : null;
    return { email: person.email, codesLeft };
  });
}

export function action(args: ActionFunctionArgs) {
  return answering(args, async ({ person }): Promise<Answered> => {
    const form = await args.request.formData();
    const intent = String(form.get("intent") ?? "");
    const act = acts[intent as keyof typeof acts];
    if (!act) throw refusalResponse(new Refusal("invalid-form", `intent ${intent}`), args);
    return act(args, person, form);
  });
}

/** What the page is told: what is wrong and where, or what was done, with what is shown this once. */
interface SecurityAnswer {
  problems?: Problems;
  typed?: { intent?: string };
  enrolment?: Enrolment;
  codes?: string[];
  done?: "password-changed" | "second-confirmed" | "second-ended";
}
type Answered = ReturnType<typeof data<SecurityAnswer>>;
type Act = [args: ActionFunctionArgs, person: Person, form: FormData];

async function actPassword(...[args, person, form]: Act): Promise<Answered> {
  const typed = { intent: "password" };
  const { values, errors } = readForm(ChangePasswordForm, form);
  if (errors) return notDone(problemsOf(errors), typed);
  const answer = await changePassword(args, person, values);
  if (answer.outcome !== "changed") return refusedAnswer(answer, "password", typed);
  return data({ done: "password-changed" }, { headers: cookieHeaders(answer.cookies) });
}

async function actBegin(...[args, person, form]: Act): Promise<Answered> {
  const typed = { intent: "begin" };
  const { values, errors } = readForm(ConfirmForm, form);
  if (errors) return notDone(problemsOf(errors), typed);
  const answer = await beginSecondFactor(args, person, values.password);
  return answer.outcome === "begun" ? data({ enrolment: answer.enrolment }) : refusedAnswer(answer, "password", typed);
}

async function actConfirm(...[args, person, form]: Act): Promise<Answered> {
  const { values, errors } = readForm(ConfirmCodeForm, form);
  const uri = String(form.get("uri") ?? "");
  if (errors?.uri) throw refusalResponse(new Refusal("invalid-form", "no secret of an authenticator"), args);
  // the page shows its own secret once more, so that a mistyped code is no new beginning
  const again = { intent: "confirm", uri };
  const enrolment = enrolmentOf(uri);
  if (errors) return withEnrolment(notDone(problemsOf(errors), again), enrolment);
  const answer = await confirmSecondFactor(args, person, values.code);
  if (answer.outcome !== "on") return withEnrolment(refusedAnswer(answer, "code", again), enrolment);
  return data({ done: "second-confirmed", codes: answer.codes }, { headers: cookieHeaders(answer.cookies) });
}

function withEnrolment(answer: Answered, enrolment: Enrolment): Answered {
  return data({ ...answer.data, enrolment }, answer.init ?? {});
}

async function actEnd(...[args, person, form]: Act): Promise<Answered> {
  const typed = { intent: "end" };
  const { values, errors } = readForm(ConfirmForm, form);
  if (errors) return notDone(problemsOf(errors), typed);
  const answer = await endSecondFactor(args, person, values.password);
  if (answer.outcome !== "off") return refusedAnswer(answer, "password", typed);
  return data({ done: "second-ended" }, { headers: cookieHeaders(answer.cookies) });
}

async function actRenew(...[args, person, form]: Act): Promise<Answered> {
  const typed = { intent: "renew" };
  const { values, errors } = readForm(ConfirmForm, form);
  if (errors) return notDone(problemsOf(errors), typed);
  const answer = await renewRecoveryCodes(args, person, values.password);
  return answer.outcome === "renewed" ? data({ codes: answer.codes }) : refusedAnswer(answer, "password", typed);
}

const acts = { password: actPassword, begin: actBegin, confirm: actConfirm, end: actEnd, renew: actRenew };

export default function SecurityRoute() {
  const { email, codesLeft } = useLoaderData<typeof loader>();
  const { problems, typed, enrolment, codes, done } = useActionData<typeof action>() ?? {};
  const of = (intent: string) => (typed?.intent === intent ? problems : undefined);
  return (
    <>
      <PasswordSection email={email} problems={of("password")} isDone={done === "password-changed"} />
      <SecondFactorSection
        codesLeft={codesLeft}
        enrolment={enrolment ?? null}
        codes={codes ?? null}
        done={done === "second-confirmed" || done === "second-ended" ? done : null}
        problemsOf={of}
      />
    </>
  );
}
