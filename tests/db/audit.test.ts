import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { auditEvents, countUnsealed, exportAudit, record, redact, seal, sha256, type Actor } from "#db/audit.ts";
import { withTenant, type TenantTrx } from "#db/tenant.ts";
import { verifyChain } from "#domain/audit-chain.ts";
import { AuditLine } from "#domain/audit-line.schema.ts";
import { freshDatabase } from "#tests/database.ts";

const now = new Date("2026-11-24T01:00:00Z");
const later = new Date("2026-11-25T01:00:00Z");
const hanh: Actor = { kind: "person", id: randomUUID() };
const address = "113.161.72.9";
let database: Awaited<ReturnType<typeof freshDatabase>>;

beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());

async function company(): Promise<string> {
  const tenantId = randomUUID();
  await inCompany(tenantId, (trx) =>
    trx
      .insertInto("tenants")
      .values({ slug: `c-${tenantId}`, name: "Gốm An Nhiên", created_at: now })
      .execute(),
  );
  return tenantId;
}
function inCompany<T>(tenantId: string, work: (trx: TenantTrx) => Promise<T>): Promise<T> {
  return withTenant(database.app, { tenantId }, work);
}
const saved = (question: string) => ({
  actor: hanh,
  action: "answer.saved",
  object: { kind: "question", id: question },
  detail: { before: null, after: "met", ghi_chú: "Chị Hạnh trả lời" },
  address,
});
const write = (tenantId: string, question: string, at = now) =>
  inCompany(tenantId, (trx) => record(trx, { ...saved(question), now: at }));
async function exported(tenantId: string, at = now): Promise<AuditLine[]> {
  const lines: AuditLine[] = [];
  for await (const line of exportAudit(database.app, { tenantId, now: at })) {
    // as a file would carry it
    lines.push(AuditLine.parse(JSON.parse(JSON.stringify(line))));
  }
  return lines;
}
/** What only somebody with the owner's rights could do. */
async function tamper(tenantId: string, statement: ReturnType<typeof sql>): Promise<void> {
  await withTenant(database.owner, { tenantId }, async (trx) => {
    await sql`alter table audit_events disable trigger append_only`.execute(trx);
    await statement.execute(trx);
    await sql`alter table audit_events enable trigger append_only`.execute(trx);
  });
}

test("an event and what is said of it are written in the transaction of the change, or not at all", async () => {
  const tenantId = await company();
  await write(tenantId, "leak.1");
  await inCompany(tenantId, async (trx) => {
    await record(trx, { ...saved("leak.2"), now });
    throw new Error("the change fails");
  }).catch(() => undefined);
  const { entries, next } = await inCompany(tenantId, (trx) => auditEvents(trx, { size: 10 }));
  expect(entries).toEqual([
    {
      eventId: expect.any(String) as string,
      at: now,
      actor: { ...hanh, name: null },
      action: "answer.saved",
      object: { kind: "question", id: "leak.1" },
      address,
      detail: { before: null, after: "met", ghi_chú: "Chị Hạnh trả lời" },
      redactedAt: null,
      sequence: null,
    },
  ]);
  expect(next).toBeNull();
});

test("sealing chains what waits, in the order it was written, and nothing twice", async () => {
  const tenantId = await company();
  for (const question of ["leak.1", "leak.2", "leak.3"]) await write(tenantId, question);
  expect(await inCompany(tenantId, (trx) => seal(trx, now))).toEqual({ count: 3, more: false });
  expect(await inCompany(tenantId, (trx) => seal(trx, later))).toEqual({ count: 0, more: false });
  await write(tenantId, "leak.4", later);
  expect(await inCompany(tenantId, countUnsealed)).toBe(1);
  expect(await inCompany(tenantId, (trx) => seal(trx, later))).toEqual({ count: 1, more: false });

  const lines = await exported(tenantId);
  expect(lines.map(({ sequence, object }) => [sequence, object.id])).toEqual([
    [1, "leak.1"],
    [2, "leak.2"],
    [3, "leak.3"],
    [4, "leak.4"],
  ]);
  expect(await verifyChain(lines, sha256)).toMatchObject({ count: 4, fault: null });
});

