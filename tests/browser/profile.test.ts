import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { withTenant } from "#db/tenant.ts";
import { askedFacts, type AskedFact } from "#domain/intake.ts";
import { answerSaved, axeFindings, makeCompany, openStage, signUp, visit, type Stage, type Visitor } from "./stage.ts";
import { library, words } from "./words.ts";

const asked = askedFacts(library.facts);
const say = words("vi");
/** A pottery shop of six that sells through foreign platforms, keeps images of ID cards and has a camera. */
const said: Record<string, string | string[]> = {
  "legal-form": "company",
  trade: "retail",
  headcount: "5",
  size: "micro",
  "start-up": "unsure",
  "whose-data": ["customers", "staff"],
  "people-known": "3.500",
  "sensitive-kinds": ["id-card"],
  tools: ["cameras"],
  marketing: ["chat"],
  "data-places": ["own", "foreign-cloud"],
  "eu-link": ["none"],
  "for-others": ["none"],
};
let stage: Stage;
let hanh: Visitor;
let home: string;
beforeAll(async () => {
  stage = await openStage();
  hanh = await visit(stage, { width: 390 });
});
afterAll(() => stage.close());

async function expectSound(page: Page, name: string) {
  await page.waitForLoadState("networkidle");
  await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== "running"));
  expect(await axeFindings(page), name).toEqual([]);
  const [wide, narrow] = await page.evaluate(
    () => [document.documentElement.scrollWidth, document.documentElement.clientWidth] as const,
  );
  expect(wide, `${name} is wider than the screen`).toBeLessThanOrEqual(narrow);
}

const question = (page: Page, id: string) =>
  page.getByRole("heading", { name: asked.find((fact) => fact.id === id)?.text.vi ?? id, exact: true });
const press = (page: Page, value: string) => page.locator(`button[name="said"][value="${value}"]`);
const box = (page: Page, value: string) => page.locator(`input[name="said"][value="${value}"]`);
const keep = (page: Page) => page.getByRole("button", { name: say("profile.keep") });

/** Answers the question that is shown, as a finger would. */
async function answer(page: Page, { id, kind }: AskedFact) {
  await question(page, id).waitFor();
  const value = said[id] ?? "unsure";
  if (typeof value === "object") {
    for (const each of value) await box(page, each).click();
    await keep(page).click();
  } else if (kind === "integer" && value !== "unsure") {
    await page.locator('input[name="said"]').fill(value);
    await keep(page).click();
  } else await press(page, value).click();
}

