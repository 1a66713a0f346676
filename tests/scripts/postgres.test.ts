import { spawn } from "node:child_process";
import { appendFileSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { forgetful, noteOf, startServer, stopServer } from "#scripts/postgres.mjs";
import { isAlive, until } from "#scripts/processes.mjs";
import { throwawayFolder } from "./folders.ts";

const folder = throwawayFolder();
const wanted = {
  folder: join(folder, "cluster"),
  log: join(folder, "logs", "postgres.log"),
  password: "of-this-test-alone",
  options: forgetful,
};
let server: Awaited<ReturnType<typeof startServer>>;

beforeAll(async () => {
  server = await startServer(wanted);
});
afterAll(async () => {
  await stopServer(server);
});

async function ask(statement: string, url = server.url("postgres")): Promise<unknown> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query({ text: statement, rowMode: "array" });
    return rows[0]?.[0];
  } finally {
    await client.end();
  }
}

test("text is UTF-8 and knows Vietnamese letters, whatever the locale of the machine", async () => {
  expect(await ask("select pg_encoding_to_char(encoding) from pg_database where datname = 'postgres'")).toBe("UTF8");
  expect(await ask("select lower('ĐƠN VỊ')")).toBe("đơn vị");
  expect(
    await ask(
      `select string_agg(name, ' ' order by name collate "vi-x-icu") from unnest(array['Ung', 'Đông', 'Dung', 'Êm', 'Em', 'Ánh', 'An']) name`,
    ),
  ).toBe("An Ánh Dung Đông Em Êm Ung");
});

test("nobody enters without the password, and passwords are kept as SCRAM", async () => {
  await expect(ask("select 1", server.url("postgres", "postgres", "guessed"))).rejects.toThrow(/password/);
  expect(await ask("select rolpassword from pg_authid where rolname = 'postgres'")).toMatch(/^SCRAM-SHA-256\$/);
});

test("the data folder is closed to others, the password file is gone", () => {
  expect(statSync(wanted.folder).mode & 0o777).toBe(0o700);
  expect(existsSync(`${wanted.folder}.password`)).toBe(false);
});

test("it never runs as root", () => {
  const { uid } = statSync(wanted.folder);
  expect(uid).toBe(process.getuid?.() === 0 ? uid : process.getuid?.());
  expect(uid).not.toBe(0);
});

test("a server left running is adopted, with its port", async () => {
  const again = await startServer(wanted);
  expect(again).toMatchObject({ pid: server.pid, port: server.port, adopted: true });
});

test("after kill -9 it starts again on the same port and keeps what was committed", async () => {
  await ask("create table kept as select 42 as n");
  process.kill(server.pid, "SIGKILL");
  await until(() => !isAlive(server.pid), 5000);
  const before = server.port;
  server = await startServer({ ...wanted, port: before });
  expect(server).toMatchObject({ port: before, adopted: false });
  expect(await ask("select n from kept")).toBe(42);
});

test("a taken port is no obstacle", async () => {
  await stopServer(server);
  const squatter = await new Promise<Server>((resolve) => {
    const listening = createServer().listen(server.port, "127.0.0.1", () => resolve(listening));
  });
  const before = server.port;
  server = await startServer({ ...wanted, port: before });
  expect(server.port).not.toBe(before);
  expect(await ask("select n from kept")).toBe(42);
  await new Promise((resolve) => squatter.close(resolve));
});

test("a note whose number went to another process does not hold it up, and leaves that process alone", async () => {
  await stopServer(server);
  const stranger = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "ignore" });
  const stale = [stranger.pid, wanted.folder, 1_700_000_000, server.port, "", "127.0.0.1", "  1 1", "ready   "];
  writeFileSync(join(wanted.folder, "postmaster.pid"), `${stale.join("\n")}\n`);
  server = await startServer(wanted);
  expect(server.adopted).toBe(false);
  expect(noteOf(wanted.folder)?.pid).toBe(server.pid);
  expect(isAlive(stranger.pid ?? 0)).toBe(true);
  stranger.kill("SIGKILL");
});

test("one that hangs is ended and started anew", async () => {
  process.kill(server.pid, "SIGSTOP");
  // stopped before it was ready: that is how its note tells it
  const path = join(wanted.folder, "postmaster.pid");
  writeFileSync(path, readFileSync(path, "utf8").replace("ready   ", "stopping"));
  const hung = server.pid;
  server = await startServer(wanted);
  expect(server.adopted).toBe(false);
  expect(isAlive(hung)).toBe(false);
  expect(await ask("select n from kept")).toBe(42);
});

test("data of another version are refused with the mend", async () => {
  const other = join(folder, "other");
  mkdirSync(other);
  writeFileSync(join(other, "PG_VERSION"), "17\n");
  await expect(startServer({ ...wanted, folder: other })).rejects.toThrow(/PostgreSQL 17, this release runs 18/);
});

test("a server that cannot start says why in one line", async () => {
  await stopServer(server);
  appendFileSync(join(wanted.folder, "postgresql.conf"), "\nno_such_setting = 1\n");
  await expect(startServer(wanted)).rejects.toThrow(/did not start:.*no_such_setting/);
  const conf = join(wanted.folder, "postgresql.conf");
  writeFileSync(conf, readFileSync(conf, "utf8").replace("no_such_setting = 1", ""));
  server = await startServer(wanted);
  expect(await ask("select n from kept")).toBe(42);
});