test("writers and sealers who race leave one unbroken chain", async () => {
  const tenantId = await company();
  const writers = Array.from({ length: 60 }, (_, n) => write(tenantId, `leak.${n}`));
  const sealers = Array.from({ length: 12 }, () => inCompany(tenantId, (trx) => seal(trx, now)));
  await Promise.all([...writers, ...sealers]);
  await inCompany(tenantId, (trx) => seal(trx, now));
  const lines = await exported(tenantId);
  expect(lines.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 60 }, (_, i) => i + 1));
  expect(new Set(lines.map(({ object }) => object.id)).size).toBe(60);
  expect((await verifyChain(lines, sha256)).fault).toBeNull();
});

test("a tenant whose sealing was held up is caught up in several goes, and exported in several pages", async () => {
  const tenantId = await company();
  await inCompany(tenantId, async (trx) => {
    for (let n = 0; n < 1_200; n += 1) await record(trx, { ...saved(`leak.${n}`), now });
  });
  expect(await inCompany(tenantId, (trx) => seal(trx, now))).toEqual({ count: 1_000, more: true });
  const lines = await exported(tenantId);
  expect(lines).toHaveLength(1_200);
  expect(lines.map(({ object }) => object.id)).toEqual(Array.from({ length: 1_200 }, (_, n) => `leak.${n}`));
  expect((await verifyChain(lines, sha256)).fault).toBeNull();
});

test("the application cannot change, delete or reseal an event", async () => {
  const tenantId = await company();
  await write(tenantId, "leak.1");
  await inCompany(tenantId, (trx) => seal(trx, now));
  const forbidden = [
    sql`update audit_events set action = 'answer.deleted'`,
    sql`update audit_events set hash = ${"0".repeat(64)}`,
    sql`update audit_events set sequence = 9`,
    sql`delete from audit_events`,
    sql`truncate audit_events cascade`,
  ];
  for (const statement of forbidden) {
    await expect(inCompany(tenantId, (trx) => statement.execute(trx))).rejects.toMatchObject({ code: "42501" });
  }
  expect((await verifyChain(await exported(tenantId), sha256)).fault).toBeNull();
});

test("what the owner of the database changes by hand is found", async () => {
  const tampered = async (statement: (tenantId: string) => ReturnType<typeof sql>) => {
    const tenantId = await company();
    for (const question of ["leak.1", "leak.2", "leak.3"]) await write(tenantId, question);
    await inCompany(tenantId, (trx) => seal(trx, now));
    await tamper(tenantId, statement(tenantId));
    return (await verifyChain(await exported(tenantId), sha256)).fault;
  };
  expect(await tampered(() => sql`update audit_events set actor_id = ${randomUUID()} where sequence = 2`)).toEqual({
    sequence: 2,
    fault: "event-changed",
  });
  expect(
    await tampered(
      () => sql`delete from audit_details d using audit_events e where e.event_id = d.event_id and e.sequence = 2`,
    ),
  ).toEqual({ sequence: 2, fault: "detail-removed" });
  expect(
    await tampered(
      () => sql`update audit_details d set detail = jsonb_set(d.detail, '{detail,after}', '"unmet"')
        from audit_events e where e.event_id = d.event_id and e.sequence = 3`,
    ),
  ).toEqual({ sequence: 3, fault: "detail-changed" });
  expect(
    await tampered(
      () => sql`update audit_details d set detail = null, redacted_at = now()
        from audit_events e where e.event_id = d.event_id and e.sequence = 1`,
    ),
  ).toEqual({ sequence: 1, fault: "redaction-unannounced" });
});

