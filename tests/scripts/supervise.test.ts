import { spawn } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { endLeftChildren, recordChildren } from "#scripts/left-children.mjs";
import { openLog } from "#scripts/log-file.mjs";
import { isAlive, until } from "#scripts/processes.mjs";
import { supervise } from "#scripts/supervise.mjs";
import { throwawayFolder, writeFiles } from "./folders.ts";

const root = join(import.meta.dirname, "..", "..");

function supervised(code: string, drainMs = 5000) {
  const said = { pids: [] as number[], lines: [] as string[], ends: [] as string[], waits: [] as number[] };
  const program = supervise({
    name: "child",
    args: ["-e", code],
    cwd: root,
    env: process.env,
    drainMs,
    onBegin: (pid: number) => said.pids.push(pid),
    onLine: (line: string) => said.lines.push(line),
    onEnd: (how: string, inMs: number) => {
      said.ends.push(how);
      said.waits.push(inMs);
    },
  });
  return { program, said };
}

test("a child that dies is started again, later each time", async () => {
  const { program, said } = supervised("console.log('up'); process.exit(7)");
  expect(await until(() => said.pids.length === 3, 20_000)).toBe(true);
  await program.stop();
  expect(said.ends.slice(0, 2)).toEqual(["ended with code 7", "ended with code 7"]);
  expect(said.waits.slice(0, 2)).toEqual([500, 1000]);
  expect(said.lines[0]).toBe("up");
});

test("a killed child is said to be killed", async () => {
  const { program, said } = supervised("setInterval(() => {}, 1000)");
  process.kill(said.pids[0] ?? 0, "SIGKILL");
  expect(await until(() => said.pids.length === 2, 10_000)).toBe(true);
  expect(said.ends).toEqual(["ended by SIGKILL"]);
  expect(await program.stop()).toBe(true);
});

test("stopping lets it finish what it does, and is no death to restart from", async () => {
  const drain = "process.on('SIGTERM', () => setTimeout(() => { console.log('drained'); process.exit(0) }, 200));";
  const { program, said } = supervised(`${drain} console.log('up'); setInterval(() => {}, 1000)`);
  await until(() => said.lines.includes("up"), 10_000);
  expect(await program.stop()).toBe(true);
  expect(await until(() => said.lines.includes("drained"), 2000)).toBe(true);
  expect(said.ends).toEqual([]);
  expect(said.pids).toHaveLength(1);
});

test("one that does not drain in its time is killed", async () => {
  const { program, said } = supervised(
    "process.on('SIGTERM', () => {}); console.log('up'); setInterval(() => {}, 1000)",
    300,
  );
  await until(() => said.lines.includes("up"), 10_000);
  expect(await program.stop()).toBe(true);
  expect(isAlive(said.pids[0] ?? 0)).toBe(false);
});

test("when the supervisor is killed, its child drains", async () => {
  const folder = throwawayFolder();
  const trace = join(folder, "trace");
  writeFiles(folder, {
    "child.mjs": `import { writeFileSync } from "node:fs";
      process.on("SIGTERM", () => { writeFileSync(${JSON.stringify(trace)}, "drained"); process.exit(0); });
      writeFileSync(${JSON.stringify(trace)}, String(process.pid)); setInterval(() => {}, 1000);`,
    "supervisor.mjs": `import { supervise } from ${JSON.stringify(join(root, "scripts", "supervise.mjs"))};
      supervise({ name: "child", args: ["--import", ${JSON.stringify(join(root, "scripts", "parent.mjs"))}, ${JSON.stringify(join(folder, "child.mjs"))}],
        cwd: ${JSON.stringify(folder)}, env: process.env, drainMs: 1000, onBegin() {}, onLine() {}, onEnd() {} });`,
  });
  const supervisor = spawn(process.execPath, [join(folder, "supervisor.mjs")], { stdio: "ignore" });
  expect(await until(() => existsSync(trace), 10_000)).toBe(true);
  await until(() => readFileSync(trace, "utf8") !== "", 1000);
  const child = Number(readFileSync(trace, "utf8"));
  supervisor.kill("SIGKILL");
  expect(await until(() => !isAlive(child), 5000)).toBe(true);
  expect(readFileSync(trace, "utf8")).toBe("drained");
});

test("the next start ends what a killed one left, and nothing else", async () => {
  const folder = throwawayFolder();
  const wait = "setInterval(() => {}, 1000)";
  const left = spawn(process.execPath, ["-e", wait, "/srv/chu-tin/build/programs/web.js"], { stdio: "ignore" });
  const stranger = spawn(process.execPath, ["-e", wait], { stdio: "ignore" });
  recordChildren(folder, [left.pid ?? 0, stranger.pid ?? 0]);
  expect(await endLeftChildren(folder)).toBe(1);
  expect(isAlive(left.pid ?? 0)).toBe(false);
  expect(isAlive(stranger.pid ?? 0)).toBe(true);
  expect(await endLeftChildren(folder)).toBe(0);
  stranger.kill("SIGKILL");
});

test("a log file is put aside when it is long, and one before it is kept", () => {
  const path = join(throwawayFolder(), "logs", "web.log");
  writeFiles(join(path, ".."), { "web.log": "" });
  const log = openLog(path, 10);
  for (const words of ["first line\n", "second line\n", "third\n"]) log.add(words);
  expect(readFileSync(path, "utf8")).toBe("third\n");
  expect(readFileSync(`${path}.1`, "utf8")).toBe("second line\n");
  writeFileSync(path, "");
});
