import { randomUUID } from "node:crypto";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { withTenant } from "#db/tenant.ts";
import { makeCompany, openStage, password, signUp, visit, type Stage, type Visitor } from "./stage.ts";
import { library, words } from "./words.ts";

const [first, second, third] = library.latest("leakage").questions;
const say = words("vi");
let stage: Stage;
let hanh: Visitor;
let home: string;
let assessment: string;
let email: string;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());
beforeEach(async () => {
  await hanh?.context.close();
  hanh = await visit(stage, { width: 390 });
  const mark = randomUUID().slice(0, 8);
  email = `hanh-${mark}@annhien.example`;
  await signUp(hanh.page, { name: "Nguyễn Thu Hạnh", email });
  home = await makeCompany(hanh.page, `Gốm ${mark}`);
  await hanh.page.getByRole("button", { name: say("home.start") }).click();
  await hanh.page.waitForURL(/\/assessments\/[0-9a-f-]{36}/);
  assessment = new URL(hanh.page.url()).pathname;
  await hanh.page.waitForLoadState("networkidle");
});

const tenantOf = async (path: string) =>
  (
    await stage.database.owner
      .selectFrom("tenants")
      .select("tenant_id")
      .where("slug", "=", path.slice(3))
      .executeTakeFirstOrThrow()
  ).tenant_id;
const choice = (page: Page, i: number) => page.locator('input[name="reply"]').nth(i);
const stored = async (questionId: string) => {
  const id = assessment.split("/").at(-1) as string;
  const tenantId = await tenantOf(home);
  return withTenant(stage.database.app, { tenantId }, (trx) =>
    trx
      .selectFrom("answers")
      .select(["value", "revision", "note", "answered_by"])
      .where("assessment_id", "=", id)
      .where("question_id", "=", questionId)
      .executeTakeFirst(),
  );
};

test("without a connection answers wait on the device, are shown as such, and are sent when it is back", async () => {
  const { page, context } = hanh;
  await context.setOffline(true);
  await choice(page, 0).click();
  await page.getByText(say("answering.offline-head")).first().waitFor();
  await page
    .getByText(/Chờ gửi 1\scâu/)
    .first()
    .waitFor();
  await page.getByRole("button", { name: say("answering.next") }).click();
  await page.getByRole("heading", { name: second?.text.vi ?? "" }).waitFor();
  await choice(page, 1).click();
  await page
    .getByText(/Chờ gửi 2\scâu/)
    .first()
    .waitFor();
  expect(await stored(first?.id ?? "")).toBeUndefined();
  await context.setOffline(false);
  await page
    .getByText(/Đã lưu/)
    .first()
    .waitFor();
  expect(await stored(first?.id ?? "")).toMatchObject({ value: "met", revision: 1 });
  expect(await stored(second?.id ?? "")).toMatchObject({ value: "partly", revision: 1 });
});

test("a tab that was closed with an answer unsent sends it when the assessment is opened again", async () => {
  const { page, context } = hanh;
  await context.setOffline(true);
  await choice(page, 2).click();
  await page
    .getByText(/Chờ gửi 1\scâu/)
    .first()
    .waitFor();
  await page.close();
  await context.setOffline(false);
  const again = await context.newPage();
  await again.goto(assessment);
  await vi.waitFor(async () => expect(await stored(first?.id ?? "")).toMatchObject({ value: "unmet" }), {
    timeout: 15_000,
    interval: 200,
  });
});

test("signing out wipes what waits on the device", async () => {
  const { page, context } = hanh;
  await context.setOffline(true);
  await choice(page, 2).click();
  await page
    .getByText(/Chờ gửi 1\scâu/)
    .first()
    .waitFor();
  // the answers of the server are refused while the queue waits, so nothing is sent before the sign-out
  await context.route("**/answers*", (route) => route.abort());
  await context.setOffline(false);
  await page.goto("/sign-out");
  await page.locator('main form button[type="submit"]').click();
  await page.waitForURL((url) => !url.pathname.startsWith("/sign-out"));
  await page.waitForLoadState("networkidle");
  const left = await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("chu-tin:queue")));
  expect(left).toEqual([]);
});

test("a double tap is one answer", async () => {
  const { page } = hanh;
  await choice(page, 1).dblclick();
  await page
    .getByText(/Đã lưu/)
    .first()
    .waitFor();
  await vi.waitFor(async () => expect(await stored(first?.id ?? "")).toMatchObject({ value: "partly", revision: 1 }), {
    timeout: 10_000,
    interval: 200,
  });
});

