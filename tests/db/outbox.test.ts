import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parse } from "yaml";
import { unsentMail } from "#db/lookup.ts";
import { claimMail, mailsForOperator, markFailed, markSent, writeMail, type MailTexts } from "#db/outbox.ts";
import { INSTALLATION, withOperator, withTenant, type TenantTrx } from "#db/tenant.ts";
import { formatMessage, placeholdersOf } from "#domain/format-message.ts";
import { languages, type Language, type TextPair } from "#domain/language.ts";
import { freshDatabase } from "#tests/database.ts";

const now = new Date("2026-11-24T01:00:00Z");
const after = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
const patterns = parse(readFileSync(join(import.meta.dirname, "../../content/messages/mail.yaml"), "utf8")) as Record<
  string,
  TextPair
>;
const textsIn =
  (language: Language): MailTexts =>
  (key, values) =>
    formatMessage(language, patterns[key.replace("mail.", "")]?.[language] ?? `no text ${key}`, values);
const domain = "annhien.example";
let database: Awaited<ReturnType<typeof freshDatabase>>;

beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());

function inInstallation<T>(work: (trx: TenantTrx) => Promise<T>): Promise<T> {
  return withTenant(database.app, { tenantId: INSTALLATION }, work);
}
const hostile = `An "Nhiên" <script>&\nBcc: x@y.example`;
const link = "https://chu-tin.example/i/abc?a=1&b=2";
const write = (language: Language = "vi") =>
  inInstallation((trx) =>
    writeMail(trx, {
      to: "hanh@annhien.example",
      language,
      kind: "invitation",
      values: { inviter: "Trần Đức", company: hostile, role: "Chủ", day: "01/12/2026", link },
      texts: textsIn(language),
      now,
    }),
  );
const claim = (mailId: string, at: Date, isTakenOver = false) =>
  inInstallation((trx) => claimMail(trx, { mailId, domain, isTakenOver, now: at }));
const waiting = async (at: Date) =>
  (await unsentMail(database.app, { now: at, most: 1_000 })).map(({ mailId }) => mailId);

test("a mail is worded when it is written, in the reader's language, and no name can break out of its place", async () => {
  const mailId = await write();
  const row = await inInstallation((trx) =>
    trx.selectFrom("outbox").selectAll().where("mail_id", "=", mailId).executeTakeFirstOrThrow(),
  );
  expect(row.subject).toBe(`Trần Đức mời bạn vào An "Nhiên" <script>& Bcc: x@y.example trên Chữ Tín`);
  expect(row.body_text).toContain("Trần Đức mời bạn cùng lo việc bảo vệ dữ liệu của An");
  expect(row.body_text).toContain(`Nhận lời mời:\n${link}\n`);
  expect(row.body_html).toContain(`<html lang="vi">`);
  expect(row.body_html).toContain("An &quot;Nhiên&quot; &lt;script&gt;&amp;");
  expect(row.body_html).toContain(`href="https://chu-tin.example/i/abc?a=1&amp;b=2"`);
  expect(row.body_html).not.toContain("<script>");
  expect(row).toMatchObject({
    tenant_id: INSTALLATION,
    language: "vi",
    kind: "invitation",
    sent_at: null,
    attempts: 0,
  });
});

test("a mail that is rolled back was never written", async () => {
  const before = (await waiting(now)).length;
  await inInstallation(async (trx) => {
    await writeMail(trx, {
      to: "hanh@annhien.example",
      language: "en",
      kind: "reset-password",
      values: { name: "Hạnh", link, minutes: 60 },
      texts: textsIn("en"),
      now,
    });
    throw new Error("the change fails");
  }).catch(() => undefined);
  expect(await waiting(now)).toHaveLength(before);
});

test("one of two who want to send a mail gets it; its Message-ID stays the same at every attempt", async () => {
  const mailId = await write();
  const both = await Promise.all([claim(mailId, now), claim(mailId, now)]);
  const taken = both.filter((mail) => typeof mail === "object");
  expect(taken).toHaveLength(1);
  expect(both).toContain("held");
  expect(taken[0]).toMatchObject({ to: "hanh@annhien.example", messageId: `<${mailId}@${domain}>` });
  expect(await waiting(now)).not.toContain(mailId);

  // the lease runs out, or the job is taken over from a worker that is gone
  const again = await inInstallation((trx) =>
    claimMail(trx, { mailId, domain: "moved.example", isTakenOver: false, now: after(2) }),
  );
  expect(again).toMatchObject({ messageId: `<${mailId}@${domain}>` });
  expect(await claim(mailId, after(2))).toBe("held");
  expect(await claim(mailId, after(2), true)).toMatchObject({ messageId: `<${mailId}@${domain}>` });
});

