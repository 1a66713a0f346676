import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { countedAddress, countTry, forgiveTries, throttleKey, type Counted } from "#db/throttle.ts";
import { freshDatabase, type FreshDatabase } from "#tests/database.ts";

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());

const noon = new Date("2026-11-24T05:00:00Z");
const after = (minutes: number, seconds = 0) => new Date(noon.getTime() + minutes * 60_000 + seconds * 1_000);
const five = { tries: 5, minutes: 15 };
const counted = (key: string, limit = five): Counted => ({ key, limit });

test("five tries are let through with what is left of them, the sixth waits until the window of the fifth is over", async () => {
  const left: unknown[] = [];
  for (let i = 0; i < 5; i++) {
    const count = await countTry(database.auth, [counted("one")], after(i));
    left.push(count.allowed && count.left);
  }
  expect(left).toEqual([4, 3, 2, 1, 0]);
  expect(await countTry(database.auth, [counted("one")], after(5))).toEqual({ allowed: false, until: after(4 + 15) });
  expect(await countTry(database.auth, [counted("one")], after(18, 59))).toMatchObject({
    allowed: false,
    until: after(19),
  });
  expect(await countTry(database.auth, [counted("one")], after(19))).toMatchObject({ allowed: true, left: 4 });
});

test("a window that ended begins anew, also when its tries were not used up", async () => {
  await countTry(database.auth, [counted("slow")], noon);
  await countTry(database.auth, [counted("slow")], after(1));
  expect(await countTry(database.auth, [counted("slow")], after(15))).toMatchObject({ allowed: true, left: 4 });
});

test("tries sent at once are counted one by one", async () => {
  const counts = await Promise.all(
    Array.from({ length: 20 }, () =>
      countTry(database.auth, [counted("race"), counted("race too", { tries: 8, minutes: 15 })], noon),
    ),
  );
  expect(counts.filter(({ allowed }) => allowed)).toHaveLength(5);
});

test("the scarcer of two counts decides, and what refuses costs the other nothing", async () => {
  const pair = [counted("account"), counted("address", { tries: 2, minutes: 15 })];
  expect(await countTry(database.auth, pair, noon)).toMatchObject({ allowed: true, left: 1 });
  expect(await countTry(database.auth, pair, noon)).toMatchObject({ allowed: true, left: 0 });
  expect(await countTry(database.auth, pair, noon)).toMatchObject({ allowed: false });
  expect(await countTry(database.auth, pair, noon)).toMatchObject({ allowed: false });
  expect(await countTry(database.auth, [counted("account")], noon)).toMatchObject({ allowed: true, left: 2 });
});

test("a right try clears the account and gives the address one try back", async () => {
  const pair = [counted("mine"), counted("office")];
  for (let i = 0; i < 3; i++) await countTry(database.auth, pair, noon);
  await forgiveTries(database.auth, { cleared: ["mine"], givenBack: ["office"] });
  expect(await countTry(database.auth, [counted("mine")], noon)).toMatchObject({ left: 4 });
  expect(await countTry(database.auth, [counted("office")], noon)).toMatchObject({ left: 2 });
});

test("with nothing to count by, nothing is counted", async () => {
  for (let i = 0; i < 30; i++) expect((await countTry(database.auth, [], noon)).allowed).toBe(true);
});

test("a count takes one statement, whatever is stored, and forgets what ended more than a day ago", async () => {
  await sql`insert into auth.throttle (key, tries, most, ends_at)
    select 'old ' || n, 1, 5, ${after(-3 * 24 * 60)}::timestamptz from generate_series(1, 30) n`.execute(database.auth);
  const remaining = async () => {
    const { rows } = await sql<{
      n: number;
    }>`select count(*)::int as n from auth.throttle where key like 'old %'`.execute(database.auth);
    return rows[0]?.n;
  };
  const statements = await statementsOf(() => countTry(database.auth, [counted("a"), counted("b")], noon));
  expect(statements).toBe(1);
  expect(await remaining()).toBe(10);
  // an old row that is itself counted again is begun anew, not deleted under the hand that writes it
  const { rows } = await sql<{ key: string }>`select key from auth.throttle where key like 'old %' limit 1`.execute(
    database.auth,
  );
  expect(await countTry(database.auth, [counted(rows[0]?.key ?? "")], noon)).toMatchObject({ allowed: true, left: 4 });
  expect(await remaining()).toBe(1);
});

test("a count outlives the process: another pool reads the same", async () => {
  for (let i = 0; i < 5; i++) await countTry(database.auth, [counted("kept")], noon);
  const { rows } = await sql<{ tries: number }>`select tries from auth.throttle where key = 'kept'`.execute(
    database.owner,
  );
  expect(rows).toEqual([{ tries: 5 }]);
});

test("the app's own role cannot touch the counts", async () => {
  await expect(sql`delete from auth.throttle`.execute(database.app)).rejects.toMatchObject({ code: "42501" });
});

test("keys name nobody and depend on the secret", () => {
  const key = throttleKey("a".repeat(32), "sign-in account", "hanh@gomannhien.vn");
  expect(key).toMatch(/^[\w-]{43}$/);
  expect(throttleKey("b".repeat(32), "sign-in account", "hanh@gomannhien.vn")).not.toBe(key);
  expect(throttleKey("a".repeat(32), "forgot account", "hanh@gomannhien.vn")).not.toBe(key);
});

test.each([
  ["203.0.113.9", "203.0.113.9"],
  ["::ffff:203.0.113.9", "203.0.113.9"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2"],
  ["2001:0DB8:0001:0002::1", "2001:db8:1:2"],
  ["2001:db8::1", "2001:db8:0:0"],
  ["::1", "0:0:0:0"],
  ["fe80::1%eth0", "fe80:0:0:0"],
  ["", null],
  ["  ", null],
])("the address %j is counted as %j", (address, as) => {
  expect(countedAddress(address)).toBe(as);
});

/** How many statements role `auth` sends meanwhile, by the server's own statistics of this database. */
async function statementsOf(work: () => Promise<unknown>): Promise<number> {
  const executor = database.auth.getExecutor();
  let count = 0;
  const original = executor.executeQuery.bind(executor);
  executor.executeQuery = ((...args: Parameters<typeof original>) => {
    count++;
    return original(...args);
  }) as typeof executor.executeQuery;
  try {
    await work();
  } finally {
    executor.executeQuery = original;
  }
  return count;
}
