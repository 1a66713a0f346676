import {
  Queue as BullQueue,
  UnrecoverableError,
  Worker as BullWorker,
  type Job as BullJob,
  type IQueueBackend,
  type JobsOptions,
} from "bullmq";
import type { Kysely } from "kysely";
import { z } from "zod";
import type { Library } from "#content/library.ts";
import type { Database } from "#db/database.ts";
import type { AuthDatabase } from "#db/identity.ts";
import { Refusal } from "#domain/refusal.ts";
import type { Settings } from "#domain/settings.schema.ts";
import { openBackend, type Backend, type BackendSettings } from "./backend.ts";
import type { FileStore } from "./file-store.ts";
import { withoutAddresses, type Logger } from "./log.ts";
import type { Mailer } from "./mailer.ts";

/** The only queue: each costs connections of its own. `db/migrate.ts` makes the sequence of its ids. */
const QUEUE = "work";

/** What a job is, apart from the work: whoever asks for it needs to know no more. */
export interface JobDefinition<S extends z.ZodType = z.ZodType> {
  readonly name: string;
  /** How often it is tried before it counts as failed. */
  readonly attempts: number;
  /** Milliseconds before the second attempt; doubled before each further one. */
  readonly backoffMs: number;
  /** Ids, days and numbers: the queue holds nobody's data. */
  readonly payload: S;
  /** Two with the same key are one job, as long as the first has not begun. */
  key(payload: z.output<S>): string;
}
export type Payload<J> = J extends JobDefinition<infer S> ? z.output<S> : never;

export function defineJob<S extends z.ZodType>({
  backoffMs = 1_000,
  ...job
}: Omit<JobDefinition<S>, "backoffMs"> & { backoffMs?: number }): JobDefinition<S> {
  return { ...job, backoffMs };
}

/** What a handler works with. `now` is the one instant of this run. */
export interface Ports {
  readonly db: Kysely<Database>;
  /** Schema `auth`, of which the sweep deletes what has ended. */
  readonly authDb: Kysely<AuthDatabase>;
  readonly log: Logger;
  readonly settings: Settings;
  readonly library: Library;
  readonly queue: Queue;
  readonly files: FileStore;
  /** Null when no SMTP server is set. */
  readonly mailer: Mailer | null;
  readonly now: Date;
}
/** What lives as long as the worker; each run gets its own log and its own instant. */
export type WorkerPorts = Omit<Ports, "log" | "now"> & { now(): Date };
export interface Run {
  /** The worker that began this job before was killed, or lost the queue, before it could finish. */
  readonly isTakenOver: boolean;
}
export interface Handler {
  readonly job: JobDefinition;
  work(data: unknown, ports: Ports, run: Run): Promise<void>;
}

/** Puts a job and its work together. What the queue hands over is checked before the work sees it. */
export function handle<S extends z.ZodType>(
  job: JobDefinition<S>,
  work: (payload: z.output<S>, ports: Ports, run: Run) => Promise<void>,
): Handler {
  return {
    job,
    async work(data, ports, run) {
      const parsed = job.payload.safeParse(data);
      // asked again it would be no better
      if (!parsed.success)
        throw new UnrecoverableError(`payload of ${job.name} refused: ${z.prettifyError(parsed.error)}`);
      await work(parsed.data, ports, run);
    },
  };
}

export type FailedJob = Readonly<{
  id: string;
  name: string;
  payload: unknown;
  reason: string;
  attempts: number;
  failedAt: Date;
}>;
export type QueueCounts = Readonly<Record<"waiting" | "active" | "delayed" | "failed", number>>;

export interface Queue {
  /**
   * Asks for work, after the commit of what it is about. When the queue is down it says so in the log and returns: the
   * sweep asks again.
   * @throws {Error} on a payload that is not the job's
   */
  enqueue<S extends z.ZodType>(
    job: JobDefinition<S>,
    payload: z.input<S>,
    options?: { delayMs?: number },
  ): Promise<void>;
  /** `enqueue` for many at once. */
  enqueueMany<S extends z.ZodType>(job: JobDefinition<S>, payloads: readonly z.input<S>[]): Promise<void>;
  /** Asks for the job again and again; said twice, the later one counts. */
  schedule<S extends z.ZodType>(job: JobDefinition<S>, payload: z.input<S>, everyMs: number): Promise<void>;
  counts(): Promise<QueueCounts>;
  /** The latest that failed for good, newest first, a hundred at most. */
  failed(): Promise<FailedJob[]>;
  /**
   * Gives a failed job all its attempts anew.
   * @throws {Refusal} not-found, when it is not among the failed any more
   */
  retry(id: string): Promise<void>;
  close(): Promise<void>;
}

/** Longer than a healthy queue ever needs, shorter than a person's patience. */
const PATIENCE_MS = 5_000;
const BULK = 1_000;
const kept = { removeOnComplete: true, removeOnFail: { age: 30 * 86_400, count: 1_000 } } as const;

/**
 * @param backend given by a process that also works, so that both share its connections; else opened here
 * @throws {Error} when the database of the queue cannot be reached at all
 */
