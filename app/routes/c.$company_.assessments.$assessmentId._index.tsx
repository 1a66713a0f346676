import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData, type ShouldRevalidateFunctionArgs } from "@remix-run/react";
import { loadAnswering, toTableIfUsual } from "#app/answering/load.server.ts";
import { SentForm } from "#app/answering/save.schema.ts";
import { openForChange, permissionFor, questionAfter, sentByForm, takeChange } from "#app/answering/save.server.ts";
import { AnsweringScreen } from "#app/components/answering/screen.tsx";
import { Glossary } from "#app/components/glossed.tsx";
import { asTenant, uuidParam } from "#app/request.server.ts";
import { statusFor } from "#app/status.ts";
import { Refusal, type RefusalCode } from "#domain/refusal.ts";

export async function loader(args: LoaderFunctionArgs) {
  toTableIfUsual(args);
  return loadAnswering(args, {
    areas: ["answering", "asking", "evidence", "states", "clauses"],
    isExplained: true,
  });
}

/** A form without JavaScript: saves, and goes on to the next question. With it, each change goes to `answers`. */
export async function action(args: ActionFunctionArgs) {
  const fields = await args.request.formData();
  const form = SentForm.safeParse({ ...Object.fromEntries(fields), boxes: fields.getAll("box") });
  if (!form.success) return refused("invalid-form");
  const { company, assessmentId } = args.params;
  const here = `/c/${company}/assessments/${assessmentId}`;
  return asTenant(args, permissionFor(form.data.act), async (trx, ctx) => {
    try {
      const opened = await openForChange(trx, uuidParam(assessmentId), ctx.services.library);
      const taken = await takeChange(trx, opened, sentByForm(opened.framework, ctx.personId, form.data), ctx);
      if ("refusal" in taken) return refused(taken.refusal);
      // what somebody suggested was looked at: the answer that stands now is shown
      if (form.data.linkId) return redirect(`${here}?${new URLSearchParams({ q: form.data.questionId }).toString()}`);
      const next = questionAfter(opened, form.data.questionId, taken, ctx.personId);
      return redirect(next ? `${here}?${new URLSearchParams({ q: next }).toString()}` : `${here}/result`);
    } catch (error) {
      // refused before anything was written: the same page says so, with what was typed still in the history
      if (error instanceof Refusal && error.code !== "not-found") return refused(error.code);
      throw error;
    }
  });
}

function refused(refusal: RefusalCode) {
  return data({ refusal }, { status: statusFor(refusal) });
}

/** The screen keeps itself up to date: no save asks for the page again. */
export function shouldRevalidate({ currentParams, nextParams }: ShouldRevalidateFunctionArgs) {
  return currentParams.assessmentId !== nextParams.assessmentId;
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: page ? `${page.answering.framework.title} · ${page.answering.company.name} · Chữ Tín` : "Chữ Tín" },
];

export default function AnsweringRoute() {
  const { answering, attached, explained } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal;
  return (
    <Glossary terms={explained.glossary}>
      <AnsweringScreen
        key={answering.assessment.id}
        answering={answering}
        explained={explained.of}
        attached={attached}
        refusal={refusal}
      />
    </Glossary>
  );
}
