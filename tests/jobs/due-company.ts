import { sql } from "kysely";
import { setSchedule } from "#db/schedules.ts";
import { aCompany, aPerson } from "#tests/companies.ts";
import type { World } from "./world.ts";

/** Long past, so that it is due on any clock. */
export const dueOn = "2026-01-31";

/** A company with one leader and a schedule whose day has come. */
export async function dueCompany({
  database,
  inTenant,
  now,
}: World): Promise<{ tenantId: string; scheduleId: string }> {
  const owner = aPerson("Nguyễn Thị Hạnh");
  const { tenantId } = await aCompany(database, { name: "Gốm An Nhiên", owner, now: now() });
  const timing = { cadence: "yearly" as const, firstOn: dueOn, today: dueOn, basedOn: 0 };
  const { scheduleId } = await inTenant(tenantId, (trx) =>
    setSchedule(trx, { frameworkId: "leakage", ...timing, personId: owner.id, now: now() }),
  );
  return { tenantId, scheduleId };
}

/** How often the due day had each of its effects. */
export async function openedBy(world: World, tenantId: string) {
  const { rows } = await world.inTenant(tenantId, (trx) =>
    sql<Record<"assessments" | "runs" | "mails" | "events", number>>`
      select (select count(*)::int from assessments) as assessments, (select count(*)::int from schedule_runs) as runs,
        (select count(*)::int from outbox) as mails,
        (select count(*)::int from audit_events where action = 'schedule.opened') as events`.execute(trx),
  );
  return rows[0];
}
