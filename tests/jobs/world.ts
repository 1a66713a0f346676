import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { Writable } from "node:stream";
import { join } from "node:path";
import { Redis } from "ioredis";
import type { Library } from "#content/library.ts";
import { withTenant, type TenantTrx } from "#db/tenant.ts";
import { readSettings, type Settings } from "#domain/settings.schema.ts";
import { openBackend, type Backend } from "#jobs/backend.ts";
import { openFileStore } from "#jobs/file-store.ts";
import { createLog, type Logger } from "#jobs/log.ts";
import { openMailer } from "#jobs/mailer.ts";
import { openQueue, openWorker, type Handler, type Queue, type WorkerPorts } from "#jobs/queue.ts";
import { aCompany, aPerson } from "#tests/companies.ts";
import { freshDatabase, testPasswords } from "#tests/database.ts";

export const root = join(import.meta.dirname, "../..");
export type LogLine = Record<string, unknown> & { level: string; msg: string };

export interface World {
  database: Awaited<ReturnType<typeof freshDatabase>>;
  /** The settings of a real process, over what the machine itself sets. */
  env: Record<string, string>;
  settings: Settings;
  log: Logger;
  /** What was logged so far. */
  logged: LogLine[];
  now(): Date;
  /** A queue as the web process has it. */
  producer(settings?: Settings): Promise<Queue>;
  /** A worker with its own connections, and the queue beside it. */
  worker(
    handlers: readonly Handler[],
    options?: { concurrency?: number; settings?: Settings; ports?: Partial<WorkerPorts> },
  ): Promise<Queue>;
  company(): Promise<string>;
  inTenant<T>(tenantId: string, work: (trx: TenantTrx) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** A database and an empty queue on the backend that JOBS_BACKEND names. */
export async function openWorld(given: Record<string, string> = {}): Promise<World> {
  const backendKind = process.env.JOBS_BACKEND ?? "postgres";
  const redisUrl = backendKind === "redis" ? await emptyRedis(worlds++) : undefined;
  const database = await freshDatabase();
  // a sweep of files must never find the folder of whoever runs the tests
  const dataDir = mkdtempSync(join(tmpdir(), "chu-tin-jobs-"));
  const env: Record<string, string> = {
    DATA_DIR: dataDir,
    DATABASE_URL: database.urls.owner,
    DATABASE_APP_PASSWORD: testPasswords.app,
    DATABASE_AUTH_PASSWORD: testPasswords.auth,
    APP_SECRET: "a-secret-of-the-tests-that-is-long-enough",
    CONTENT_DIR: join(root, "content"),
    LOG_LEVEL: "debug",
    ...(redisUrl ? { REDIS_URL: redisUrl } : {}),
    ...given,
  };
  const settings = readSettings(env);
  const logged: LogLine[] = [];
  const log = createLog({ name: "test", level: "debug" }, collecting(logged));
  // no job that is worked on in this process reads content
  const library = {} as Library;
  const now = () => new Date();
  const opened: { close(): Promise<void> }[] = [];

  return {
    database,
    env,
    settings,
    log,
    logged,
    now,
    async producer(other = settings) {
      const queue = await openQueue({ settings: other, log });
      opened.push(queue);
      return queue;
    },
    async worker(handlers, { concurrency = 4, settings: other = settings, ports = {} } = {}) {
      const backend: Backend = openBackend(other, { log, concurrency });
      const queue = await openQueue({ settings: other, log, backend });
      const mailer = openMailer(other);
      const worker = await openWorker({
        backend,
        log,
        handlers,
        concurrency,
        ports: {
          db: database.app,
          authDb: database.auth,
          settings: other,
          library,
          queue,
          files: openFileStore(other),
          mailer,
          now,
          ...ports,
        },
      });
      opened.push({
        async close() {
          await worker.close();
          await queue.close();
          await backend.close();
          mailer?.close();
        },
      });
      return queue;
    },
    async company() {
      const owner = aPerson("Nguyễn Thị Hạnh");
      return (await aCompany(database, { name: "Gốm An Nhiên", owner, now: now() })).tenantId;
    },
    inTenant: (tenantId, work) => withTenant(database.app, { tenantId }, work),
    async close() {
      for (const { close } of opened.splice(0).reverse()) await close();
      rmSync(dataDir, { recursive: true, force: true });
      await database.close();
    },
  };
}

/** Worlds of one test file live side by side; of the next file none is left. */
let worlds = 0;

async function emptyRedis(number: number): Promise<string> {
  const { TEST_REDIS_URL } = process.env;
  if (!TEST_REDIS_URL) throw new Error("JOBS_BACKEND=redis needs TEST_REDIS_URL");
  const url = `${TEST_REDIS_URL}/${number}`;
  const redis = new Redis(url);
  await redis.flushdb();
  redis.disconnect();
  return url;
}

function collecting(lines: LogLine[]): Writable {
  return new Writable({
    write(chunk: Buffer, _, done) {
      lines.push(JSON.parse(chunk.toString()) as LogLine);
      done();
    },
  });
}
