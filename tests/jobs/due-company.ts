import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { createCompany } from "#db/companies.ts";
import { setSchedule } from "#db/schedules.ts";
import type { World } from "./world.ts";

/** Long past, so that it is due on any clock. */
export const dueOn = "2026-01-31";

/** A company with one leader and a schedule whose day has come. */
export async function dueCompany(world: World): Promise<{ tenantId: string; scheduleId: string }> {
  const tenantId = randomUUID();
  const owner = { id: randomUUID(), name: "Nguyễn Thị Hạnh", email: "hanh@annhien.example", language: "vi" as const };
  const scheduleId = await world.inTenant(tenantId, async (trx) => {
    await createCompany(trx, { tenantId, slug: `c-${tenantId}`, name: "Gốm An Nhiên", owner, now: world.now() });
    const timing = { cadence: "yearly" as const, firstOn: dueOn, today: dueOn, basedOn: 0 };
    const set = await setSchedule(trx, { frameworkId: "leakage", ...timing, personId: owner.id, now: world.now() });
    return set.scheduleId;
  });
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
