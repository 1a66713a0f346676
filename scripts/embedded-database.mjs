// The embedded database of `npm start`: where its cluster lies, its owner, its name.
import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { Stop } from "./console.mjs";
import { writeSecretly } from "./data-folder.mjs";
import { canReach, runtimeUser, sharedFolder } from "./postgres-binaries.mjs";
import { startServer, stopServer } from "./postgres.mjs";

/**
 * @typedef {object} Place remembered in the data folder, so that the address stays the same and a lost cluster is missed
 * @property {string} cluster absolute
 * @property {number} [port]
 * @property {boolean} [made] it held data at the last start
 */

/**
 * Where the cluster lies: in the data folder, unless root keeps that where no other user may go (a clone in root's home).
 * Then it lies under /var/lib, and the data folder remembers where.
 * @param {string} dataFolder
 * @returns {Place}
 */
export function placeOfCluster(dataFolder) {
  const note = join(dataFolder, "database.json");
  if (existsSync(note)) {
    const place = JSON.parse(readFileSync(note, "utf8"));
    return { ...place, cluster: resolve(dataFolder, place.cluster) };
  }
  const inside = join(dataFolder, "postgres");
  if (canReach(dataFolder, runtimeUser(inside))) return { cluster: inside };
  return { cluster: join(sharedFolder, randomBytes(6).toString("hex"), "postgres") };
}

/** Relative where it can be, so that the data folder may be moved. @param {string} dataFolder @param {Place} place */
function remember(dataFolder, { cluster, ...rest }) {
  const inside = cluster === join(dataFolder, "postgres");
  const note = { cluster: inside ? "postgres" : cluster, ...rest };
  writeSecretly(join(dataFolder, "database.json"), `${JSON.stringify(note, null, 2)}\n`);
}

/**
 * @param {string} dataFolder
 * @param {import("./data-folder.mjs").Secrets} secrets
 * @returns {Promise<{ server: import("./postgres.mjs").Server, url: string }>} `url` is the owner's
 * @throws {Stop}
 */
export async function startDatabase(dataFolder, secrets) {
  const place = placeOfCluster(dataFolder);
  if (place.made && !existsSync(place.cluster))
    throw new Stop(
      `The database in ${place.cluster} is gone: put it back from the backup, or begin anew by removing ${dataFolder}`,
      `Cơ sở dữ liệu ở ${place.cluster} không còn: khôi phục từ bản sao lưu, hoặc xóa ${dataFolder} để làm lại từ đầu`,
    );
  const wanted = {
    folder: place.cluster,
    log: logOf(dataFolder),
    password: secrets.DATABASE_SUPERUSER_PASSWORD,
    port: place.port,
  };
  prepareFolder(place.cluster);
  keepShort(wanted.log);
  if (!place.made) remember(dataFolder, place);
  let server = await startServer(wanted);
  const opened = await opens(server, secrets);
  if (!opened) {
    // an adopted one that lives but no longer answers as it should
    await stopServer(server);
    server = await startServer(wanted);
    await prepareDatabase(server, secrets);
  }
  if (server.port !== place.port || !place.made)
    remember(dataFolder, { cluster: place.cluster, port: server.port, made: true });
  return { server, url: server.url("chu_tin", "owner", secrets.DATABASE_OWNER_PASSWORD) };
}

/** @param {string} dataFolder */
export function logOf(dataFolder) {
  return join(dataFolder, "logs", "postgres.log");
}

/** @param {string} cluster */
function prepareFolder(cluster) {
  mkdirSync(dirname(cluster), { recursive: true, mode: 0o755 });
  const user = runtimeUser(cluster);
  // a data folder that root copied belongs to root with all that is in it
  if (user && existsSync(cluster) && statSync(cluster).uid === 0)
    execFileSync("chown", ["-R", `${user.uid}:${user.gid}`, cluster]);
}

/** @param {string} log */
function keepShort(log) {
  if (!existsSync(log) || statSync(log).size < 10_000_000) return;
  rmSync(`${log}.1`, { force: true });
  renameSync(log, `${log}.1`);
}

/** @param {import("./postgres.mjs").Server} server @param {import("./data-folder.mjs").Secrets} secrets */
async function opens(server, secrets) {
  try {
    await prepareDatabase(server, secrets);
    return true;
  } catch (error) {
    if (server.adopted && !(error instanceof Stop)) return false;
    throw error;
  }
}

/**
 * The owner's role and the database, when they are not there yet. The owner is no superuser, as with any hosted PostgreSQL.
 * @param {import("./postgres.mjs").Server} server
 * @param {{ DATABASE_OWNER_PASSWORD: string }} secrets
 * @throws {Stop} when the password is not this cluster's
 */
async function prepareDatabase(server, secrets) {
  await asSuperuser(server, async (client) => {
    const { rows } = await client.query(
      "select exists (select from pg_roles where rolname = 'owner') as owner, exists (select from pg_database where datname = 'chu_tin') as database",
    );
    const password = client.escapeLiteral(secrets.DATABASE_OWNER_PASSWORD);
    if (!rows[0].owner) await client.query(`create role owner login createrole password ${password}`);
    if (!rows[0].database) await client.query("create database chu_tin owner owner");
  });
}

/**
 * What the database was last brought up to, noted in itself, so that the note goes where a backup of it goes.
 * @param {import("./postgres.mjs").Server} server
 * @returns {Promise<string | null>}
 */
export async function migratedTo(server) {
  const ask = "select shobj_description(oid, 'pg_database') as note from pg_database where datname = 'chu_tin'";
  const { rows } = await asSuperuser(server, (client) => client.query(ask));
  return rows[0].note;
}

/** @param {import("./postgres.mjs").Server} server @param {string} state */
export async function noteMigratedTo(server, state) {
  await asSuperuser(server, (client) => client.query(`comment on database chu_tin is ${client.escapeLiteral(state)}`));
}

/**
 * @template T
 * @param {import("./postgres.mjs").Server} server
 * @param {(client: import("pg").Client) => Promise<T>} work
 * @returns {Promise<T>}
 */
async function asSuperuser(server, work) {
  const { default: pg } = await import("pg");
  const client = new pg.Client({ connectionString: server.url("postgres"), connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
    return await work(client);
  } catch (error) {
    if (/** @type {{ code?: string }} */ (error).code !== "28P01") throw error;
    throw new Stop(
      "secrets.json is not the one of this database: put back the one that was saved together with it",
      "secrets.json không phải của cơ sở dữ liệu này: khôi phục đúng tệp đã sao lưu cùng dữ liệu",
    );
  } finally {
    await client.end();
  }
}
