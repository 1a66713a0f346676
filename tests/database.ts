import { createHash, randomBytes } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Kysely } from "kysely";
import pg from "pg";
import type { AuthDatabase } from "#db/identity.ts";
import { addressFor, openDatabase, openPool } from "#db/connect.ts";
import type { Database } from "#db/database.ts";
import { migrate } from "#db/migrate.ts";

/** Roles belong to the whole cluster, so their passwords are the same for all databases of a run. */
export const testPasswords = { owner: "owner-of-the-tests", app: "app-of-the-tests", auth: "auth-of-the-tests" };

export type FreshDatabase = {
  /** As role `app`: what the product itself may do. */
  app: Kysely<Database>;
  auth: Kysely<AuthDatabase>;
  /** As the owner, who is no superuser; row-level security binds this role, too. */
  owner: Kysely<Database>;
  urls: { app: string; auth: string; owner: string };
  close(): Promise<void>;
};

/** A migrated, empty database of the test's own. Close it in `afterAll`. */
export async function freshDatabase(): Promise<FreshDatabase> {
  const { TEST_CLUSTER_URL: cluster, TEST_TEMPLATE: template } = process.env;
  if (!cluster || !template)
    throw new Error("no database server: this test needs tests/database-setup.ts as global setup");
  const name = `test_${randomBytes(6).toString("hex")}`;
  await asSuperuser(cluster, (client) => client.query(`create database ${name} template ${template} owner owner`));
  const urls = addressesOf(cluster, name);
  const problems: Error[] = [];
  const pools = [urls.app, urls.auth, urls.owner].map((url) =>
    openPool(url, { max: 4, name: "chu-tin-test", onError: (error) => problems.push(error) }),
  );
  const [app, auth, owner] = pools as [pg.Pool, pg.Pool, pg.Pool];
  return {
    app: openDatabase<Database>(app),
    auth: openDatabase<AuthDatabase>(auth),
    owner: openDatabase<Database>(owner),
    urls,
    close: async () => {
      await Promise.all(pools.map((pool) => pool.end()));
      await asSuperuser(cluster, (client) => client.query(`drop database ${name} with (force)`));
    },
  };
}

/**
 * The database that the fresh ones are copied from, migrated once for a state of `db/`, whoever comes first.
 * @returns its name
 */
export async function ensureTemplate(cluster: string): Promise<string> {
  const name = `template_${schemaHash()}`;
  await asSuperuser(cluster, async (client) => {
    // ends with the session: another run that waits here finds the work done
    await client.query("select pg_advisory_lock(hashtext('chu-tin-test-template'))");
    const { rows } = await client.query(
      "select exists (select from pg_roles where rolname = 'owner') as owner, exists (select from pg_database where datname = $1 and datistemplate) as made",
      [name],
    );
    if (rows[0].made) return;
    if (!rows[0].owner) await client.query(`create role owner login createrole password '${testPasswords.owner}'`);
    await client.query(`drop database if exists ${name}`);
    await client.query(`create database ${name} owner owner`);
    await migrate(addressesOf(cluster, name).owner, testPasswords);
    await client.query(`alter database ${name} with is_template true allow_connections false`);
  });
  return name;
}

function addressesOf(cluster: string, database: string): FreshDatabase["urls"] {
  const address = new URL(cluster);
  address.pathname = `/${database}`;
  const as = (role: keyof typeof testPasswords) => addressFor(address.href, role, testPasswords[role]);
  return { app: as("app"), auth: as("auth"), owner: as("owner") };
}

async function asSuperuser<T>(cluster: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: cluster });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function schemaHash(): string {
  const root = join(import.meta.dirname, "..");
  const hash = createHash("sha256").update(readFileSync(join(root, "package-lock.json")));
  const paths = readdirSync(join(root, "db"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  for (const path of paths.sort()) hash.update(readFileSync(path));
  return hash.digest("hex").slice(0, 16);
}
