// `npm start`: from a clean clone to a running installation, and everything stopped in the right order.
import { readFileSync } from "node:fs";
import { networkInterfaces } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { ensureBuild } from "./build.mjs";
import { lastLines, lineOf, say, step, Stop } from "./console.mjs";
import { ensureSecrets, lock, openDataFolder, operatorToken } from "./data-folder.mjs";
import { logOf, migratedTo, noteMigratedTo, placeOfCluster, startDatabase } from "./embedded-database.mjs";
import { appEnvironment, ownerEnvironment, readStart } from "./environment.mjs";
import { recordChildren, endLeftChildren } from "./left-children.mjs";
import { openLog } from "./log-file.mjs";
import { ensurePackages } from "./packages.mjs";
import { freePort, requireFree } from "./ports.mjs";
import { stopServer } from "./postgres.mjs";
import { isAlive, runProgram, until } from "./processes.mjs";
import { hashOf } from "./sources.mjs";
import { supervise } from "./supervise.mjs";

const root = join(import.meta.dirname, "..");
const help = `npm start [-- options]

  --help      this text
  --verbose   the programs' log lines go to the console as well as to the data folder's logs/

Settings are environment variables, or lines of a file .env; .env.example lists them all. The most wanted:
  PORT=3000            HOST=127.0.0.1 (0.0.0.0: for the whole network)
  DATA_DIR=./data      all that must not be lost: database, files, secrets
  DATABASE_URL=postgres://…   an own PostgreSQL instead of the embedded one
  REDIS_URL=redis://…  SMTP_URL=smtp://…
`;

export async function main() {
  const { values } = parseArgs({ options: { help: { type: "boolean" }, verbose: { type: "boolean" } }, strict: false });
  if (values.help) return void process.stdout.write(help);
  /** Undone in reverse, whatever happens. @type {{ name: string, undo: (now: boolean) => unknown }[]} */
  const undoings = [];
  // a console that went away must not end us before the programs have drained
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);
  const stop = stopOnce(undoings);
  listenForTheEnd(stop);
  try {
    await bringUp(undoings, values.verbose === true);
  } catch (error) {
    process.stderr.write(`\n  ${lineOf(error)}\n`);
    await stop(1);
  }
}

/**
 * @param {{ name: string, undo: (now: boolean) => unknown }[]} undoings
 * @param {boolean} verbose
 */
async function bringUp(undoings, verbose) {
  const begun = performance.now();
  const start = readStart(root);
  const { dataFolder } = start;
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  process.stdout.write(`\nChữ Tín ${version} · Node ${process.versions.node} · ${dataFolder}\n\n`);

  openDataFolder(dataFolder);
  const unlock = lock(dataFolder);
  undoings.push({ name: "", undo: unlock });
  const left = await endLeftChildren(dataFolder);
  if (left > 0) say("recovery", `ended ${left} programs that a killed start had left`);
  if (start.port === 0) start.port = await freePort();
  await requireFree(start.host, start.port);

  await step("packages", () => ensurePackages(root), String);
  await step("build", () => ensureBuild(root), String);

  const { secrets, made } = ensureSecrets(dataFolder, placeOfCluster(dataFolder).cluster);
  if (made) say("secrets", `made, in ${join(dataFolder, "secrets.json")}`);
  const token = operatorToken(dataFolder, made);

  const own = start.databaseUrl === undefined ? await embedded(dataFolder, secrets, undoings) : undefined;
  const ownerUrl = start.databaseUrl ?? own?.url ?? "";
  if (!own) say("database", `own server, ${new URL(ownerUrl).host}`);
  const env = ownerEnvironment(start, secrets, ownerUrl);
  await step("migrations", () => bringUpToDate(env, own?.server), String);

  await step(
    "web, worker",
    () => serve(start, env, undoings, verbose),
    () => "ready",
  );
  announce(start, token, (performance.now() - begun) / 1000);
}

/**
 * @param {string} dataFolder
 * @param {import("./data-folder.mjs").Secrets} secrets
 * @param {{ name: string, undo: (now: boolean) => unknown }[]} undoings
 */
