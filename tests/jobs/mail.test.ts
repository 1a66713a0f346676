import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { claimMail, writeMail } from "#db/outbox.ts";
import { INSTALLATION } from "#db/tenant.ts";
import { readSettings } from "#domain/settings.schema.ts";
import { defineJob, handle, type Queue } from "#jobs/queue.ts";
import { sendMail } from "#jobs/send-mail.ts";
import { workSendMail } from "#jobs/send-mail.work.ts";
import { wordsOfMail } from "./mail-words.ts";
import { openMailbox, type Mailbox } from "./mailbox.ts";
import { openWorld, type World } from "./world.ts";

/** The same work, with less waiting between its attempts. */
const soon = defineJob({ ...sendMail, backoffMs: 100 });
const link = "https://chu-tin.example/reset?token=abc";
let world: World;
let mailbox: Mailbox;
let queue: Queue;

beforeAll(async () => {
  mailbox = await openMailbox();
  world = await openWorld({ SMTP_URL: mailbox.url, MAIL_FROM: "Chữ Tín <bao@chu-tin.example>" });
  await world.worker([handle(soon, workSendMail)]);
  queue = await world.producer();
});
beforeEach(() => {
  mailbox.answer(() => "take");
  mailbox.refuseRecipients(null);
});
afterAll(async () => {
  await world.close();
  await mailbox.close();
});

const eventually = <T>(look: () => T | Promise<T>) => vi.waitFor(look, { timeout: 15_000, interval: 20 });
const write = (to = "hanh@annhien.example") =>
  world.inTenant(INSTALLATION, (trx) =>
    writeMail(trx, {
      to,
      language: "vi",
      kind: "reset-password",
      values: { name: "Nguyễn Thị Hạnh", link, minutes: 60 },
      texts: wordsOfMail("vi"),
      now: world.now(),
    }),
  );
const ask = (mailId: string) => queue.enqueue(soon, { tenantId: INSTALLATION, mailId });
const row = (mailId: string) =>
  world.inTenant(INSTALLATION, (trx) =>
    trx.selectFrom("outbox").selectAll().where("mail_id", "=", mailId).executeTakeFirstOrThrow(),
  );
const idOf = (mailId: string) => `<${mailId}@chu-tin.example>`;
const receivedAs = (mailId: string) =>
  mailbox.received.filter(({ headers }) => headers.get("message-id") === idOf(mailId));

test("a Vietnamese mail arrives as it was written, from us, to one address, under its own Message-ID", async () => {
  const mailId = await write();
  await ask(mailId);
  await eventually(() => expect(receivedAs(mailId)).toHaveLength(1));
  const [mail] = receivedAs(mailId);
  expect(mail).toMatchObject({ from: "bao@chu-tin.example", to: ["hanh@annhien.example"] });
  expect(mail?.headers.get("subject")).toBe("Đặt lại mật khẩu Chữ Tín");
  expect(mail?.headers.get("from")).toBe("Chữ Tín <bao@chu-tin.example>");
  expect(mail?.headers.get("auto-submitted")).toBe("auto-generated");
  expect(mail?.headers.get("content-language")).toBe("vi");
  expect(mail?.text).toContain("Chào Nguyễn Thị Hạnh,");
  expect(mail?.text).toContain("trong 60\u00a0phút");
  expect(mail?.text).toContain(link);
  expect(mail?.html).toContain("Chào Nguyễn Thị Hạnh,");
  expect(mail?.html).toContain(`href="${link}"`);
  await eventually(async () => expect((await row(mailId)).sent_at).not.toBeNull());
  expect(await row(mailId)).toMatchObject({ attempts: 1, last_error: null, body_text: "", body_html: "" });
});

test("a server that is busy gets the mail again, under the same Message-ID", async () => {
  const mailId = await write();
  const ids: (string | undefined)[] = [];
  mailbox.answer(({ headers }) => {
    ids.push(headers.get("message-id"));
    return ids.length < 3 ? { code: 451, because: "come again" } : "take";
  });
  await ask(mailId);
  await eventually(() => expect(receivedAs(mailId)).toHaveLength(1));
  expect(ids).toEqual([idOf(mailId), idOf(mailId), idOf(mailId)]);
  await eventually(async () => expect(await row(mailId)).toMatchObject({ attempts: 3, last_error: null }));
});

