import { gzipSync } from "node:zlib";
import type { Page, Request } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { withTenant } from "#db/tenant.ts";
import { axeFindings, makeCompany, openStage, password, signUp, visit, type Stage, type Visitor } from "./stage.ts";
import { library, words } from "./words.ts";

const framework = library.latest("leakage");
const free = framework.sets.find(({ id }) => id === "free")?.questions ?? [];
const questions = framework.questions.filter(({ id }) => free.includes(id));
/** What the whole questionnaire asks besides. */
const others = framework.questions.filter(({ id }) => !free.includes(id));
const say = words("vi");
let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

/** The page as a reader meets it: nothing for axe to say, nothing that sticks out sideways. */
async function expectSound(page: Page, name: string) {
  await page.waitForLoadState("networkidle");
  // a button on its way from busy to idle has a colour in between
  await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== "running"));
  expect(await axeFindings(page), name).toEqual([]);
  const [wide, narrow] = await page.evaluate(
    () => [document.documentElement.scrollWidth, document.documentElement.clientWidth] as const,
  );
  expect(wide, `${name} is wider than the screen`).toBeLessThanOrEqual(narrow);
}

const heading = (page: Page, i: number) => page.getByRole("heading", { name: questions[i]?.text.vi ?? "" });
/** Every fourth is a no, one is not known, the rest is met. */
const rowFor = (i: number) => (i === 5 ? "dont-know" : i % 4 === 1 ? "unmet" : "met");
const row = (page: Page, value: string) => page.locator(`input[name="reply"][value="${value}"]`);
const kept = (page: Page) => page.evaluate(() => localStorage.getItem("chu-tin:check"));
const numberKept = async (page: Page) =>
  Object.keys((JSON.parse((await kept(page)) ?? "{}") as { answers?: object }).answers ?? {}).length;

/** Taps through the questions from this one on. */
async function tapFrom(page: Page, from: number) {
  for (let i = from; i < questions.length; i += 1) {
    await heading(page, i).waitFor();
    await row(page, rowFor(i)).click();
  }
  await page.waitForURL("**/check/result");
}

/** Gzipped kilobytes of every script that a fresh visit to the address loads. */
async function scriptWeight(path: string, before?: (page: Page) => Promise<void>): Promise<number> {
  const visitor = await visit(stage, { width: 390 });
  const { page, context } = visitor;
  if (before) {
    await page.goto("/");
    await before(page);
    await page.goto("about:blank");
  }
  const sizes: Promise<number>[] = [];
  page.on("response", (response) => {
    if (response.request().resourceType() === "script" || response.url().endsWith(".js"))
      sizes.push(response.body().then((body) => gzipSync(body).length));
  });
  await page.goto(path);
  await page.waitForLoadState("networkidle");
  const total = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
  await context.close();
  return total / 1024;
}

