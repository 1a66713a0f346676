// A child that is started again when it ends, sooner at first and slower when it keeps ending.
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { end, until } from "./processes.mjs";

/** Milliseconds before the first restart, and the most. A child that lived for `steadyMs` begins anew. */
const firstMs = 500;
const mostMs = 30_000;
const steadyMs = 60_000;

/**
 * @typedef {object} Program
 * @property {string} name
 * @property {string[]} args of node
 * @property {string} cwd
 * @property {NodeJS.ProcessEnv} env
 * @property {number} drainMs how long it may take to drain on SIGTERM
 * @property {(pid: number) => void} onBegin
 * @property {(line: string) => void} onLine each line that it prints
 * @property {(how: string, inMs: number) => void} onEnd it ended by itself and is started again after `inMs`
 */

/** @param {Program} program */
export function supervise(program) {
  let stopping = false;
  let waitMs = firstMs;
  /** @type {NodeJS.Timeout | undefined} */
  let again;
  let child = begin();

  function begin() {
    const begun = performance.now();
    // a session of its own: a Ctrl-C in the terminal is for the supervisor, who ends them in the right order
    const begunChild = spawn(process.execPath, program.args, {
      cwd: program.cwd,
      env: program.env,
      detached: true,
      stdio: ["ignore", "pipe", "pipe", "ipc"],
    });
    if (begunChild.pid) program.onBegin(begunChild.pid);
    for (const stream of [begunChild.stdout, begunChild.stderr])
      if (stream) createInterface({ input: stream }).on("line", program.onLine);
    begunChild.once("error", (error) => program.onLine(error.message));
    begunChild.once("exit", (code, signal) => {
      if (stopping) return;
      if (performance.now() - begun > steadyMs) waitMs = firstMs;
      program.onEnd(signal ? `ended by ${signal}` : `ended with code ${code}`, waitMs);
      again = setTimeout(() => (child = begin()), waitMs);
      waitMs = Math.min(waitMs * 2, mostMs);
    });
    return begunChild;
  }

  return {
    /** Drains it; past its time, or at once when `now`, it is killed. @param {boolean} [now] */
    async stop(now = false) {
      stopping = true;
      clearTimeout(again);
      const { pid } = child;
      if (pid === undefined || child.exitCode !== null || child.signalCode !== null) return true;
      const gone = await end(
        pid,
        now
          ? [["SIGKILL", 2000]]
          : [
              ["SIGTERM", program.drainMs],
              ["SIGKILL", 2000],
            ],
      );
      await until(() => child.exitCode !== null || child.signalCode !== null, 500);
      return gone;
    },
  };
}
