import { dueSchedules, unsealedTenants, unsentMail } from "#db/lookup.ts";
import { pruneIdentity } from "#db/pruning.ts";
import { openDueAssessment } from "./open-due-assessment.ts";
import type { Payload, Ports } from "./queue.ts";
import { sealAudit } from "./seal-audit.ts";
import { sendMail } from "./send-mail.ts";
import { sweepFiles } from "./sweep-files.ts";
import type { sweep } from "./sweep.ts";

/** A night on which everybody's schedule is due fits into one sweep. */
const MOST = 20_000;

/** The database is the truth and the queue its alarm clock: whatever was never enqueued, or got lost, is asked for here. */
export async function workSweep(
  _: Payload<typeof sweep>,
  { db, authDb, queue, files, mailer, now }: Ports,
): Promise<void> {
  await queue.enqueueMany(openDueAssessment, await dueSchedules(db, { now, most: MOST }));
  if (mailer) await queue.enqueueMany(sendMail, await unsentMail(db, { now, most: MOST }));
  const tenants = await unsealedTenants(db, { most: MOST });
  await queue.enqueueMany(
    sealAudit,
    tenants.map((tenantId) => ({ tenantId })),
  );
  await sweepFiles({ db, files, now });
  await pruneIdentity(authDb);
}
