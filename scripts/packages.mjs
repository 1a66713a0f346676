// The npm packages, installed only when they are not the lockfile's.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { lastLines, say, Stop } from "./console.mjs";
import { runProgram } from "./processes.mjs";

/** @typedef {{ version?: string, integrity?: string, link?: boolean, optional?: boolean, devOptional?: boolean }} Locked */

/**
 * Installs what the lockfile names, when it is not there already.
 * @param {string} root folder of package-lock.json
 * @returns {Promise<"up to date" | "installed">}
 * @throws {Stop} saying how to mend what npm ran into
 */
export async function ensurePackages(root) {
  const stamp = join(root, "node_modules", ".chu-tin-lock");
  const wanted = stampOf(root);
  if (read(stamp) === wanted) return "up to date";
  const there = matchesLock(root);
  if (!there) {
    say("packages", "installing from the npm registry, about a minute …");
    await install(root);
  }
  writeFileSync(stamp, wanted);
  return there ? "up to date" : "installed";
}

/** Packages differ by lockfile, and some by the system and Node's binary interface. @param {string} root */
export function stampOf(root) {
  const lock = readFileSync(join(root, "package-lock.json"));
  return [
    createHash("sha256").update(lock).digest("hex"),
    process.platform,
    process.arch,
    process.versions.modules,
  ].join(" ");
}

/** Whether npm's own note of what it installed agrees with the lockfile; optional packages of other systems may be absent. @param {string} root */
export function matchesLock(root) {
  const installed = packagesIn(join(root, "node_modules", ".package-lock.json"));
  const locked = packagesIn(join(root, "package-lock.json"));
  if (!installed || !locked) return false;
  return Object.entries(locked).every(([path, { version, integrity, optional, devOptional }]) => {
    if (path === "") return true;
    const there = installed[path];
    if (!there) return Boolean(optional || devOptional);
    return there.version === version && there.integrity === integrity;
  });
}

/** @param {string} path @returns {Record<string, Locked> | undefined} */
function packagesIn(path) {
  const text = read(path);
  return text === undefined ? undefined : JSON.parse(text).packages;
}

/** @param {string} path */
function read(path) {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

/** @param {string} root */
async function install(root) {
  // NODE_ENV=production would leave out what the build needs
  const quiet = ["--no-audit", "--no-fund", "--loglevel=error"];
  // npm's own patience, over a minute, is long for somebody who looks at one line
  const patience = ["--fetch-retry-mintimeout=2000", "--fetch-retry-maxtimeout=8000"];
  const args = ["ci", "--include=dev", "--include=optional", ...quiet, ...patience];
  const { code, output } = await npm(root, args);
  if (code !== 0) throw whyNotInstalled(root, output);
}

/** The npm that runs us, else the one in the path. @param {string} root @param {readonly string[]} args @param {NodeJS.ProcessEnv} [env] */
export function npm(root, args, env = process.env) {
  const script = process.env.npm_execpath;
  const [command, ...before] = script?.endsWith(".js") ? [process.execPath, script] : ["npm"];
  return runProgram(command ?? "npm", [...before, ...args], { cwd: root, env });
}

/** @param {string} root @param {string} output of npm */
export function whyNotInstalled(root, output) {
  if (/ENOSPC/.test(output))
    return new Stop(
      `The disk of ${root} is full: make 1 GB free and start again`,
      `Ổ đĩa chứa ${root} đã đầy: giải phóng 1 GB rồi chạy lại`,
    );
  if (/\b(EACCES|EPERM|EROFS)\b/.test(output))
    return new Stop(
      `npm may not write here (${placeOf(output) ?? root}): give the clone to the user who starts, with sudo chown -R "$USER" ${root}`,
      `npm không có quyền ghi (${placeOf(output) ?? root}): giao quyền cho người chạy bằng sudo chown -R "$USER" ${root}`,
    );
  if (
    /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ERR_SOCKET_TIMEOUT|ENETUNREACH|EHOSTUNREACH)\b/.test(
      output,
    )
  )
    return new Stop(
      "The npm registry cannot be reached: check the network and the proxy (npm ping shows it), then start again",
      "Không kết nối được kho npm: kiểm tra mạng và proxy (thử npm ping), rồi chạy lại",
    );
  if (/\bEUSAGE\b/.test(output))
    return new Stop(
      "package.json and package-lock.json do not agree: take both as they were released, with git checkout package.json package-lock.json",
      "package.json và package-lock.json không khớp: lấy lại bản gốc bằng git checkout package.json package-lock.json",
    );
  if (/spawn npm ENOENT/.test(output))
    return new Stop(
      "npm is not installed: install Node with npm, 20.19 or newer",
      "Máy chưa có npm: cài Node kèm npm, bản 20.19 trở lên",
    );
  return new Stop(
    `npm ci failed; run it by hand to see all of it. Its last words: ${lastLines(output, 3).replaceAll("\n", " / ")}`,
    "npm ci bị lỗi; chạy tay lệnh này để xem đủ",
  );
}

/** @param {string} output */
function placeOf(output) {
  return /^npm error path (.+)$/m.exec(output)?.[1];
}
