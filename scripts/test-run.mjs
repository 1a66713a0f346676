// `npm test`: installs what it needs, provisions its servers, runs the suites one after another and adds them up.
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { ensureBuild } from "./build.mjs";
import { lineOf, say, step, Stop } from "./console.mjs";
import { ensurePackages, npm } from "./packages.mjs";
import { commandOf, runProgram, until } from "./processes.mjs";
import { binary, countsOf, suites, suitesNamed } from "./suites.mjs";
import { startTestCluster, startTestRedis } from "./test-servers.mjs";
import { ensureTools, tools } from "./tools.mjs";

const root = join(import.meta.dirname, "..");
/** Every process of a run carries it in its environment, so that one left behind is found. */
const run = randomBytes(8).toString("hex");
const suiteLimitMs = 14 * 60_000;
const help = `npm test [-- names]     runs all suites, or those named

  --list     their names
  --help     this text
`;

/** @typedef {{ passed: number, failed: number, seconds: number, note?: string }} Outcome */

export async function main() {
  const { values, positionals } = parseArgs({
    options: { help: { type: "boolean" }, list: { type: "boolean" } },
    allowPositionals: true,
    strict: false,
  });
  if (values.help) return void process.stdout.write(help);
  if (values.list) return suites.forEach(({ name, says }) => say(name.padEnd(14), says));
  const { chosen, unknown } = suitesNamed(positionals);
  if (unknown.length > 0) {
    process.stderr.write(`No suite is called ${unknown.join(", ")}: npm test -- --list shows their names\n`);
    process.exit(1);
  }
  for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"]))
    process.once(signal, () => {
      // servers of ours go with `exit`, see test-servers.mjs
      endMarked();
      process.exit(130);
    });
  process.on("exit", endMarked);
  try {
    await step("packages", () => ensurePackages(root), String);
    process.exitCode = await runAll(chosen);
  } catch (error) {
    process.stderr.write(`${lineOf(error)}\n0 passed, 1 failed\n`);
    process.exitCode = 1;
  }
}

/** @param {readonly import("./suites.mjs").Suite[]} chosen @returns {Promise<number>} the exit code */
async function runAll(chosen) {
  const needs = new Set(chosen.flatMap((suite) => suite.needs));
  const wanted = Object.keys(tools).map((tool) => /** @type {import("./tools.mjs").Tool} */ (tool));
  const { found, why } = await ensureTools(wanted.filter((tool) => needs.has(tool)));
  const provisions = provision(found);
  /** @type {Map<string, Outcome>} */
  const outcomes = new Map();
  try {
    for (const suite of chosen) {
      process.stdout.write(`\n── ${suite.name}: ${suite.says}\n`);
      const begun = performance.now();
      const outcome = await runSuite(suite, provisions);
      outcomes.set(suite.name, { ...outcome, seconds: (performance.now() - begun) / 1000 });
      if (outcome.note) process.stdout.write(`${outcome.note}\n`);
    }
  } finally {
    await provisions.stop();
  }
  return report(outcomes, why);
}

/**
 * @param {import("./suites.mjs").Suite} suite
 * @param {ReturnType<typeof provision>} provisions
 * @returns {Promise<Omit<Outcome, "seconds">>}
 */
async function runSuite(suite, provisions) {
  /** @type {NodeJS.ProcessEnv} */
  let servers;
  try {
    servers = await provisions.of(suite.needs);
  } catch (error) {
    return { passed: 0, failed: 1, note: `not run: ${lineOf(error)}` };
  }
  const env = { ...bareEnvironment(), ...servers, ...suite.env, TEST_RUN: run };
  const outcome = suite.counts ? await runTests(suite, env) : await runCheck(suite, env);
  const left = await endLeft();
  if (left.length === 0) return outcome;
  return { ...outcome, failed: outcome.failed + 1, note: `left running, ended now: ${left.join("; ")}` };
}

