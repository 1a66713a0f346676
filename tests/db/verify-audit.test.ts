import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { auditEvents, exportAudit, record, redact, type Actor } from "#db/audit.ts";
import { withTenant } from "#db/tenant.ts";
import { freshDatabase } from "#tests/database.ts";

const root = join(import.meta.dirname, "../..");
const now = new Date("2026-11-24T01:00:00Z");
const hanh: Actor = { kind: "person", id: randomUUID() };
const folder = mkdtempSync(join(tmpdir(), "verify-audit-"));
const [pottery, clinic] = [randomUUID(), randomUUID()];
let database: Awaited<ReturnType<typeof freshDatabase>>;

beforeAll(async () => {
  database = await freshDatabase();
  for (const [tenantId, slug] of [
    [pottery, "gom-an-nhien"],
    [clinic, "thien-nhan"],
  ] as const) {
    await withTenant(database.app, { tenantId }, async (trx) => {
      await trx.insertInto("tenants").values({ slug, name: slug, created_at: now }).execute();
      for (const id of ["leak.1", "leak.2", "leak.3"]) {
        await record(trx, {
          actor: hanh,
          action: "answer.saved",
          object: { kind: "question", id },
          address: null,
          now,
        });
      }
    });
  }
});
afterAll(async () => {
  await database.close();
  rmSync(folder, { recursive: true });
});

function verify(...args: string[]): Promise<{ code: number; output: string }> {
  const command = ["--import", "tsx", join(root, "scripts/verify-audit.ts"), ...args];
  const env = { ...process.env, DATABASE_URL: database.urls.owner };
  return new Promise((resolve) => {
    execFile(process.execPath, command, { cwd: root, env }, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, output: stdout + stderr }),
    );
  });
}
async function exported(tenantId: string): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of exportAudit(database.app, { tenantId, now })) lines.push(JSON.stringify(line));
  return lines;
}
function file(lines: string[]): string {
  const path = join(folder, `${randomUUID()}.jsonl`);
  writeFileSync(path, `${lines.join("\n")}\n`);
  return path;
}

test("sound trails of all companies are reported with their heads, what is not sealed yet, and what was redacted when", async () => {
  const before = await verify();
  expect(before.code, before.output).toBe(0);
  expect(before.output).toContain("gom-an-nhien: sound, no events, 3 more not sealed yet");

  await withTenant(database.app, { tenantId: pottery }, async (trx) => {
    const { entries } = await auditEvents(trx, { size: 10 });
    const eventIds = entries.filter(({ object }) => object.id === "leak.2").map(({ eventId }) => eventId);
    await redact(trx, { eventIds, actor: hanh, address: null, now: new Date("2026-12-01T03:00:00Z") });
  });
  const lines = await exported(pottery);
  const { code, output } = await verify();
  expect(code, output).toBe(0);
  expect(output).toContain("gom-an-nhien: sound, events 1 to 4, 4 in all\n");
  expect(output).toContain(`  head 4 ${(JSON.parse(lines[3] as string) as { hash: string }).hash}\n`);
  expect(output).toContain("  2 redacted on 2026-12-01\n");
  expect(output).toContain("thien-nhan: sound, no events, 3 more not sealed yet");
});

test("an export is verified by itself, and a changed one is not sound", async () => {
  const lines = await exported(clinic);
  expect(await verify(file(lines))).toMatchObject({ code: 0 });

  const forged = await verify(file(lines.map((line) => line.replace("leak.2", "leak.9"))));
  expect(forged.code).toBe(1);
  expect(forged.output).toContain(
    "BROKEN at 2: the event is not what was sealed; sound before it: events 1 to 1, 1 in all",
  );

  const [first, , third] = lines as [string, string, string];
  expect(await verify(file([first, third]))).toMatchObject({ code: 1 });
  expect(await verify(file([first, third]), "--extract")).toMatchObject({ code: 0 });

  const other = await verify(file([first, "{}"]));
  expect(other.code).toBe(2);
  expect(other.output).toMatch(/\.jsonl:2: no line of an audit trail/);
});

test("what was changed in the database itself is named by company and number, and ends with code 1", async () => {
  await exported(clinic);
  await withTenant(database.owner, { tenantId: clinic }, async (trx) => {
    await sql`alter table audit_events disable trigger append_only`.execute(trx);
    await sql`update audit_events set action = 'answer.deleted' where sequence = 3`.execute(trx);
    await sql`alter table audit_events enable trigger append_only`.execute(trx);
  });
  const { code, output } = await verify();
  expect(code).toBe(1);
  expect(output).toContain("thien-nhan: BROKEN at 3: the event is not what was sealed");
  expect(output).toContain("gom-an-nhien: sound");
});
