import { randomUUID } from "node:crypto";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findMembership } from "#db/companies.ts";
import { profileForUpdate, saveProfileAnswers } from "#db/profile.ts";
import { withPerson, withTenant } from "#db/tenant.ts";
import type { Said } from "#domain/profile.ts";
import { ask, framework, someDay } from "./filled-company.ts";
import { axeFindings, makeCompany, openStage, signUp, visit, type Stage, type Visitor } from "./stage.ts";
import { library, words } from "./words.ts";

const say = { vi: words("vi"), en: words("en") };
let stage: Stage;
let hanh: Visitor;
let home: string;
let assessment: string;

beforeAll(async () => {
  stage = await openStage();
  hanh = await visit(stage);
  await signUp(hanh.page, { name: "Nguyễn Thu Hạnh", email: "hanh@annhien.example" });
  home = await makeCompany(hanh.page, "Gốm An Nhiên");
  const started = await ask(hanh, `${home}/assessments`, { form: { frameworkId: framework.id } }, stage.baseUrl);
  assessment = started.to;
  for (const { id: questionId, asksWhen } of framework.questions) {
    if (asksWhen.length > 0) continue;
    const form = { act: "save", questionId, basedOn: "0", saveKey: randomUUID(), reply: "unmet" };
    await ask(hanh, assessment, { form }, stage.baseUrl);
  }
}, 120_000);
afterAll(() => stage.close());

/** A PDF as the print dialog makes it: how many sheets, and what is drawn in its page tree. */
async function printed(page: Page): Promise<{ sheets: number; width: number; height: number }> {
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
  const [, width = 0, height = 0] = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf) ?? [];
  return { sheets: pdf.match(/\/Type \/Page\b(?!s)/g)?.length ?? 0, width: Number(width), height: Number(height) };
}
/** Points of A4: 210 × 297 mm. */
const a4 = { width: 595, height: 842 };
async function expectSheets(page: Page, most: number) {
  const { sheets, width, height } = await printed(page);
  expect([Math.round(width), Math.round(height)]).toEqual([a4.width, a4.height]);
  expect(sheets).toBeGreaterThan(0);
  expect(sheets).toBeLessThanOrEqual(most);
}

const count = (text: string, part: string) => text.split(part).length - 1;
/** What is to be read on the paper, as it is printed. */
async function onPaper(page: Page): Promise<string> {
  await page.emulateMedia({ media: "print" });
  const text = await page.locator("body").innerText();
  await page.emulateMedia({ media: null });
  return text;
}

async function profileSays(said: Readonly<Record<string, Said>>) {
  const { id: personId } = await stage.database.auth
    .selectFrom("auth.user")
    .select("id")
    .where("email", "=", "hanh@annhien.example")
    .executeTakeFirstOrThrow();
  const member = await withPerson(stage.database.app, { personId }, (trx) => findMembership(trx, home.slice(3)));
  await withTenant(stage.database.app, { tenantId: member?.tenantId ?? "" }, async (trx) => {
    const by = { personId, now: new Date(), address: "127.0.0.1" };
    const profile = await profileForUpdate(trx, by);
    const asked = library.facts.filter(({ kind }) => kind !== "computed").map(({ id }) => id);
    await saveProfileAnswers(trx, { profile, asked, said, basedOn: profile.revision, ...by });
  });
}

describe("the one page of what is done now", () => {
  test("proposes the first five while there is no task, on one sheet of A4", async () => {
    const { page } = hanh;
    await page.goto(`${home}/papers/now`);
    expect(await page.locator("tbody tr").count()).toBe(5);
    await page.getByText(say.vi("papers.now-proposed")).waitFor();
    await expectSheets(page, 1);
    expect(await axeFindings(page)).toEqual([]);
  });

  test("holds twelve tasks and says how many more there are, still on one sheet, in both languages", async () => {
    const { page } = hanh;
    const id = assessment.split("/").at(-1) ?? "";
    const gaps = framework.questions.filter(({ asksWhen }) => asksWhen.length === 0);
    const made = new Set<string>();
    for (const { id: question } of gaps)
      for (const { id: playbook } of library.playbooksForQuestion(question)) {
        if (made.has(playbook) || made.size === 14) continue;
        made.add(playbook);
        const form = { assessment: id, question, playbook, ownerId: "", dueOn: someDay };
        await ask(hanh, `${home}/tasks/new`, { form }, stage.baseUrl);
      }
    expect(made.size).toBe(14);
    for (const language of ["vi", "en"] as const) {
      await page.goto(`${home}/papers/now?lang=${language}`);
      expect(await page.locator("tbody tr").count()).toBe(12);
      const paper = await onPaper(page);
      expect(paper).toContain(say[language]("papers.now-title"));
      expect(paper).toContain(say[language]("papers.now-more", { n: 2 }));
      expect(paper).toContain("Gốm An Nhiên");
      for (const line of ["name", "position", "day", "signature"])
        expect(paper).toContain(say[language](`papers.sign-${line}`));
      expect(count(paper, say[language]("papers.not-advice"))).toBe(1);
      // nothing to press, no navigation, nothing about the account
      expect(paper).not.toContain(say.vi("shell.nav-settings"));
      expect(paper).not.toContain("hanh@annhien.example");
      await expectSheets(page, 1);
    }
    // the frame stays in the reader's language
    expect(await page.getByRole("button", { name: say.vi("papers.print"), exact: true }).count()).toBe(1);
  });
});

