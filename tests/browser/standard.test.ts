import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { axeFindings, makeCompany, openStage, signUp, visit, type Stage, type Visitor } from "./stage.ts";
import { library, words } from "./words.ts";

const standard = library.latest("iso27001-2022");
const [byClick, byKey, unknown] = standard.questions;
/** The first two that the standard lets one leave out. */
const [leftOut, noted] = standard.questions.filter(({ allowsNotApplicable }) => allowsNotApplicable);
const say = words("vi");
let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

async function expectSound(page: Page, name: string) {
  await page.waitForLoadState("networkidle");
  expect(await axeFindings(page), name).toEqual([]);
  const [wide, narrow] = await page.evaluate(
    () => [document.documentElement.scrollWidth, document.documentElement.clientWidth] as const,
  );
  expect(wide, `${name} is wider than the screen`).toBeLessThanOrEqual(narrow);
}

describe.each([390, 1280])("a standard, on a screen of %i", (width) => {
  let owner: Visitor;
  let home: string;
  let assessment: string;
  beforeAll(async () => {
    owner = await visit(stage, { width });
    await signUp(owner.page, { name: "Nguyễn Thu Hạnh", email: `hanh-${width}@phanmem.example` });
    home = await makeCompany(owner.page, `Phần mềm ${width}`);
  });
  afterAll(() => owner.context.close());
  const saved = (page: Page) =>
    page.waitForResponse((response) => response.request().method() === "POST" && response.ok());
  const level = (page: Page, value: number) => page.locator(`input[name="reply"][value="${value}"]`);

  test("the four questionnaires stand in order, each with what it is for", async () => {
    const { page } = owner;
    await page.goto(`${home}/assessments`);
    const ids = [...new Set(library.frameworks.map(({ id }) => id))];
    const latest = ids.map((id) => library.latest(id));
    expect(await page.locator("main section h2").allInnerTexts()).toEqual(latest.map(({ title }) => title.vi));
    for (const { about } of latest) await page.getByText(about.vi).waitFor();
    await expectSound(page, "assessments");
    await page.locator(`form:has(input[value="${standard.id}"]) button`).click();
    await page.waitForURL(/\/assessments\/[0-9a-f-]{36}/);
    assessment = new URL(page.url()).pathname;
  });

  test("a level is chosen by its words or by its key, and zero on the keyboard is still not knowing", async () => {
    const { page } = owner;
    await page.getByRole("heading", { name: byClick?.text.vi ?? "" }).waitFor();
    if (byClick?.answer.kind !== "maturity") throw new Error("the standard begins with another kind of question");
    for (const text of byClick.answer.levels ?? []) await page.getByRole("radio", { name: text.vi }).waitFor();
    await expectSound(page, "levels");
    const clicked = saved(page);
    await level(page, 3).click();
    await clicked;
    await page.goto(`${assessment}?q=${byKey?.id ?? ""}`);
    await page.waitForLoadState("networkidle");
    const pressed = saved(page);
    await page.keyboard.press("3");
    await pressed;
    expect(await level(page, 2).isChecked()).toBe(true);
    await page.goto(`${assessment}?q=${unknown?.id ?? ""}`);
    await page.waitForLoadState("networkidle");
    const none = saved(page);
    await page.keyboard.press("0");
    await none;
    expect(await page.locator('input[name="reply"][value="dont-know"]').isChecked()).toBe(true);
    // a clause of the body may not be left out, whoever asks
    expect(await page.locator('input[name="reply"][value="not-applicable"]').count()).toBe(0);
  });

  test("an Annex A control is left out only with its reason, which the statement of applicability shows", async () => {
    const { page } = owner;
    await page.goto(`${assessment}?q=${leftOut?.id ?? ""}`);
    await page.waitForLoadState("networkidle");
    await page.locator('input[name="reply"][value="not-applicable"]').click();
    await page.locator('textarea[name="reason"]').fill("Không có bên ngoài nào nhận thông tin của công ty");
    const marked = saved(page);
    await page.locator('textarea[name="reason"]').blur();
    await marked;
    await page.goto(`${assessment}?q=${noted?.id ?? ""}`);
    await page.waitForLoadState("networkidle");
    const answered = saved(page);
    await level(page, 4).click();
    await answered;
    const note = page.getByRole("button", { name: say("answering.note") }).or(page.getByText(say("answering.note")));
    await note.first().click();
    const written = saved(page);
    await page.locator('textarea[name="note"]').fill("Khách hàng yêu cầu trong hợp đồng");
    await page.locator('textarea[name="note"]').blur();
    await written;
    await page.goto(`${assessment}/result`);
    const table = page.getByRole("table", { name: say("result.applicability-table") });
    const rows = await table.getByRole("row").allInnerTexts();
    expect(rows).toHaveLength(21);
    const row = (title: string | undefined) => rows.find((text) => text.includes(title ?? "?")) ?? "";
    expect(row(leftOut?.short.vi)).toContain("Không có bên ngoài nào nhận thông tin của công ty");
    expect(row(leftOut?.short.vi)).toContain(say("result.applicability-no"));
    expect(row(leftOut?.short.vi)).toContain("– / 3");
    expect(row(noted?.short.vi)).toContain("Khách hàng yêu cầu trong hợp đồng");
    expect(row(noted?.short.vi)).toContain("4 / 3");
    await expectSound(page, "result of a standard");
  });

  test("the mean level stands beside the score, and only this view speaks of nonconformities", async () => {
    const { page } = owner;
    const topics = await page.getByRole("table", { name: say("result.topics-table") }).innerText();
    // levels 3 and 2 of the first topic, of the same weight
    expect(topics).toMatch(/2,5/);
    await page.getByText(say("result.nonconformities")).waitFor();
    await page.emulateMedia({ media: "print" });
    expect(await page.getByRole("table", { name: say("result.applicability-table") }).isVisible()).toBe(true);
    await page.emulateMedia({ media: "screen" });
    expect(owner.complaints).toEqual([]);
  });
});
