import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addressFor } from "#db/connect.ts";
import { migrate } from "#db/migrate.ts";
import { freshDatabase, testPasswords, type FreshDatabase } from "#tests/database.ts";

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
});
afterAll(async () => {
  // roles are the whole cluster's: other tests know them by this password
  await migrate(fresh.urls.owner, testPasswords);
  await fresh.close();
});

async function whoEnters(password: string): Promise<string> {
  const client = new pg.Client({ connectionString: addressFor(fresh.urls.app, "app", password) });
  await client.connect();
  const { rows } = await client.query<{ current_user: string }>("select current_user");
  await client.end();
  return rows[0]?.current_user ?? "";
}

test("a database that is up to date stays as it is", async () => {
  expect(await migrate(fresh.urls.owner, testPasswords)).toEqual([]);
});

test("a new password of a role counts from the next migration on, though its owner is no superuser", async () => {
  await migrate(fresh.urls.owner, { ...testPasswords, app: "another-word-for-app" });
  expect(await whoEnters("another-word-for-app")).toBe("app");
  await expect(whoEnters(testPasswords.app)).rejects.toThrow(/password authentication failed/);
});
