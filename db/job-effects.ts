import type { TenantTrx } from "./tenant.ts";

/**
 * Notes that a job takes effect, in the transaction of the effect: a job may start twice, and two workers may race.
 * @param jobKey the job's name and key: `open-due-assessment:<schedule>@<day>`
 * @returns false when it took effect before: then there is nothing left to do
 */
export async function takesEffect(trx: TenantTrx, { jobKey, now }: { jobKey: string; now: Date }): Promise<boolean> {
  const noted = await trx
    .insertInto("job_effects")
    .values({ job_key: jobKey, done_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .returning("job_key")
    .executeTakeFirst();
  return noted !== undefined;
}
