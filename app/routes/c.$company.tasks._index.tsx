import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ListChecks } from "lucide-react";
import { ButtonLink } from "#app/components/button.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { SegmentedLinks } from "#app/components/segmented.tsx";
import { TaskGroups } from "#app/components/tasks/task-groups.tsx";
import { companyPage } from "#app/request.server.ts";
import { listedTask } from "#app/tasks.server.ts";
import { useText } from "#app/text.tsx";
import { tasksOf } from "#db/tasks.ts";
import { dayIn } from "#domain/format.ts";
import { taskGroups } from "#domain/tasks.ts";

export async function loader(args: LoaderFunctionArgs) {
  return companyPage(
    args,
    "task:read",
    ["tasks", "states"],
    async (trx, { company, language, now, personId, services: { library } }) => {
      const isMine = new URL(args.request.url).searchParams.get("view") === "mine";
      const today = dayIn(company.zone, now);
      const tasks = (await tasksOf(trx)).filter((task) => !isMine || task.ownerId === personId);
      const listed = tasks.map((task) => listedTask(task, { library, language, today }));
      const groups = taskGroups.map((group) => ({ group, tasks: listed.filter((task) => task.group === group) }));
      return { isMine, slug: company.slug, groups: groups.filter((group) => group.tasks.length > 0) };
    },
  );
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `${page?.text["tasks.title"] ?? ""} · ${page?.shell.company.name ?? ""} · Chữ Tín` },
];

export default function TasksRoute() {
  const { groups, isMine, slug } = useLoaderData<typeof loader>();
  const t = useText();
  const views = [
    { to: ".", label: t("tasks.view-all"), current: !isMine },
    { to: "?view=mine", label: t("tasks.view-mine"), current: isMine },
  ];
  return (
    <>
      <PageHeader
        title={t("tasks.title")}
        intro={t("tasks.intro")}
        actions={<SegmentedLinks label={t("tasks.view")} options={views} />}
      />
      {groups.length > 0 ? (
        <TaskGroups groups={groups} base={`/c/${slug}/tasks`} />
      ) : isMine ? (
        <p className="text-ink-2">{t("tasks.none-mine")}</p>
      ) : (
        <EmptyState
          icon={ListChecks}
          level={2}
          title={t("tasks.none-title")}
          action={
            <ButtonLink variant="primary" to={`/c/${slug}/assessments`}>
              {t("tasks.none-action")}
            </ButtonLink>
          }
        >
          {t("tasks.none-body")}
        </EmptyState>
      )}
    </>
  );
}
