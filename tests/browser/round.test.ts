import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { withTenant } from "#db/tenant.ts";
import { axeFindings, makeCompany, openStage, signUp, visit, type Stage, type Visitor } from "./stage.ts";
import { library, words } from "./words.ts";

const framework = library.latest("leakage");
/** Days of the next year are still to come, whenever this runs. */
const nextYear = new Date().getUTCFullYear() + 1;
let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

/** The page as a reader meets it: nothing for axe to say, nothing that sticks out sideways. */
async function expectSound(page: Page, name: string) {
  await page.waitForLoadState("networkidle");
  expect(await axeFindings(page), name).toEqual([]);
  const [wide, narrow] = await page.evaluate(
    () => [document.documentElement.scrollWidth, document.documentElement.clientWidth] as const,
  );
  expect(wide, `${name} is wider than the screen`).toBeLessThanOrEqual(narrow);
}

async function answer(page: Page, choice: number) {
  const saved = page.waitForResponse((response) => response.request().method() === "POST" && response.ok());
  await page.locator('input[name="reply"]').nth(choice).click();
  await saved;
}

const scoreOn = async (page: Page) =>
  Number(((await page.locator("main").innerText()).match(/(\d+)\s+(?:trên|of) 100/) ?? [])[1]);

describe("the whole round, in Vietnamese on a phone", () => {
  let hanh: Visitor;
  let home: string;
  let assessment: string;
  const say = words("vi");
  beforeAll(async () => {
    hanh = await visit(stage, { width: 390 });
  });
  afterAll(() => hanh.context.close());

  test("sign up and make a company", async () => {
    const { page } = hanh;
    await page.goto("/");
    await expectSound(page, "landing");
    await page.goto("/sign-up");
    await expectSound(page, "sign-up");
    await signUp(page, { name: "Nguyễn Thu Hạnh", email: "hanh@annhien.example" });
    await expectSound(page, "companies");
    home = await makeCompany(page, "Gốm An Nhiên");
    expect(home).toBe("/c/gom-an-nhien");
    await expectSound(page, "first home");
  });

  test("answer the forty-four questions, one tap each", async () => {
    const { page } = hanh;
    await page.getByRole("button", { name: say("home.start") }).click();
    await page.waitForURL(/\/assessments\/[0-9a-f-]{36}/);
    assessment = new URL(page.url()).pathname;
    await expectSound(page, "answering");
    for (const [i, question] of framework.questions.entries()) {
      await page.getByRole("heading", { name: question.text.vi }).waitFor();
      // every fourth is a no, one is not known, the rest is met
      await answer(page, i === 5 ? 3 : i % 4 === 1 ? 2 : 0);
      await page
        .getByRole("button", {
          name: i < framework.questions.length - 1 ? say("answering.next") : say("answering.to-result"),
        })
        .or(
          page.getByRole("link", {
            name: i < framework.questions.length - 1 ? say("answering.next") : say("answering.to-result"),
          }),
        )
        .first()
        .click();
    }
    await page.waitForURL(/\/result$/);
  });

  test("see the score, the gaps and what to do first; every point adds up", async () => {
    const { page } = hanh;
    await expectSound(page, "running result");
    expect(await scoreOn(page)).toBeGreaterThan(0);
    await page.getByRole("heading", { name: say("result.five-first") }).waitFor();
    const sums = page.locator("#arithmetic").locator("xpath=ancestor::section").locator("tfoot").first();
    expect(await sums.innerText()).toContain("100".slice(0, 0));
    const figures = ((await sums.innerText()).match(/\d+,\d\d/g) ?? []).map((figure) =>
      Number(figure.replace(",", ".")),
    );
    expect(figures).toHaveLength(2);
    expect((figures[0] as number) + (figures[1] as number)).toBeCloseTo(100, 6);
  });

  test("complete it: the seal is pressed, the answers are locked", async () => {
    const { page } = hanh;
    await page.getByRole("button", { name: say("result.complete") }).click();
    await expectSound(page, "completing");
    await page.getByRole("button", { name: say("result.complete-confirm") }).click();
    await page.getByText(say("result.stamp")).first().waitFor();
    await expectSound(page, "completed result");
    await page.goto(assessment);
    await expect.poll(() => page.locator('input[name="reply"]').first().isDisabled()).toBe(true);
    await expectSound(page, "locked answers");
  });

  test("turn a gap into a task with an owner and a day", async () => {
    const { page } = hanh;
    await page.goto(`${assessment}/result`);
    await page
      .getByRole("link", { name: new RegExp(`^${say("result.make-task-of", { title: "" })}`) })
      .first()
      .click();
    await page.waitForURL(/\/tasks\/new/);
    await expectSound(page, "new task");
    await page.locator('input[name="dueOn"]').fill(`${nextYear}-01-15`);
    await page.getByRole("button", { name: say("tasks.new-create") }).click();
    await page.waitForURL(/\/tasks\/[0-9a-f-]{36}/);
    await expectSound(page, "task");
    await page.getByRole("checkbox").first().click();
    await page.getByText(say("tasks.status-doing")).first().waitFor();
  });

  test("close it with the new answer: the score moves and the history says why", async () => {
    const { page } = hanh;
    const task = page.url();
    for (const group of await page.locator("#answer-again fieldset").all())
      await group.getByRole("radio").first().click();
    await page.getByText(/Điểm sẽ từ \d+ thành \d+/).waitFor();
    await page.getByRole("button", { name: say("tasks.close") }).click();
    await page.getByText(/Đã đóng việc\. Điểm từ (\d+) thành (\d+)/).waitFor();
    const [, before, after] = /Điểm từ (\d+) thành (\d+)/.exec(await page.locator("main").innerText()) ?? [];
    expect(Number(after)).toBeGreaterThan(Number(before));
    await expectSound(page, "closed task");
    await page.goto(`${assessment}/result`);
    // what was sealed stays, and beside it stands what it is now
    expect(await scoreOn(page)).toBe(Number(before));
    await page.getByText(new RegExp(`nay là ${after}\\sđiểm`)).waitFor();
    await page.goto(task);
    await page.getByRole("button", { name: say("tasks.reopen") }).waitFor();
    await page.goto(home + "/tasks");
    await expectSound(page, "tasks");
  });

  test("set a schedule; when the day comes the next assessment is open, with the answers to confirm", async () => {
    const { page } = hanh;
    await page.goto(home + "/schedules");
    await expectSound(page, "schedules");
    await page
      .getByRole("radio", { name: say("schedules.cadence-monthly") })
      .first()
      .click();
    await page.locator('input[name="firstOn"]').first().fill(`${nextYear}-01-01`);
    await page
      .getByRole("button", { name: say("schedules.set") })
      .first()
      .click();
    await page.getByText(say("schedules.saved", { day: "" }).slice(0, 12)).waitFor();
    const { rows } = {
      rows: await stage.database.owner.selectFrom("schedules").select(["next_on", "tenant_id"]).execute(),
    };
    const next = rows[0]?.next_on as string;
    stage.moveClock(Math.ceil((Date.parse(`${next}T02:00:00Z`) - Date.now()) / 86_400_000) + 1);
    const tenantId = rows[0]?.tenant_id as string;
    const numbers = () =>
      withTenant(stage.database.app, { tenantId }, (trx) =>
        trx.selectFrom("assessments").select(["number", "state"]).orderBy("number").execute(),
      );
    await vi.waitFor(
      async () =>
        expect(await numbers()).toMatchObject([
          { number: 1, state: "completed" },
          { number: 2, state: "open" },
        ]),
      { timeout: 100_000, interval: 500 },
    );
    await page.goto(home + "/assessments");
    await expectSound(page, "assessments");
    await page.goto(home);
    await page.getByRole("link", { name: say("home.continue") }).click();
    await page.getByRole("button", { name: say("answering.confirm") }).waitFor();
    await expectSound(page, "carried answer");
    await page.getByRole("button", { name: say("answering.confirm") }).click();
    await page
      .getByText(/Đã lưu/)
      .first()
      .waitFor();
    const mails = await withTenant(stage.database.app, { tenantId }, (trx) =>
      trx.selectFrom("outbox").select(["kind", "to_address"]).execute(),
    );
    expect(mails).toEqual([{ kind: "assessment-opened", to_address: "hanh@annhien.example" }]);
  });

  test("the browser had nothing to complain about", () => {
    expect(hanh.complaints).toEqual([]);
  });
});

