import { hasFile } from "#db/evidence.ts";
import { withTenant } from "#db/tenant.ts";
import type { Ports } from "./queue.ts";

/** Nobody's upload takes longer: it is given up after a minute without a byte. */
const UPLOAD_MS = 60 * 60_000;

/**
 * What a power cut left behind: halves of uploads, and files that were kept on the disk but got no row in the database.
 * Another upload of the same file waits for the lock meanwhile, and finds it there or puts it there anew.
 */
export async function sweepFiles({ db, files, now }: Pick<Ports, "db" | "files" | "now">): Promise<void> {
  for (const left of await files.leftovers(new Date(now.getTime() - UPLOAD_MS))) {
    const { tenantId, sha256 } = left;
    if (sha256 !== null)
      await withTenant(db, { tenantId }, async (trx) => {
        if (!(await hasFile(trx, sha256))) await files.remove({ tenantId, sha256 });
      });
    await files.forget(left);
  }
}
