// The few settings that the commands themselves need, and the environment that they hand to what they start. All
// settings are read and checked in domain/settings.schema.ts, by the programs that use them.
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseEnv } from "node:util";
import { Stop } from "./console.mjs";

/**
 * @typedef {object} Start
 * @property {string} host
 * @property {number} port 0: any free one
 * @property {string} dataFolder absolute
 * @property {string | undefined} databaseUrl the owner's address of an own server; undefined: the embedded one
 */

/**
 * Reads `.env` beside package.json, which gives way to the environment, and the settings of the start itself.
 * @param {string} root
 * @returns {Start}
 * @throws {Stop} when one of them is wrong
 */
export function readStart(root) {
  const file = join(root, ".env");
  const listed = existsSync(file) ? parseEnv(readFileSync(file, "utf8")) : {};
  for (const [name, value] of Object.entries(listed)) process.env[name] ||= value;
  const { HOST, PORT, DATA_DIR, DATABASE_URL } = process.env;
  const port = Number(PORT || 3000);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Stop(
      `PORT=${PORT} is no port: a number from 1 to 65535`,
      `PORT=${PORT} không hợp lệ: cần một số từ 1 đến 65535`,
    );
  if (DATABASE_URL && !(/^postgres(ql)?:\/\//.test(DATABASE_URL) && URL.canParse(DATABASE_URL)))
    throw new Stop(
      "DATABASE_URL is no address: postgres://user:password@host:5432/database",
      "DATABASE_URL không hợp lệ: postgres://người_dùng:mật_khẩu@máy:5432/cơ_sở_dữ_liệu",
    );
  return {
    host: HOST || "127.0.0.1",
    port,
    dataFolder: resolve(root, DATA_DIR || "data"),
    databaseUrl: DATABASE_URL || undefined,
  };
}

/**
 * What a program of ours is started with: the settings given, and for those not given what the first start made.
 * @param {Start} start
 * @param {import("./data-folder.mjs").Secrets} secrets
 * @param {string} ownerUrl
 * @returns {NodeJS.ProcessEnv & { DATABASE_URL: string }}
 */
export function ownerEnvironment(start, secrets, ownerUrl) {
  const given = Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== ""));
  return {
    DATABASE_APP_PASSWORD: secrets.DATABASE_APP_PASSWORD,
    DATABASE_AUTH_PASSWORD: secrets.DATABASE_AUTH_PASSWORD,
    APP_SECRET: secrets.APP_SECRET,
    ...given,
    NODE_ENV: "production",
    DATABASE_URL: ownerUrl,
    DATA_DIR: start.dataFolder,
    HOST: start.host,
    PORT: String(start.port),
  };
}

/** For web and worker: the same, but they have no business with the owner's rights. @param {NodeJS.ProcessEnv} env */
export function appEnvironment(env) {
  const as = (/** @type {string | undefined} */ url) => {
    if (!url) return undefined;
    const address = new URL(url);
    address.username = "app";
    address.password = encodeURIComponent(env.DATABASE_APP_PASSWORD ?? "");
    return address.href;
  };
  const { DATABASE_URL, DATABASE_DIRECT_URL, ...rest } = env;
  const direct = as(DATABASE_DIRECT_URL);
  return { ...rest, DATABASE_URL: as(DATABASE_URL), ...(direct ? { DATABASE_DIRECT_URL: direct } : {}) };
}