async function embedded(dataFolder, secrets, undoings) {
  const first = await step(
    "database",
    () => startDatabase(dataFolder, secrets),
    ({ server }) => `PostgreSQL on port ${server.port}${server.adopted ? ", left running by a killed start" : ""}`,
  );
  let { server } = first;
  const { cluster } = placeOfCluster(dataFolder);
  if (!cluster.startsWith(dataFolder))
    say("", `lies in ${cluster}: it never runs as root, and no other user can enter ${dataFolder}`);
  let stopping = false;
  let looking = false;
  const watch = setInterval(async () => {
    if (looking || isAlive(server.pid)) return;
    looking = true;
    say("database", "ended by itself, starting it again …");
    try {
      ({ server } = await startDatabase(dataFolder, secrets));
      say("database", "runs again, nothing that was saved is lost");
    } catch (error) {
      say("database", `${lineOf(error)}; see ${logOf(dataFolder)}`);
      await until(() => stopping, 5000);
    }
    looking = false;
  }, 300);
  undoings.push({
    name: "database",
    undo: async (now) => {
      stopping = true;
      clearInterval(watch);
      await until(() => !looking, 10_000);
      await stopServer(server, now ? 2000 : 10_000);
    },
  });
  return first;
}

/**
 * Migrates, unless the embedded database notes that it stands where these sources and passwords would bring it.
 * @param {NodeJS.ProcessEnv} env
 * @param {import("./postgres.mjs").Server | undefined} embeddedServer
 */
async function bringUpToDate(env, embeddedServer) {
  if (!embeddedServer) return migrate(env);
  const passwords = [env.DATABASE_APP_PASSWORD ?? "", env.DATABASE_AUTH_PASSWORD ?? ""];
  const state = hashOf(root, ["db"], ["package-lock.json"], passwords);
  if ((await migratedTo(embeddedServer)) === state) return "up to date";
  const outcome = await migrate(env);
  await noteMigratedTo(embeddedServer, state);
  return outcome;
}

/** @param {NodeJS.ProcessEnv} env */
async function migrate(env) {
  const program = join(root, "build", "programs", "migrate.js");
  const { code, output } = await runProgram(process.execPath, [program], { cwd: root, env });
  if (code !== 0) throw whyNotMigrated(env, output);
  return lastLines(output, 1);
}

/** @param {NodeJS.ProcessEnv} env @param {string} output */
function whyNotMigrated(env, output) {
  const code = /\b(ECONNREFUSED|ENOTFOUND|ETIMEDOUT|EAI_AGAIN|28P01|28000|3D000)\b/.exec(output)?.[1];
  if (code)
    return new Stop(
      `The database of DATABASE_URL, ${new URL(env.DATABASE_URL ?? "").host}, cannot be opened (${code}): check that it runs, and its user, password and name`,
      `Không mở được cơ sở dữ liệu của DATABASE_URL (${code}): kiểm tra máy chủ, người dùng, mật khẩu và tên`,
    );
  return new Stop(
    `The database could not be brought up to date: ${errorIn(output)}`,
    "Không cập nhật được cơ sở dữ liệu, lý do ở trên",
  );
}

/** The line of a thrown error in what Node prints about it. @param {string} output */
function errorIn(output) {
  const line = output.split("\n").find((candidate) => /^\s*(\w*Error|error)\b.*:/.test(candidate));
  return line?.trim() ?? lastLines(output, 1);
}

/**
 * @param {import("./environment.mjs").Start} start
 * @param {NodeJS.ProcessEnv} env
 * @param {{ name: string, undo: (now: boolean) => unknown }[]} undoings
 * @param {boolean} verbose
 */
