import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync, chmodSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Kysely } from "kysely";
import type pg from "pg";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createCompany } from "#db/companies.ts";
import { openDatabase, openPool } from "#db/connect.ts";
import type { Database } from "#db/database.ts";
import { accessOf } from "#db/lookup.ts";
import { withTenant } from "#db/tenant.ts";
import { freshDatabase, testPasswords, type FreshDatabase } from "#tests/database.ts";

/** Behind PgBouncer in transaction mode a server connection serves many clients in turn; so must our settings. */
let database: FreshDatabase;
let pooler: ChildProcess;
let folder: string;
let pool: pg.Pool;
let app: Kysely<Database>;

beforeAll(async () => {
  database = await freshDatabase();
  const server = new URL(database.urls.app);
  const port = await freePort();
  folder = mkdtempSync(join(tmpdir(), "chu-tin-pgbouncer-"));
  writeFileSync(
    join(folder, "pgbouncer.ini"),
    `[databases]
* = host=${server.hostname} port=${server.port} user=app password=${testPasswords.app}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = plain
auth_file = ${join(folder, "users")}
pool_mode = transaction
default_pool_size = 3
ignore_startup_parameters = extra_float_digits
`,
  );
  writeFileSync(join(folder, "users"), `"app" "${testPasswords.app}"\n`);
  chmodSync(folder, 0o755);
  // it refuses to run as root
  const asNobody = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
  pooler = spawn(process.env.PGBOUNCER_BIN ?? "pgbouncer", [join(folder, "pgbouncer.ini")], {
    stdio: "ignore",
    ...asNobody,
  });
  const address = new URL(database.urls.app);
  address.port = String(port);
  pool = openPool(address.href, { max: 12, name: "chu-tin-pooled", onError: () => undefined });
  await vi.waitFor(() => pool.query("select 1"), { timeout: 10_000, interval: 100 });
  app = openDatabase<Database>(pool);
});
afterAll(async () => {
  await pool.end();
  pooler.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
  await database.close();
});

test("twelve clients on three server connections, four tenants in turn: no foreign row is ever seen", async () => {
  const tenants = Array.from({ length: 4 }, () => crypto.randomUUID());
  const now = new Date();
  for (const [i, tenantId] of tenants.entries()) {
    const owner = { id: crypto.randomUUID(), name: `Chủ ${i}`, email: null, language: "vi" as const };
    await withTenant(app, { tenantId }, (trx) =>
      createCompany(trx, { tenantId, slug: `pooled-${i}`, name: `Tiệm ${i}`, owner, now }),
    );
  }
  const seen = await Promise.all(
    Array.from({ length: 400 }, async (_, i) => {
      const tenantId = tenants[i % 4] as string;
      const rows = await withTenant(app, { tenantId }, (trx) =>
        trx.selectFrom("people").select(["tenant_id", "name"]).execute(),
      );
      return rows.length === 1 && rows[0]?.tenant_id === tenantId && rows[0].name === `Chủ ${i % 4}`;
    }),
  );
  expect(seen.filter(Boolean)).toHaveLength(400);
});

test("what a transaction was set to is gone with it", async () => {
  await withTenant(app, { tenantId: crypto.randomUUID() }, async () => 1);
  const left = await Promise.all(
    Array.from({ length: 12 }, () => pool.query("select coalesce(current_setting('app.tenant_id', true), '') as left")),
  );
  expect(new Set(left.map(({ rows }) => (rows[0] as { left: string }).left))).toEqual(new Set([""]));
  await expect(app.selectFrom("people").selectAll().execute()).rejects.toMatchObject({
    code: expect.stringMatching(/^(42704|22P02)$/) as string,
  });
});

test("what is looked up before a tenant is known needs no transaction of its own", async () => {
  expect(await accessOf(app, { token: "nobody's", company: "pooled-1", now: new Date() })).toBeUndefined();
});

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number };
      server.close((error) => (error ? reject(error) : resolve(port)));
    });
  });
}
