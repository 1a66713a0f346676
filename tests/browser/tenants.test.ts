import { randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { withTenant } from "#db/tenant.ts";
import { sampleFiles } from "#tests/evidence-files.ts";
import { ask, fillCompany, framework, someDay, type Answer, type Filled, type Sent } from "./filled-company.ts";
import { answerSaved, makeCompany, openStage, password, signUp, visit, type Stage, type Visitor } from "./stage.ts";
import { words } from "./words.ts";

/** Stands in every word that the first company's people type, and nowhere else. */
const mark = "Bimat7319";
const say = words("vi");
let stage: Stage;
let hanh: Visitor;
let consultant: Visitor;
let stranger: Visitor;
let first: Filled;
/** The stranger's own company, and what stands in it. */
let second: {
  home: string;
  tenantId: string;
  personId: string;
  assessmentId: string;
  taskId: string;
  evidenceId: string;
};

beforeAll(async () => {
  stage = await openStage();
  [hanh, consultant, stranger] = await Promise.all([visit(stage), visit(stage), visit(stage)]);
  first = await fillCompany(stage, hanh, consultant, mark);
  await signUp(stranger.page, { name: "Người Lạ", email: "la@khac.example" });
  const home = await makeCompany(stranger.page, "Phòng khám Khác");
  const { id: personId } = await stage.database.auth
    .selectFrom("auth.user")
    .select("id")
    .where("email", "=", "la@khac.example")
    .executeTakeFirstOrThrow();
  const started = await post(stranger, `${home}/assessments`, { form: { frameworkId: framework.id } });
  const assessmentId = started.to.split("/").at(-1) ?? "";
  const { questionId, playbookId } = first;
  const reply = { kind: "choice", value: "unmet" };
  const answered = { act: "save", personId, questionId, basedOn: 0, saveKey: randomUUID(), reply };
  await post(stranger, `${home}/assessments/${assessmentId}/answers`, { data: answered });
  const gap = { assessment: assessmentId, question: questionId, playbook: playbookId };
  const made = await post(stranger, `${home}/tasks/new`, { form: { ...gap, ownerId: "", dueOn: "" } });
  const taskId = made.to.split("/").at(-1) ?? "";
  const attached = await stranger.context.request.post(`${home}/assessments/${assessmentId}/evidence?q=${questionId}`, {
    multipart: { file: { name: "Của tôi.pdf", mimeType: "application/pdf", buffer: sampleFiles.pdf } },
    headers: { origin: stage.baseUrl, accept: "application/json" },
  });
  const { id: evidenceId } = ((await attached.json()) as { evidence: { id: string } }).evidence;
  second = { home, tenantId: await tenantOf(home), personId, assessmentId, taskId, evidenceId };
}, 120_000);
afterAll(() => stage.close());

const post = (visitor: Visitor, path: string, sent: Sent) => ask(visitor, path, sent, stage.baseUrl);

async function tenantOf(home: string): Promise<string> {
  const { tenant_id } = await stage.database.owner
    .selectFrom("tenants")
    .select("tenant_id")
    .where("slug", "=", home.slice(3))
    .executeTakeFirstOrThrow();
  return tenant_id;
}

type Route = { path: string; sends?: Sent[] };
const form = (fields: Record<string, string>): Sent => ({ form: fields });

/**
 * Every route of a company by its file, with forms that fit it: what is refused is refused for who asks, and not for its
 * shape. A new route that nobody entered here fails the first test.
 */
function routesOf(
  home: string,
  ids: { assessmentId: string; taskId: string; evidenceId: string },
): Record<string, Route> {
  const assessment = `${home}/assessments/${ids.assessmentId}`;
  const task = `${home}/tasks/${ids.taskId}`;
  const { linkId, personId, engagementId, questionId, playbookId } = first;
  const sent = { key: randomUUID(), email: "", days: "7", language: "vi" };
  const closing = JSON.stringify({ [questionId]: "met" });
  const saving = { act: "save", questionId, basedOn: 0, saveKey: randomUUID() };
  const change = { personId: second.personId, ...saving };
  return {
    "c.$company": { path: home },
    "c.$company._index": { path: `${home}?index` },
    "c.$company.assessments._index": { path: `${home}/assessments`, sends: [form({ frameworkId: framework.id })] },
    "c.$company.assessments.$assessmentId.ask": {
      path: `${assessment}/ask`,
      sends: [
        form({ intent: "ask", q: questionId, name: "Nam", message: "", ...sent }),
        form({ intent: "withdraw", linkId: first.askedId }),
      ],
    },
    "c.$company.assessments.$assessmentId.result": {
      path: `${assessment}/result`,
      sends: ["complete", "reopen", "abandon"].map((intent) => form({ intent })),
    },
    "c.$company_.assessments.$assessmentId._index": {
      path: assessment,
      sends: [form({ ...saving, basedOn: "0", reply: "met" })],
    },
    "c.$company_.assessments.$assessmentId.answers": {
      path: `${assessment}/answers`,
      sends: [
        { data: { ...change, reply: { kind: "choice", value: "met" } } },
        { data: { ...change, act: "undo" } },
        { data: { act: "accept", personId: second.personId, questionId, basedOn: 1 } },
        { data: { ...change, act: "take", linkId: first.askedId, replyRevision: 1 } },
      ],
    },
    "c.$company_.assessments.$assessmentId.evidence": {
      path: `${assessment}/evidence?q=${questionId}`,
      sends: [
        form({ remove: ids.evidenceId }),
        form({ restore: ids.evidenceId }),
        form({ url: "https://la.example/" }),
      ],
    },
    "c.$company_.evidence.$evidenceId.file": { path: `${home}/evidence/${ids.evidenceId}/file` },
    "c.$company_.assessments.$assessmentId.explained": { path: `${assessment}/explained?part=people` },
    "c.$company_.assessments.$assessmentId.table": { path: `${assessment}/table` },
    "c.$company.audit._index": { path: `${home}/audit` },
    "c.$company.audit.export": { path: `${home}/audit/export` },
    "c.$company.profile._index": {
      path: `${home}/profile?index&list=1`,
      sends: [form({ fact: "size", said: "micro", basedOn: "0" }), form({ fact: "tools", said: "none", basedOn: "0" })],
    },
    "c.$company.profile.binding": { path: `${home}/profile/binding` },
    "c.$company.profile.change": {
      path: `${home}/profile/change?size=large`,
      sends: [form({ basedOn: "1", seen: "{}" })],
    },
    "c.$company.papers.now": { path: `${home}/papers/now?lang=en` },
    "c.$company.papers.relief": { path: `${home}/papers/relief?lang=en` },
    "c.$company.schedules": {
      path: `${home}/schedules`,
      sends: [
        form({ intent: "set", frameworkId: framework.id, cadence: "yearly", firstOn: someDay, basedOn: "1" }),
        form({ intent: "stop", frameworkId: framework.id, basedOn: "1" }),
      ],
    },
    "c.$company.settings": { path: `${home}/settings` },
    "c.$company.settings._index": {
      path: `${home}/settings?index`,
      sends: [form({ name: "Đổi Tên", zone: "Asia/Tokyo", subject: "organisation", revision: "1" })],
    },
    "c.$company.settings.consultants": {
      path: `${home}/settings/consultants`,
      sends: [
        form({ intent: "invite", endsOn: "", ...sent }),
        form({ intent: "end", engagementId }),
        form({ intent: "revoke", linkId }),
      ],
    },
    "c.$company.settings.people": {
      path: `${home}/settings/people`,
      sends: [
        form({ intent: "invite", role: "owner", ...sent }),
        form({ intent: "role", memberId: personId, role: "viewer" }),
        form({ intent: "remove", memberId: personId }),
        form({ intent: "revoke", linkId }),
        form({ intent: "leave" }),
      ],
    },
    "c.$company.tasks._index": { path: `${home}/tasks` },
    "c.$company.tasks.new": {
      path: `${home}/tasks/new?assessment=${ids.assessmentId}&question=${questionId}`,
      sends: [
        form({ assessment: ids.assessmentId, question: questionId, playbook: playbookId, ownerId: "", dueOn: "" }),
      ],
    },
    "c.$company.tasks.$taskId": {
      path: task,
      sends: [
        form({ intent: "change", basedOn: "1", ownerId: "", dueOn: "" }),
        form({ intent: "tick", step: "0", done: "no" }),
        form({ intent: "close", answers: closing }),
        form({ intent: "reopen" }),
      ],
    },
    "c.$company.tasks.$taskId_.preview": { path: `${task}/preview?answers=${encodeURIComponent(closing)}` },
  };
}

/** The address as a page, and as what the page's script asks for. */
function bothOf(path: string): string[] {
  const [bare = "", query] = path.split("?");
  return [path, `${bare}.data${query === undefined ? "" : `?${query}`}`];
}

/** Nothing of the first company but what the asker wrote into the address. */
function expectNothingOfTheFirst({ text }: Answer, about: string) {
  const said = text.replaceAll(first.home.slice(3), "").toLowerCase();
  for (const secret of [mark.toLowerCase(), first.personId, first.tenantId, "annhien.example"])
    expect(said.includes(secret), `${secret} in ${about}`).toBe(false);
}

/** All that stands in a company's tables, but for the seals that the worker puts under the trail by itself. */
async function contentsOf(tenantId: string): Promise<Record<string, string>> {
  const { rows: tables } = await sql<{ name: string }>`
    select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attname = 'tenant_id' order by 1`.execute(
    stage.database.owner,
  );
  return withTenant(stage.database.app, { tenantId }, async (trx) => {
    const contents: Record<string, string> = {};
    for (const { name } of tables) {
      const { rows } = await sql<{ text: string | null }>`
        select string_agg((to_jsonb(t) - array['sequence', 'previous_hash', 'hash', 'sealed_at'])::text, e'\n' order by t::text) as text
        from ${sql.table(name)} t where tenant_id = ${tenantId}`.execute(trx);
      contents[name] = rows[0]?.text?.split("\n").sort().join("\n") ?? "";
    }
    return contents;
  });
}

test("every route of a company is among those that are asked for, and every action with a form of its own", () => {
  const folder = join(import.meta.dirname, "../../app/routes");
  const files = readdirSync(folder).filter((name) => name.startsWith("c.$company"));
  const routes = routesOf(first.home, first);
  expect(Object.keys(routes).sort()).toEqual(files.map((name) => name.replace(/\.tsx$/, "")).sort());
  for (const file of files) {
    const hasAction = /export (async )?function action\b/.test(readFileSync(join(folder, file), "utf8"));
    expect((routes[file.replace(/\.tsx$/, "")]?.sends ?? []).length > 0, `forms of ${file}`).toBe(hasAction);
  }
});

test("the first company has something to hide in each table that could show it", async () => {
  const contents = await contentsOf(first.tenantId);
  for (const table of [
    "tenants",
    "people",
    "answers",
    "links",
    "outbox",
    "audit_details",
    "engagements",
    "evidence",
    "question_requests",
    "asked_replies",
  ])
    expect(contents[table]?.toLowerCase(), table).toContain(mark.toLowerCase());
  for (const table of [
    "assessments",
    "assessment_results",
    "answer_evidence",
    "tasks",
    "task_steps",
    "schedules",
    "standings",
    "profiles",
  ])
    expect(contents[table], table).not.toBe("");
});

describe("somebody of another company", () => {
  test("finds nothing under the first one's address, as a page, as data, or by a form", async () => {
    const before = await contentsOf(first.tenantId);
    for (const [route, { path, sends = [] }] of Object.entries(routesOf(first.home, first))) {
      for (const address of bothOf(path)) {
        const answer = await ask(stranger, address);
        expect(answer.status, `${route} ${address}`).toBe(404);
        expectNothingOfTheFirst(answer, address);
        for (const sent of sends) {
          const refused = await post(stranger, address, sent);
          const about = `${route} ${address} ${JSON.stringify(sent)}`;
          expect(refused.status, about).toBe(404);
          expectNothingOfTheFirst(refused, about);
        }
      }
    }
    expect(await contentsOf(first.tenantId)).toEqual(before);
  });

  test("finds nothing of it under their own address with the first one's ids", async () => {
    const before = await contentsOf(first.tenantId);
    for (const [route, { path, sends = [] }] of Object.entries(routesOf(second.home, first))) {
      if (![first.assessmentId, first.taskId, first.evidenceId].some((id) => path.includes(id))) continue;
      for (const address of bothOf(path)) {
        const answer = await ask(stranger, address);
        expect(answer.status, `${route} ${address}`).toBe(404);
        expectNothingOfTheFirst(answer, address);
        for (const sent of sends) {
          const refused = await post(stranger, address, sent);
          expect(refused.status, `${route} ${address} ${JSON.stringify(sent)}`).toBe(404);
          expectNothingOfTheFirst(refused, address);
        }
      }
    }
    expect(await contentsOf(first.tenantId)).toEqual(before);
  });

  test("cannot name the first one's people, links and engagements in a form of their own company", async () => {
    const before = await contentsOf(first.tenantId);
    const { personId, linkId, engagementId, assessmentId, questionId, playbookId } = first;
    const gap = { assessment: second.assessmentId, question: questionId, playbook: playbookId, dueOn: "" };
    const forms: [string, Record<string, string>][] = [
      ["/settings/people", { intent: "role", memberId: personId, role: "viewer" }],
      ["/settings/people", { intent: "revoke", linkId }],
      ["/settings/consultants", { intent: "revoke", linkId }],
      ["/settings/consultants", { intent: "end", engagementId }],
      ["/tasks/new", { ...gap, ownerId: personId }],
      ["/tasks/new", { ...gap, assessment: assessmentId, ownerId: "" }],
      [`/assessments/${second.assessmentId}/ask`, { intent: "withdraw", linkId: first.askedId }],
      [`/tasks/${second.taskId}`, { intent: "change", basedOn: "1", ownerId: personId, dueOn: "" }],
    ];
    for (const [path, fields] of forms) {
      const refused = await post(stranger, second.home + path, form(fields));
      expect(refused.status, `${path} ${JSON.stringify(fields)}`).toBe(404);
      expectNothingOfTheFirst(refused, path);
    }
    // who is no member counts as removed already, here as anywhere
    const removed = await post(
      stranger,
      `${second.home}/settings/people`,
      form({ intent: "remove", memberId: personId }),
    );
    expectNothingOfTheFirst(removed, "remove");
    expect(await contentsOf(first.tenantId)).toEqual(before);
  });

  test("reads nothing of it in their own pages, export, lists and mails", async () => {
    const own = Object.values(routesOf(second.home, second)).flatMap(({ path }) => bothOf(path));
    const others = ["/companies?all", "/companies/list", "/account", "/account/security", "/account/sessions"];
    let titled = 0;
    for (const path of [...own, ...others, ...others.flatMap((path) => bothOf(path).slice(1))]) {
      const answer = await ask(stranger, path);
      expect(answer.status, path).toBe(200);
      expectNothingOfTheFirst(answer, path);
      const title = /<title>(.*?)<\/title>/.exec(answer.text)?.[1];
      if (!path.startsWith("/c/") || title === undefined) continue;
      // told apart by name in a row of tabs
      expect(title, path).toContain("Phòng khám Khác · Chữ Tín");
      titled += 1;
    }
    expect(titled).toBeGreaterThan(10);
    const lines = (await ask(stranger, `${second.home}/audit/export`)).text.trim().split("\n");
    expect(lines.length).toBeGreaterThan(3);
    for (const line of lines) expect(line).toContain(second.tenantId);
    const mail = { intent: "invite", role: "viewer", key: randomUUID(), email: "ban@khac.example" };
    await post(stranger, `${second.home}/settings/people`, form({ ...mail, days: "7", language: "vi" }));
    const { outbox = "" } = await contentsOf(second.tenantId);
    expect(outbox).toContain("ban@khac.example");
    expectNothingOfTheFirst({ text: outbox, status: 200, to: "" }, "outbox");
    for (const path of [
      "/operator",
      "/operator/outbox",
      "/operator/health",
      first.practice,
      `${first.practice}/people`,
    ])
      expect((await ask(stranger, path)).status, path).toBe(404);
  });
});

test("a visitor without a session is sent to sign in from every page, and told nothing", async () => {
  const visitor = await visit(stage);
  for (const [route, { path, sends = [] }] of Object.entries(routesOf(first.home, first))) {
    const answer = await ask(visitor, path);
    expect(answer.status, route).toBe(302);
    expect(answer.to, route).toMatch(/^\/sign-in\?next=/);
    const [, address = ""] = bothOf(path);
    const data = await ask(visitor, address);
    expect(data.status, address).toBe(202);
    expect(data.text, address).toContain("/sign-in?next=");
    for (const told of [answer, data]) expectNothingOfTheFirst(told, route);
    for (const sent of sends) {
      const refused = await post(visitor, path, sent);
      expect(refused.status, `${route} ${JSON.stringify(sent)}`).toBe(401);
      expectNothingOfTheFirst(refused, route);
    }
  }
  await visitor.context.close();
});

test("a form from another site is refused on every page, whoever is signed in", async () => {
  const before = await contentsOf(first.tenantId);
  for (const [route, { path, sends = [] }] of Object.entries(routesOf(first.home, first))) {
    for (const sent of sends) {
      for (const origin of ["https://evil.example", "null", "", `${stage.baseUrl}.evil.example`])
        expect((await ask(hanh, path, sent, origin)).status, `${route} from ${origin}`).toBe(403);
    }
  }
  expect(await contentsOf(first.tenantId)).toEqual(before);
});

test("one person with two companies in two tabs stays right in both", async () => {
  const { context, page } = stranger;
  const other = await makeCompany(page, "Tiệm Thứ Hai");
  const tab = await context.newPage();
  const open = async (at: typeof page, home: string, button: string) => {
    await at.goto(home);
    await at
      .getByRole("button", { name: button, exact: true })
      .or(at.getByRole("link", { name: button, exact: true }))
      .click();
    await at.waitForURL(/\/assessments\/[0-9a-f-]{36}/);
    await at.waitForLoadState("networkidle");
  };
  await open(page, other, say("home.start"));
  await open(tab, second.home, say("home.continue"));
  const replies = (at: typeof page) => at.locator('input[name="reply"]');
  await replies(page).nth(0).click();
  await replies(tab).nth(1).click();
  await Promise.all([answerSaved(page), answerSaved(tab)]);
  const answersIn = async (home: string) => {
    const tenantId = await tenantOf(home);
    return withTenant(stage.database.app, { tenantId }, (trx) =>
      trx.selectFrom("answers").select(["question_id", "value"]).orderBy("answered_at", "desc").execute(),
    );
  };
  expect((await answersIn(other)).map(({ value }) => value)).toEqual(["met"]);
  expect((await answersIn(second.home)).map(({ value }) => value)).toEqual(["partly", "unmet"]);
  for (const [at, home, name] of [
    [page, other, "Tiệm Thứ Hai"],
    [tab, second.home, "Phòng khám Khác"],
  ] as const) {
    await at.reload();
    expect(new URL(at.url()).pathname.startsWith(`${home}/`)).toBe(true);
    await at.goto(home);
    expect(await at.title()).toContain(name);
    for (const link of await at.locator('a[href^="/c/"]').all())
      expect(await link.getAttribute("href")).toMatch(new RegExp(`^${home}(/|\\?|$)`));
  }
  await tab.close();
});

test("a consultant whose engagement is ended finds no company at the next request", async () => {
  const readable = ["c.$company", "c.$company.tasks.$taskId", "c.$company_.assessments.$assessmentId._index"];
  const routes = routesOf(first.home, first);
  for (const route of readable) expect((await ask(consultant, routes[route]?.path ?? "")).status, route).toBe(200);
  expect((await ask(consultant, first.practice)).text).toContain(first.name);
  const untick = form({ intent: "tick", step: "0", done: "no" });
  const task = routes["c.$company.tasks.$taskId"]?.path ?? "";
  expect((await post(consultant, task, untick)).status).toBe(200);

  const { engagementId } = first;
  const end = form({ intent: "end", engagementId });
  expect((await post(hanh, `${first.home}/settings/consultants`, end)).status).toBe(200);
  const before = await contentsOf(first.tenantId);
  for (const [route, { path, sends = [] }] of Object.entries(routes)) {
    for (const address of bothOf(path)) expect((await ask(consultant, address)).status, address).toBe(404);
    for (const sent of sends) expect((await post(consultant, path, sent)).status, route).toBe(404);
  }
  const { text } = await ask(consultant, first.practice);
  expect(text).not.toContain(first.name);
  expect(await contentsOf(first.tenantId)).toEqual(before);
});

describe("behind the pages", () => {
  test("jobs carry ids and days, and nobody's words", async () => {
    // nobody takes the job away while it is looked at
    await stage.kill("worker");
    const key = randomUUID();
    const mail = { intent: "invite", role: "viewer", key, email: `mai-${mark}@annhien.example` };
    await post(hanh, `${first.home}/settings/people`, form({ ...mail, days: "7", language: "vi" }));
    const { rows: jobs } = await sql<{ name: string; data: Record<string, unknown> }>`
      select name, data from bullmq.job`.execute(stage.database.owner);
    expect(jobs.map(({ name }) => name)).toContain("send-mail");
    const id = /^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d{4}-\d\d-\d\d)$/;
    for (const { name, data } of jobs)
      for (const value of Object.values(data)) expect(String(value), `payload of ${name}`).toMatch(id);
    const { rows: tables } = await sql<{ name: string }>`
      select tablename as name from pg_tables where schemaname = 'bullmq'`.execute(stage.database.owner);
    for (const { name } of tables) {
      const { rows } = await sql<{ text: string | null }>`
        select string_agg(t::text, ' ') as text from ${sql.table(`bullmq.${name}`)} t`.execute(stage.database.owner);
      const text = (rows[0]?.text ?? "").toLowerCase();
      for (const word of [mark.toLowerCase(), "annhien.example", "khac.example", "người lạ"])
        expect(text.includes(word), `${word} in bullmq.${name}`).toBe(false);
    }
    await stage.start("worker");
    await vi.waitFor(async () => {
      const { rows } = await sql<{
        n: number;
      }>`select count(*)::int as n from bullmq.job where name = 'send-mail'`.execute(stage.database.owner);
      expect(rows[0]?.n).toBe(0);
    }, 30_000);
  });

  test("the logs of web and worker hold no name, address, token or password", async () => {
    const logs = stage.logs();
    expect(logs).toContain(first.tenantId);
    expect(logs).toContain('"process":"worker"');
    expect(logs.split("\n").length).toBeGreaterThan(200);
    const sessions = await stage.database.auth.selectFrom("auth.session").select("token").execute();
    expect(sessions.length).toBeGreaterThan(2);
    const secrets = [
      ...[mark, "annhien.example", "khac.example", "tuvan.example", "Người Lạ", "Phòng khám", "phong-kham"],
      ...[password, encodeURIComponent(password), ...first.tokens, ...sessions.map(({ token }) => token)],
    ];
    const said = logs.toLowerCase();
    for (const secret of secrets) {
      const at = said.indexOf(secret.toLowerCase());
      expect(at < 0 ? "" : said.slice(Math.max(0, at - 120), at + 80), secret).toBe("");
    }
  });
});