test("a failed attempt may be repeated at once by the job, and is left alone by the sweep for an hour", async () => {
  const mailId = await write();
  await claim(mailId, now);
  await inInstallation((trx) => markFailed(trx, { mailId, reason: "ECONNREFUSED", isFinal: false, now }));
  expect(await waiting(after(59))).not.toContain(mailId);
  expect(await waiting(after(60))).toContain(mailId);
  expect(await claim(mailId, after(1))).toMatchObject({ mailId });
});

test("a mail that was refused, or was tried a hundred times, is asked for no more", async () => {
  const [refused, tired] = [await write(), await write()];
  await claim(refused, now);
  await inInstallation((trx) => markFailed(trx, { mailId: refused, reason: "550 no such user", isFinal: true, now }));
  await claim(tired, now);
  await inInstallation((trx) =>
    trx.updateTable("outbox").set({ attempts: 100 }).where("mail_id", "=", tired).execute(),
  );
  await inInstallation((trx) => markFailed(trx, { mailId: tired, reason: "ECONNREFUSED", isFinal: false, now }));
  const inAYear = await waiting(after(366 * 24 * 60));
  expect(inAYear).not.toContain(refused);
  expect(inAYear).not.toContain(tired);
});

test("a delivered mail is not sent again, and its text with the link is forgotten", async () => {
  const mailId = await write("en");
  await claim(mailId, now);
  await inInstallation((trx) => markSent(trx, { mailId, now: after(1) }));
  expect(await claim(mailId, after(120), true)).toBeUndefined();
  const row = await inInstallation((trx) =>
    trx.selectFrom("outbox").selectAll().where("mail_id", "=", mailId).executeTakeFirstOrThrow(),
  );
  expect(row).toMatchObject({ sent_at: after(1), body_text: "", body_html: "", attempts: 1 });
});

test("the operator reads the outbox of the whole installation, those that wait first; nobody else does", async () => {
  const operatorId = randomUUID();
  await sql`insert into auth."user" (id, name, email, "emailVerified", operator)
    values (${operatorId}, 'Operator', 'operator@chu-tin.example', true, true)`.execute(database.auth);
  const tenantId = randomUUID();
  await withTenant(database.app, { tenantId }, async (trx) => {
    await trx
      .insertInto("tenants")
      .values({ slug: `c-${tenantId}`, name: "Gốm An Nhiên", created_at: now })
      .execute();
    await writeMail(trx, {
      to: "chi.hanh@annhien.example",
      language: "vi",
      kind: "assessment-opened",
      values: { company: "Gốm An Nhiên", assessment: "Rò rỉ dữ liệu khách hàng", carried: 20, link },
      texts: textsIn("vi"),
      now: after(5),
    });
  });
  const read = (page: number, size: number) =>
    withOperator(database.app, { operatorId }, (trx) => mailsForOperator(trx, { page, size }));
  const { mails, hasMore } = await read(0, 2);
  expect(hasMore).toBe(true);
  expect(mails[0]).toMatchObject({ tenantId, to: "chi.hanh@annhien.example", sentAt: null, kind: "assessment-opened" });
  expect(mails[0]?.text).toContain("20\u00a0câu trả lời của đợt trước");
  const all = (await read(0, 1_000)).mails;
  expect(all.findIndex(({ sentAt }) => sentAt !== null)).toBe(all.length - 1);
  expect((await read(1, 2)).mails[0]?.mailId).toBe(all[2]?.mailId);

  const nobody = await withOperator(database.app, { operatorId: randomUUID() }, (trx) =>
    mailsForOperator(trx, { page: 0, size: 5 }),
  );
  expect(nobody).toEqual({ mails: [], hasMore: false });
});

test("the texts of a kind ask for the same values in both languages, and each kind has its three", () => {
  for (const [key, pair] of Object.entries(patterns)) {
    const [vi, en] = languages.map((language) => placeholdersOf(pair[language]));
    expect(vi, key).toEqual(en);
  }
  const kinds = new Set(Object.keys(patterns).flatMap((key) => /^(.*)-subject$/.exec(key)?.[1] ?? []));
  for (const kind of kinds) {
    expect(Object.keys(patterns)).toEqual(expect.arrayContaining([`${kind}-body`, `${kind}-action`]));
  }
});
