import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { writeMail } from "#db/outbox.ts";
import { INSTALLATION } from "#db/tenant.ts";
import { handle, type Queue } from "#jobs/queue.ts";
import { sendMail } from "#jobs/send-mail.ts";
import { workSendMail } from "#jobs/send-mail.work.ts";
import { wordsOfMail } from "./mail-words.ts";
import { openMailbox, type Mailbox } from "./mailbox.ts";
import { openWorld, type World } from "./world.ts";

let world: World;
let mailbox: Mailbox;
let queue: Queue;
beforeAll(async () => {
  mailbox = await openMailbox();
  world = await openWorld({ SMTP_URL: mailbox.url, MAIL_FROM: "Chữ Tín <bao@chu-tin.example>" });
  await world.worker([handle(sendMail, workSendMail)]);
  queue = await world.producer();
});
afterAll(async () => {
  await world.close();
  await mailbox.close();
});

const arrived = (to: string) =>
  vi.waitFor(
    () => {
      const mail = mailbox.received.find((each) => each.to.includes(to));
      if (!mail) throw new Error(`nothing for ${to} yet`);
      return mail;
    },
    { timeout: 15_000, interval: 20 },
  );

const link = "https://chu-tin.example/q/AAAAAAAAAAAAAAAAAAAAAAAA";
const asked = {
  asker: "Nguyễn Thu Hạnh",
  colleague: "anh Nam",
  company: "Gốm <An Nhiên>",
  question: "Khi có người nghỉ việc, tài khoản của họ có bị khóa ngay không?",
  day: "08/12/2026",
  link,
};

test.each([
  ["with a message", "Anh xem giúp em", "Anh xem giúp em\n\nMở liên kết"],
  ["without one, and without a gap", "", "khóa ngay không?\n\nMở liên kết"],
])("a question arrives at a colleague's, %s", async (about, message, expected) => {
  const to = `nam-${about.length}@annhien.example`;
  const mailId = await world.inTenant(INSTALLATION, (trx) =>
    writeMail(trx, {
      to,
      language: "vi",
      kind: "question-asked",
      values: { ...asked, message },
      texts: wordsOfMail("vi"),
      now: world.now(),
    }),
  );
  await queue.enqueue(sendMail, { tenantId: INSTALLATION, mailId });
  const mail = await arrived(to);
  expect(mail.headers.get("subject")).toBe("Nguyễn Thu Hạnh (Gốm <An Nhiên>) nhờ bạn trả lời giúp");
  expect(mail.text.replaceAll("\r\n", "\n")).toContain(expected);
  expect(mail.text).toContain(link);
  expect(mail.html).toContain(`href="${link}"`);
  expect(mail.html).toContain("Gốm &lt;An Nhiên&gt;");
});

test("that it came back arrives at whoever asked, in their language", async () => {
  const { question, company } = asked;
  const answers = "https://chu-tin.example/c/gom-an-nhien/assessments/1?q=people.leaving";
  const mailId = await world.inTenant(INSTALLATION, (trx) =>
    writeMail(trx, {
      to: "hanh@annhien.example",
      language: "en",
      kind: "question-replied",
      values: { name: "Nam", company, question, link: answers },
      texts: wordsOfMail("en"),
      now: world.now(),
    }),
  );
  await queue.enqueue(sendMail, { tenantId: INSTALLATION, mailId });
  const mail = await arrived("hanh@annhien.example");
  expect(mail.headers.get("subject")).toBe("Nam has replied to what you asked (Gốm <An Nhiên>)");
  expect(mail.text).toContain(question);
  expect(mail.text).toContain(answers);
});
