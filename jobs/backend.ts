import {
  createPostgresBackend,
  createRedisBackend,
  type BackendFactory,
  type IQueueBackend,
  type PostgresConnectionOptions,
} from "bullmq";
import pg from "pg";
import { addressFor } from "#db/connect.ts";
import type { Settings } from "#domain/settings.schema.ts";
import type { Logger } from "./log.ts";

/** Where the queue lives. A connection only ever goes to the factory that it stands beside. */
export interface Backend {
  readonly kind: "postgres" | "redis";
  readonly factory: BackendFactory<IQueueBackend, unknown>;
  /** Fails at once when there is no connection, since somebody waits for the answer. */
  readonly producer: unknown;
  /** Waits until there is a connection again. */
  readonly consumer: unknown;
  close(): Promise<void>;
}
export type BackendSettings = Pick<Settings, "redisUrl" | "databaseDirectUrl" | "appPassword">;

/** The queue's connections of one process: Redis where a setting names one, else the database itself. */
export function openBackend(
  { redisUrl, databaseDirectUrl, appPassword }: BackendSettings,
  { log, concurrency = 1 }: { log: Logger; concurrency?: number },
): Backend {
  if (redisUrl) {
    return {
      kind: "redis",
      factory: createRedisBackend as BackendFactory<IQueueBackend, unknown>,
      producer: { url: redisUrl, enableOfflineQueue: false, retryStrategy },
      consumer: { url: redisUrl, maxRetriesPerRequest: null, retryStrategy },
      close: () => Promise.resolve(), // BullMQ opened them, and closes them
    };
  }
  const pool = new pg.Pool({
    connectionString: addressFor(databaseDirectUrl, "app", appPassword),
    application_name: "chu-tin-queue",
    // BullMQ names its tables without their schema
    options: "-c search_path=bullmq",
    // one listens, the others speak for the jobs that run
    max: concurrency + 5,
    keepAlive: true,
    connectionTimeoutMillis: 5_000,
  });
  // each queue and worker on it listens for its errors too
  pool.setMaxListeners(50);
  pool.on("error", (error) => log.warn({ err: error }, "connection of the queue lost"));
  const connection: PostgresConnectionOptions = pool;
  return {
    kind: "postgres",
    factory: createPostgresBackend as BackendFactory<IQueueBackend, unknown>,
    producer: connection,
    consumer: connection,
    close: () => pool.end(),
  };
}

/** Milliseconds until the next try to connect to Redis: soon, and then each two seconds, for ever. */
function retryStrategy(times: number): number {
  return Math.min(times * 100, 2_000);
}
