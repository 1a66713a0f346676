import { sql } from "kysely";
import type { Grade } from "#domain/scoring/grade.ts";
import type { PinnedResult } from "#domain/standing.ts";
import type { TenantTrx } from "./tenant.ts";

/** A completed assessment as lists and the trend show it. Scores are basis points. */
export interface Completed {
  readonly id: string;
  readonly number: number;
  readonly version: string;
  readonly completedAt: Date;
  readonly score: number | null;
  /** Null when a critical question was left open. */
  readonly grade: Grade | null;
}

/** The completed assessments of a framework, earliest first; only their numbers are read. */
export async function completedOf(trx: TenantTrx, frameworkId: string): Promise<Completed[]> {
  return trx
    .selectFrom("assessments")
    .select(["assessment_id as id", "number", "framework_version as version", "completed_at as completedAt"])
    .select(sql<number | null>`(result #>> '{numbers,score}')::int`.as("score"))
    .select(
      sql<Grade | null>`case when (result #>> '{numbers,final}')::boolean then result #>> '{numbers,gradeLow}' end`.as(
        "grade",
      ),
    )
    .where("framework_id", "=", frameworkId)
    .where("state", "in", ["completed", "superseded"])
    .where("completed_at", "is not", null)
    .orderBy("number")
    .$narrowType<{ completedAt: Date }>()
    .execute();
}

/** The result of one as it was sealed. */
export async function sealedResultOf(
  trx: TenantTrx,
  assessmentId: string,
): Promise<{ frameworkVersion: string; result: PinnedResult }> {
  const { frameworkVersion, result } = await trx
    .selectFrom("assessments")
    .select(["framework_version as frameworkVersion", "result"])
    .where("assessment_id", "=", assessmentId)
    .executeTakeFirstOrThrow();
  return { frameworkVersion, result: result as PinnedResult };
}
