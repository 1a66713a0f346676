import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { withTenant } from "#db/tenant.ts";
import { largestFile } from "#domain/evidence.ts";
import { sampleFiles } from "#tests/evidence-files.ts";
import { openProxy } from "#tests/jobs/tcp-proxy.ts";
import { answerSaved, axeFindings, makeCompany, openStage, signUp, visit, type Stage, type Visitor } from "./stage.ts";
import { library, words } from "./words.ts";

const say = words("vi");
let stage: Stage;
let hanh: Visitor;
let home: string;
let assessment: string;
beforeAll(async () => {
  stage = await openStage();
});
const folder = mkdtempSync(join(tmpdir(), "chu-tin-evidence-"));
afterAll(async () => {
  await stage.close();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  await hanh?.context.close();
  hanh = await visit(stage, { width: 390 });
  const mark = randomUUID().slice(0, 8);
  await signUp(hanh.page, { name: "Nguyễn Thu Hạnh", email: `hanh-${mark}@annhien.example` });
  home = await makeCompany(hanh.page, `Gốm ${mark}`);
  await hanh.page.getByRole("button", { name: say("home.start") }).click();
  await hanh.page.waitForURL(/\/assessments\/[0-9a-f-]{36}/);
  assessment = new URL(hanh.page.url()).pathname;
  await hanh.page.waitForLoadState("networkidle");
});

const pdf = { name: "Biên bản bàn giao.pdf", mimeType: "application/pdf", buffer: sampleFiles.pdf };
/** Large enough to be on its way for a while. */
const largeBytes = 2 * 1024 * 1024;
const large = (name: string) => ({ name, mimeType: "text/plain", buffer: Buffer.alloc(largeBytes, "khách;") });
const picker = (page: Page) => page.locator("#evidence-pick");
const attached = (page: Page) => page.getByRole("list", { name: say("evidence.list") }).getByRole("listitem");
const uploads = (page: Page) => page.getByRole("list", { name: say("evidence.uploads") }).getByRole("listitem");
const button = (page: Page, key: string, title: string) => page.getByRole("button", { name: say(key, { title }) });

/** What the database holds: pieces of evidence, and those that are attached. */
async function rows() {
  const { tenant_id: tenantId } = await stage.database.owner
    .selectFrom("tenants")
    .select("tenant_id")
    .where("slug", "=", home.slice(3))
    .executeTakeFirstOrThrow();
  return withTenant(stage.database.app, { tenantId }, async (trx) => ({
    evidence: await trx.selectFrom("evidence").select(["title", "media_type", "bytes"]).execute(),
    attached: await trx.selectFrom("answer_evidence").select("evidence_id").where("removed_at", "is", null).execute(),
  }));
}
/** Slows the line down, as a phone's is, to so many bytes a second. */
async function slowLine({ context, page }: Visitor, bytesASecond: number) {
  const session = await context.newCDPSession(page);
  await session.send("Network.enable");
  const set = (uploadThroughput: number) =>
    session.send("Network.emulateNetworkConditions", {
      offline: false,
      latency: 5,
      downloadThroughput: -1,
      uploadThroughput,
    });
  await set(bytesASecond);
  return { mend: () => set(-1) };
}

test("a photo from the phone's camera is sent, shown, opened, taken off and put back", async () => {
  const { page, complaints } = hanh;
  const camera = page.locator('input[capture="environment"]');
  expect(await camera.getAttribute("accept")).toBe("image/*");
  await page.getByText(say("evidence.photo")).waitFor();
  await camera.setInputFiles({ name: "image.jpg", mimeType: "image/jpeg", buffer: sampleFiles.jpeg });
  await attached(page).getByText("image.jpg").waitFor();
  expect(await attached(page).textContent()).toMatch(/1\sKB · Bạn, \d\d:\d\d, .* · tính đến/);
  const to = await attached(page).getByRole("link").getAttribute("href");
  const opened = await hanh.context.request.get(to ?? "");
  expect(opened.status()).toBe(200);
  expect(opened.headers()["content-disposition"]).toMatch(/^inline; filename="image.jpg"/);
  expect((await opened.body()).equals(sampleFiles.jpeg)).toBe(true);
  expect(await axeFindings(page)).toEqual([]);

  await button(page, "evidence.remove", "image.jpg").click();
  await page.getByText(say("evidence.removed", { title: "image.jpg" })).waitFor();
  expect(await attached(page).count()).toBe(0);
  expect((await rows()).attached).toEqual([]);
  await page.getByRole("button", { name: say("evidence.undo"), exact: true }).click();
  await attached(page).getByText("image.jpg").waitFor();
  expect((await rows()).attached).toHaveLength(1);
  await page.reload();
  await attached(page).getByText("image.jpg").waitFor();
  expect(complaints).toEqual([]);
});

