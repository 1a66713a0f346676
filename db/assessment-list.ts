import { sql } from "kysely";
import type { StandingNumbers } from "#domain/standing.ts";
import type { Assessment } from "./assessments.ts";
import type { TenantTrx } from "./tenant.ts";

export interface AssessmentInList extends Omit<Assessment, "result" | "facts" | "zone"> {
  /** As sealed when completed, as they stand when it runs, null when it was abandoned. */
  readonly numbers: StandingNumbers | null;
  readonly openedByName: string | null;
  readonly completedByName: string | null;
  /** Replies by link that nobody has decided on. */
  readonly waitingReplies: number;
}

/** All assessments of the company, the newest first; one statement. */
export async function assessmentsOf(trx: TenantTrx): Promise<AssessmentInList[]> {
  const rows = await trx
    .selectFrom("assessments as a")
    .leftJoin("standings as s", (join) =>
      join.onRef("s.tenant_id", "=", "a.tenant_id").onRef("s.running_id", "=", "a.assessment_id"),
    )
    .leftJoin("people as opening", (join) =>
      join.onRef("opening.tenant_id", "=", "a.tenant_id").onRef("opening.person_id", "=", "a.opened_by"),
    )
    .leftJoin("people as completing", (join) =>
      join.onRef("completing.tenant_id", "=", "a.tenant_id").onRef("completing.person_id", "=", "a.completed_by"),
    )
    .select([
      "a.assessment_id as id",
      "a.framework_id as frameworkId",
      "a.framework_version as frameworkVersion",
      "a.content_revision as contentRevision",
      "a.number",
      "a.state",
      "a.previous_id as previousId",
      "a.schedule_id as scheduleId",
      "a.due_on as dueOn",
      "a.opened_at as openedAt",
      "a.opened_by as openedBy",
      "a.completed_at as completedAt",
      "a.completed_by as completedBy",
      "opening.name as openedByName",
      "completing.name as completedByName",
    ])
    .select(sql<StandingNumbers | null>`coalesce(a.result -> 'numbers', s.running)`.as("numbers"))
    .select(
      sql<number>`(select count(*)::int from question_requests q
        cross join lateral (select distinct on (question_id) decision from asked_replies r
          where r.tenant_id = q.tenant_id and r.link_id = q.link_id order by question_id, revision desc) latest
        where q.tenant_id = a.tenant_id and q.assessment_id = a.assessment_id and latest.decision is null)`.as(
        "waitingReplies",
      ),
    )
    .orderBy("a.opened_at", "desc")
    .orderBy("a.number", "desc")
    .execute();
  return rows;
}
