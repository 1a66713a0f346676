// `npm start` itself, from this tree: what it says, what it survives, and that nothing stays behind.
import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ensureBuild } from "#scripts/build.mjs";
import { freePort } from "#scripts/ports.mjs";
import { noteOf } from "#scripts/postgres.mjs";
import { isAlive, until } from "#scripts/processes.mjs";
import { throwawayFolder } from "./folders.ts";

const root = join(import.meta.dirname, "..", "..");
const dataFolder = join(throwawayFolder(), "data");
const port = await freePort();
type Start = { process: ChildProcess; said: () => string; ended: Promise<number | null> };
const starts: Start[] = [];

function start(...options: string[]): Start {
  const env = { ...process.env, DATA_DIR: dataFolder, PORT: String(port), BASE_URL: "", LOG_LEVEL: "info" };
  const child = spawn(process.execPath, [join(root, "scripts", "start.mjs"), ...options], { env, stdio: "pipe" });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => (said += chunk));
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  const started = { process: child, said: () => said, ended };
  starts.push(started);
  return started;
}

async function startedAndReady(): Promise<Start> {
  const started = start();
  await until(() => /Ready in/.test(started.said()) || started.process.exitCode !== null, 50_000);
  expect(started.said()).toMatch(/Ready in [\d.]+ s\. Open · Mở: http:\/\/127\.0\.0\.1:\d+/);
  return started;
}

const isReady = async () => {
  const response = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined);
  return response?.status === 200;
};
const children = () => JSON.parse(readFileSync(join(dataFolder, "children.json"), "utf8")) as number[];
const server = () => noteOf(join(dataFolder, "postgres"))?.pid ?? 0;

async function asOwner(statement: string): Promise<unknown> {
  const { DATABASE_OWNER_PASSWORD } = JSON.parse(readFileSync(join(dataFolder, "secrets.json"), "utf8"));
  const note = noteOf(join(dataFolder, "postgres"));
  const client = new pg.Client({
    host: "127.0.0.1",
    port: note?.port,
    user: "owner",
    password: DATABASE_OWNER_PASSWORD,
    database: "chu_tin",
  });
  await client.connect();
  try {
    const { rows } = await client.query({ text: statement, rowMode: "array" });
    return rows[0]?.[0];
  } finally {
    await client.end();
  }
}

let running: Start;
beforeAll(async () => {
  await ensureBuild(root);
  running = await startedAndReady();
}, 180_000);
afterAll(async () => {
  for (const { process: child, ended } of starts) {
    child.kill("SIGTERM");
    await ended;
  }
});

test("the first start says each step, the address and the operator's link", async () => {
  const said = running.said();
  for (const name of ["packages", "build", "secrets", "database", "migrations", "web, worker"])
    expect(said).toMatch(new RegExp(`^  ${name} `, "m"));
  const token = readFileSync(join(dataFolder, "operator-token"), "utf8");
  expect(said).toContain(`http://127.0.0.1:${port}/sign-up?operator=${token}`);
  expect(await isReady()).toBe(true);
  await asOwner("create table kept as select 42 as n");
});

test("no secret is in the environment of web and worker but their own", () => {
  if (process.platform !== "linux") return expect(children()).toHaveLength(2);
  const { DATABASE_OWNER_PASSWORD, DATABASE_SUPERUSER_PASSWORD } = JSON.parse(
    readFileSync(join(dataFolder, "secrets.json"), "utf8"),
  );
  for (const pid of children()) {
    const environment = readFileSync(`/proc/${pid}/environ`, "utf8");
    expect(environment).not.toContain(DATABASE_OWNER_PASSWORD);
    expect(environment).not.toContain(DATABASE_SUPERUSER_PASSWORD);
  }
});

test("a second start beside it is refused and leaves the first alone", async () => {
  const second = start();
  expect(await second.ended).toBe(1);
  expect(second.said()).toMatch(new RegExp(`npm start already runs on .* \\(process ${running.process.pid}\\)`));
  expect(await isReady()).toBe(true);
});

test("web, worker and database come back after kill -9, with what was saved", async () => {
  const before = children();
  for (const pid of before) process.kill(pid, "SIGKILL");
  expect(
    await until(
      async () => children().every((pid) => !before.includes(pid) && isAlive(pid)) && (await isReady()),
      30_000,
    ),
  ).toBe(true);
  const postmaster = server();
  process.kill(postmaster, "SIGKILL");
  expect(await until(async () => server() !== postmaster && (await isReady()), 30_000)).toBe(true);
  expect(await asOwner("select n from kept")).toBe(42);
  expect(running.said()).toMatch(/web +ended by SIGKILL; starting it again in 0\.5 s/);
});

test("when all of it is killed but the database, the next start takes that over", async () => {
  const [postmaster, left] = [server(), children()];
  running.process.kill("SIGKILL");
  await running.ended;
  expect(isAlive(postmaster)).toBe(true);
  running = await startedAndReady();
  expect(running.said()).toContain("left running by a killed start");
  expect(server()).toBe(postmaster);
  expect(left.some(isAlive)).toBe(false);
  expect(running.said()).toMatch(/packages +up to date\n +build +up to date/);
  expect(running.said()).not.toContain("secrets ");
});

test("SIGTERM drains and stops everything, the database last", async () => {
  const pids = [server(), ...children()];
  running.process.kill("SIGTERM");
  expect(await running.ended).toBe(0);
  expect(pids.some(isAlive)).toBe(false);
  expect(running.said()).toMatch(/web +stopped[\s\S]*worker +stopped[\s\S]*database +stopped/);
  expect(existsSync(join(dataFolder, "start.lock"))).toBe(false);
});

test("the start after it keeps the data, and an impatient user ends it at once, leaving nothing", async () => {
  running = await startedAndReady();
  expect(await asOwner("select n from kept")).toBe(42);
  const pids = [server(), ...children()];
  process.kill(pids[1] ?? 0, "SIGSTOP"); // it cannot drain
  const impatient = () => {
    running.process.kill("SIGINT");
    return running.process.exitCode !== null;
  };
  expect(await until(impatient, 8000, 200)).toBe(true);
  expect(await running.ended).toBe(130);
  expect(pids.some(isAlive)).toBe(false);
});

test("an old Node is refused in one line", async () => {
  const pretend =
    "data:text/javascript,Object.defineProperty(process,'versions',{value:{...process.versions,node:'18.20.4'}})";
  const old = spawn(process.execPath, ["--import", pretend, join(root, "scripts", "start.mjs")], { stdio: "pipe" });
  let said = "";
  old.stderr.on("data", (chunk) => (said += chunk));
  expect(await new Promise((resolve) => old.once("close", resolve))).toBe(1);
  expect(said).toMatch(/^Chu Tin needs Node 20\.19 or newer and this is 18\.20\.4: install [^\n]*\n$/);
});

test("--help says what can be set", async () => {
  const help = start("--help");
  expect(await help.ended).toBe(0);
  expect(help.said()).toMatch(/DATA_DIR=.*\n.*DATABASE_URL=/);
});