test("several files go one by one, with their progress, and each can be cancelled", async () => {
  const { page } = hanh;
  await slowLine(hanh, 400_000);
  await picker(page).setInputFiles([large("a.txt"), large("b.txt"), pdf]);
  await vi.waitFor(async () => expect(await uploads(page).count()).toBe(3));
  await page.getByText(/Đang gửi [1-9]\d?%/).waitFor();
  expect(await page.getByRole("progressbar", { name: "Đang gửi a.txt" }).count()).toBe(1);
  expect(await page.getByText(say("evidence.waiting"), { exact: true }).count()).toBe(2);
  expect(await axeFindings(page)).toEqual([]);
  await button(page, "evidence.cancel-label", "a.txt").click();
  await button(page, "evidence.cancel-label", "b.txt").click();
  await attached(page).getByText(pdf.name).waitFor();
  expect(await uploads(page).count()).toBe(0);
  expect((await rows()).evidence).toMatchObject([{ title: pdf.name, media_type: "application/pdf" }]);
});

test("a line that is cut in mid-upload keeps the file in the page, and one row is there after the retry", async () => {
  const line = await openProxy(stage.baseUrl);
  const phone = await visit({ ...stage, baseUrl: line.through(stage.baseUrl) }, { width: 390 });
  const { page } = phone;
  await phone.context.addCookies(await hanh.context.cookies());
  await page.goto(assessment);
  await page.waitForLoadState("networkidle");
  const slow = await slowLine(phone, 500_000);
  await picker(page).setInputFiles(large("danh sách.txt"));
  await page.getByText(/Đang gửi [1-9]\d?%/).waitFor();
  await line.cut();
  await uploads(page).getByText(say("evidence.unreachable")).waitFor();
  await uploads(page).getByText(say("evidence.unreachable-hint")).waitFor();
  expect(await axeFindings(page)).toEqual([]);
  // still without a network: nothing is lost
  await button(page, "evidence.retry-label", "danh sách.txt").click();
  await uploads(page).getByText(say("evidence.unreachable")).waitFor();
  expect((await rows()).evidence).toEqual([]);
  await line.restore();
  await slow.mend();
  await button(page, "evidence.retry-label", "danh sách.txt").dblclick();
  await attached(page).getByText("danh sách.txt").waitFor();
  expect(await rows()).toMatchObject({ evidence: [{ bytes: String(largeBytes) }], attached: [{}] });
  await phone.context.close();
  await line.cut();
});

test("when the answer is lost after the file had arrived, sending it again makes no second row", async () => {
  const { page } = hanh;
  let lost = 0;
  await page.route("**/evidence?q=*", async (route) => {
    if (lost++ > 0) return route.continue();
    await route.fetch();
    await route.abort("connectionreset");
  });
  await picker(page).setInputFiles(pdf);
  await button(page, "evidence.retry-label", pdf.name).click();
  await attached(page).getByText(pdf.name).waitFor();
  expect(lost).toBe(2);
  expect(await rows()).toMatchObject({ evidence: [{ title: pdf.name }], attached: [{}] });
});

test("a server that is killed in mid-upload leaves no broken row, and gets the file when it is back", async () => {
  const { page } = hanh;
  const line = await slowLine(hanh, 500_000);
  await picker(page).setInputFiles(large("sổ.txt"));
  await page.getByText(/Đang gửi [1-9]\d?%/).waitFor();
  await stage.kill("web");
  await uploads(page).getByText(say("evidence.unreachable")).waitFor();
  expect((await rows()).evidence).toEqual([]);
  await stage.start("web");
  await line.mend();
  await button(page, "evidence.retry-label", "sổ.txt").click();
  await attached(page).getByText("sổ.txt").waitFor({ timeout: 30_000 });
  const to = await attached(page).getByRole("link").getAttribute("href");
  expect((await (await hanh.context.request.get(to ?? "")).body()).length).toBe(largeBytes);
});

