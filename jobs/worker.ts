import { pathToFileURL } from "node:url";
import { resolve } from "node:path";
import { loadLibrary } from "#content/library.ts";
import { addressFor, openDatabase, openPool } from "#db/connect.ts";
import type { Database } from "#db/database.ts";
import type { AuthDatabase } from "#db/identity.ts";
import { readSettings, type Settings } from "#domain/settings.schema.ts";
import { openBackend } from "./backend.ts";
import { clockOf } from "./clock.ts";
import { handlers } from "./handlers.ts";
import { openFileStore } from "./file-store.ts";
import { createLog, type Logger } from "./log.ts";
import { openMailer } from "./mailer.ts";
import { openQueue, openWorker, type Handler, type Queue } from "./queue.ts";
import { sweep } from "./sweep.ts";

const SWEEP_MS = 60_000;
/** A Redis that keeps nothing over its restart forgets what is scheduled, so it is told again. */
const RESCHEDULE_MS = 5 * 60_000;

/**
 * Opens all that the worker process holds, and begins to work.
 * @throws {ContentError} naming file, line and reason when the content is broken
 */
export async function startWorker(
  settings: Settings,
  { log, handlers }: { log: Logger; handlers: readonly Handler[] },
): Promise<{ queue: Queue; close(): Promise<void> }> {
  const library = loadLibrary(settings.contentDir);
  const pool = openPool(addressFor(settings.databaseUrl, "app", settings.appPassword), {
    max: settings.poolSize,
    name: "chu-tin-worker",
    onError: (error) => log.warn({ err: error }, "database connection lost"),
  });
  const authPool = openPool(addressFor(settings.databaseUrl, "auth", settings.authPassword), {
    max: 1,
    name: "chu-tin-worker-auth",
    onError: (error) => log.warn({ err: error }, "database connection lost"),
  });
  const authDb = openDatabase<AuthDatabase>(authPool);
  if (settings.isBaseUrlGuessed)
    log.warn({ baseUrl: settings.baseUrl }, "BASE_URL is not set: links in mails lead to this machine alone");
  const db = openDatabase<Database>(pool);
  const mailer = openMailer(settings);
  const concurrency = settings.workerConcurrency;
  const backend = openBackend(settings, { log, concurrency });
  const queue = await openQueue({ settings, log, backend });
  const files = openFileStore(settings);
  const ports = { db, authDb, settings, library, queue, files, mailer, now: clockOf(settings) };
  const worker = await openWorker({ backend, log, handlers, ports, concurrency });
  const schedule = () => queue.schedule(sweep, {}, SWEEP_MS);
  await schedule();
  // what a downtime left undone is not kept waiting for the minute
  await queue.enqueue(sweep, {});
  const rescheduling = setInterval(() => {
    schedule().catch((error: unknown) => log.warn({ err: error }, "sweep not scheduled"));
  }, RESCHEDULE_MS);
  log.info({ backend: backend.kind, concurrency, mail: mailer ? "smtp" : "outbox" }, "worker ready");

  return {
    queue,
    /** The jobs that run end first, then what they work with. */
    async close() {
      clearInterval(rescheduling);
      await worker.close();
      await queue.close();
      await backend.close();
      mailer?.close();
      await Promise.all([pool.end(), authPool.end()]);
    },
  };
}

async function main(): Promise<void> {
  const settings = readSettings(process.env);
  const log = createLog({ name: "worker", level: settings.logLevel });
  const worker = await startWorker(settings, { log, handlers });
  let stopping = false;
  // a job that does not end in time is ended with us, by whoever sent the signal, and taken over by another worker
  const stop = () => {
    if (stopping) return;
    stopping = true;
    log.info("worker drains");
    worker.close().then(
      () => {
        log.info("worker stopped");
        process.exit(0);
      },
      (error: unknown) => {
        log.error({ err: error }, "worker stopped badly");
        process.exit(1);
      },
    );
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
}

if (process.argv[1] && import.meta.url === pathToFileURL(resolve(process.argv[1])).href) {
  main().catch((error: unknown) => {
    const { name, message } = error as Error;
    console.error(name === "SettingsError" || name === "ContentError" ? message : error);
    process.exit(2);
  });
}
