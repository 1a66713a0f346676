import type { LoaderFunctionArgs } from "@remix-run/node";
import { asTenant, uuidParam } from "#app/request.server.ts";
import { previewClosing, TaskForm } from "#app/task-page.server.ts";
import { companyOf } from "#db/companies.ts";
import { taskById } from "#db/tasks.ts";
import { Refusal } from "#domain/refusal.ts";

/** What closing the task with the answers of the query would make of the score. */
export async function loader(args: LoaderFunctionArgs) {
  const form = TaskForm.safeParse({
    intent: "close",
    answers: new URL(args.request.url).searchParams.get("answers") ?? "{}",
  });
  return asTenant(args, "task:read", async (trx, { tenantId, now, services: { library } }) => {
    if (!form.success || form.data.intent !== "close") throw new Refusal("invalid-form", "no answers to preview");
    const task = await taskById(trx, uuidParam(args.params.taskId));
    const { zone } = await companyOf(trx, tenantId);
    return previewClosing(trx, task, form.data.answers, { library, zone, now });
  });
}
