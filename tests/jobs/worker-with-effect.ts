// A worker process as `jobs/worker.ts` is one, whose one job takes effect and then, where HANG=yes, never ends.
import { record } from "#db/audit.ts";
import { takesEffect } from "#db/job-effects.ts";
import { withTenant } from "#db/tenant.ts";
import { readSettings } from "#domain/settings.schema.ts";
import { createLog } from "#jobs/log.ts";
import { handle, type Payload, type Ports } from "#jobs/queue.ts";
import { startWorker } from "#jobs/worker.ts";
import { effect } from "./effect.ts";

async function workEffect({ tenantId }: Payload<typeof effect>, { db, log, now }: Ports): Promise<void> {
  await withTenant(db, { tenantId }, async (trx) => {
    if (!(await takesEffect(trx, { jobKey: `effect:${tenantId}`, now }))) return;
    const object = { kind: "test", id: "effect" };
    await record(trx, { actor: { kind: "job", id: null }, action: "test.effect", object, address: null, now });
  });
  log.info("effect taken");
  if (process.env.HANG === "yes") await new Promise(() => undefined);
}

const settings = readSettings(process.env);
const log = createLog({ name: "worker", level: settings.logLevel });
const worker = await startWorker(settings, { log, handlers: [handle(effect, workEffect)] });
process.once("SIGTERM", () => void worker.close().then(() => process.exit(0)));
