import { expect, test } from "vitest";
import { countsOf, suites, suitesNamed } from "#scripts/suites.mjs";
import { findTool, howToInstall } from "#scripts/tools.mjs";

const named = (...names: string[]) => suitesNamed(names).chosen.map(({ name }) => name);

test("a part can be run alone, by its name or a family's", () => {
  expect(named("db")).toEqual(["db"]);
  expect(named("jobs")).toEqual(["jobs-postgres", "jobs-redis"]);
  expect(named("jobs-redis", "domain")).toEqual(["domain", "jobs-redis"]);
  expect(named("static")).toEqual(["format", "lint", "types", "layers", "unused", "lockfile"]);
  expect(named()).toHaveLength(suites.length);
  expect(suitesNamed(["db", "nonsense"]).unknown).toEqual(["nonsense"]);
});

test("passed and failed tests are counted, a skipped one as failed", () => {
  const report = { numPassedTests: 7, numFailedTests: 1, numPendingTests: 1, numTodoTests: 1, testResults: [] };
  expect(countsOf(report, 1)).toEqual({ passed: 7, failed: 3 });
});

test("a file that did not load fails", () => {
  const broken = { status: "failed", assertionResults: [] };
  expect(countsOf({ numPassedTests: 7, testResults: [broken] }, 1)).toEqual({ passed: 7, failed: 1 });
});

test("a run without a test, or that ended badly in silence, fails", () => {
  expect(countsOf({ numPassedTests: 0, testResults: [] }, 0)).toEqual({ passed: 0, failed: 1 });
  expect(countsOf(undefined, null)).toEqual({ passed: 0, failed: 1 });
  expect(countsOf({ numPassedTests: 3, testResults: [] }, 1)).toEqual({ passed: 3, failed: 1 });
  expect(countsOf({ numPassedTests: 3, testResults: [] }, 0)).toEqual({ passed: 3, failed: 0 });
});

test("a missing program is asked for in one line with the whole command", () => {
  expect(howToInstall(["chromium", "pgbouncer"])).toMatch(
    /^[^\n]*sudo apt-get update && sudo apt-get install --yes --no-install-recommends chromium pgbouncer[^\n]*$/,
  );
});

test("a program can be named by its setting", () => {
  process.env.CHROMIUM_BIN = "/opt/chromium/chrome";
  expect(findTool("chromium")).toBe("/opt/chromium/chrome");
  delete process.env.CHROMIUM_BIN;
});
