import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ensureSecrets, lock, openDataFolder, operatorToken } from "#scripts/data-folder.mjs";
import { commandOf, until } from "#scripts/processes.mjs";
import { throwawayFolder } from "./folders.ts";

test("a folder that cannot be made is refused with the mend", () => {
  const folder = throwawayFolder();
  writeFileSync(join(folder, "file"), "");
  expect(() => openDataFolder(join(folder, "file", "data"))).toThrow(
    /^The data folder .* cannot be written \(ENOTDIR\): .*DATA_DIR/,
  );
});

test("others may not list the data folder", () => {
  const folder = join(throwawayFolder(), "data");
  openDataFolder(folder);
  expect(statSync(folder).mode & 0o066).toBe(0);
});

test("a second start on the same folder is refused, naming the first", async () => {
  const folder = throwawayFolder();
  const first = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)", "start.mjs"], { stdio: "ignore" });
  await until(() => commandOf(first.pid ?? 0).includes("start.mjs"), 5000);
  writeFileSync(join(folder, "start.lock"), String(first.pid));
  expect(() => lock(folder)).toThrow(new RegExp(`^npm start already runs on .*process ${first.pid}\\)`));
  first.kill("SIGKILL");
  await new Promise((resolve) => first.once("exit", resolve));
  const unlock = lock(folder);
  expect(readFileSync(join(folder, "start.lock"), "utf8")).toBe(String(process.pid));
  unlock();
  expect(existsSync(join(folder, "start.lock"))).toBe(false);
});

test("the lock of a killed start, its number taken by another program since, holds nobody up", () => {
  const folder = throwawayFolder();
  writeFileSync(join(folder, "start.lock"), String(process.ppid));
  lock(folder)();
  expect(existsSync(join(folder, "start.lock"))).toBe(false);
});

test("secrets are made once, differ, and are for the owner's eyes", () => {
  const folder = throwawayFolder();
  const cluster = join(folder, "postgres");
  const first = ensureSecrets(folder, cluster);
  expect(first.made).toBe(true);
  expect(new Set(Object.values(first.secrets)).size).toBe(5);
  for (const secret of Object.values(first.secrets)) expect(secret.length).toBeGreaterThanOrEqual(32);
  expect(statSync(join(folder, "secrets.json")).mode & 0o777).toBe(0o600);
  expect(ensureSecrets(folder, cluster)).toEqual({ secrets: first.secrets, made: false });
});

test("lost secrets of an existing database are missed, not made anew", () => {
  const folder = throwawayFolder();
  mkdirSync(join(folder, "postgres"));
  expect(() => ensureSecrets(folder, join(folder, "postgres"))).toThrow(/secrets\.json is missing.*backup/);
  expect(existsSync(join(folder, "secrets.json"))).toBe(false);
});

test("the operator's word is written at the first start alone, and is gone once used", () => {
  const folder = throwawayFolder();
  const token = operatorToken(folder, true);
  expect(token?.length).toBeGreaterThanOrEqual(32);
  expect(statSync(join(folder, "operator-token")).mode & 0o777).toBe(0o600);
  expect(operatorToken(folder, false)).toBe(token);
  rmSync(join(folder, "operator-token"));
  expect(operatorToken(folder, false)).toBeUndefined();
});
