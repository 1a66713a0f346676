import { runMigrations } from "bullmq";
import type { Pool } from "pg";

/**
 * Brings the schema `bullmq` up to what the installed BullMQ needs, and lets role `app` use it. May run any number of times.
 *
 * @param owner of the database's owner, or of a role that may CREATE in it; reaches PostgreSQL directly, since BullMQ holds
 *   a lock in its session, which a pooler in transaction mode would lose
 * @param queues their names: the first job of a queue makes the sequence of its ids, which `app` may not do
 */
export async function migrateQueue(owner: Pool, queues: readonly string[]): Promise<void> {
  const session = await owner.connect();
  try {
    await runMigrations(session);
    await session.query("begin");
    for (const queue of queues) {
      await session.query("select bullmq.next_job_id($1)", [queue]);
    }
    await session.query(`
      grant usage on schema bullmq to app;
      grant select, insert, update, delete on all tables in schema bullmq to app;
      revoke insert, update, delete on bullmq.migration from app;
      grant usage, select on all sequences in schema bullmq to app;
    `);
    await session.query("commit");
    session.release();
  } catch (error) {
    // closes the connection, and with it whatever transaction was left open
    session.release(true);
    throw error;
  }
}
