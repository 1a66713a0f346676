// Follows the audit trail's chain: of every company in the database, or of an export, which needs no server.
import { createReadStream } from "node:fs";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import type { Kysely } from "kysely";
import { auditChain, countUnsealed, sha256 } from "#db/audit.ts";
import { openDatabase, openPool } from "#db/connect.ts";
import type { Database } from "#db/database.ts";
import { INSTALLATION, withTenant } from "#db/tenant.ts";
import { verifyChain, type Fault, type Verdict } from "#domain/audit-chain.ts";
import { AuditLine } from "#domain/audit-line.schema.ts";
import { lineOf, Stop } from "./console.mjs";
import { ensureSecrets } from "./data-folder.mjs";
import { placeOfCluster, startDatabase } from "./embedded-database.mjs";
import { readStart } from "./environment.mjs";
import { stopServer } from "./postgres.mjs";

const help = `npm run verify-audit                    the trails of all companies in the database
npm run verify-audit -- export.jsonl    an exported trail; needs no server
npm run verify-audit -- export.jsonl --extract    an export of a selection: events may be missing in it

Ends with code 1 when a trail is broken, and names the first event where it is.
`;

const faults: Record<Fault, string> = {
  "event-changed": "the event is not what was sealed",
  "link-broken": "it does not follow the event before it",
  "events-missing": "events before it are missing",
  "detail-changed": "its detail is not what was sealed",
  "detail-removed": "its detail is gone, and no redaction is noted",
  "redaction-unannounced": "its detail was redacted, and no event says by whom",
  "other-tenant": "it belongs to another company",
};

/** Says how a trail stands. @returns whether it holds */
function report(name: string, { count, first, last, redacted, fault }: Verdict, unsealed = 0): boolean {
  const range = last ? `events ${first} to ${last.sequence}, ${count} in all` : "no events";
  const waiting = unsealed > 0 ? `, ${unsealed} more not sealed yet` : "";
  if (fault) say(`${name}: BROKEN at ${fault.sequence}: ${faults[fault.fault]}; sound before it: ${range}`);
  else say(`${name}: sound, ${range}${waiting}`);
  if (last) say(`  head ${last.sequence} ${last.hash}`);
  for (const { sequence, on } of redacted) say(`  ${sequence} redacted on ${on.slice(0, 10)}`);
  return fault === null;
}

async function* linesOf(path: string): AsyncGenerator<AuditLine> {
  let number = 0;
  for await (const text of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
    number += 1;
    if (text.trim() === "") continue;
    let line: AuditLine | undefined;
    try {
      line = AuditLine.safeParse(JSON.parse(text)).data;
    } catch {
      // said below
    }
    if (!line) throw new Stop(`${path}:${number}: no line of an audit trail`, "không phải dòng nhật ký");
    yield line;
  }
}

async function verifyDatabase(db: Kysely<Database>): Promise<boolean> {
  // the owner sees the names of all companies, from wherever it looks
  const tenants = await withTenant(db, { tenantId: INSTALLATION }, (trx) =>
    trx.selectFrom("tenants").select(["tenant_id", "slug"]).orderBy("slug").execute(),
  );
  let isSound = true;
  for (const { tenant_id: tenantId, slug } of tenants) {
    const verdict = await verifyChain(auditChain(db, { tenantId }), sha256);
    const unsealed = await withTenant(db, { tenantId }, countUnsealed);
    isSound = report(slug, verdict, unsealed) && isSound;
  }
  return isSound;
}

/** The owner's address: of the server that the settings name, else of the embedded one, brought up for as long as it takes. */
async function openOwner(): Promise<{ url: string; close(): Promise<void> }> {
  const { databaseUrl, dataFolder } = readStart(join(import.meta.dirname, ".."));
  if (databaseUrl) return { url: databaseUrl, close: () => Promise.resolve() };
  const { secrets } = ensureSecrets(dataFolder, placeOfCluster(dataFolder).cluster);
  const { server, url } = await startDatabase(dataFolder, secrets);
  return { url, close: async () => void (server.adopted || (await stopServer(server))) };
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function main(): Promise<boolean> {
  const { values, positionals } = parseArgs({
    options: { help: { type: "boolean" }, extract: { type: "boolean", default: false } },
    allowPositionals: true,
  });
  const [path] = positionals;
  if (values.help) {
    process.stdout.write(help);
    return true;
  }
  if (path) {
    // npm runs us beside package.json, whatever folder the path was typed in
    const lines = linesOf(resolve(process.env.INIT_CWD ?? ".", path));
    return report(path, await verifyChain(lines, sha256, { isExtract: values.extract }));
  }
  const owner = await openOwner();
  const pool = openPool(owner.url, { max: 1, name: "chu-tin-verify-audit", onError: (error) => say(lineOf(error)) });
  try {
    return await verifyDatabase(openDatabase<Database>(pool));
  } finally {
    await pool.end();
    await owner.close();
  }
}

try {
  process.exitCode = (await main()) ? 0 : 1;
} catch (error) {
  process.stderr.write(`${lineOf(error)}\n`);
  process.exitCode = 2;
}
