import { randomUUID } from "node:crypto";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { withTenant } from "#db/tenant.ts";
import type { AnswerValue } from "#domain/answering.ts";
import { conditionsHold } from "#domain/content/facts.ts";
import type { Question } from "#domain/content/question.schema.ts";
import { factsToAsk } from "#domain/intake.ts";
import { threeCompanies, type ExpectedCompany } from "#tests/three-companies.ts";
import { ask } from "./filled-company.ts";
import { makeCompany, openStage, signUp, visit, type Stage, type Visitor } from "./stage.ts";
import { library, words } from "./words.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const say = words("vi");
const duties = [...library.obligations.values()].filter(({ nature }) => nature === "duty");
const titlesOf = (ids: Iterable<string>) => [...ids].map((id) => library.obligations.get(id)?.title.vi ?? id).sort();

/** Answers the intake on the page, one question after the other, as a person does. */
async function takeIntake(page: Page, home: string, { given }: ExpectedCompany) {
  await page.goto(`${home}/profile`);
  for (const { id, kind, text } of factsToAsk(library.facts, { given, unsure: [] })) {
    await page.getByRole("heading", { name: text.vi }).waitFor();
    const said = given[id];
    if (kind === "one" || kind === "boolean") {
      await page.locator(`button[name="said"][value="${String(said)}"]`).click();
      continue;
    }
    if (kind === "several") {
      const values = (said as readonly string[]).length > 0 ? (said as readonly string[]) : ["none"];
      for (const value of values) await page.locator(`input[name="said"][value="${value}"]`).check();
    } else await page.locator('input[name="said"]').fill(String(said));
    await page.getByRole("button", { name: say("profile.keep") }).click();
  }
  await page.waitForURL(/\/profile\/binding/);
  await page.getByRole("heading", { level: 1, name: say("binding.title") }).waitFor();
}

/** What the page of what binds lists as binding, folded away or not. */
async function listedDuties(page: Page): Promise<string[]> {
  const known = new Set(titlesOf(duties.map(({ id }) => id)));
  const lines = await page.locator('section[aria-labelledby^="part-"] li p.font-medium').allTextContents();
  return lines.filter((line) => known.has(line)).sort();
}

/** An answer of the better, of the worse or of a middling kind. */
function replyTo({ answer }: Question, nth: number): AnswerValue | undefined {
  switch (answer.kind) {
    case "choice":
      return answer.choices[nth % answer.choices.length]?.value;
    case "several":
      return [answer.boxes[nth % answer.boxes.length]?.value ?? ""];
    case "number":
      return answer.bands[nth % answer.bands.length]?.from;
    case "maturity":
      return nth % 6;
    case "date":
      return undefined;
  }
}

/** Starts, answers every question that is asked, and completes. @returns the address of the assessment */
async function takeWhole(owner: Visitor, home: string, frameworkId: string, personId: string): Promise<string> {
  const { baseUrl } = stage;
  const started = await ask(owner, `${home}/assessments`, { form: { frameworkId } }, baseUrl);
  const assessment = started.to;
  for (const [nth, question] of library.latest(frameworkId).questions.entries()) {
    const value = replyTo(question, nth);
    if (value === undefined) continue;
    const reply = { kind: "choice", value };
    const save = { act: "save", personId, questionId: question.id, basedOn: 0, saveKey: randomUUID(), reply };
    // what a fact hides or a shut gate implies is refused: nobody could have answered it
    await ask(owner, `${assessment}/answers`, { data: save }, baseUrl);
  }
  const completed = await ask(owner, `${assessment}/result`, { form: { intent: "complete" } }, baseUrl);
  expect(completed.status, frameworkId).toBeLessThan(400);
  return assessment;
}

/** Basis points in the last line of the arithmetic: what was earned and what is missing. */
async function sumsOn(page: Page): Promise<number[]> {
  const arithmetic = page.locator("#arithmetic").locator("xpath=ancestor::section").locator("tfoot").first();
  const figures = (await arithmetic.innerText()).match(/\d+,\d\d/g) ?? [];
  return figures.map((figure) => Math.round(Number(figure.replace(",", ".")) * 100));
}

describe.each(Object.entries(threeCompanies))("the %s", (key, company) => {
  let owner: Visitor;
  let home: string;
  let tenantId: string;
  let personId: string;
  beforeAll(async () => {
    owner = await visit(stage, { width: 390 });
    const email = `chu-${key}@ba-noi.example`;
    await signUp(owner.page, { name: "Nguyễn Thu Hạnh", email });
    home = await makeCompany(owner.page, company.name.vi);
    const { id } = await stage.database.auth
      .selectFrom("auth.user")
      .select("id")
      .where("email", "=", email)
      .executeTakeFirstOrThrow();
    const { tenant_id } = await stage.database.owner
      .selectFrom("tenants")
      .select("tenant_id")
      .where("slug", "=", home.slice(3))
      .executeTakeFirstOrThrow();
    [personId, tenantId] = [id, tenant_id];
  });
  afterAll(() => owner.context.close());

  test("takes the intake, and is told what binds it, duty by duty", async () => {
    await takeIntake(owner.page, home, company);
    expect(await listedDuties(owner.page)).toEqual(titlesOf(Object.keys(company.binds)));
  });

  test("sees on its home the clocks that run for it in hours", async () => {
    await owner.page.goto(home);
    const inHours = Object.keys(company.binds).filter((id) => library.obligations.get(id)?.deadline?.unit === "hours");
    const list = owner.page.locator("section[aria-labelledby=deadlines] > ul");
    expect((await list.locator("li p.font-medium").allTextContents()).sort()).toEqual(titlesOf(inHours));
  });

  test.each(Object.entries(company.questions))(
    "is asked its questions of %s, and each number of the result adds up",
    async (frameworkId, { version, asked: applicable, hidden }) => {
      const assessment = await takeWhole(owner, home, frameworkId, personId);
      const { facts, result } = await withTenant(stage.database.app, { tenantId }, (trx) =>
        trx
          .selectFrom("assessments")
          .select(["facts", "result"])
          .where("assessment_id", "=", assessment.split("/").at(-1) ?? "")
          .executeTakeFirstOrThrow(),
      );
      const framework = library.framework(frameworkId, version);
      const unasked = framework.questions.filter(({ appliesWhen }) => !conditionsHold(appliesWhen, facts));
      expect(unasked.map(({ id }) => id)).toEqual(hidden);
      await owner.page.goto(`${assessment}/result`);
      const { score } = (result as { numbers: { score: number | null } }).numbers;
      if (applicable === 0) {
        expect(score).toBeNull();
        return;
      }
      const sums = await sumsOn(owner.page);
      expect(sums[0]).toBe(score);
      expect(sums[0]! + sums[1]!).toBe(10_000);
    },
  );

  test("has a home with the worst of them as its verdict, and the browser has nothing to complain about", async () => {
    await owner.page.goto(home);
    const taken = Object.values(company.questions).filter(({ asked: applicable }) => applicable > 0);
    const others = owner.page.locator("section[aria-labelledby=other-standings] li");
    expect(await others.count()).toBeGreaterThanOrEqual(taken.length - 1);
    expect(owner.complaints).toEqual([]);
  });
});
