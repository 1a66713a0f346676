#!/usr/bin/env node
// Runs a program of scripts/ on an installation, as its owner: `node scripts/run.mjs scripts/migrate.ts …`. It gets the
// settings that `npm start` gives; an embedded database that does not run is started for as long as it takes.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import "./node-version.mjs";
import { lineOf } from "./console.mjs";
import { ensureSecrets, openDataFolder } from "./data-folder.mjs";
import { placeOfCluster, startDatabase } from "./embedded-database.mjs";
import { ownerEnvironment, readStart } from "./environment.mjs";
import { ensurePackages } from "./packages.mjs";
import { stopServer } from "./postgres.mjs";

const root = join(import.meta.dirname, "..");

async function main() {
  const start = readStart(root);
  openDataFolder(start.dataFolder);
  await ensurePackages(root);
  const { secrets } = ensureSecrets(start.dataFolder, placeOfCluster(start.dataFolder).cluster);
  const database = start.databaseUrl === undefined ? await startDatabase(start.dataFolder, secrets) : undefined;
  try {
    const env = ownerEnvironment(start, secrets, start.databaseUrl ?? database?.url ?? "");
    const args = ["--import", "tsx", ...process.argv.slice(2)];
    process.exitCode = spawnSync(process.execPath, args, { cwd: root, env, stdio: "inherit" }).status ?? 1;
  } finally {
    if (database && !database.server.adopted) await stopServer(database.server);
  }
}

await main().catch((error) => {
  process.stderr.write(`${lineOf(error)}\n`);
  process.exitCode = 1;
});
