import { Kysely, Migrator, PostgresDialect, sql } from "kysely";
import pg from "pg";
import { migrateQueue } from "./bullmq.ts";
import { migrations } from "./migrations/index.ts";

type Passwords = Readonly<{ app: string; auth: string }>;
/** The queues that exist; each needs a sequence that only the owner can make. */
const queues = ["work"];

/**
 * Brings the database up to date as its owner: the roles `app` and `auth`, our tables, the queue's. Safe to run from
 * several processes at once.
 * @returns the names of the migrations that ran
 */
export async function migrate(ownerUrl: string, passwords: Passwords): Promise<string[]> {
  const pool = new pg.Pool({ connectionString: ownerUrl, max: 2, application_name: "chu-tin-migrate" });
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  try {
    await requireVersion(db);
    await ensureRole(db, "app", passwords.app);
    await ensureRole(db, "auth", passwords.auth);
    const migrator = new Migrator({
      db,
      provider: { getMigrations: () => Promise.resolve(migrations) },
      migrationTableSchema: "migration",
    });
    const { error, results } = await migrator.migrateToLatest();
    if (error) throw error instanceof Error ? error : new Error(`migration failed: ${String(error)}`);
    await migrateQueue(pool, queues);
    return (results ?? []).filter(({ status }) => status === "Success").map(({ migrationName }) => migrationName);
  } finally {
    await db.destroy();
  }
}

/** `uuidv7()` and the built-in UTF-8 collation are there from 18 on. */
async function requireVersion(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<{ version: number }>`select current_setting('server_version_num')::int as version`.execute(
    db,
  );
  if ((rows[0]?.version ?? 0) < 180_000)
    throw new Error("the database is older than PostgreSQL 18, which Chữ Tín needs");
}

/** Makes the role where it is missing and sets its password; an owner without CREATEROLE has to make the two by hand. */
async function ensureRole(db: Kysely<unknown>, role: string, password: string): Promise<void> {
  const { rows } = await sql<{ bypasses: boolean }>`
    select rolsuper or rolbypassrls as bypasses from pg_roles where rolname = ${role}`.execute(db);
  if (rows[0]?.bypasses) throw new Error(`role ${role} must not bypass row-level security`);
  // of a role that is there only the password: to name an attribute, even as it is, takes a superuser
  const [verb, attributes] = rows[0]
    ? ["alter", ""]
    : ["create", "login nosuperuser nobypassrls nocreatedb nocreaterole"];
  try {
    await sql`${sql.raw(verb)} role ${sql.id(role)} ${sql.raw(attributes)} password ${sql.lit(password)}`.execute(db);
  } catch (error) {
    // made by another process between the look and the act; or made by hand, for an owner who may not make roles
    const code = (error as { code?: string }).code;
    if (code !== "42710" && code !== "23505" && code !== "XX000" && !(code === "42501" && rows[0])) throw error;
  }
}