describe("the memo on Article 38", () => {
  const small = {
    "legal-form": "company",
    size: "small",
    "people-known": 4000,
    "sensitive-kinds": [],
    tools: ["cameras"],
    marketing: [],
    "for-others": [],
  };

  const startUp = {
    size: "medium",
    "start-up": true,
    tools: ["cameras", "call-recording", "staff-software", "ai"],
    marketing: ["sms", "email", "calls", "chat"],
    "for-others": ["plain"],
    "whose-data": ["customers", "staff", "children"],
    "data-places": ["own", "domestic-cloud", "foreign-cloud"],
  };

  test("concludes nothing at first; then offers the choice; then says what takes it away", async () => {
    const { page } = hanh;
    const read = async (language: "vi" | "en") => {
      await page.goto(`${home}/papers/relief?lang=${language}`);
      expect(await axeFindings(page)).toEqual([]);
      await expectSheets(page, 2);
      const paper = await onPaper(page);
      expect(count(paper, say[language]("papers.not-advice"))).toBe(1);
      return paper.replaceAll(/\s+/g, " ");
    };
    const flat = (text: string) => text.replaceAll(/\s+/g, " ");
    const first = await read("vi");
    expect(first).toContain("Chưa đủ thông tin để kết luận");
    expect(first).toContain(say.vi("papers.relief-answer-missing"));
    await profileSays(small);
    expect(await read("vi")).toContain(flat(say.vi("papers.relief-to-choose", { n: 4 })));
    expect(await read("en")).toContain(flat(say.en("papers.relief-to-choose", { n: 4 })));
    // the longest: every answer counts, most duties bind, every note is there; and still two sheets
    await profileSays({ ...small, ...startUp });
    for (const language of ["vi", "en"] as const) {
      const longest = await read(language);
      expect(longest).toContain(flat(say[language]("papers.relief-note-start-up")));
      expect(longest).toContain(flat(say[language]("papers.relief-choice-officer")));
    }
    await profileSays({ "sensitive-kinds": ["id-card"] });
    const lost = await read("vi");
    expect(lost).toContain("trực tiếp xử lý dữ liệu cá nhân nhạy cảm (Nghị định 356/2025/NĐ-CP, Điều 4 khoản 1)");
    expect(lost).toContain("Ảnh chụp căn cước");
  });
});

describe("the printed result", () => {
  test("has what is said and not what is pressed, and says once that it is no legal advice", async () => {
    const { page } = hanh;
    await page.goto(`${assessment}/result`);
    await page.waitForLoadState("networkidle");
    const paper = await onPaper(page);
    expect(count(paper, say.vi("result.not-advice"))).toBe(1);
    expect(paper).not.toContain(say.vi("shell.not-legal-advice"));
    for (const pressed of ["result.make-task", "result.gap-answer", "result.see-task", "result.print", "shell.skip"])
      expect(paper, pressed).not.toContain(say.vi(pressed));
    // clauses are spelt out where a button opens them on the screen
    expect(paper).toMatch(/Luật 91\/2025\/QH15, Điều\s\d+/);
    expect(paper).toContain(`leakage\u00a0${framework.version}`);
    await expectSheets(page, 12);
  });

  test("is drawn on light paper whatever the screen", async () => {
    const { page } = hanh;
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    const ink = await page.evaluate(() => getComputedStyle(document.body).color);
    await page.emulateMedia({ media: "print", colorScheme: "light" });
    expect(await page.evaluate(() => getComputedStyle(document.body).color)).toBe(ink);
    await page.emulateMedia({ media: null, colorScheme: null });
  });
});

test("where no script runs the paper is there, without a button that could not print it", async () => {
  const context = await stage.browser.newContext({
    baseURL: stage.baseUrl,
    javaScriptEnabled: false,
    storageState: await hanh.context.storageState(),
    locale: "vi-VN",
  });
  const page = await context.newPage();
  await page.goto(`${home}/papers/now`);
  expect(await page.getByRole("button", { name: say.vi("papers.print"), exact: true }).count()).toBe(0);
  expect(await page.locator("tbody tr").count()).toBe(12);
  await context.close();
});

test("the browser had nothing to complain about", () => {
  expect(hanh.complaints).toEqual([]);
});
