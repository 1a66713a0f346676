import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { Breadcrumbs } from "#app/components/breadcrumbs.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { NewTaskForm } from "#app/components/tasks/new-task-form.tsx";
import { gapsNow, remediesFor } from "#app/new-task.server.ts";
import { asTenant, companyPage } from "#app/request.server.ts";
import { useText } from "#app/text.tsx";
import { companyOf } from "#db/companies.ts";
import { membersOf } from "#db/people.ts";
import { createTask } from "#db/tasks.ts";
import { dayIn } from "#domain/format.ts";
import { inLanguage } from "#domain/language.ts";
import { Refusal } from "#domain/refusal.ts";
import { isDay } from "#domain/schedule.ts";

const Asked = z.object({ assessment: z.uuid(), question: z.string().min(1) });
const NewTask = Asked.extend({
  playbook: z.string().min(1),
  ownerId: z.union([z.uuid(), z.literal("")]),
  dueOn: z.union([z.string().refine(isDay), z.literal("")]),
});

export async function loader(args: LoaderFunctionArgs) {
  const asked = Asked.safeParse(Object.fromEntries(new URL(args.request.url).searchParams));
  return companyPage(
    args,
    "task:create",
    ["tasks", "states"],
    async (trx, { company, language, now, personId, services: { library } }) => {
      if (!asked.success) throw new Refusal("not-found", "no gap named");
      const { assessment, framework, gaps } = await gapsNow(trx, asked.data.assessment, library);
      const question = library.findQuestion(framework, asked.data.question);
      if (!question) throw new Refusal("unknown-question", asked.data.question);
      return {
        asked: asked.data,
        isGap: gaps.some((gap) => gap.question === question.id),
        question: { text: inLanguage(language, question.text), severity: question.severity },
        remedies: remediesFor(question.id, gaps, { library, language, today: dayIn(company.zone, now) }),
        people: (await membersOf(trx)).map((member) => ({ id: member.personId, name: member.name })),
        me: personId,
        slug: company.slug,
        number: assessment.number,
      };
    },
  );
}

export async function action(args: ActionFunctionArgs) {
  const form = NewTask.safeParse(Object.fromEntries(await args.request.formData()));
  if (!form.success) return data({ error: "day" as const }, { status: 422 });
  return asTenant(
    args,
    "task:create",
    async (trx, { tenantId, slug, personId, address, now, services: { library } }) => {
      const { assessment: assessmentId, question, playbook: playbookId, ownerId, dueOn } = form.data;
      const { zone } = await companyOf(trx, tenantId);
      if (dueOn && dueOn < dayIn(zone, now)) return data({ error: "past" as const }, { status: 422 });
      const { framework, gaps } = await gapsNow(trx, assessmentId, library);
      if (!library.playbooksForQuestion(question).some(({ id }) => id === playbookId))
        throw new Refusal("not-found", `${playbookId} does not close ${question}`);
      // one action closes several gaps: all that this playbook mends come along
      const closed = gaps.filter((gap) =>
        library.playbooksForQuestion(gap.question).some(({ id }) => id === playbookId),
      );
      if (!closed.some((gap) => gap.question === question))
        throw new Refusal("changed-meanwhile", `${question} is no gap any more`);
      const { id } = await createTask(trx, {
        frameworkId: framework.id,
        playbookId,
        gaps: closed.map((gap) => ({ questionId: gap.question, assessmentId })),
        ownerId: ownerId || null,
        dueOn: dueOn || null,
        personId,
        address,
        now,
      });
      return redirect(`/c/${slug}/tasks/${id}`);
    },
  );
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `${page?.text["tasks.new-title"] ?? ""} · ${page?.shell.company.name ?? ""} · Chữ Tín` },
];

export default function NewTaskRoute() {
  const { slug, isGap, ...rest } = useLoaderData<typeof loader>();
  const feedback = useActionData<typeof action>();
  const t = useText();
  return (
    <>
      <Breadcrumbs
        label={t("tasks.trail")}
        items={[{ label: t("tasks.title"), to: `/c/${slug}/tasks` }, { label: t("tasks.new-title") }]}
      />
      <PageHeader title={t("tasks.new-title")} />
      {isGap ? (
        <NewTaskForm {...rest} error={feedback?.error ?? null} />
      ) : (
        <p className="text-ink-2">{t("tasks.new-none")}</p>
      )}
    </>
  );
}