describe("a new company on a phone", () => {
  test("is led from its home to the first question, and each answer leads to the next", async () => {
    const { page } = hanh;
    await signUp(page, { name: "Nguyễn Thu Hạnh", email: "hanh@annhien.example" });
    home = await makeCompany(page, "Gốm An Nhiên");
    await expectSound(page, "home");
    await page
      .getByRole("link", { name: say("home.intake") })
      .first()
      .click();
    await question(page, "legal-form").waitFor();
    await expectSound(page, "first question");
    for (const fact of asked.slice(0, 2)) await answer(page, fact);
    await question(page, "headcount").waitFor();
  });

  test("what is typed wrong is said beside the field, and stays in it", async () => {
    const { page } = hanh;
    await page.locator('input[name="said"]').fill("mười");
    await keep(page).click();
    await page.getByText(say("profile.problem-no-number")).waitFor();
    expect(await page.locator('input[name="said"]').inputValue()).toBe("mười");
    await expectSound(page, "wrong number");
    for (const fact of asked.slice(2, 6)) await answer(page, fact);
    await question(page, "people-known").waitFor();
  });

  test("left in the middle, it goes on there, on another day and in another tab", async () => {
    const { page, context } = hanh;
    await page.goto(home);
    await page.getByRole("link", { name: say("home.intake-go-on") }).click();
    await question(page, "people-known").waitFor();
    const tab = await context.newPage();
    await tab.goto(`${home}/profile`);
    await question(tab, "people-known").waitFor();
    await answer(page, asked[6] as AskedFact);
    await question(page, "sensitive-kinds").waitFor();
    // the other tab did not see that, and is told instead of overwriting it
    await tab.locator('input[name="said"]').fill("200000");
    await keep(tab).click();
    await tab.getByRole("alert").getByText("3.500").waitFor();
    expect(await tab.locator('input[name="said"]').inputValue()).toBe("200000");
    await expectSound(tab, "conflict");
    await tab.close();
  });

  test("none of these and the others shut each other out", async () => {
    const { page } = hanh;
    await box(page, "id-card").click();
    await box(page, "none").click();
    expect(await box(page, "id-card").isChecked()).toBe(false);
    await box(page, "health").click();
    expect(await box(page, "none").isChecked()).toBe(false);
    await box(page, "health").click();
  });

  test("with the last answer it says what binds, and why", async () => {
    const { page } = hanh;
    // the last question matters to a small firm or a start-up that keeps no sensitive data
    for (const fact of asked.slice(7).filter(({ id }) => id in said)) await answer(page, fact);
    await page.waitForURL(/\/profile\/binding$/);
    await page.getByText(say("binding.relief-word-lost"), { exact: true }).waitFor();
    const relief = page.getByRole("region", { name: say("binding.relief") });
    expect(await relief.innerText()).toContain("Điều\u00a04 khoản\u00a01");
    expect(await relief.innerText()).toContain("Ảnh chụp căn cước");
    await expectSound(page, "binding");
    await page.evaluate(() => {
      for (const details of document.querySelectorAll("details")) details.open = true;
    });
    await expectSound(page, "binding, unfolded");
    await page
      .getByRole("button", { name: /^Nghị định|^Luật/ })
      .first()
      .click();
    await page.getByRole("dialog").waitFor();
    await expectSound(page, "clause");
    await page.keyboard.press("Escape");
  });

  test("a change is shown before, applied, and an answering page that is open saves on", async () => {
    const { page, context } = hanh;
    await page
      .getByRole("button", { name: say("binding.start-of", { title: library.latest("vn-pdpl-2025").title.vi }) })
      .click();
    await page.waitForURL(/\/assessments\/[0-9a-f-]{36}/);
    await page.locator('input[name="reply"]').first().click();
    await answerSaved(page);
    const tab = await context.newPage();
    await tab.goto(`${home}/profile?list=1`);
    await expectSound(tab, "list");
    await tab.goto(`${home}/profile?q=sensitive-kinds`);
    await box(tab, "id-card").click();
    await box(tab, "none").click();
    await keep(tab).click();
    await tab.waitForURL(/\/profile\/change\?/);
    await expectSound(tab, "preview");
    await tab
      .getByText(
        say("profile.from-to", { before: say("binding.relief-word-lost"), after: say("binding.relief-word-kept") }),
      )
      .waitFor();
    await tab.getByRole("button", { name: say("profile.apply") }).click();
    await tab.waitForURL(/\/profile\/binding\?changed=1/);
    await tab
      .getByRole("region", { name: say("binding.relief") })
      .getByText(say("binding.relief-word-kept"), { exact: true })
      .waitFor();
    // once more, by a page that the browser still holds
    await tab.goBack();
    await tab.waitForURL(/\/profile\/(change|binding)/);
    await page.locator('input[name="reply"]').nth(1).click();
    await answerSaved(page);
    const { tenant_id: tenantId } = await stage.database.owner
      .selectFrom("tenants")
      .select("tenant_id")
      .where("slug", "=", home.slice(3))
      .executeTakeFirstOrThrow();
    const rows = await withTenant(stage.database.app, { tenantId }, (trx) =>
      trx.selectFrom("assessments").select("facts").execute(),
    );
    expect(rows.map(({ facts }) => facts.relief)).toEqual([["exempt"]]);
    await tab.close();
    expect(hanh.complaints).toEqual([]);
  });
});

test("without a script every kind of answer is kept, and leads on", async () => {
  const lan = await visit(stage, { width: 390 });
  await signUp(lan.page, { name: "Lan", email: "lan@khac.example" });
  const address = await makeCompany(lan.page, "Tiệm Không Lệnh");
  const context = await stage.browser.newContext({
    baseURL: stage.baseUrl,
    javaScriptEnabled: false,
    storageState: await lan.context.storageState(),
    locale: "vi-VN",
    viewport: { width: 390, height: 844 },
  });
  const page = await context.newPage();
  await page.goto(`${address}/profile`);
  for (const fact of asked.slice(0, 6)) await answer(page, fact);
  await question(page, "people-known").waitFor();
  await page.goto(`${address}/profile?q=tools`);
  await box(page, "none").click();
  await box(page, "gps").click();
  await keep(page).click();
  await page.getByText(say("profile.problem-none-and-more")).waitFor();
  expect(await box(page, "gps").isChecked()).toBe(true);
  await page.goto(`${address}/profile/change?tools=gps`);
  await page.getByRole("button", { name: say("profile.apply") }).click();
  await page.waitForURL(/binding\?changed=1/);
  await context.close();
  await lan.context.close();
});
