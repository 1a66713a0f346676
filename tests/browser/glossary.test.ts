import { gzipSync } from "node:zlib";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ask, framework } from "./filled-company.ts";
import { axeFindings, makeCompany, openStage, signUp, visit, type Stage, type Visitor } from "./stage.ts";
import { library, words } from "./words.ts";

const say = words("vi");
/** Its help names the second step of signing in. */
const question = "sign-in.two-factor";
let stage: Stage;
let hanh: Visitor;
let home: string;
let assessment: string;
let task: string;
/** The sheet that a colleague answers. */
let asked: string;

beforeAll(async () => {
  stage = await openStage();
  hanh = await visit(stage);
  const { page } = hanh;
  await signUp(page, { name: "Nguyễn Thu Hạnh", email: "hanh@annhien.example" });
  home = await makeCompany(page, "Gốm An Nhiên");
  const send = async (path: string, form: Record<string, string>) => {
    const answer = await ask(hanh, path, { form }, stage.baseUrl);
    expect(answer.status, path).toBeLessThan(400);
    return answer;
  };
  assessment = (await send(`${home}/assessments`, { frameworkId: framework.id })).to;
  const saving = { act: "save", questionId: question, basedOn: "0", saveKey: crypto.randomUUID(), reply: "unmet" };
  await send(assessment, saving);
  const [playbook] = library.playbooksForQuestion(question);
  const gap = { assessment: assessment.split("/").at(-1) ?? "", question, playbook: playbook?.id ?? "" };
  task = (await send(`${home}/tasks/new`, { ...gap, ownerId: "", dueOn: "" })).to;
  await page.goto(`${assessment}/ask?${new URLSearchParams({ q: question }).toString()}`);
  await page.locator('input[name="name"]').fill("anh Nam");
  await page.getByRole("button", { name: say("asking.submit") }).click();
  await page.getByText(say("asking.made-title")).waitFor();
  asked = await page.getByLabel(say("people.link")).inputValue();
}, 120_000);
afterAll(() => stage.close());

const wordIn = (page: Page, term?: string) =>
  page.locator(`main a[href${term === undefined ? "^" : ""}="/glossary#${term ?? ""}"]:visible`).first();

/** Presses the first word that leads to a term: its card opens within the screen, and Escape gives the focus back. */
async function expectOpens(page: Page, term?: string) {
  const word = wordIn(page, term);
  await word.waitFor();
  await page.waitForLoadState("networkidle");
  const id = (await word.getAttribute("href"))?.split("#")[1];
  await word.click();
  const card = page.locator("[popover]");
  await card.waitFor();
  expect(await card.innerText()).toContain(library.glossary.find((known) => known.id === id)?.text.vi);
  const box = await card.boundingBox();
  const width = page.viewportSize()?.width ?? 0;
  expect(box && box.x >= 0 && box.x + box.width <= width).toBe(true);
  expect(await axeFindings(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await card.waitFor({ state: "detached" });
  expect(await word.evaluate((element) => element === document.activeElement)).toBe(true);
}

describe.each([390, 1280])("a word that a help text uses opens what it means (%i)", (width) => {
  let page: Page;
  beforeAll(async () => {
    page = await hanh.context.newPage();
    await page.setViewportSize({ width, height: 844 });
  });
  afterAll(() => page.close());

  test("beside a question", async () => {
    await page.goto(`${assessment}?q=${question}`);
    await expectOpens(page, "second-step");
  });

  test("in a row of the table", async () => {
    await page.goto(`${assessment}/table?q=${question}`);
    await page.waitForLoadState("networkidle");
    const short = framework.questions.find(({ id }) => id === question)?.short.vi ?? "";
    const opener = page.getByRole("button", { name: short, exact: true });
    if ((await opener.getAttribute("aria-expanded")) === "false") await opener.click();
    await expectOpens(page, "second-step");
  });

  test("beside a question of the intake", async () => {
    await page.goto(`${home}/profile?q=eu-link`);
    await expectOpens(page, "gdpr");
  });

  test("in the card of a clause that binds, which stays open behind it", async () => {
    await page.goto(`${home}/profile/binding`);
    await page.waitForLoadState("networkidle");
    const cards = page.locator('main button[data-print="text"]:visible');
    for (let i = 0; i < (await cards.count()); i += 1) {
      await cards.nth(i).click();
      const over = page.getByRole("dialog");
      await over.waitFor();
      const word = over.locator('a[href^="/glossary#"]').first();
      if ((await word.count()) > 0) {
        await word.click();
        const card = page.locator("[popover]");
        await card.waitFor();
        expect(await axeFindings(page)).toEqual([]);
        await page.keyboard.press("Escape");
        await card.waitFor({ state: "detached" });
        expect(await word.isVisible()).toBe(true);
        await page.keyboard.press("Escape");
        await over.waitFor({ state: "detached" });
        return;
      }
      await page.keyboard.press("Escape");
      await over.waitFor({ state: "detached" });
    }
    expect.unreachable("no card names a term");
  });

  test("in a step of a task", async () => {
    await page.goto(task);
    await expectOpens(page);
    // the word stands in the label of a box, and opening it ticks nothing
    expect(await page.locator('main input[type="checkbox"]:checked').count()).toBe(0);
  });

  test("on the sheet of a colleague", async () => {
    await page.goto(asked);
    await expectOpens(page, "second-step");
  });

  test("in the free check, which turns to no other question by it", async () => {
    const named = framework.sets.find(({ id }) => id === "free")?.questions ?? [];
    expect(named).toContain(question);
    await page.goto(`/check?q=${question}`);
    await expectOpens(page, "second-step");
    expect(new URL(page.url()).searchParams.get("q")).toBe(question);
  });
});

test("without a script a word is a link to the glossary, which finds words without marks", async () => {
  const context = await stage.browser.newContext({
    baseURL: stage.baseUrl,
    javaScriptEnabled: false,
    storageState: await hanh.context.storageState(),
    locale: "vi-VN",
  });
  const page = await context.newPage();
  for (const path of [`${home}/profile?q=eu-link`, asked, `${assessment}?q=${question}`]) {
    await page.goto(path);
    await wordIn(page).click();
    await page.waitForURL(/\/glossary#[a-z-]+$/);
    expect(await page.locator(`[id="${new URL(page.url()).hash.slice(1)}"]`).count()).toBe(1);
  }
  await page.getByLabel(say("glossary.search")).fill("ma doc");
  await page.getByRole("button", { name: say("glossary.search-submit") }).click();
  await page.waitForURL(/q=ma\+doc/);
  expect(await page.locator("dl > div").count()).toBeGreaterThan(0);
  expect(await page.locator("#malware").count()).toBe(1);
  expect(await page.locator("#cookie").count()).toBe(0);
  await context.close();
});

test("the answering page stays within 130 KB of gzipped scripts, words and all", async () => {
  const page = await hanh.context.newPage();
  const sizes: Promise<number>[] = [];
  page.on("response", (response) => {
    if (response.request().resourceType() === "script" || response.url().endsWith(".js"))
      sizes.push(response.body().then((body) => gzipSync(body).length));
  });
  await page.goto(`${assessment}?q=${question}`);
  await page.waitForLoadState("networkidle");
  const weight = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0) / 1024;
  expect(weight).toBeGreaterThan(50);
  expect(weight).toBeLessThanOrEqual(130);
  await page.close();
});

test("the browser had nothing to complain about", () => {
  expect(hanh.complaints).toEqual([]);
});
