import { sql } from "kysely";
import type { Improvements } from "#domain/improvements.ts";
import type { Day } from "#domain/schedule.ts";
import { standingOf, type CompanyStanding } from "./standings.ts";
import type { TenantTrx } from "./tenant.ts";

export type HomeStanding = CompanyStanding &
  Readonly<{
    /** Basis points of the assessment that was completed before the last one. */
    lastScore: number | null;
    /** When the running one is due, and when the next is opened. */
    dueOn: Day | null;
    nextOn: Day | null;
    /** What closed tasks brought since the completion. */
    improvements: Improvements;
  }>;

/** Where the company stands in each framework that it ever took, with what the home page says beside it; one statement. */
export async function homeStandings(trx: TenantTrx): Promise<HomeStanding[]> {
  const rows = await trx
    .selectFrom("standings as s")
    .select(["s.framework_id", "s.running_id", "s.running", "s.completed_id", "s.completed", "s.changed_at"])
    .select(
      sql<Day | null>`(select a.due_on::text from assessments a
        where a.tenant_id = s.tenant_id and a.assessment_id = s.running_id)`.as("due_on"),
    )
    .select(
      sql<Day | null>`(select n.next_on::text from schedules n
        where n.tenant_id = s.tenant_id and n.framework_id = s.framework_id)`.as("next_on"),
    )
    .select(
      sql<number | null>`(select (a.result #>> '{numbers,score}')::int from assessments a
        where a.tenant_id = s.tenant_id and a.framework_id = s.framework_id and a.state in ('completed', 'superseded')
          and a.assessment_id <> s.completed_id
        order by a.number desc limit 1)`.as("last_score"),
    )
    .select(
      sql<Improvements>`(select coalesce(json_object_agg(i.question_id, i.credit), '{}') from (
        select distinct on (question_id) question_id, credit from improvements
        where tenant_id = s.tenant_id and assessment_id = s.completed_id
        order by question_id, recorded_at desc) i)`.as("improvements"),
    )
    .orderBy(sql`s.framework_id`)
    .execute();
  return rows.map((row) => ({
    ...standingOf(row),
    lastScore: row.last_score,
    dueOn: row.due_on,
    nextOn: row.next_on,
    improvements: row.improvements,
  }));
}
