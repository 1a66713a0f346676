import { createHash, randomUUID } from "node:crypto";
import { mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { openFileStore, type FileKey, type FileStore } from "#jobs/file-store.ts";
import { sweepFiles } from "#jobs/sweep-files.ts";
import { openWorld, type World } from "./world.ts";

let world: World;
let dataDir: string;
let files: FileStore;
let tenantId: string;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), "chu-tin-files-"));
  files = openFileStore({ dataDir });
  tenantId = await world.company();
  return () => rmSync(dataDir, { recursive: true, force: true });
});

const keyOf = (bytes: string): FileKey => ({ tenantId, sha256: createHash("sha256").update(bytes).digest("hex") });
async function received(bytes: string) {
  const incoming = await files.receive(tenantId);
  writeFileSync(incoming.path, bytes);
  return incoming;
}
const kept = async (bytes: string) => files.keep(await received(bytes), keyOf(bytes));
const read = async (key: FileKey) => {
  const found = await files.read(key);
  return found && (await buffer(found.stream())).toString();
};
const incomingNames = () => readdirSync(join(dataDir, "files/incoming"));
/** As if it had come in so many minutes ago. */
const age = (path: string, minutes: number) => {
  const at = new Date(Date.now() - minutes * 60_000);
  utimesSync(path, at, at);
};
const sweepNow = () => sweepFiles({ db: world.database.app, files, now: new Date() });
const row = ({ sha256 }: FileKey) =>
  world.inTenant(tenantId, (trx) =>
    trx
      .insertInto("evidence")
      .values({
        kind: "file",
        title: "a.txt",
        sha256,
        media_type: "text/plain",
        bytes: 1,
        created_at: new Date(),
        created_by: randomUUID(),
      })
      .execute(),
  );

test("what is kept is read back whole, once for the same bytes, by nobody else on the machine", async () => {
  const key = keyOf("khách");
  expect(await files.read(key)).toBeUndefined();
  const [first, second] = await Promise.all([kept("khách"), kept("khách")]);
  expect(await read(key)).toBe("khách");
  expect((await files.read(key))?.bytes).toBe(Buffer.byteLength("khách"));
  await files.forget(first as never);
  await files.forget(second as never);
  expect(incomingNames()).toEqual([]);
  expect(await read(key)).toBe("khách");
  const path = join(dataDir, "files", tenantId, key.sha256.slice(0, 2), key.sha256);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(statSync(join(dataDir, "files", tenantId)).mode & 0o777).toBe(0o700);
  expect(await files.read({ ...key, tenantId: randomUUID() })).toBeUndefined();
});

test("a key that is none leads nowhere", async () => {
  for (const bad of [
    { tenantId, sha256: "../../../etc/passwd" },
    { tenantId: "..", sha256: "a".repeat(64) },
  ])
    await expect(files.read(bad)).rejects.toThrow("no key");
  await expect(files.receive("../x")).rejects.toThrow("no company");
});

test("halves of uploads are swept after an hour, and not before", async () => {
  age((await received("nửa")).path, 61);
  const fresh = await received("đang gửi");
  age(fresh.path, 59);
  await sweepNow();
  expect(incomingNames().map((name) => join(dataDir, "files/incoming", name))).toEqual([fresh.path]);
});

test("a file that was kept without a row is swept; one with a row stays", async () => {
  const [orphan, owned] = [await kept("mồ côi"), await kept("có chủ")];
  await row(keyOf("có chủ"));
  for (const { path } of [orphan, owned]) age(path, 61);
  await sweepNow();
  await sweepNow();
  expect(incomingNames()).toEqual([]);
  expect(await read(keyOf("mồ côi"))).toBeUndefined();
  expect(await read(keyOf("có chủ"))).toBe("có chủ");
});

test("without any upload there is nothing to sweep", async () => {
  await sweepNow();
  expect(await files.leftovers(new Date())).toEqual([]);
});
