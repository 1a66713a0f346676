// The one folder that holds what must not be lost, and the lock that keeps two starts out of it.
import {
  accessSync,
  constants,
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { randomBytes } from "node:crypto";
import { dirname, join } from "node:path";
import { Stop } from "./console.mjs";
import { commandOf, isAlive } from "./processes.mjs";

/**
 * Makes the folder. As root others may pass through it, since the database below runs as another user; what is
 * secret in it is closed by itself.
 * @param {string} folder absolute
 * @throws {Stop} when it cannot be written
 */
export function openDataFolder(folder) {
  try {
    makeFolder(folder, process.getuid?.() === 0 ? 0o711 : 0o700);
    accessSync(folder, constants.W_OK | constants.X_OK);
  } catch (error) {
    const { code } = /** @type {NodeJS.ErrnoException} */ (error);
    throw new Stop(
      `The data folder ${folder} cannot be written (${code}): give it to this user, or name another with DATA_DIR=/path npm start`,
      `Không ghi được vào thư mục dữ liệu ${folder} (${code}): giao quyền cho người dùng này, hoặc chọn nơi khác bằng DATA_DIR=/đường/dẫn npm start`,
    );
  }
}

/** Node's own `recursive` never comes back where a system refuses a folder with ENOENT, as /proc does. @param {string} folder @param {number} mode */
function makeFolder(folder, mode) {
  if (existsSync(folder)) return;
  const parent = dirname(folder);
  if (parent !== folder) makeFolder(parent, mode);
  mkdirSync(folder, { mode });
}

/**
 * Takes the folder for this process.
 * @param {string} folder
 * @returns {() => void} lets go of it
 * @throws {Stop} when another start holds it
 */
export function lock(folder) {
  const path = join(folder, "start.lock");
  for (;;) {
    try {
      writeFileSync(path, String(process.pid), { flag: "wx", mode: 0o600 });
      return () => rmSync(path, { force: true });
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== "EEXIST") throw error;
    }
    const holder = holderOf(path);
    if (holder !== undefined && isStart(holder))
      throw new Stop(
        `npm start already runs on ${folder} (process ${holder}): end it with Ctrl-C or kill ${holder}, or give this one another DATA_DIR and PORT`,
        `npm start đang chạy trên ${folder} (tiến trình ${holder}): tắt bằng Ctrl-C hoặc kill ${holder}, hoặc dùng DATA_DIR và PORT khác`,
      );
    takeAway(path, holder);
  }
}

/** @param {string} path */
function holderOf(path) {
  try {
    return Number(readFileSync(path, "utf8"));
  } catch {
    return undefined;
  }
}

/** @param {number} pid */
function isStart(pid) {
  return pid !== process.pid && pid > 0 && isAlive(pid) && commandOf(pid).includes("start.mjs");
}

/** Moves the lock of a dead start aside; if another start was faster and made it its own, that one gets it back. @param {string} path @param {number | undefined} dead */
function takeAway(path, dead) {
  const aside = `${path}.${process.pid}`;
  try {
    renameSync(path, aside);
    if (holderOf(aside) !== dead) linkSync(aside, path);
  } catch {
    // gone already: the next round sees whose it is
  }
  rmSync(aside, { force: true });
}

/**
 * @typedef {object} Secrets made at the first start; a setting of the same name goes before
 * @property {string} DATABASE_SUPERUSER_PASSWORD of the embedded database
 * @property {string} DATABASE_OWNER_PASSWORD of the embedded database
 * @property {string} DATABASE_APP_PASSWORD
 * @property {string} DATABASE_AUTH_PASSWORD
 * @property {string} APP_SECRET
 */

/**
 * @param {string} folder
 * @param {string} cluster data folder of the embedded database
 * @returns {{ secrets: Secrets, made: boolean }}
 * @throws {Stop} when they are lost while the database that they open is there
 */
export function ensureSecrets(folder, cluster) {
  const path = join(folder, "secrets.json");
  if (!existsSync(path) && existsSync(cluster))
    throw new Stop(
      `${path} is missing, and the database cannot be opened without it: put it back from the backup`,
      `Thiếu ${path}, không có nó thì không mở được cơ sở dữ liệu: khôi phục tệp này từ bản sao lưu`,
    );
  const kept = existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : {};
  const secret = () => randomBytes(32).toString("base64url");
  const secrets = {
    DATABASE_SUPERUSER_PASSWORD: secret(),
    DATABASE_OWNER_PASSWORD: secret(),
    DATABASE_APP_PASSWORD: secret(),
    DATABASE_AUTH_PASSWORD: secret(),
    APP_SECRET: secret(),
    ...kept,
  };
  const made = Object.keys(secrets).length > Object.keys(kept).length;
  if (made) writeSecretly(path, `${JSON.stringify(secrets, null, 2)}\n`);
  return { secrets, made };
}

/**
 * The word that makes its bearer the operator, once: written when the secrets are first made, taken away by the sign-up
 * that uses it. While the file is there nobody has.
 * @param {string} folder
 * @param {boolean} isFirst
 * @returns {string | undefined}
 */
export function operatorToken(folder, isFirst) {
  const path = join(folder, "operator-token");
  if (isFirst && !existsSync(path)) writeSecretly(path, randomBytes(24).toString("base64url"));
  return existsSync(path) ? readFileSync(path, "utf8").trim() : undefined;
}

/** Whole or not at all, and readable by its owner alone. @param {string} path @param {string} text */
export function writeSecretly(path, text) {
  const half = `${path}.half`;
  rmSync(half, { force: true });
  writeFileSync(half, text, { mode: 0o600, flush: true });
  renameSync(half, path);
}
