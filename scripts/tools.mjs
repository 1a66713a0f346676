// Programs of the machine that some tests need: found, or installed where that is allowed.
import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { say, step } from "./console.mjs";
import { runProgram } from "./processes.mjs";

/** By need: the setting that names the program, the names that it goes by, its Debian package. */
export const tools = {
  chromium: {
    setting: "CHROMIUM_BIN",
    names: ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"],
    debian: "chromium",
  },
  redis: { setting: "REDIS_BIN", names: ["redis-server", "valkey-server"], debian: "redis-server" },
  pgbouncer: { setting: "PGBOUNCER_BIN", names: ["pgbouncer"], debian: "pgbouncer" },
};

/** @typedef {keyof typeof tools} Tool */

/** @param {Tool} tool @returns {string | undefined} the program's path */
export function findTool(tool) {
  const { setting, names } = tools[tool];
  const given = process.env[setting];
  if (given) return given;
  const folders = [...(process.env.PATH ?? "").split(delimiter), "/usr/sbin", "/usr/local/sbin"];
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isProgram);
}

/** @param {string} path */
function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Where the wanted tools are; as root on Debian those that are missing are installed.
 * @param {readonly Tool[]} wanted
 * @returns {Promise<{ found: Partial<Record<Tool, string>>, why: string | undefined }>} `why`: the line that says how to get the rest
 */
export async function ensureTools(wanted) {
  const lacking = () => wanted.filter((tool) => !findTool(tool)).map((tool) => tools[tool].debian);
  if (lacking().length > 0 && process.getuid?.() === 0 && hasApt()) {
    say("tools", `installing ${lacking().join(", ")} from Debian …`);
    await step(
      "tools",
      () => aptInstall(lacking()),
      () => "installed",
    );
  }
  const found = Object.fromEntries(wanted.map((tool) => [tool, findTool(tool)]));
  return { found, why: lacking().length > 0 ? howToInstall(lacking()) : undefined };
}

/** @param {readonly string[]} packages */
export function howToInstall(packages) {
  const settings = Object.values(tools).map(({ setting }) => setting);
  return `Programs for some tests are missing: sudo apt-get update && sudo apt-get install --yes --no-install-recommends ${packages.join(" ")} (installed elsewhere: name them by ${settings.join(", ")})`;
}

function hasApt() {
  return spawnSync("apt-get", ["--version"], { stdio: "ignore" }).status === 0;
}

/** @param {readonly string[]} packages */
async function aptInstall(packages) {
  // Debian starts a server as soon as it is installed; ours are started by ourselves, on free ports
  const policy = "/usr/sbin/policy-rc.d";
  const ours = !existsSync(policy);
  if (ours) writeFileSync(policy, "#!/bin/sh\nexit 101\n", { mode: 0o755 });
  const wait = ["-o", "DPkg::Lock::Timeout=300"];
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  try {
    await runProgram("apt-get", [...wait, "update"], { env });
    const { code, output } = await runProgram(
      "apt-get",
      [...wait, "install", "--yes", "--no-install-recommends", ...packages],
      { env },
    );
    if (code !== 0) process.stderr.write(output);
  } finally {
    if (ours) rmSync(policy, { force: true });
  }
}
