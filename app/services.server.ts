import { loadLibrary } from "#content/library.ts";
import { addressFor, openDatabase, openPool, type CountedPool } from "#db/connect.ts";
import type { Database } from "#db/database.ts";
import type { AuthDatabase } from "#db/identity.ts";
import type { Settings } from "#domain/settings.schema.ts";
import { clockOf } from "#jobs/clock.ts";
import { openFileStore } from "#jobs/file-store.ts";
import { createLog } from "#jobs/log.ts";
import { openQueue } from "#jobs/queue.ts";
import { createAuth } from "./auth.server.ts";
import type { Services } from "./context.ts";

export type OpenServices = Services & { pools: { app: CountedPool; auth: CountedPool }; close(): Promise<void> };

/**
 * Opens all that the web process holds.
 * @throws {ContentError} naming file, line and reason when the content is broken
 */
export async function openServices(settings: Settings): Promise<OpenServices> {
  const log = createLog({ name: "web", level: settings.logLevel });
  const library = loadLibrary(settings.contentDir);
  for (const { file, line, reason } of library.warnings) log.warn({ file, line, reason }, "content");
  if (settings.isBaseUrlGuessed)
    log.warn({ baseUrl: settings.baseUrl }, "BASE_URL is not set: links in mails lead to this machine alone");
  const onError = (error: Error) => log.warn({ err: error }, "database connection lost");
  const pools = {
    app: openPool(addressFor(settings.databaseUrl, "app", settings.appPassword), {
      max: settings.poolSize,
      name: "chu-tin-web",
      onError,
    }),
    auth: openPool(addressFor(settings.databaseUrl, "auth", settings.authPassword), {
      max: 3,
      name: "chu-tin-auth",
      onError,
    }),
  };
  const db = openDatabase<Database>(pools.app);
  const now = clockOf(settings);
  const queue = await openQueue({ settings, log });
  const auth = createAuth({ settings, authDb: openDatabase<AuthDatabase>(pools.auth), db, queue, library, log, now });
  const close = async () => {
    await queue.close();
    await Promise.all([pools.app.end(), pools.auth.end()]);
  };
  const files = openFileStore(settings);
  return { settings, log, db, auth, queue, library, files, now, pools, close };
}