test("two people at once: both answers are shown, one is chosen, nothing is overwritten unseen", async () => {
  const { page, context } = hanh;
  const other = await context.newPage();
  await other.goto(assessment);
  await other.waitForLoadState("networkidle");
  await choice(other, 0).click();
  await other
    .getByText(/Đã lưu/)
    .first()
    .waitFor();
  await choice(page, 2).click();
  await page.getByText(say("answering.conflict")).first().waitFor();
  const shown = await page.locator("main").innerText();
  const choices = first?.answer.kind === "choice" ? first.answer.choices : [];
  expect(shown).toContain(choices[0]?.text.vi);
  expect(shown).toContain(choices[2]?.text.vi);
  expect(await stored(first?.id ?? "")).toMatchObject({ value: "met", revision: 1 });
  await page.getByRole("button", { name: say("answering.keep-mine") }).click();
  await vi.waitFor(async () => expect(await stored(first?.id ?? "")).toMatchObject({ value: "unmet", revision: 2 }), {
    timeout: 10_000,
    interval: 200,
  });
});

test("don't know, a note, and taking the last change back", async () => {
  const { page } = hanh;
  await page.getByRole("radio", { name: new RegExp(say("answering.dont-know")) }).click();
  await page
    .getByText(/Đã lưu/)
    .first()
    .waitFor();
  await choice(page, 0).click();
  await vi.waitFor(async () => expect(await stored(first?.id ?? "")).toMatchObject({ value: "met", revision: 2 }), {
    timeout: 10_000,
    interval: 200,
  });
  await page.getByRole("button", { name: say("answering.undo") }).click();
  await vi.waitFor(async () => expect(await stored(first?.id ?? "")).toMatchObject({ value: null, revision: 3 }), {
    timeout: 10_000,
    interval: 200,
  });
});

test("keys choose, go on and go back on a desktop, and do nothing while somebody types", async () => {
  const { page } = hanh;
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.reload();
  await page.waitForLoadState("networkidle");
  await page.keyboard.press("2");
  await page
    .getByText(/Đã lưu/)
    .first()
    .waitFor();
  await page.keyboard.press("n");
  await page.getByRole("heading", { name: second?.text.vi ?? "" }).waitFor();
  await page.keyboard.press("n");
  await page.getByRole("heading", { name: third?.text.vi ?? "" }).waitFor();
  await page.keyboard.press("p");
  await page.getByRole("heading", { name: second?.text.vi ?? "" }).waitFor();
  await page.keyboard.press("m");
  await page.locator('textarea[name="note"]').fill("");
  await page.locator('textarea[name="note"]').pressSequentially("1 2 3 n p x");
  await page.getByRole("heading", { name: second?.text.vi ?? "" }).waitFor();
  expect(await stored(first?.id ?? "")).toMatchObject({ value: "partly" });
  expect((await stored(second?.id ?? ""))?.value ?? null).toBeNull();
});

test("a session that ended says so and loses nothing: signing in again sends what waits", async () => {
  const { page, context } = hanh;
  const cookies = await context.cookies();
  await context.clearCookies();
  await choice(page, 2).click();
  await page.getByText(say("answering.signed-out-head")).first().waitFor();
  expect(await stored(first?.id ?? "")).toBeUndefined();
  expect(cookies.length).toBeGreaterThan(0);
  await page.goto(`/sign-in?next=${assessment}`);
  await page.locator('input[name="email"]').fill(email);
  await page.locator('input[name="password"]').fill(password);
  await page.locator('main form button[type="submit"]').last().click();
  await page.waitForURL((url) => url.pathname === assessment);
  await vi.waitFor(async () => expect(await stored(first?.id ?? "")).toMatchObject({ value: "unmet" }), {
    timeout: 15_000,
    interval: 200,
  });
});

test("without JavaScript the page still takes an answer", async () => {
  const context = await stage.browser.newContext({
    baseURL: stage.baseUrl,
    javaScriptEnabled: false,
    locale: "vi-VN",
    storageState: await hanh.context.storageState(),
  });
  const page = await context.newPage();
  await page.goto(assessment);
  await page.locator('input[name="reply"]').nth(1).check();
  await page.locator('main form button[type="submit"]').first().click();
  await page.waitForLoadState();
  expect(await stored(first?.id ?? "")).toMatchObject({ value: "partly" });
  await context.close();
});
