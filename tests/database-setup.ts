import { startTestCluster } from "#scripts/test-servers.mjs";
import { ensureTemplate } from "./database.ts";

/**
 * Global setup of the projects that use a database: `npm test` hands over a server, a run by hand
 * (`npx vitest run --project db`) brings up its own and takes it down again.
 */
export default async function setup(): Promise<() => Promise<void>> {
  const own = process.env.TEST_CLUSTER_URL ? undefined : await startTestCluster();
  if (own) {
    process.env.TEST_CLUSTER_URL = own.url;
    // a signal that only ends us would leave the server behind; an orderly exit takes it along
    for (const signal of ["SIGTERM", "SIGHUP"] as const) process.once(signal, () => process.exit(1));
  }
  process.env.TEST_TEMPLATE = await ensureTemplate(process.env.TEST_CLUSTER_URL ?? "");
  return async () => {
    await own?.stop();
  };
}