test("a file that lies about its type is refused in words that say what it is; so is one too large, or empty", async () => {
  const { page } = hanh;
  await picker(page).setInputFiles([
    { name: "hop-dong.pdf", mimeType: "application/pdf", buffer: sampleFiles.png },
    { name: "trong.pdf", mimeType: "application/pdf", buffer: Buffer.alloc(0) },
  ]);
  const tooLarge = join(folder, "to.pdf");
  writeFileSync(tooLarge, Buffer.alloc(largestFile + 1));
  await picker(page).setInputFiles(tooLarge);
  await page.getByText(say("evidence.file-lies", { found: say("evidence.content-png") })).waitFor();
  await page.getByText(say("evidence.file-empty")).waitFor();
  await page.getByText(say("evidence.file-too-large")).waitFor();
  expect(await axeFindings(page)).toEqual([]);
  expect((await rows()).evidence).toEqual([]);
  for (const title of ["hop-dong.pdf", "trong.pdf", "to.pdf"])
    await button(page, "evidence.dismiss-label", title).click();
  expect(await uploads(page).count()).toBe(0);
});

test("a link is attached by keyboard alone; the key e opens the picker", async () => {
  const desk = await visit(stage, { width: 1280 });
  const { page } = desk;
  await page.context().addCookies(await hanh.context.cookies());
  await page.goto(assessment);
  await page.waitForLoadState("networkidle");
  expect(await page.getByText(say("evidence.photo")).isVisible()).toBe(false);
  const choosing = page.waitForEvent("filechooser");
  // the page listens to keys once its script runs
  await vi.waitFor(
    async () => {
      await page.keyboard.press("e");
      await (await Promise.race([choosing, Promise.reject(new Error("not yet"))])).setFiles(pdf);
    },
    { timeout: 20_000, interval: 200 },
  );
  await attached(page).getByText(pdf.name).waitFor();
  await page.getByRole("button", { name: say("evidence.link"), exact: true }).press("Enter");
  const field = page.getByRole("textbox", { name: say("evidence.link-url") });
  await field.fill("http://drive.example/so-do");
  await field.press("Enter");
  await page.getByText(say("evidence.link-refused")).waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await field.fill("https://drive.example/so-do");
  await field.press("Enter");
  await attached(page).getByText("drive.example").first().waitFor();
  expect(await attached(page).count()).toBe(2);
  expect(desk.complaints).toEqual([]);
  await desk.context.close();
});

test("without JavaScript a file is sent, taken off and put back by plain forms", async () => {
  const plain = await stage.browser.newContext({ baseURL: stage.baseUrl, javaScriptEnabled: false, locale: "vi-VN" });
  await plain.addCookies(await hanh.context.cookies());
  const page = await plain.newPage();
  await page.goto(assessment);
  await page.locator('input[form="evidence-form"][type="file"]').setInputFiles(pdf);
  await page.getByRole("button", { name: say("evidence.send"), exact: true }).click();
  await attached(page).getByText(pdf.name).waitFor();
  await button(page, "evidence.remove", pdf.name).click();
  await page.getByRole("button", { name: say("evidence.undo"), exact: true }).click();
  await attached(page).getByText(pdf.name).waitFor();
  await page
    .locator('input[form="evidence-form"][type="file"]')
    .setInputFiles({ name: "gia.pdf", mimeType: "application/pdf", buffer: sampleFiles.html });
  await page.getByRole("button", { name: say("evidence.send"), exact: true }).click();
  await page.getByText(say("evidence.file-lies", { found: say("evidence.content-html") })).waitFor();
  expect(await rows()).toMatchObject({ evidence: [{ title: pdf.name }], attached: [{}] });
  await plain.close();
});

test("what proves an answer raises the proven share of the result, and not the score", async () => {
  const { page } = hanh;
  const proven = page.getByRole("term").filter({ hasText: say("result.confidence") });
  const shown = async () => {
    await page.goto(`${assessment}/result`);
    return (await proven.locator("xpath=../dd").textContent()) ?? "";
  };
  const [first] = library.latest("leakage").questions;
  await page.locator('input[name="reply"]').nth(0).click();
  await answerSaved(page);
  expect(await shown()).toContain("0%");
  await page.goto(`${assessment}?q=${first?.id}`);
  await page.waitForLoadState("networkidle");
  await picker(page).setInputFiles(pdf);
  await attached(page).getByText(pdf.name).waitFor();
  expect(await shown()).toContain("50%");
});