describe("a newcomer on a phone", () => {
  let newcomer: Visitor;
  const sent: Request[] = [];
  beforeAll(async () => {
    newcomer = await visit(stage, { width: 390 });
    newcomer.page.on("request", (request) => sent.push(request));
  });
  afterAll(() => newcomer.context.close());

  test("one tap on the landing page answers the first question and leads on", async () => {
    const { page } = newcomer;
    await page.goto("/");
    await heading(page, 0).waitFor();
    await expectSound(page, "landing");
    await row(page, rowFor(0)).click();
    await page.waitForURL((url) => url.pathname === "/check");
    await heading(page, 1).waitFor();
    expect(await numberKept(page)).toBe(1);
    await expectSound(page, "second question");
  });

  test("goes back, changes the answer, and comes back after closing the page", async () => {
    const { page } = newcomer;
    await page.getByRole("link", { name: say("check.back"), exact: true }).click();
    await heading(page, 0).waitFor();
    expect(await row(page, rowFor(0)).isChecked()).toBe(true);
    await row(page, "partly").click();
    await heading(page, 1).waitFor();
    await page.goto("/");
    await page.getByRole("link", { name: say("landing.hero-resume") }).click();
    await heading(page, 1).waitFor();
    expect(await numberKept(page)).toBe(1);
  });

  test("starts over when asked twice", async () => {
    const { page } = newcomer;
    await page.getByRole("button", { name: say("check.start-over") }).click();
    await page.getByRole("button", { name: say("shell.cancel") }).click();
    expect(await numberKept(page)).toBe(1);
    await page.getByRole("button", { name: say("check.start-over") }).click();
    await page.getByRole("button", { name: say("check.start-over-confirm") }).click();
    await heading(page, 0).waitFor();
    expect(await kept(page)).toBeNull();
  });

  test("chooses with the arrow keys without being led on, and goes on with Enter", async () => {
    const { page } = newcomer;
    await row(page, "met").focus();
    await page.keyboard.press("ArrowDown");
    await vi.waitFor(async () => expect(await row(page, "partly").isChecked()).toBe(true));
    expect(await heading(page, 0).isVisible()).toBe(true);
    await page.getByRole("button", { name: say("check.next") }).press("Enter");
    await heading(page, 1).waitFor();
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe("H1");
    await page.getByRole("link", { name: say("check.back"), exact: true }).click();
  });

  test("taps through to the result in full, and nothing was sent anywhere", async () => {
    const { page } = newcomer;
    await tapFrom(page, 0);
    await page.getByText(say("check.lead", { n: 20 })).waitFor();
    expect(await numberKept(page)).toBe(20);
    await expectSound(page, "result");
    const main = await page.locator("main").innerText();
    for (const key of ["five-first", "gaps", "damage", "unknown", "not-advice"])
      expect(main).toContain(say(`check.${key}`));
    expect(await page.getByRole("img", { name: say("check.seal") }).isVisible()).toBe(true);
    expect(sent.length).toBeGreaterThan(0);
    expect(sent.filter((request) => request.method() !== "GET").map((request) => request.url())).toEqual([]);
    // what was answered stands in no address either
    expect(sent.filter((request) => /dont-know|unmet|partly/.test(request.url()))).toEqual([]);
  });

  test("signs up, names the company, and finds the answers there", async () => {
    const { page } = newcomer;
    await page
      .getByRole("link", { name: say("check.keep") })
      .first()
      .click();
    await page.waitForURL("**/sign-up?next=*");
    await expectSound(page, "sign-up");
    await page.locator('input[name="name"]').fill("Nguyễn Thu Hạnh");
    await page.locator('input[name="email"]').fill("hanh@annhien.example");
    await page.locator('input[name="password"]').fill(password);
    await page.locator('main form button[type="submit"]').last().click();
    await page.waitForURL("**/check/keep");
    await page.getByText(say("check.keep-intro", { n: 20 })).waitFor();
    await page.getByText(say("check.keep-rest", { n: 24 })).waitFor();
    await expectSound(page, "keep");
    const said = sent.filter((request) => (request.postData() ?? "").includes(free[0] ?? ""));
    expect(said).toEqual([]);
    await page.getByRole("button", { name: say("check.keep-submit") }).click();
    await page.getByText(say("check.error-name-missing")).waitFor();
    await expectSound(page, "keep without a name");
    await page.locator('input[name="name"]').fill("Gốm An Nhiên");
    await page.getByRole("button", { name: say("check.keep-submit") }).dblclick();
    await page.waitForURL(/\/c\/gom-an-nhien\/assessments\/[0-9a-f-]{36}\/result$/);
    await expectSound(page, "result of the assessment");
    expect(await kept(page)).toBeNull();
    const main = await page.locator("main").innerText();
    expect(main).toContain(say("verdict.sentence-running", { answered: 20, asked: 44 }));
    // eight are shown of the 24 and of the one that is answered with "don't know"
    expect(main).toContain(say("result.open-more", { n: 17 }));
    await page.getByRole("link", { name: say("result.answer-rest", { n: 24 }) }).click();
    await page.getByRole("heading", { name: others[0]?.text.vi ?? "" }).waitFor();

    const { tenant_id: tenantId } = await stage.database.owner
      .selectFrom("tenants")
      .select("tenant_id")
      .where("slug", "=", "gom-an-nhien")
      .executeTakeFirstOrThrow();
    const stored = await withTenant(stage.database.app, { tenantId }, (trx) =>
      trx.selectFrom("answers").select(["question_id", "kind", "value", "confirmed"]).execute(),
    );
    expect(stored).toHaveLength(20);
    const expected = questions.map(({ id }, i) => [id, rowFor(i) === "dont-know" ? null : rowFor(i)]);
    expect(Object.fromEntries(stored.map(({ question_id, value }) => [question_id, value]))).toEqual(
      Object.fromEntries(expected),
    );
    const companies = await stage.database.owner
      .selectFrom("tenants")
      .select("slug")
      .where("slug", "like", "gom-an-nhien%")
      .execute();
    expect(companies).toHaveLength(1);
    expect(newcomer.complaints).toEqual([]);
  });
});

