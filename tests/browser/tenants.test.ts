import { readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { withTenant } from "#db/tenant.ts";
import { sql } from "kysely";
import { answerSaved, makeCompany, openStage, password, signUp, visit, type Stage, type Visitor } from "./stage.ts";
import { words } from "./words.ts";

/** Stands in every word that the first company writes, and nowhere else. */
const telltale = "Bimat7319";
const say = words("vi");
let stage: Stage;
let hanh: Visitor;
let stranger: Visitor;
let first: { home: string; assessment: string; task: string };
let second: string;

beforeAll(async () => {
  stage = await openStage();
  hanh = await visit(stage);
  stranger = await visit(stage);
  const { page } = hanh;
  await signUp(page, { name: `Hạnh ${telltale}`, email: `hanh-${telltale}@annhien.example` });
  const home = await makeCompany(page, `Gốm ${telltale}`);
  await page.getByRole("button", { name: say("home.start") }).click();
  await page.waitForURL(/\/assessments\/[0-9a-f-]{36}/);
  const assessment = new URL(page.url()).pathname;
  await page.waitForLoadState("networkidle");
  await page.locator('input[name="reply"]').nth(2).click();
  await answerSaved(page);
  await page.goto(`${assessment}/result`);
  await page
    .getByRole("link", { name: new RegExp(`^${say("result.make-task-of", { title: "" })}`) })
    .first()
    .click();
  await page.getByRole("button", { name: say("tasks.new-create") }).click();
  await page.waitForURL(/\/tasks\/[0-9a-f-]{36}/);
  first = { home, assessment, task: new URL(page.url()).pathname };
  await page.goto(`${home}/schedules`);
  await page
    .getByRole("button", { name: say("schedules.set") })
    .first()
    .click();
  await page.getByText(say("schedules.change")).first().waitFor();
  await signUp(stranger.page, { name: "Người Lạ", email: "la@khac.example" });
  second = await makeCompany(stranger.page, "Phòng khám Khác");
  await stranger.page.getByRole("button", { name: say("home.start") }).click();
  await stranger.page.waitForURL(/\/assessments\/[0-9a-f-]{36}/);
}, 120_000);
afterAll(() => stage.close());

/** Every page of a company, by its file: a new route that nobody entered here fails the test below. */
const pagesOf = (home: string): Record<string, string> => {
  const [assessment, task] = [first.assessment.replace(first.home, home), first.task.replace(first.home, home)];
  return {
    "c.$company": home,
    "c.$company._index": `${home}?index`,
    "c.$company.assessments._index": `${home}/assessments`,
    "c.$company.assessments.$assessmentId.result": `${assessment}/result`,
    "c.$company_.assessments.$assessmentId._index": assessment,
    "c.$company_.assessments.$assessmentId.answers": `${assessment}/answers`,
    "c.$company.audit._index": `${home}/audit`,
    "c.$company.audit.export": `${home}/audit/export`,
    "c.$company.schedules": `${home}/schedules`,
    "c.$company.settings": `${home}/settings`,
    "c.$company.settings._index": `${home}/settings?index`,
    "c.$company.settings.consultants": `${home}/settings/consultants`,
    "c.$company.settings.people": `${home}/settings/people`,
    "c.$company.tasks._index": `${home}/tasks`,
    "c.$company.tasks.new": `${home}/tasks/new?assessment=${assessment.split("/").at(-1) ?? ""}&question=data.listed`,
    "c.$company.tasks.$taskId": task,
    "c.$company.tasks.$taskId_.preview": `${task}/preview?answers=${encodeURIComponent('{"data.listed":"met"}')}`,
  };
};
const forms: Record<string, string>[] = [
  { intent: "start", frameworkId: "leakage" },
  { intent: "set", frameworkId: "leakage", cadence: "monthly", firstOn: "2099-01-01", basedOn: "1" },
  { intent: "stop", frameworkId: "leakage", basedOn: "1" },
  { intent: "close", answers: '{"data.listed":"met"}' },
  { intent: "complete" },
  {
    act: "save",
    questionId: "data.listed",
    basedOn: "0",
    saveKey: "00000000-0000-4000-8000-000000000001",
    reply: "met",
  },
];
const ask = async (visitor: Visitor, path: string, form?: Record<string, string>) => {
  const origin = { origin: stage.baseUrl };
  const response = form
    ? await visitor.context.request.post(path, { form, headers: origin, maxRedirects: 0 })
    : await visitor.context.request.get(path, { maxRedirects: 0 });
  return { status: response.status(), text: await response.text(), to: response.headers().location ?? "" };
};

test("every route of a company is among those that are asked for", () => {
  const routes = readdirSync(join(import.meta.dirname, "../../app/routes"))
    .filter((name) => name.startsWith("c.$company"))
    .map((name) => name.replace(/\.tsx$/, ""));
  expect(Object.keys(pagesOf("/c/x")).sort()).toEqual(routes.sort());
});

describe("somebody of another company", () => {
  test("finds nothing under the first one's address, as a page, as data, or by a form", async () => {
    for (const [route, path] of Object.entries(pagesOf(first.home))) {
      const [bare, query = ""] = path.split("?");
      for (const address of [path, `${bare}.data${query && `?${query}`}`]) {
        const { status, text } = await ask(stranger, address);
        expect([403, 404], `${route} ${address}`).toContain(status);
        expect(text, route).not.toContain(telltale);
      }
      for (const form of forms) {
        const { status, text } = await ask(stranger, path, form);
        // a form that fits no page is refused for its shape before anything is looked up
        expect([403, 404, 405, 422], `${route} ${JSON.stringify(form)}`).toContain(status);
        expect(text, route).not.toContain(telltale);
      }
    }
  });

  test("finds nothing of it under their own address with the first one's ids", async () => {
    for (const [route, path] of Object.entries(pagesOf(second))) {
      const { status, text } = await ask(stranger, path);
      if (
        path.includes(first.assessment.split("/").at(-1) as string) ||
        path.includes(first.task.split("/").at(-1) as string)
      )
        expect([404, 405], `${route} ${path}`).toContain(status);
      else expect(status, route).toBeLessThan(400);
      expect(text, route).not.toContain(telltale);
    }
    for (const form of forms.slice(3)) {
      for (const path of [first.task, first.assessment, `${first.assessment}/answers`, `${first.assessment}/result`]) {
        const { status, text } = await ask(stranger, path.replace(first.home, second), form);
        expect([404, 405, 422], `${path} ${JSON.stringify(form)}`).toContain(status);
        expect(text).not.toContain(telltale);
      }
    }
  });

  test("reads nothing of it in their own pages, export and mails", async () => {
    for (const path of [
      second,
      `${second}/assessments`,
      `${second}/tasks`,
      `${second}/audit`,
      `${second}/audit/export`,
      `${second}/settings/people`,
      "/companies?all",
      "/companies/list",
      "/account",
    ]) {
      const { status, text } = await ask(stranger, path);
      expect(status, path).toBe(200);
      expect(text, path).not.toContain(telltale);
    }
  });

  test("changed nothing by trying", async () => {
    const { text } = await ask(hanh, first.task);
    expect(text).toContain(say("tasks.close"));
    expect((await ask(hanh, `${first.home}/schedules`)).text).toContain(say("schedules.stop"));
  });
});

test("a visitor without a session is sent to sign in, and told nothing", async () => {
  const visitor = await visit(stage);
  for (const [route, path] of Object.entries(pagesOf(first.home))) {
    const { status, text, to } = await ask(visitor, path);
    expect([302, 404, 405], route).toContain(status);
    if (status === 302) expect(to, route).toMatch(/^\/sign-in/);
    expect(text, route).not.toContain(telltale);
  }
  await visitor.context.close();
});

test("a form from another site is refused, whoever is signed in", async () => {
  const response = await hanh.context.request.post(first.task, {
    form: { intent: "reopen" },
    headers: { origin: "https://evil.example" },
    maxRedirects: 0,
  });
  expect(response.status()).toBe(403);
});

test("jobs carry ids, and the logs of web and worker hold no name, address, token or password", async () => {
  const { rows } = await sql<{ text: string }>`
    select (select coalesce(string_agg(j::text, ' '), '') from bullmq.job j) || (select coalesce(string_agg(e::text, ' '), '') from bullmq.event e)
      || (select string_agg(s::text, ' ') from bullmq.scheduler s) as text`.execute(stage.database.owner);
  const jobs = rows[0]?.text ?? "";
  expect(jobs).toContain("sweep");
  const logs = stage.logs();
  expect(logs.split("\n").length).toBeGreaterThan(30);
  for (const text of [jobs, logs]) {
    for (const word of [telltale, "annhien.example", "khac.example", "Người Lạ", password])
      expect(text.includes(word), word).toBe(false);
  }
  const cookies = await hanh.context.cookies();
  for (const { value } of cookies.filter(({ name }) => name.includes("session")))
    expect(logs).not.toContain(decodeURIComponent(value).split(".")[0]);
});

test("one person with two companies in two tabs stays right in both", async () => {
  const { context, page } = stranger;
  const other = await makeCompany(page, "Tiệm Thứ Hai");
  await page.getByRole("button", { name: say("home.start") }).click();
  await page.waitForURL(/\/assessments\/[0-9a-f-]{36}/);
  await page.waitForLoadState("networkidle");
  const tab = await context.newPage();
  await tab.goto(second);
  await tab.getByRole("link", { name: say("home.continue") }).click();
  await tab.waitForURL(/\/assessments\/[0-9a-f-]{36}/);
  await tab.waitForLoadState("networkidle");
  await page.locator('input[name="reply"]').nth(0).click();
  await tab.locator('input[name="reply"]').nth(2).click();
  await Promise.all([answerSaved(page), answerSaved(tab)]);
  const answersIn = async (home: string) => {
    const { tenant_id: tenantId } = await stage.database.owner
      .selectFrom("tenants")
      .select("tenant_id")
      .where("slug", "=", home.slice(3))
      .executeTakeFirstOrThrow();
    return withTenant(stage.database.app, { tenantId }, (trx) => trx.selectFrom("answers").select("value").execute());
  };
  expect(await answersIn(other)).toEqual([{ value: "met" }]);
  expect(await answersIn(second)).toEqual([{ value: "unmet" }]);
  await tab.close();
});