/** @param {import("./suites.mjs").Suite} suite @param {NodeJS.ProcessEnv} env */
async function runCheck({ command: [program = "", ...args] }, env) {
  const { code, output } =
    program === "npm" ? await npm(root, args, env) : await runProgram(binary(root, program), args, { cwd: root, env });
  if (code !== 0) process.stdout.write(output);
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** @param {import("./suites.mjs").Suite} suite @param {NodeJS.ProcessEnv} env */
async function runTests({ command: [program = "", ...args] }, env) {
  const file = join(tmpdir(), `chu-tin-report-${run}.json`);
  const cleanUp = () => rmSync(file, { force: true });
  process.once("exit", cleanUp);
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  const code = await runAloud(binary(root, program), [...args, ...reporters], env);
  const counts = countsOf(existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined, code);
  cleanUp();
  return counts;
}

/** @param {string} command @param {string[]} args @param {NodeJS.ProcessEnv} env @returns {Promise<number | null>} */
function runAloud(command, args, env) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, env, detached: true, stdio: ["ignore", "inherit", "inherit"] });
    const limit = setTimeout(() => {
      process.stdout.write(`past ${suiteLimitMs / 60_000} minutes: ended\n`);
      if (child.pid) process.kill(-child.pid, "SIGKILL");
    }, suiteLimitMs);
    const done = (/** @type {number | null} */ code) => {
      clearTimeout(limit);
      resolve(code);
    };
    child.once("error", () => done(null)).once("exit", done);
  });
}

/** The servers of this run, each brought up when first needed. @param {Partial<Record<import("./tools.mjs").Tool, string>>} found */
function provision(found) {
  /** @type {Map<string, Promise<import("./test-servers.mjs").TestServer>>} */
  const servers = new Map();
  /** @param {string} name @param {() => Promise<import("./test-servers.mjs").TestServer>} begin */
  const server = async (name, begin) => {
    const running = servers.get(name) ?? begin();
    servers.set(name, running);
    return (await running).url;
  };
  const tool = (/** @type {import("./tools.mjs").Tool} */ name) => {
    const path = found[name];
    if (!path) throw new Stop(`${tools[name].debian} is missing`, `thiếu ${tools[name].debian}`);
    return path;
  };
  return {
    /** @param {readonly import("./suites.mjs").Need[]} needs @returns {Promise<NodeJS.ProcessEnv>} */
    async of(needs) {
      /** @type {NodeJS.ProcessEnv} */
      const env = {};
      if (needs.includes("pgbouncer")) env.PGBOUNCER_BIN = tool("pgbouncer");
      if (needs.includes("chromium")) env.CHROMIUM_BIN = tool("chromium");
      if (needs.includes("redis")) {
        const path = tool("redis");
        env.TEST_REDIS_URL = await server("redis", () => startTestRedis(path));
      }
      if (needs.includes("cluster")) env.TEST_CLUSTER_URL = await server("cluster", startTestCluster);
      if (needs.includes("build")) await ensureBuild(root);
      return env;
    },
    async stop() {
      for (const running of servers.values()) await running.then((one) => one.stop()).catch(() => undefined);
    },
  };
}

/** Our environment without the settings of an installation, which are no business of a test. */
function bareEnvironment() {
  const listed = readFileSync(join(root, ".env.example"), "utf8").matchAll(/^#? ?([A-Z][A-Z0-9_]+)=/gm);
  const settings = new Set(["NODE_ENV", ...[...listed].map(([, name]) => name)]);
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !settings.has(name)));
}

/** Processes of this run that are there yet; Linux alone tells. @returns {number[]} */
function marked() {
  if (process.platform !== "linux") return [];
  const pids = readdirSync("/proc")
    .map(Number)
    .filter((pid) => pid > 0 && pid !== process.pid);
  return pids.filter((pid) => {
    try {
      return readFileSync(`/proc/${pid}/environ`, "utf8").includes(`TEST_RUN=${run}`);
    } catch {
      // gone, or somebody else's
      return false;
    }
  });
}

function endMarked() {
  for (const pid of marked()) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // it went by itself
    }
  }
}

/** @returns {Promise<string[]>} the command lines of what a suite left running */
async function endLeft() {
  if (await until(() => marked().length === 0, 3000, 100)) return [];
  const left = marked().map((pid) => commandOf(pid).slice(0, 120));
  endMarked();
  return left;
}

/** @param {Map<string, Outcome>} outcomes @param {string | undefined} why @returns {number} the exit code */
function report(outcomes, why) {
  let passed = 0;
  let failed = 0;
  process.stdout.write("\n");
  for (const [name, outcome] of outcomes) {
    passed += outcome.passed;
    failed += outcome.failed;
    const counts = `${String(outcome.passed).padStart(5)} passed ${outcome.failed > 0 ? `${outcome.failed} FAILED` : ""}`;
    process.stdout.write(`  ${name.padEnd(14)} ${counts.padEnd(26)} ${outcome.seconds.toFixed(1).padStart(6)} s\n`);
  }
  if (why) process.stdout.write(`\n${why}\n`);
  process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
  return failed > 0 || passed === 0 ? 1 : 0;
}