describe("somebody with a company", () => {
  test("keeps it there; what was answered otherwise stays, and the page says how many", async () => {
    const { page, context } = await visit(stage, { width: 390 });
    await signUp(page, { name: "Trần Văn Minh", email: "minh@tiemvai.example" });
    const home = await makeCompany(page, "Tiệm Vải");
    const keepAll = async (from: string) => {
      await page.goto("/");
      await row(page, from).click();
      await heading(page, 1).waitFor();
      await tapFrom(page, 1);
      await page
        .getByRole("link", { name: say("check.keep") })
        .first()
        .click();
      await page.waitForURL("**/check/keep");
      expect(await page.getByRole("radio", { name: "Tiệm Vải" }).isChecked()).toBe(true);
      await page.getByRole("button", { name: say("check.keep-submit") }).click();
    };
    await keepAll("met");
    await page.waitForURL((url) => url.pathname.startsWith(home) && url.pathname.endsWith("/result"));
    await keepAll("unmet");
    await page.getByText(say("check.kept-left", { n: 1 })).waitFor();
    await expectSound(page, "kept in part");
    await page.getByRole("link", { name: say("check.kept-to-result") }).click();
    await page.waitForURL((url) => url.pathname.startsWith(home) && url.pathname.endsWith("/result"));
    await context.close();
  });
});

test("without answers there is nothing to show or keep, and a way to begin", async () => {
  const { page, context } = await visit(stage, { width: 390 });
  await page.goto("/check/result");
  await page.getByRole("heading", { name: say("check.none-title") }).waitFor();
  await expectSound(page, "empty result");
  await context.close();
});

test("without JavaScript the landing page and the check offer to sign up", async () => {
  const context = await stage.browser.newContext({ baseURL: stage.baseUrl, javaScriptEnabled: false, locale: "vi-VN" });
  const page = await context.newPage();
  for (const [path, link] of [
    ["/", "landing.hero-no-script"],
    ["/check", "check.no-script-link"],
  ] as const) {
    await page.goto(path);
    expect(
      await page
        .getByRole("link", { name: say(link), exact: true })
        .last()
        .getAttribute("href"),
    ).toBe("/sign-up");
  }
  await context.close();
});

test("the check stays within 130 KB of gzipped scripts, its result too", async () => {
  const keepOne = (page: Page) =>
    page.evaluate(
      ([id]) =>
        localStorage.setItem(
          "chu-tin:check",
          JSON.stringify({
            framework: "leakage",
            answers: { [id ?? ""]: { meaning: 1, reply: { kind: "dont-know" } } },
          }),
        ),
      free,
    );
  const weights = {
    landing: await scriptWeight("/"),
    check: await scriptWeight("/check"),
    result: await scriptWeight("/check/result", keepOne),
  };
  expect(weights.check, JSON.stringify(weights)).toBeGreaterThan(50);
  for (const weight of Object.values(weights)) expect(weight, JSON.stringify(weights)).toBeLessThanOrEqual(130);
});
