import { sql } from "kysely";
import type { StandingNumbers } from "#domain/standing.ts";
import type { TenantTrx } from "./tenant.ts";

type Part = Readonly<{ assessmentId: string; numbers: StandingNumbers }> | null;
/** What changes: a part that is left out stays as it is, null empties it. */
type Change = Readonly<{ running?: Part; completed?: Part }>;

/**
 * Keeps the row that lists of many companies are read from. Called in the transaction that moves the numbers, by whoever
 * moves them.
 */
export async function keepStanding(
  trx: TenantTrx,
  frameworkId: string,
  { running, completed, now }: Change & { now: Date },
): Promise<void> {
  const columns = {
    ...(running !== undefined && { running_id: running?.assessmentId ?? null, running: jsonOf(running) }),
    ...(completed !== undefined && { completed_id: completed?.assessmentId ?? null, completed: jsonOf(completed) }),
    changed_at: now,
  };
  await trx
    .insertInto("standings")
    .values({ framework_id: frameworkId, ...columns })
    .onConflict((conflict) => conflict.columns(["tenant_id", "framework_id"]).doUpdateSet(columns))
    .execute();
}

export type CompanyStanding = Readonly<{
  frameworkId: string;
  running: Readonly<{ assessmentId: string; numbers: StandingNumbers }> | null;
  completed: Readonly<{ assessmentId: string; numbers: StandingNumbers }> | null;
  changedAt: Date;
}>;

/** Where the company stands in each framework that it ever took. */
export async function standingsOfCompany(trx: TenantTrx): Promise<CompanyStanding[]> {
  const rows = await trx
    .selectFrom("standings")
    .select(["framework_id", "running_id", "running", "completed_id", "completed", "changed_at"])
    .orderBy(sql`framework_id`)
    .execute();
  return rows.map(standingOf);
}

interface Row {
  framework_id: string;
  running_id: string | null;
  running: unknown;
  completed_id: string | null;
  completed: unknown;
  changed_at: Date;
}

/** A row of the table as it is read. */
export function standingOf(row: Row): CompanyStanding {
  return {
    frameworkId: row.framework_id,
    running: partOf(row.running_id, row.running),
    completed: partOf(row.completed_id, row.completed),
    changedAt: row.changed_at,
  };
}

function partOf(assessmentId: string | null, numbers: unknown) {
  return assessmentId === null ? null : { assessmentId, numbers: numbers as StandingNumbers };
}

function jsonOf(part: Part): string | null {
  return part && JSON.stringify(part.numbers);
}