export async function openQueue({
  settings,
  log,
  backend: given,
}: {
  settings: BackendSettings;
  log: Logger;
  backend?: Backend;
}): Promise<Queue> {
  const backend = given ?? openBackend(settings, { log });
  const queue = new BullQueue<unknown, void, string, unknown, void, string, IQueueBackend, unknown>(
    QUEUE,
    { connection: backend.producer },
    backend.factory,
  );
  queue.on("error", (error) => log.warn({ err: error }, "queue"));
  // PostgreSQL is there before us, or nothing works; Redis may come later, and the sweep catches up
  if (backend.kind === "postgres") await queue.waitUntilReady();

  const entry = <S extends z.ZodType>(job: JobDefinition<S>, payload: z.input<S>, delayMs?: number) => {
    const data = job.payload.parse(payload);
    const opts: JobsOptions = {
      ...kept,
      attempts: job.attempts,
      backoff: { type: "exponential", delay: job.backoffMs },
      // asked for while it runs, it runs once more: what was changed meanwhile may not have been seen
      deduplication: { id: `${job.name}:${job.key(data)}`, keepLastIfActive: true },
      stackTraceLimit: 0,
      ...(delayMs === undefined ? {} : { delay: delayMs }),
    };
    return { name: job.name, data, opts };
  };
  const asking = async (job: string, act: () => Promise<unknown>) => {
    try {
      await inTime(act());
    } catch (error) {
      log.error({ err: error, job }, "not enqueued; the sweep asks again");
    }
  };

  return {
    async enqueue(job, payload, { delayMs } = {}) {
      const { name, data, opts } = entry(job, payload, delayMs);
      await asking(name, () => queue.add(name, data, opts));
    },
    async enqueueMany(job, payloads) {
      const entries = payloads.map((payload) => entry(job, payload));
      for (let from = 0; from < entries.length; from += BULK) {
        await asking(job.name, () => queue.addBulk(entries.slice(from, from + BULK)));
      }
    },
    async schedule(job, payload, everyMs) {
      const { name, data, opts } = entry(job, payload);
      const { deduplication: _, ...template } = opts;
      await queue.upsertJobScheduler(name, { every: everyMs }, { name, data, opts: template });
    },
    async counts() {
      const counts = await inTime(queue.getJobCounts("waiting", "active", "delayed", "failed"));
      const { waiting = 0, active = 0, delayed = 0, failed = 0 } = counts;
      return { waiting, active, delayed, failed };
    },
    async failed() {
      const jobs = await inTime(queue.getFailed(0, 99));
      return jobs.map((job) => ({
        id: String(job.id),
        name: job.name,
        payload: job.data,
        reason: job.failedReason,
        attempts: job.attemptsMade,
        failedAt: new Date(job.finishedOn ?? job.timestamp),
      }));
    },
    async retry(id) {
      const job = await inTime(queue.getJob(id));
      if (!job || !(await job.isFailed())) throw new Refusal("not-found", `no failed job ${id}`);
      await job.retry("failed", { resetAttemptsMade: true, resetAttemptsStarted: true });
    },
    async close() {
      await queue.close();
      if (!given) await backend.close();
    },
  };
}

async function inTime<T>(answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`the queue did not answer within ${PATIENCE_MS} ms`)), PATIENCE_MS);
  });
  try {
    return await Promise.race([answer, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * How long a job stays with a worker that gives no sign of life, and how often that is looked at: a killed worker's job
 * is with another one after 8 to 18 seconds.
 */
const LOCK_MS = 8_000;
const STALLED_CHECK_MS = 3_000;

/** Works until it is closed; closing waits for the jobs that run. */
export async function openWorker({
  backend,
  log,
  handlers,
  ports,
  concurrency,
}: {
  backend: Backend;
  log: Logger;
  handlers: readonly Handler[];
  ports: WorkerPorts;
  concurrency: number;
}): Promise<{ close(): Promise<void> }> {
  const byName = new Map(handlers.map((handler) => [handler.job.name, handler]));
  const work = async (job: BullJob<unknown, void>) => {
    const tenantId = (job.data as { tenantId?: unknown } | null)?.tenantId;
    const runLog = log.child({ job: job.name, jobId: job.id, attempt: job.attemptsMade + 1, tenantId });
    const started = performance.now();
    try {
      const handler = byName.get(job.name);
      // a newer version may know it, so it is not lost at the first try
      if (!handler) throw new Error(`nobody works on ${job.name}`);
      await handler.work(
        job.data,
        { ...ports, log: runLog, now: ports.now() },
        { isTakenOver: job.stalledCounter > 0 },
      );
      runLog.info({ ms: Math.round(performance.now() - started) }, "job done");
    } catch (error) {
      const isFinal = error instanceof UnrecoverableError || job.attemptsMade + 1 >= (job.opts.attempts ?? 1);
      if (isFinal) runLog.error({ err: error }, "job failed for good");
      else runLog.warn({ err: error }, "job failed, is tried again");
      throw forTheQueue(error);
    }
  };
  const worker = new BullWorker<unknown, void, string, IQueueBackend, number, unknown>(
    QUEUE,
    work,
    {
      connection: backend.consumer,
      concurrency,
      lockDuration: LOCK_MS,
      stalledInterval: STALLED_CHECK_MS,
      // being killed is no fault of the job, unless it happens over and over
      maxStalledCount: 10,
      // milliseconds until it looks again, after a loss of the connection
      runRetryDelay: 1_000,
    },
    backend.factory,
  );
  worker.on("error", (error) => log.warn({ err: error }, "worker"));
  worker.on("stalled", (jobId) => log.warn({ jobId }, "job of a lost worker is taken over"));
  await worker.waitUntilReady();
  return { close: () => worker.close() };
}

/** What the queue keeps of an error is read by the operator, who sees nobody's data: no row, no address. */
function forTheQueue(error: unknown): Error {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  const reason = withoutAddresses(message);
  if (error instanceof UnrecoverableError) return new UnrecoverableError(reason);
  return new Error(name === "Error" ? reason : `${name}: ${reason}`);
}