describe("the same product in English on a desktop, light and dark", () => {
  test.each(["light", "dark"] as const)("every page is sound in %s", async (theme) => {
    const owner = await visit(stage, { width: 1280, language: "en", theme });
    const { page } = owner;
    const say = words("en");
    await signUp(page, { name: "Mai Tran", email: `mai-${theme}@shop.example` });
    const home = await makeCompany(page, `Mai's Bakery ${theme}`);
    await page.getByRole("button", { name: say("home.start") }).click();
    await page.waitForURL(/\/assessments\/[0-9a-f-]{36}/);
    const assessment = new URL(page.url()).pathname;
    expect(await page.locator("html").getAttribute("lang")).toBe("en");
    await answer(page, 2);
    const pages = [
      "/",
      assessment,
      `${assessment}/result`,
      `${assessment}/ask`,
      `${assessment}/table`,
      home,
      `${home}/assessments`,
      `${home}/tasks`,
      `${home}/profile`,
      `${home}/profile?list=1`,
      `${home}/profile?q=size`,
      `${home}/profile/binding`,
      `${home}/profile/change?size=large&tools=gps`,
      `${home}/schedules`,
      `${home}/papers/now`,
      `${home}/papers/relief`,
      "/glossary",
      "/data",
      `${home}/audit`,
      `${home}/settings`,
      `${home}/settings/people`,
      `${home}/settings/consultants`,
      "/companies",
      "/companies/new",
      "/practices/new",
      "/account",
      "/account/security",
      "/account/sessions",
      "/developers/components",
      "/nothing-here",
    ];
    for (const path of pages) {
      await page.goto(path);
      await expectSound(page, `${path} (${theme})`);
    }
    expect(owner.complaints).toEqual([]);
    await owner.context.close();
  });
});
