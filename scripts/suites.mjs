// The parts of `npm test`, in order: first what reads files alone, then what runs.
import { join } from "node:path";

/**
 * @typedef {"cluster" | "redis" | "pgbouncer" | "chromium" | "build"} Need
 *
 * @typedef {object} Suite
 * @property {string} name
 * @property {string} says what holds when it passes
 * @property {readonly string[]} command program of node_modules/.bin, or npm, and its arguments
 * @property {readonly Need[]} needs
 * @property {boolean} counts its tests; otherwise it counts as one
 * @property {Record<string, string>} [env]
 */

const folders = ["app", "content", "db", "domain", "jobs", "scripts", "tests"];

/** @param {string} name @param {string} says @param {string[]} command @returns {Suite} */
const check = (name, says, command) => ({ name, says, command, needs: [], counts: false });

/** @param {string} name @param {string} says @param {Need[]} needs @param {Partial<Suite>} [more] @returns {Suite} */
const tests = (name, says, needs, more) => ({
  name,
  says,
  command: ["vitest", "run", "--project", name],
  needs,
  counts: true,
  ...more,
});

/** @param {string} backend @param {Need[]} needs */
const jobsOn = (backend, needs) =>
  tests(`jobs-${backend}`, `jobs, with the queue on ${backend}`, ["cluster", ...needs], {
    command: ["vitest", "run", "--project", "jobs"],
    env: { JOBS_BACKEND: backend },
  });

/** @type {readonly Suite[]} */
export const suites = [
  check("format", "prettier has nothing to change", ["prettier", "--check", "--log-level", "warn", "."]),
  check("lint", "no rule is broken, warnings included", ["oxlint", "--deny-warnings"]),
  check("types", "TypeScript agrees", ["tsc", "--noEmit"]),
  check("layers", "imports point one way", ["depcruise", "--config", ".dependency-cruiser.cjs", ...folders]),
  check("unused", "no file, export or package is unused", ["knip", "--no-progress"]),
  check("lockfile", "the lockfile installs as it is", [
    "npm",
    "ci",
    "--dry-run",
    "--include=dev",
    "--no-audit",
    "--no-fund",
  ]),
  tests("domain", "rules, by example and by property", []),
  tests("content", "laws, questions and texts are whole", []),
  tests("scripts", "the two commands", ["build"]),
  tests("db", "statements on real PostgreSQL, as the app's own role", ["cluster", "pgbouncer"]),
  jobsOn("postgres", []),
  jobsOn("redis", ["redis"]),
  tests("app", "requests and answers", ["cluster", "build"]),
  tests("browser", "journeys in Chromium", ["cluster", "redis", "chromium", "build"]),
];

/**
 * The suites of these names; a name also stands for all that begin with it and a dash, `static` for the checks.
 * @param {readonly string[]} names none for all
 * @returns {{ chosen: readonly Suite[], unknown: readonly string[] }}
 */
export function suitesNamed(names) {
  const is = (/** @type {Suite} */ suite, /** @type {string} */ name) =>
    suite.name === name || suite.name.startsWith(`${name}-`) || (name === "static" && !suite.counts);
  if (names.length === 0) return { chosen: suites, unknown: [] };
  return {
    chosen: suites.filter((suite) => names.some((name) => is(suite, name))),
    unknown: names.filter((name) => !suites.some((suite) => is(suite, name))),
  };
}

/**
 * The counts of a Vitest run by its JSON report. A skipped test counts as failed, and so does a file that did not load
 * or a run that ended badly without saying so.
 * @param {unknown} report
 * @param {number | null} code
 * @returns {{ passed: number, failed: number }}
 */
export function countsOf(report, code) {
  const {
    numPassedTests = 0,
    numFailedTests = 0,
    numPendingTests = 0,
    numTodoTests = 0,
    testResults = [],
  } = /** @type {Record<string, number> & { testResults?: { status: string, assertionResults: unknown[] }[] }} */ (
    report ?? {}
  );
  const broken = testResults.filter(
    ({ status, assertionResults }) => status === "failed" && assertionResults.length === 0,
  );
  const failed = numFailedTests + numPendingTests + numTodoTests + broken.length;
  const silent = failed === 0 && (code !== 0 || numPassedTests === 0) ? 1 : 0;
  return { passed: numPassedTests, failed: failed + silent };
}

/** @param {string} root @param {string} program */
export function binary(root, program) {
  return join(root, "node_modules", ".bin", program);
}
