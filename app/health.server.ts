import { readFileSync } from "node:fs";
import { sql } from "kysely";
import { unsealedTenants } from "#db/lookup.ts";
import type { Services } from "./context.ts";

/** As many companies with unsealed events as are told apart from "more". */
const mostUnsealed = 1_000;

/** How the parts answer, now. What does not is null. */
export async function healthOf({ db, queue, log, settings, library }: Services, requestId: string) {
  const timed = async <T>(part: string, ask: () => Promise<T>) => {
    const started = performance.now();
    try {
      const answer = await ask();
      return { answer, ms: Math.round(performance.now() - started) };
    } catch (error) {
      log.error({ err: error, requestId, part }, "no answer");
      return null;
    }
  };
  const [database, jobs, unsealed] = await Promise.all([
    timed("database", async () => {
      const { rows } = await sql<{ version: string }>`select current_setting('server_version') as version`.execute(db);
      return rows[0]?.version ?? "";
    }),
    timed("queue", () => queue.counts()),
    timed("audit", async () => (await unsealedTenants(db, { most: mostUnsealed })).length),
  ]);
  return {
    database: database && { version: database.answer, ms: database.ms },
    queue: jobs && { ms: jobs.ms },
    queueKind: settings.redisUrl ? ("redis" as const) : ("postgres" as const),
    unsealed: unsealed && unsealed.answer,
    hasSmtp: settings.smtpUrl !== undefined,
    baseUrl: settings.baseUrl,
    isBaseUrlGuessed: settings.isBaseUrlGuessed,
    deployment: settings.deployment,
    versions: {
      app: appVersion(),
      node: process.versions.node,
      content: [...new Set(library.frameworks.map(({ id }) => id))]
        .map((id) => library.latest(id))
        .map(({ id, version }) => `${id} ${version}`),
    },
  };
}

function appVersion(): string {
  return (JSON.parse(readFileSync("package.json", "utf8")) as { version: string }).version;
}
