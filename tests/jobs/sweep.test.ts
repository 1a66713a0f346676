import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { auditEvents, countUnsealed, record } from "#db/audit.ts";
import { writeMail } from "#db/outbox.ts";
import type { TenantTrx } from "#db/tenant.ts";
import type { Settings } from "#domain/settings.schema.ts";
import { openFileStore } from "#jobs/file-store.ts";
import type { Mailer } from "#jobs/mailer.ts";
import { openDueAssessment } from "#jobs/open-due-assessment.ts";
import { handle, type Handler, type Payload, type Ports, type Queue } from "#jobs/queue.ts";
import { sealAudit } from "#jobs/seal-audit.ts";
import { workSealAudit } from "#jobs/seal-audit.work.ts";
import { sendMail } from "#jobs/send-mail.ts";
import { workSendMail } from "#jobs/send-mail.work.ts";
import { sweep } from "#jobs/sweep.ts";
import { workSweep } from "#jobs/sweep.work.ts";
import { openProxy, type TcpProxy } from "./tcp-proxy.ts";
import { openWorld, type World } from "./world.ts";

let world: World;
let queue: Queue;
const sent: string[] = [];
/** An SMTP server that takes all; `mail.test.ts` speaks with a real one. */
const mailer: Mailer = {
  domain: "chu-tin.example",
  send: ({ messageId }) => Promise.resolve(void sent.push(messageId)).then(() => "sent" as const),
  close: () => undefined,
};
const opened: Payload<typeof openDueAssessment>[] = [];
const handlers: readonly Handler[] = [
  handle(sweep, workSweep),
  handle(sendMail, workSendMail),
  handle(sealAudit, workSealAudit),
  handle(openDueAssessment, (asked) => Promise.resolve(void opened.push(asked))),
];

beforeAll(async () => {
  world = await openWorld();
  queue = await world.worker(handlers, { ports: { mailer }, concurrency: 10 });
});
afterAll(() => world.close());

const eventually = <T>(look: () => T | Promise<T>) => vi.waitFor(look, { timeout: 20_000, interval: 50 });
const mail = (trx: TenantTrx, now: Date) =>
  writeMail(trx, {
    to: "hanh@annhien.example",
    language: "vi",
    kind: "assessment-opened",
    values: { company: "Gốm An Nhiên", assessment: "Rò rỉ", carried: 3, link: "https://chu-tin.example/c/an-nhien" },
    texts: (key) => key,
    now,
  });
const write = (tenantId: string) => world.inTenant(tenantId, (trx) => mail(trx, world.now()));
/** The same settings, with the queue's server behind something that can be cut. */
async function behindProxy(settings: Settings): Promise<{ proxy: TcpProxy; settings: Settings }> {
  const { redisUrl, databaseDirectUrl } = settings;
  const proxy = await openProxy(redisUrl ?? databaseDirectUrl);
  const cuttable = redisUrl
    ? { redisUrl: proxy.through(redisUrl) }
    : { databaseDirectUrl: proxy.through(databaseDirectUrl) };
  return { proxy, settings: { ...settings, ...cuttable } };
}
const answer = (tenantId: string, question: string) =>
  world.inTenant(tenantId, (trx) =>
    record(trx, {
      actor: { kind: "person", id: randomUUID() },
      action: "answer.saved",
      object: { kind: "question", id: question },
      address: null,
      now: world.now(),
    }),
  );

test("one sweep finds all that was never enqueued: mail, events to seal, schedules whose day has come", async () => {
  const [first, second] = [await world.company(), await world.company()];
  const mailId = await write(first);
  for (const tenantId of [first, second]) await answer(tenantId, "leak.1");
  const scheduleId = randomUUID();
  await world.inTenant(first, (trx) =>
    trx
      .insertInto("schedules")
      .values({
        schedule_id: scheduleId,
        framework_id: "leakage",
        cadence: "yearly",
        anchor_on: "2025-11-20",
        next_on: "2025-11-20",
        created_at: world.now(),
        created_by: randomUUID(),
      })
      .execute(),
  );
  await queue.enqueue(sweep, {});
  await eventually(() => expect(sent).toEqual([`<${mailId}@chu-tin.example>`]));
  await eventually(() => expect(opened).toEqual([{ tenantId: first, scheduleId, dueOn: "2025-11-20" }]));
  for (const tenantId of [first, second]) {
    await eventually(async () => expect(await world.inTenant(tenantId, countUnsealed)).toBe(0));
    const { entries } = await world.inTenant(tenantId, (trx) => auditEvents(trx, { size: 5 }));
    expect(entries.map(({ sequence }) => sequence)).toEqual([1]);
  }
});

test("without an SMTP server a sweep does not ask for mails", async () => {
  const asked: string[] = [];
  const noting = { enqueueMany: (job: { name: string }) => Promise.resolve(void asked.push(job.name)) };
  const tenantId = await world.company();
  await write(tenantId);
  const { app: db, auth: authDb } = world.database;
  const files = openFileStore(world.settings);
  const ports = { db, authDb, queue: noting, files, mailer: null, now: world.now() };
  await workSweep({}, ports as unknown as Ports);
  expect(asked).toEqual(["open-due-assessment", "seal-audit"]);
});

test("while the queue is down asking for work fails nobody's request, and the sweep makes up for it", async () => {
  const { proxy, settings } = await behindProxy(world.settings);
  const behind = await world.producer(settings);
  const tenantId = await world.company();
  await behind.enqueue(sealAudit, { tenantId });

  await proxy.cut();
  const mailId = await write(tenantId);
  const asked = performance.now();
  await behind.enqueue(sendMail, { tenantId, mailId });
  expect(performance.now() - asked).toBeLessThan(7_000);
  expect(world.logged).toContainEqual(
    expect.objectContaining({ level: "error", job: "send-mail", msg: "not enqueued; the sweep asks again" }),
  );
  await expect(behind.counts()).rejects.toThrow(/ECONNREFUSED|writeable|terminated|did not answer/);

  await proxy.restore();
  await queue.enqueue(sweep, {});
  await eventually(() => expect(sent).toContain(`<${mailId}@chu-tin.example>`));

  // the same queue serves again, without being opened anew
  await eventually(async () => expect((await behind.counts()).active).toBeGreaterThanOrEqual(0));
  const another = await write(tenantId);
  await behind.enqueue(sendMail, { tenantId, mailId: another });
  await eventually(() => expect(sent).toContain(`<${another}@chu-tin.example>`));
});

test("a worker that lost the queue for a while works on when it is back", async () => {
  const other = await openWorld();
  const { proxy, settings } = await behindProxy(other.settings);
  await other.worker(handlers, { settings, ports: { mailer } });
  const direct = await other.producer();
  const tenantId = await other.company();
  const deliver = async () => {
    const mailId = await other.inTenant(tenantId, (trx) => mail(trx, other.now()));
    await direct.enqueue(sendMail, { tenantId, mailId });
    await eventually(() => expect(sent).toContain(`<${mailId}@chu-tin.example>`));
  };
  await deliver();
  await proxy.cut();
  await eventually(() => expect(other.logged).toContainEqual(expect.objectContaining({ level: "warn" })));
  await proxy.restore();
  await deliver();
  await other.close();
});
