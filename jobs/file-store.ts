import { randomUUID } from "node:crypto";
import { constants, createReadStream } from "node:fs";
import { copyFile, link, mkdir, open, readdir, rename, rm, stat, unlink } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import type { Settings } from "#domain/settings.schema.ts";

/** Whose bytes, and which: the same file of two companies lies there twice, and one knows nothing of the other's. */
export interface FileKey {
  readonly tenantId: string;
  /** SHA-256 of the bytes, 64 hexadecimal digits. */
  readonly sha256: string;
}
/** Bytes that are coming in, or came in and have no row in the database yet. */
export interface Incoming {
  /** The path of the file. */
  readonly path: string;
  readonly tenantId: string;
  /** Null until all bytes are there and known. */
  readonly sha256: string | null;
}

/** Where files lie. Written once and never changed, so that nobody can read half of one. */
export interface FileStore {
  /** Room for bytes that come in: a file that nobody else can read. */
  receive(tenantId: string): Promise<Incoming>;
  /**
   * Keeps what came in under its hash, on the disk before this returns. What came in stays until `forget`: found there
   * after a crash, it says what may have no row. Keeping the same once more changes nothing.
   */
  keep(incoming: Incoming, key: FileKey): Promise<Incoming>;
  forget(incoming: Incoming): Promise<void>;
  /** Undefined when it is not there. */
  read(key: FileKey): Promise<{ bytes: number; stream(): Readable } | undefined>;
  remove(key: FileKey): Promise<void>;
  /** What came in before `before` and was never forgotten. */
  leftovers(before: Date): Promise<Incoming[]>;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const hash = /^[0-9a-f]{64}$/;

/** The folder `files` under the data folder: `files/<company>/<first two digits>/<hash>`, and `files/incoming`. */
export function openFileStore({ dataDir }: Pick<Settings, "dataDir">): FileStore {
  const root = join(dataDir, "files");
  const incomingFolder = join(root, "incoming");
  const folderOf = ({ tenantId, sha256 }: FileKey) => {
    if (!uuid.test(tenantId) || !hash.test(sha256)) throw new Error("no key of a file");
    return join(root, tenantId, sha256.slice(0, 2));
  };
  const pathOf = (key: FileKey) => join(folderOf(key), key.sha256);
  const namedIncoming = (tenantId: string, sha256: string | null) =>
    join(incomingFolder, `${tenantId}.${randomUUID()}${sha256 === null ? "" : `.${sha256}`}`);

  return {
    async receive(tenantId) {
      if (!uuid.test(tenantId)) throw new Error("no company to receive a file for");
      await mkdir(incomingFolder, { recursive: true, mode: 0o700 });
      const path = namedIncoming(tenantId, null);
      await (await open(path, "wx", 0o600)).close();
      return { path, tenantId, sha256: null };
    },
    async keep(incoming, key) {
      const target = pathOf(key);
      await synced(incoming.path);
      const path = namedIncoming(key.tenantId, key.sha256);
      await rename(incoming.path, path);
      await mkdir(folderOf(key), { recursive: true, mode: 0o700 });
      await linkOrCopy(path, target);
      await synced(folderOf(key));
      return { path, ...key };
    },
    forget: ({ path }) => rm(path, { force: true }),
    async read(key) {
      const path = pathOf(key);
      const found = await stat(path).catch(missing);
      return found && { bytes: found.size, stream: () => createReadStream(path) };
    },
    remove: (key) => rm(pathOf(key), { force: true }),
    async leftovers(before) {
      const names = await readdir(incomingFolder).catch(missing);
      const found = await Promise.all((names ?? []).map((name) => leftover(name, before)));
      return found.flatMap((incoming) => incoming ?? []);
    },
  };

  async function leftover(name: string, before: Date): Promise<Incoming | undefined> {
    const [tenantId = "", , sha256] = name.split(".");
    const path = join(incomingFolder, name);
    const found = await stat(path).catch(missing);
    if (!found || !uuid.test(tenantId) || found.mtime >= before) return undefined;
    return { path, tenantId, sha256: sha256 !== undefined && hash.test(sha256) ? sha256 : null };
  }
}

function missing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== "ENOENT") throw error;
  return undefined;
}

/** Onto the disk: a file's bytes, or the names in a folder. */
async function synced(path: string): Promise<void> {
  const handle = await open(path, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Whole or not at all; the same bytes may be there already. */
async function linkOrCopy(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST") return;
    // a file system without hard links
    if (code !== "EPERM" && code !== "ENOTSUP" && code !== "EOPNOTSUPP" && code !== "EMLINK") throw error;
    const half = `${from}.half`;
    await copyFile(from, half, constants.COPYFILE_EXCL);
    await synced(half);
    await rename(half, to).catch(async (failed: unknown) => {
      await unlink(half);
      throw failed;
    });
  }
}
