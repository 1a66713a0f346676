import { randomUUID } from "node:crypto";
import type { BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { withTenant } from "#db/tenant.ts";
import { ask } from "./filled-company.ts";
import { axeFindings, makeCompany, openStage, signUp, visit, type Stage, type Visitor } from "./stage.ts";
import { library, words } from "./words.ts";

const framework = library.latest("leakage");
/** Asked of everybody, one after another on the screen. */
const questions = framework.questions.filter(({ asksWhen, appliesWhen }) => asksWhen.length + appliesWhen.length === 0);
const say = words("vi");
let stage: Stage;
let hanh: Visitor;
/** Somebody who lets no script run. */
let plain: BrowserContext;
let assessment: string;
let tenantId: string;

beforeAll(async () => {
  stage = await openStage();
  hanh = await visit(stage, { width: 390 });
  const { page } = hanh;
  await signUp(page, { name: "Nguyễn Thu Hạnh", email: "hanh@annhien.example" });
  const home = await makeCompany(page, "Gốm An Nhiên");
  await page.getByRole("button", { name: say("home.start") }).click();
  await page.waitForURL(/\/assessments\/[0-9a-f-]{36}/);
  assessment = new URL(page.url()).pathname;
  const { tenant_id } = await stage.database.owner
    .selectFrom("tenants")
    .select("tenant_id")
    .where("slug", "=", home.slice(3))
    .executeTakeFirstOrThrow();
  tenantId = tenant_id;
  plain = await stage.browser.newContext({
    baseURL: stage.baseUrl,
    viewport: { width: 390, height: 844 },
    locale: "vi-VN",
    javaScriptEnabled: false,
  });
}, 120_000);
afterAll(async () => {
  await plain.close();
  await stage.close();
});

const idOf = (at: number) => questions[at]?.id ?? "";
const textOf = (at: number) => questions[at]?.text.vi ?? "";
const toQuestion = (at: number) => `${assessment}?${new URLSearchParams({ q: idOf(at) }).toString()}`;

async function expectSound(page: Page, name: string) {
  await page.waitForLoadState("networkidle");
  expect(await axeFindings(page), name).toEqual([]);
  const [wide, narrow] = await page.evaluate(
    () => [document.documentElement.scrollWidth, document.documentElement.clientWidth] as const,
  );
  expect(wide, `${name} is wider than the screen`).toBeLessThanOrEqual(narrow);
}

/** Sends a question by its page. @returns the link */
async function sendQuestion(at: number, { name = "anh Nam", email = "" } = {}): Promise<string> {
  const { page } = hanh;
  await page.goto(toQuestion(at));
  await page.getByRole("link", { name: say("asking.ask") }).click();
  await page.waitForURL(/\/ask\?/);
  await page.locator('input[name="name"]').fill(name);
  await page.locator('input[name="email"]').fill(email);
  await page.getByRole("button", { name: say("asking.submit") }).click();
  await page.getByText(say("asking.made-title")).waitFor();
  return page.getByLabel(say("people.link")).inputValue();
}

/** Replies where no script runs. */
async function replyPlainly(link: string, choice: number) {
  const page = await plain.newPage();
  await page.goto(link);
  await page.locator('input[name="reply"]').nth(choice).check();
  await page.getByRole("button", { name: say("asked.send") }).click();
  await page.getByText(/Đã gửi lúc/).waitFor();
  return page;
}

const answersNow = () =>
  withTenant(stage.database.app, { tenantId }, (trx) =>
    trx.selectFrom("answers").select(["question_id", "kind", "value", "source", "request_id", "revision"]).execute(),
  );

describe("a question goes out and comes back", () => {
  let link: string;

  test("it is sent from the phone, as a link, a message and a code", async () => {
    link = await sendQuestion(0);
    const { page } = hanh;
    expect(link).toMatch(new RegExp(`^${stage.baseUrl}/q/[\\w-]{24}$`));
    await page.getByRole("img", { name: say("people.qr") }).waitFor();
    await page.getByText(say("asking.state-unopened")).waitFor();
    await expectSound(page, "the made link");
    await page.goto(toQuestion(0));
    await page.getByText(/Đang chờ anh Nam/).waitFor();
  });

  test("a stranger without script or session reads the question and nothing else, and replies", async () => {
    const page = await plain.newPage();
    const response = await page.goto(link);
    expect(response?.status()).toBe(200);
    const shown = await page.content();
    expect(shown).toContain('name="robots" content="noindex');
    for (const secret of ["hanh@annhien.example", tenantId, assessment.split("/").at(-1) ?? "", textOf(1)])
      expect(shown, secret).not.toContain(secret);
    await page.getByRole("heading", { name: textOf(0) }).waitFor();
    // nothing chosen is no reply, and what was typed stays
    await page.locator('textarea[name="note"]').fill("Chị Lan ở kho đang giữ");
    await page.getByRole("button", { name: say("asked.send") }).click();
    await page.getByText(say("asked.error-nothing")).waitFor();
    expect(await page.locator('textarea[name="note"]').inputValue()).toBe("Chị Lan ở kho đang giữ");
    await page.locator('input[name="reply"]').nth(1).check();
    await page.getByRole("button", { name: say("asked.send") }).click();
    await page.getByText(/Đã gửi lúc/).waitFor();
    expect(await page.locator('input[name="reply"]').nth(1).isChecked()).toBe(true);
    expect(await plain.cookies()).toEqual([]);
    await page.close();
    expect(await answersNow()).toEqual([]);
  });

  test("another browser opens it in English, by an address and no cookie, and corrects it with one press or two", async () => {
    const nam = await visit(stage, { language: "en", theme: "dark" });
    await nam.page.goto(link);
    await nam.page.getByRole("link", { name: "English" }).click();
    await nam.page.waitForURL(/lang=en/);
    expect(await nam.page.locator("html").getAttribute("lang")).toBe("en");
    await nam.page.getByText(/^Sent at/).waitFor();
    await expectSound(nam.page, "the sheet, dark");
    await nam.page.locator('input[name="reply"]').first().click();
    await nam.page.getByRole("button", { name: words("en")("asked.send-again") }).dblclick();
    await nam.page
      .getByText(
        questions[0]?.answer.kind === "choice" ? `You replied: ${questions[0].answer.choices[0]?.text.en}` : "?",
      )
      .waitFor();
    expect(await nam.context.cookies()).toEqual([]);
    expect(nam.complaints).toEqual([]);
    await nam.context.close();
    const replies = await withTenant(stage.database.app, { tenantId }, (trx) =>
      trx.selectFrom("asked_replies").select("revision").orderBy("revision").execute(),
    );
    expect(replies).toEqual([{ revision: 1 }, { revision: 2 }]);
    const mails = await withTenant(stage.database.app, { tenantId }, (trx) =>
      trx.selectFrom("outbox").select(["kind", "to_address"]).execute(),
    );
    expect(mails).toEqual([{ kind: "question-replied", to_address: "hanh@annhien.example" }]);
  });

  test("whoever asked sees it in the list and on the sheet, takes it, and the answer says whose reply it was", async () => {
    const { page } = hanh;
    await page.goto(`${assessment.split("/assessments")[0]}/assessments`);
    await page.getByRole("link", { name: say("assessments.replies-waiting", { n: 1 }) }).waitFor();
    await page.goto(toQuestion(1));
    await page.getByRole("link", { name: say("answering.open-list") }).click();
    await page.getByText(say("asking.rail")).first().waitFor({ state: "attached" });
    await page.goto(toQuestion(0));
    await page.getByText(/^anh Nam \(qua liên kết, \d\d\/\d\d\/\d{4}\) trả lời:/).waitFor();
    await expectSound(page, "the suggestion");
    await page.getByRole("button", { name: say("asking.take"), exact: true }).click();
    await page.getByText("Theo câu trả lời của anh Nam, Nguyễn Thu Hạnh nhận.").waitFor();
    expect(await answersNow()).toMatchObject([{ question_id: idOf(0), kind: "choice", source: "person", revision: 1 }]);
    await page.goto(toQuestion(0));
    await page.getByText("Theo câu trả lời của anh Nam, Nguyễn Thu Hạnh nhận.").waitFor();
    await page.goto(`${assessment}/ask`);
    await page.getByText(say("asking.state-settled")).waitFor();
    await expectSound(page, "what was asked");
  });

  test("taken, the link says so and takes no more", async () => {
    const page = await plain.newPage();
    expect((await page.goto(link))?.status()).toBe(410);
    await page.getByRole("heading", { name: say("asked.used-title") }).waitFor();
    await page.close();
  });
});

test("an answer given meanwhile stands beside the reply: one is chosen, where script runs and where none does", async () => {
  const { page } = hanh;
  const link = await sendQuestion(1);
  await page.goto(toQuestion(1));
  await (await replyPlainly(link, 0)).close();
  // the page that is open knows nothing of the reply until it is looked at again; another tab answers meanwhile
  const { id: personId } = await stage.database.auth.selectFrom("auth.user").select("id").executeTakeFirstOrThrow();
  await page.goto(toQuestion(1));
  await page.getByRole("button", { name: say("asking.take"), exact: true }).waitFor();
  const second = questions[1]?.answer;
  const value = second?.kind === "choice" ? (second.choices.at(-1)?.value ?? "") : "";
  const change = { act: "save", personId, questionId: idOf(1), basedOn: 0, saveKey: randomUUID() };
  const saved = await ask(
    hanh,
    `${assessment}/answers`,
    { data: { ...change, reply: { kind: "choice", value } } },
    stage.baseUrl,
  );
  expect(saved.status).toBe(200);
  await page.getByRole("button", { name: say("asking.take"), exact: true }).click();
  await page.getByText(say("asking.overtaken")).waitFor();
  await page.getByRole("region", { name: say("asking.two") }).waitFor();
  await expectSound(page, "side by side");
  expect((await answersNow()).find(({ question_id }) => question_id === idOf(1))).toMatchObject({ value, revision: 1 });
  await page.getByRole("button", { name: "Dùng câu của anh Nam" }).click();
  await page.getByText(/^Theo câu trả lời của anh Nam/).waitFor();
  expect((await answersNow()).find(({ question_id }) => question_id === idOf(1))).toMatchObject({
    value: second?.kind === "choice" ? second.choices[0]?.value : "",
    revision: 2,
  });

  // without script: the reply is declined, and what stands stays
  const other = await sendQuestion(2);
  await (await replyPlainly(other, 0)).close();
  const state = await hanh.context.storageState();
  const noScript = await stage.browser.newContext({
    baseURL: stage.baseUrl,
    storageState: state,
    javaScriptEnabled: false,
    locale: "vi-VN",
  });
  const sheet = await noScript.newPage();
  await sheet.goto(toQuestion(2));
  await sheet.getByRole("button", { name: say("asking.decline") }).click();
  await sheet.waitForURL(/q=/);
  await sheet.getByRole("heading", { name: textOf(2) }).waitFor();
  expect(await sheet.getByRole("button", { name: say("asking.decline") }).count()).toBe(0);
  expect((await answersNow()).some(({ question_id }) => question_id === idOf(2))).toBe(false);
  await noScript.close();
  // its writer learns of it, and may send another
  const again = await plain.newPage();
  await again.goto(other);
  await again.getByText(/chưa nhận câu trả lời này/).waitFor();
  await again.locator('input[name="reply"]').nth(1).check();
  await again.getByRole("button", { name: say("asked.send-again") }).click();
  await again.getByText(/Đã gửi lúc/).waitFor();
  await again.close();
});

test("withdrawn, expired and unknown links say so, and an unknown one looks like any other's", async () => {
  const { page } = hanh;
  const [withdrawn, expired] = [await sendQuestion(3, { name: "chị Lan" }), await sendQuestion(4)];
  await page.goto(`${assessment}/ask`);
  await page.getByRole("button", { name: "Rút lại câu đã nhờ chị Lan" }).click();
  await page.getByText(say("asking.withdrawn")).waitFor();
  const reader = await plain.newPage();
  expect((await reader.goto(withdrawn))?.status()).toBe(410);
  await reader.getByRole("heading", { name: say("asked.withdrawn-title") }).waitFor();

  const open = await plain.newPage();
  await open.goto(expired);
  stage.moveClock(15);
  await open.locator('input[name="reply"]').first().check();
  await open.getByRole("button", { name: say("asked.send") }).click();
  await open.getByRole("heading", { name: say("asked.expired-title") }).waitFor();
  stage.moveClock(0);
  await open.close();

  const key = randomUUID();
  const link = { email: "", days: "7", language: "vi" };
  const invited = await ask(
    hanh,
    `${assessment.split("/assessments")[0]}/settings/people`,
    { form: { intent: "invite", key, role: "viewer", ...link } },
    stage.baseUrl,
  );
  const token = /\/i\/([\w-]{24})/.exec(invited.text)?.[1] ?? "";
  expect(token).toHaveLength(24);
  const shown: string[] = [];
  for (const path of [`/q/${token}`, "/q/AAAAAAAAAAAAAAAAAAAAAAAA", "/q/x"]) {
    expect((await reader.goto(path))?.status(), path).toBe(404);
    shown.push(await reader.locator("main").innerText());
  }
  expect(new Set(shown).size).toBe(1);
  // and a link that asks lets nobody in
  expect((await reader.goto(expired.replace("/q/", "/i/")))?.status()).toBe(404);
  await reader.close();
});

test("several questions go by one link, and a completed assessment takes no more replies", async () => {
  const { page } = hanh;
  await page.goto(`${assessment}/ask`);
  for (const at of [5, 6]) await page.getByLabel(questions[at]?.short.vi ?? "", { exact: true }).check();
  await page.locator('input[name="name"]').fill("chị Mai");
  await page.locator('input[name="email"]').fill("mai@annhien.example");
  await page.getByRole("button", { name: say("asking.submit") }).click();
  await page.getByText("Thư đang được gửi tới mai@annhien.example.").waitFor();
  const link = await page.getByLabel(say("people.link")).inputValue();
  const mai = await visit(stage, { width: 390 });
  await mai.page.goto(link);
  await expectSound(mai.page, "a sheet of two");
  const second = mai.page.getByRole("region", { name: textOf(6) });
  await second.locator('input[name="reply"]').last().click();
  await second.getByRole("button", { name: say("asked.send") }).click();
  await second.getByText(/Đã gửi lúc/).waitFor();
  await page.goto(`${assessment}/result`);
  await expectSound(page, "the result with ways to ask");
  await page.getByRole("button", { name: say("result.complete") }).click();
  await page.getByRole("button", { name: say("result.complete-confirm") }).click();
  await page.getByText(say("result.stamp")).first().waitFor();
  const first = mai.page.getByRole("region", { name: textOf(5) });
  await first.locator('input[name="reply"]').first().click();
  await first.getByRole("button", { name: say("asked.send") }).click();
  await mai.page.getByRole("heading", { name: say("asked.locked-title") }).waitFor();
  await expectSound(mai.page, "a closed sheet");
  expect(mai.complaints).toEqual([]);
  await mai.context.close();
  await page.goto(`${assessment}/ask`);
  await page.getByText(say("asking.none-open")).waitFor();
  expect(await page.getByRole("button", { name: /^Rút lại/ }).count()).toBe(0);
  expect(hanh.complaints).toEqual([]);
});