test("a redaction deletes what was said and its salt, is reported with its day, and breaks nothing", async () => {
  const tenantId = await company();
  for (const question of ["leak.1", "leak.2"]) await write(tenantId, question);
  const { entries } = await inCompany(tenantId, (trx) => auditEvents(trx, { size: 10 }));
  const eventIds = entries.map(({ eventId }) => eventId);
  await inCompany(tenantId, (trx) => redact(trx, { eventIds, actor: hanh, address, now: later }));

  const lines = await exported(tenantId, later);
  expect(JSON.stringify(lines)).not.toContain("Chị Hạnh trả lời");
  expect(lines.map(({ action }) => action)).toEqual(["answer.saved", "answer.saved", "audit.redacted"]);
  expect(await verifyChain(lines, sha256)).toMatchObject({
    count: 3,
    fault: null,
    redacted: [
      { sequence: 1, on: later.toISOString() },
      { sequence: 2, on: later.toISOString() },
    ],
  });
  const kept = await withTenant(database.owner, { tenantId }, (trx) =>
    trx.selectFrom("audit_details").select("salt").where("event_id", "in", eventIds).execute(),
  );
  expect(kept).toEqual([{ salt: "" }, { salt: "" }]);

  // the account of the redaction itself stays, or the missing details would stand unexplained
  const account = lines.at(-1)?.eventId as string;
  await inCompany(tenantId, (trx) => redact(trx, { eventIds: [account], actor: hanh, address, now: later }));
  expect((await exported(tenantId, later)).at(-1)?.disclosed?.detail).toEqual({
    eventIds: expect.arrayContaining(eventIds) as unknown,
  });
});

test("the page filters, goes on from a cursor, names people of the company, and sees no other company", async () => {
  const tenantId = await company();
  const other = await company();
  await write(other, "leak.1");
  await inCompany(tenantId, async (trx) => {
    await trx
      .insertInto("people")
      .values({ person_id: hanh.id as string, name: "Nguyễn Thu Hạnh", email: null })
      .execute();
    await record(trx, { ...saved("leak.1"), now });
    await record(trx, { ...saved("leak.2"), now: later });
    await record(trx, { ...saved("leak.3"), now: later });
    await record(trx, {
      actor: { kind: "job", id: null },
      action: "assessment.opened",
      object: { kind: "assessment", id: randomUUID() },
      address: null,
      now: later,
    });
  });
  const page = (options: Parameters<typeof auditEvents>[1]) => inCompany(tenantId, (trx) => auditEvents(trx, options));
  const ids = async (filter: NonNullable<Parameters<typeof auditEvents>[1]["filter"]>) =>
    (await page({ filter, size: 10 })).entries.map(({ action, object }) =>
      `${action} ${object.kind === "question" ? object.id : ""}`.trim(),
    );

  const first = await page({ size: 3 });
  expect(first.entries.map(({ actor }) => actor.name)).toEqual([null, "Nguyễn Thu Hạnh", "Nguyễn Thu Hạnh"]);
  const second = await page({ size: 3, after: first.next ?? undefined });
  expect(second.entries.map(({ object }) => object.id)).toEqual(["leak.1"]);
  expect(second.next).toBeNull();

  expect(await ids({ action: "assessment.opened" })).toEqual(["assessment.opened"]);
  expect(await ids({ actorId: hanh.id as string })).toEqual([
    "answer.saved leak.3",
    "answer.saved leak.2",
    "answer.saved leak.1",
  ]);
  expect(await ids({ objectKind: "question", objectId: "leak.2" })).toEqual(["answer.saved leak.2"]);
  expect(await ids({ from: later, objectKind: "question" })).toEqual(["answer.saved leak.3", "answer.saved leak.2"]);
  expect(await ids({ until: later })).toEqual(["answer.saved leak.1"]);
});

test("a filtered export is an extract that can be verified as one", async () => {
  const tenantId = await company();
  for (const question of ["leak.1", "leak.2", "leak.3"]) await write(tenantId, question);
  const lines: AuditLine[] = [];
  const filter = { objectKind: "question", objectId: "leak.2" };
  for await (const line of exportAudit(database.app, { tenantId, filter, now })) lines.push(line);
  expect(lines.map(({ sequence }) => sequence)).toEqual([2]);
  expect(await verifyChain(lines, sha256, { isExtract: true })).toMatchObject({ count: 1, fault: null });
});
