// Web and worker of a start that was killed: they drain by themselves when they notice, and the next start sees to it.
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { writeSecretly } from "./data-folder.mjs";
import { commandOf, end, isAlive } from "./processes.mjs";

const names = /build\/programs\/(web|worker)\.js/;

/** @param {string} dataFolder */
function noteIn(dataFolder) {
  return join(dataFolder, "children.json");
}

/** @param {string} dataFolder @param {readonly (number | undefined)[]} pids */
export function recordChildren(dataFolder, pids) {
  writeSecretly(noteIn(dataFolder), JSON.stringify(pids));
}

/** @param {string} dataFolder @returns {Promise<number>} how many were still there */
export async function endLeftChildren(dataFolder) {
  const left = readPids(dataFolder).filter((pid) => isAlive(pid) && names.test(commandOf(pid)));
  await Promise.all(
    left.map((pid) =>
      end(pid, [
        ["SIGTERM", 20_000],
        ["SIGKILL", 2000],
      ]),
    ),
  );
  rmSync(noteIn(dataFolder), { force: true });
  return left.length;
}

/** @param {string} dataFolder @returns {number[]} */
function readPids(dataFolder) {
  try {
    const pids = JSON.parse(readFileSync(noteIn(dataFolder), "utf8"));
    return pids.filter((/** @type {unknown} */ pid) => typeof pid === "number");
  } catch {
    return [];
  }
}