test("a server that stays busy leaves the mail to the sweep, with the reason", async () => {
  const mailId = await write();
  mailbox.answer(() => ({ code: 451, because: "come again" }));
  await ask(mailId);
  await eventually(async () =>
    expect((await queue.failed()).map(({ payload }) => payload)).toContainEqual({ tenantId: INSTALLATION, mailId }),
  );
  expect(await row(mailId)).toMatchObject({
    attempts: 5,
    sent_at: null,
    last_error: expect.stringContaining("come again") as string,
  });
  const next = (await row(mailId)).next_attempt_at.getTime() - world.now().getTime();
  expect(next).toBeGreaterThan(50 * 60_000);
});

test("an address that the server will never take is not tried again", async () => {
  const mailId = await write("nobody@annhien.example");
  mailbox.refuseRecipients(550);
  await ask(mailId);
  await eventually(async () => expect((await row(mailId)).last_error).toContain("no such user here"));
  await eventually(async () => expect(await queue.counts()).toMatchObject({ waiting: 0, active: 0, delayed: 0 }));
  expect(await row(mailId)).toMatchObject({ attempts: 1, sent_at: null });
  expect((await row(mailId)).next_attempt_at).toBe(Infinity);
  expect((await queue.failed()).map(({ payload }) => payload)).not.toContainEqual({ tenantId: INSTALLATION, mailId });
  expect(JSON.stringify(world.logged)).not.toContain("nobody@annhien.example");
});

test("asked for a dozen times, a mail is delivered once", async () => {
  const mailId = await write();
  for (let n = 0; n < 12; n += 1) await ask(mailId);
  await eventually(async () => expect((await row(mailId)).sent_at).not.toBeNull());
  await ask(mailId);
  await eventually(async () => expect(await queue.counts()).toMatchObject({ waiting: 0, active: 0, delayed: 0 }));
  expect(receivedAs(mailId)).toHaveLength(1);
});

test("a mail that another worker is sending is left to it, and looked after once more", async () => {
  const mailId = await write();
  // a worker that will never come back holds it, as of now
  await world.inTenant(INSTALLATION, (trx) =>
    claimMail(trx, { mailId, domain: "chu-tin.example", isTakenOver: false, now: world.now() }),
  );
  await ask(mailId);
  await eventually(() =>
    expect(world.logged).toContainEqual(
      expect.objectContaining({
        level: "warn",
        err: expect.objectContaining({ message: `mail ${mailId} is being sent elsewhere` }) as object,
      }),
    ),
  );
  expect(receivedAs(mailId)).toHaveLength(0);
  await world.inTenant(INSTALLATION, (trx) =>
    trx.updateTable("outbox").set({ next_attempt_at: world.now() }).where("mail_id", "=", mailId).execute(),
  );
  await eventually(() => expect(receivedAs(mailId)).toHaveLength(1));
});

test("without an SMTP server the mail stays in the outbox, whole, for the operator to read", async () => {
  const without = await openWorld();
  const mailId = await without.inTenant(INSTALLATION, (trx) =>
    writeMail(trx, {
      to: "hanh@annhien.example",
      language: "en",
      kind: "two-factor-off",
      values: { name: "Hạnh", time: "24/11/2026, 08:00", link },
      texts: wordsOfMail("en"),
      now: without.now(),
    }),
  );
  expect(readSettings(without.env).smtpUrl).toBeUndefined();
  const worker = await without.worker([handle(sendMail, workSendMail)]);
  await worker.enqueue(sendMail, { tenantId: INSTALLATION, mailId });
  await eventually(() =>
    expect(without.logged).toContainEqual(expect.objectContaining({ msg: "job done", job: "send-mail" })),
  );
  const kept = await without.inTenant(INSTALLATION, (trx) =>
    trx.selectFrom("outbox").selectAll().where("mail_id", "=", mailId).executeTakeFirstOrThrow(),
  );
  expect(kept).toMatchObject({ sent_at: null, attempts: 0, subject: "Two-step sign-in is off" });
  expect(kept.body_text).toContain(link);
  await without.close();
});
