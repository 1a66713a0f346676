import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { Banner } from "#app/components/banner.tsx";
import { CircleCheckBig } from "lucide-react";
import { ButtonLink } from "#app/components/button.tsx";
import { Breadcrumbs } from "#app/components/breadcrumbs.tsx";
import { Glossary } from "#app/components/glossed.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { SeverityBars } from "#app/components/marks.tsx";
import { AnswerAgain, ReopenTask } from "#app/components/tasks/answer-again.tsx";
import { TaskHistory } from "#app/components/tasks/task-history.tsx";
import { TaskProperties } from "#app/components/tasks/task-properties.tsx";
import { TaskStatusBadge } from "#app/components/tasks/task-status.tsx";
import { TaskSteps } from "#app/components/tasks/task-steps.tsx";
import { pageGlossary } from "#app/glossary.server.ts";
import { asTenant, companyPage, uuidParam } from "#app/request.server.ts";
import { actOnTask, closingView, TaskForm } from "#app/task-page.server.ts";
import { listedTask } from "#app/tasks.server.ts";
import { useText } from "#app/text.tsx";
import { membersOf } from "#db/people.ts";
import { taskById, taskForUpdate, taskHistory } from "#db/tasks.ts";
import { dayIn } from "#domain/format.ts";
import { inLanguage } from "#domain/language.ts";
import { may } from "#domain/permission.ts";

export async function loader(args: LoaderFunctionArgs) {
  return companyPage(
    args,
    "task:read",
    ["tasks", "states"],
    async (trx, { company, language, now, role, services: { library } }) => {
      const task = await taskById(trx, uuidParam(args.params.taskId));
      const playbook = library.playbooks.get(task.playbookId);
      if (!playbook) throw new Error(`no playbook ${task.playbookId}`);
      const mine = (text: { vi: string; en: string }) => inLanguage(language, text);
      const { find, views } = pageGlossary({ library, language });
      return {
        task: {
          ...listedTask(task, { library, language, today: dayIn(company.zone, now) }),
          ownerId: task.ownerId,
          revision: task.revision,
          closedAt: task.closedAt,
          stepsDone: task.stepsDone,
        },
        playbook: {
          summary: mine(playbook.summary),
          steps: playbook.steps.map(({ text, who }) => ({
            ...{ text: mine(text), who: who ? mine(who) : null },
            glosses: find(mine(text)),
          })),
          produces: mine(playbook.produces),
          owner: mine(playbook.owner),
          proof: playbook.proof.map(mine),
        },
        glossary: views(),
        closing: await closingView(trx, task, { library, language }),
        people: (await membersOf(trx)).map(({ personId, name }) => ({ id: personId, name })),
        history: await taskHistory(trx, task.id),
        zone: company.zone,
        slug: company.slug,
        canWork: may(role, "task:work"),
      };
    },
  );
}

export async function action(args: ActionFunctionArgs) {
  const form = TaskForm.safeParse(Object.fromEntries(await args.request.formData()));
  if (!form.success)
    return data(
      {
        outcome: "refused" as const,
        error: form.error.issues[0]?.path[0] === "dueOn" ? ("day" as const) : ("answers" as const),
      },
      { status: 422 },
    );
  return asTenant(args, "task:work", async (trx, ctx) => {
    const task = await taskForUpdate(trx, uuidParam(args.params.taskId));
    const outcome = await actOnTask(trx, task, form.data, ctx);
    return data(outcome, { status: outcome.outcome === "refused" ? 422 : 200 });
  });
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `${page?.task.title ?? ""} · ${page?.shell.company.name ?? ""} · Chữ Tín` },
];

export default function TaskRoute() {
  const { task, playbook, glossary, closing, people, history, zone, slug, canWork } = useLoaderData<typeof loader>();
  const feedback = useActionData<typeof action>();
  const t = useText();
  const points = (score: number | null) => (score === null ? t("tasks.no-score") : Math.floor(score / 100));
  const isClosed = task.group === "closed";
  return (
    <>
      <Breadcrumbs
        label={t("tasks.trail")}
        items={[
          { label: t("tasks.title"), to: `/c/${slug}/tasks` },
          { label: t("tasks.breadcrumb", { number: String(task.number) }) },
        ]}
      />
      <div className="mt-4 grid gap-8 lg:grid-cols-[minmax(0,1.7fr)_minmax(0,1fr)]">
        <div className="grid content-start gap-8">
          <div>
            <div className="mb-2 flex flex-wrap items-center gap-3">
              <SeverityBars level={task.severity} word={t(`states.severity-${task.severity}`)} />
              <TaskStatusBadge status={task.status} />
            </div>
            <PageHeader title={task.title} intro={playbook.summary} />
            {!isClosed && canWork && (
              <ButtonLink to="#answer-again" variant="primary" block className="lg:hidden" icon={CircleCheckBig}>
                {t("tasks.to-again")}
              </ButtonLink>
            )}
            {feedback && (feedback.outcome === "closed" || feedback.outcome === "reopened") && (
              <Banner tone="done" live>
                {t(`tasks.${feedback.outcome}-banner`, {
                  before: points(feedback.before),
                  after: points(feedback.after),
                })}{" "}
                <Link to={`/c/${slug}/assessments/${closing.assessmentId ?? ""}/result`}>{t("tasks.see-result")}</Link>
              </Banner>
            )}
          </div>
          <Glossary terms={glossary}>
            <TaskSteps steps={playbook.steps} done={task.stepsDone} canTick={canWork && !isClosed} />
          </Glossary>
          <section className="grid gap-2">
            <h3 className="font-semibold">{t("tasks.produces")}</h3>
            <p className="text-ink-2">{playbook.produces}</p>
            <h3 className="mt-2 font-semibold">{t("tasks.proof")}</h3>
            <ul className="list-disc pl-5 text-ink-2">
              {playbook.proof.map((proof) => (
                <li key={proof}>{proof}</li>
              ))}
            </ul>
          </section>
          <TaskHistory events={history} zone={zone} />
        </div>
        <div className="grid content-start gap-6">
          {isClosed ? (
            <ReopenTask closedAt={task.closedAt} zone={zone} canReopen={canWork} />
          ) : (
            <AnswerAgain
              closing={closing}
              canClose={canWork}
              error={feedback?.outcome === "refused" && feedback.error === "answers"}
              preview={`/c/${slug}/tasks/${task.id}/preview`}
            />
          )}
          <TaskProperties
            task={task}
            role={playbook.owner}
            people={people}
            canChange={canWork && !isClosed}
            feedback={
              feedback?.outcome === "changed"
                ? "saved"
                : feedback?.outcome === "refused" && feedback.error !== "answers"
                  ? feedback.error
                  : null
            }
          />
        </div>
      </div>
    </>
  );
}
