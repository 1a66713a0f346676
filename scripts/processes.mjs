// Processes by their ids: whether they live, what they are, and ending them.
import { execFileSync, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { setTimeout as after } from "node:timers/promises";

/** @param {number} pid */
export function isAlive(pid) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it lives, but belongs to somebody else
    return /** @type {NodeJS.ErrnoException} */ (error).code === "EPERM";
  }
  return stateOf(pid) !== "Z";
}

/** One letter, as ps has it; "" where there is no /proc. A zombie (Z) still answers signal 0. @param {number} pid */
function stateOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2)[0] ?? "";
  } catch {
    return "";
  }
}

/** The command line of a process, "" when it is gone: ids are used again, so an id alone proves nothing. @param {number} pid */
export function commandOf(pid) {
  try {
    if (process.platform === "linux") return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").trim();
    return execFileSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8", stdio: "pipe" }).trim();
  } catch {
    return "";
  }
}

/**
 * Waits until `holds` does.
 * @param {() => boolean | Promise<boolean>} holds
 * @param {number} limitMs
 * @param {number} [everyMs]
 * @returns {Promise<boolean>} whether it came to hold within the limit
 */
export async function until(holds, limitMs, everyMs = 25) {
  const end = performance.now() + limitMs;
  for (;;) {
    if (await holds()) return true;
    if (performance.now() >= end) return false;
    await after(everyMs);
  }
}

/**
 * Sends the signals one after another, each when the one before did not end the process within its time.
 * @param {number} pid
 * @param {readonly (readonly [NodeJS.Signals, number])[]} signals each with the milliseconds that it is given
 * @returns {Promise<boolean>} whether the process is gone
 */
export async function end(pid, signals) {
  for (const [signal, limitMs] of signals) {
    try {
      process.kill(pid, signal);
    } catch {
      return !isAlive(pid);
    }
    if (await until(() => !isAlive(pid), limitMs)) return true;
  }
  return !isAlive(pid);
}

/** @type {Set<import("node:child_process").ChildProcess>} */
const running = new Set();
// a step that is cut short takes along what it had started
process.on("exit", () => {
  for (const child of running) child.kill("SIGTERM");
});

/**
 * Runs a program to its end, without a terminal and in a session of its own.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import("node:child_process").SpawnOptions} [options]
 * @returns {Promise<{ code: number | null, output: string }>} both streams in one; `code` is null when it was killed or not found
 */
export function runProgram(command, args, options = {}) {
  return new Promise((resolve) => {
    let output = "";
    const child = spawn(command, args, { ...options, detached: true, stdio: ["ignore", "pipe", "pipe"] });
    running.add(child);
    for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => (output += chunk));
    const done = (/** @type {number | null} */ code) => {
      running.delete(child);
      resolve({ code, output });
    };
    child.once("error", (error) => {
      output += error.message;
      done(null);
    });
    child.once("close", done);
  });
}
