import { seal } from "#db/audit.ts";
import { pruneCompany } from "#db/pruning.ts";
import { withTenant } from "#db/tenant.ts";
import type { Payload, Ports } from "./queue.ts";
import type { sealAudit } from "./seal-audit.ts";

/**
 * Idempotent: what is in the chain is not sealed again. Asked for whenever something has happened in a company, so what has
 * had its time there goes with it.
 */
export async function workSealAudit({ tenantId }: Payload<typeof sealAudit>, { db, now }: Ports): Promise<void> {
  let more = true;
  while (more) ({ more } = await withTenant(db, { tenantId }, (trx) => seal(trx, now)));
  await withTenant(db, { tenantId }, (trx) => pruneCompany(trx, now));
}