async function serve(start, env, undoings, verbose) {
  let ready = false;
  /** @type {string[]} */
  const ended = [];
  /** @type {Record<string, number | undefined>} in the order of the note: web, then worker */
  const pids = { web: undefined, worker: undefined };
  for (const { name, drainMs } of [
    { name: "worker", drainMs: 20_000 },
    { name: "web", drainMs: 12_000 },
  ]) {
    const log = openLog(join(start.dataFolder, "logs", `${name}.log`));
    /** @type {string[]} the last that it said, for the console when it ends */
    const words = [];
    const program = supervise({
      name,
      args: ["--import", join(root, "scripts", "parent.mjs"), join(root, "build", "programs", `${name}.js`)],
      cwd: root,
      env: appEnvironment(env),
      drainMs,
      onBegin: (pid) => recordChildren(start.dataFolder, Object.values(Object.assign(pids, { [name]: pid }))),
      onLine: (line) => {
        log.add(`${line}\n`);
        if (verbose) say(name, line);
        if (!line.startsWith("{")) words.splice(0, words.length, ...[...words, line].slice(-40));
      },
      onEnd: (how, inMs) => {
        const last = errorIn(words.join("\n"));
        if (!ready) ended.push(`${name} ${how}${last ? `: ${last}` : ""}`);
        else say(name, `${how}${last ? `: ${last}` : ""}; starting it again in ${inMs / 1000} s, see ${log.path}`);
      },
    });
    undoings.push({ name, undo: (now) => program.stop(now) });
  }
  const up = await until(async () => ended.length > 0 || (await isReady(start)), 60_000, 50);
  if (ended.length > 0 || !up) {
    const why = ended[0] ?? "it does not answer";
    throw new Stop(
      `${why}; all of it is in ${join(start.dataFolder, "logs")}`,
      `Không khởi động được, chi tiết trong ${join(start.dataFolder, "logs")}`,
    );
  }
  ready = true;
}

/** @param {import("./environment.mjs").Start} start */
async function isReady({ host, port }) {
  try {
    const response = await fetch(`http://${reachable(host)}:${port}/readyz`, { signal: AbortSignal.timeout(2000) });
    await response.body?.cancel();
    return response.status === 200;
  } catch {
    return false;
  }
}

/** Where a program on this machine reaches a server that listens there. @param {string} host */
function reachable(host) {
  if (host === "0.0.0.0") return "127.0.0.1";
  if (host === "::") return "[::1]";
  return host.includes(":") ? `[${host}]` : host;
}

/** @param {import("./environment.mjs").Start} start @param {string | undefined} token @param {number} seconds */
function announce({ host, port }, token, seconds) {
  const address = process.env.BASE_URL?.replace(/\/$/, "") || `http://${reachable(host)}:${port}`;
  const lines = [`Ready in ${seconds.toFixed(1)} s. Open · Mở: ${address}`];
  if (token)
    lines.push(
      `The first account, the operator's (works once) · Tài khoản đầu tiên: ${address}/sign-up?operator=${token}`,
    );
  if (host === "0.0.0.0" || host === "::")
    for (const own of ownAddresses())
      lines.push(`In your network, not encrypted · Trong mạng nội bộ, không mã hóa: http://${own}:${port}`);
  lines.push("Ctrl-C ends it and keeps all data · Ctrl-C để tắt, dữ liệu được giữ nguyên");
  process.stdout.write(`\n${lines.map((line) => `  ${line}\n`).join("")}\n`);
}

function ownAddresses() {
  const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  return all.filter(({ internal, family }) => !internal && family === "IPv4").map(({ address }) => address);
}

/** @param {{ name: string, undo: (now: boolean) => unknown }[]} undoings */
function stopOnce(undoings) {
  let now = false;
  let stopping = false;
  let askedAt = 0;
  /** @param {number} exitCode @param {boolean} [asked] by a signal, which a second one hurries */
  return async (exitCode, asked = false) => {
    if (stopping) {
      // npm hands the terminal's Ctrl-C on, so that one press comes twice
      if (asked && performance.now() - askedAt > 700 && !now) {
        now = true;
        say("stopping", "at once");
        for (const { undo } of undoings.splice(0).toReversed()) await undo(true);
        process.exit(130);
      }
      return;
    }
    stopping = true;
    askedAt = performance.now();
    if (asked) process.stdout.write("\n");
    for (let last = undoings.at(-1); last && !now; last = undoings.at(-1)) {
      const { name, undo } = last;
      const begun = performance.now();
      await undo(false);
      undoings.pop();
      if (name && exitCode === 0) say(name, `stopped (${((performance.now() - begun) / 1000).toFixed(1)} s)`);
    }
    if (!now) process.exit(exitCode);
  };
}

/** @param {(exitCode: number, asked?: boolean) => Promise<void>} stop */
function listenForTheEnd(stop) {
  for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"]))
    process.on(signal, () => void stop(0, true));
  // a killed npm hands nothing on
  const parent = process.ppid;
  if (process.env.npm_lifecycle_event) setInterval(() => process.ppid !== parent && void stop(0, true), 500).unref();
  process.on("uncaughtException", (error) => {
    process.stderr.write(`  ${lineOf(error)}\n`);
    void stop(1);
  });
}
