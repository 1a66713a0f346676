import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { ScheduleCard, type ScheduleFeedback } from "#app/components/schedules/schedule-card.tsx";
import { ScheduleRuns } from "#app/components/schedules/schedule-runs.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { asTenant, companyPage } from "#app/request.server.ts";
import { useText } from "#app/text.tsx";
import { record } from "#db/audit.ts";
import { companyOf } from "#db/companies.ts";
import { scheduleRuns, schedulesOf, setSchedule, stopSchedule } from "#db/schedules.ts";
import { dayIn } from "#domain/format.ts";
import { inLanguage } from "#domain/language.ts";
import { may } from "#domain/permission.ts";
import { Refusal } from "#domain/refusal.ts";
import { cadences, dueDays, isDay } from "#domain/schedule.ts";

const revision = z.coerce.number().int().min(0);
const ScheduleForm = z.discriminatedUnion("intent", [
  z.object({
    intent: z.literal("set"),
    frameworkId: z.string(),
    basedOn: revision,
    cadence: z.enum(cadences),
    firstOn: z.string().refine(isDay),
  }),
  z.object({ intent: z.literal("stop"), frameworkId: z.string(), basedOn: revision }),
]);

export async function loader(args: LoaderFunctionArgs) {
  return companyPage(
    args,
    "schedule:read",
    ["schedules", "companies"],
    async (trx, { company, language, now, role, services: { library } }) => {
      const schedules = await schedulesOf(trx);
      const today = dayIn(company.zone, now);
      const ids = [...new Set(library.frameworks.map(({ id }) => id))];
      const nameOf = (id: string) => inLanguage(language, library.latest(id).title);
      return {
        today,
        zone: company.zone,
        canSet: may(role, "schedule:set"),
        schedules: ids.map((frameworkId) => {
          const schedule = schedules.find((s) => s.frameworkId === frameworkId);
          const coming = schedule?.nextOn ? dueDays(schedule.cadence, schedule.anchorOn, schedule.nextOn, 3) : [];
          return { frameworkId, title: nameOf(frameworkId), schedule: schedule ?? null, coming };
        }),
        runs: (await scheduleRuns(trx, 20)).map((run) => ({ ...run, title: nameOf(run.frameworkId) })),
      };
    },
  );
}

export async function action(args: ActionFunctionArgs) {
  const fields = Object.fromEntries(await args.request.formData());
  const form = ScheduleForm.safeParse(fields);
  const frameworkId = String(fields.frameworkId ?? "");
  if (!form.success) {
    const wrong = form.error.issues.some(({ path }) => path[0] === "cadence") ? "cadence" : "day";
    return data<ScheduleFeedback>({ frameworkId, outcome: "refused", error: wrong }, { status: 422 });
  }
  return asTenant(args, "schedule:set", async (trx, { tenantId, personId, now, address, services: { library } }) => {
    const asked = form.data;
    if (!library.frameworks.some(({ id }) => id === asked.frameworkId))
      throw new Refusal("not-found", `no framework ${asked.frameworkId}`);
    const told = { actor: { kind: "person", id: personId } as const, address, now };
    if (asked.intent === "stop") {
      const scheduleId = await stopSchedule(trx, asked);
      await record(trx, {
        ...told,
        action: "schedule.stopped",
        object: { kind: "schedule", id: scheduleId },
        detail: { framework: asked.frameworkId },
      });
      return data<ScheduleFeedback>({ frameworkId, outcome: "stopped" });
    }
    const today = dayIn((await companyOf(trx, tenantId)).zone, now);
    const unchangedAnchor = (await schedulesOf(trx)).some(
      (s) => s.frameworkId === asked.frameworkId && s.anchorOn === asked.firstOn,
    );
    if (asked.firstOn < today && !unchangedAnchor)
      return data<ScheduleFeedback>({ frameworkId, outcome: "refused", error: "past" }, { status: 422 });
    const { scheduleId, nextOn } = await setSchedule(trx, { ...asked, today, personId, now });
    const detail = { framework: asked.frameworkId, cadence: asked.cadence, firstOn: asked.firstOn, nextOn };
    await record(trx, { ...told, action: "schedule.set", object: { kind: "schedule", id: scheduleId }, detail });
    return data<ScheduleFeedback>({ frameworkId, outcome: "set", nextOn });
  });
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `${page?.text["schedules.title"] ?? ""} · ${page?.shell.company.name ?? ""} · Chữ Tín` },
];

export default function SchedulesRoute() {
  const { schedules, runs, today, zone, canSet } = useLoaderData<typeof loader>();
  const feedback = useActionData<typeof action>();
  const t = useText();
  return (
    <>
      <PageHeader title={t("schedules.title")} intro={t("schedules.intro")} />
      <div className="grid gap-10">
        {schedules.map(({ frameworkId, ...rest }, i) => (
          <ScheduleCard
            // a schedule that changed comes with a fresh form
            key={`${frameworkId}@${rest.schedule?.revision ?? 0}`}
            {...rest}
            frameworkId={frameworkId}
            today={today}
            zone={zone}
            canSet={canSet}
            isMarked={i === 0}
            feedback={feedback?.frameworkId === frameworkId ? feedback : undefined}
          />
        ))}
        <ScheduleRuns runs={runs} />
      </div>
    </>
  );
}
