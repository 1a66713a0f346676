import { spawn, type ChildProcess } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import type { Browser, Page } from "playwright-core";
import { afterEach, describe, expect, test, vi } from "vitest";
import { answerSaved, emptyRedis, freePort, launch, makeCompany, signUp } from "./stage.ts";
import { library, words } from "./words.ts";

const root = join(import.meta.dirname, "../..");
const say = words("vi");
const questions = library.latest("leakage").questions;

/** The installation as `npm start` makes it: PostgreSQL, web and worker under one supervisor. */
async function install(redisUrl: string | undefined) {
  const folder = mkdtempSync(join(tmpdir(), "chu-tin-crash-"));
  chmodSync(folder, 0o755);
  const clock = join(folder, "clock");
  writeFileSync(clock, "0");
  const port = await freePort();
  const baseUrl = `http://127.0.0.1:${port}`;
  const env: NodeJS.ProcessEnv = {
    NODE_ENV: "production",
    ...{ PATH: process.env.PATH, HOME: process.env.HOME, TEST_RUN: process.env.TEST_RUN },
    ...{ DATA_DIR: join(folder, "data"), PORT: String(port), BASE_URL: baseUrl, CLOCK_SHIFT_FILE: clock },
    ...(redisUrl ? { REDIS_URL: redisUrl } : {}),
  };
  const supervisor = spawn(process.execPath, ["scripts/start.mjs"], {
    cwd: root,
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  supervisor.stdout.on("data", (chunk: Buffer) => (said += chunk.toString()));
  supervisor.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()));
  await vi.waitFor(() => expect(said).toContain(`Open · Mở: ${baseUrl}`), { timeout: 110_000, interval: 200 });
  const inData = (name: string) => join(folder, "data", name);
  const readJson = <T>(name: string) => JSON.parse(readFileSync(inData(name), "utf8")) as T;
  const pids = () => ({
    children: readJson<number[]>("children.json"),
    postgres: Number(readFileSync(inData("postgres/postmaster.pid"), "utf8").split("\n")[0]),
  });
  const ask = async <T extends object>(statement: string, values: unknown[] = []): Promise<T[]> => {
    const { port: databasePort } = readJson<{ port: number }>("database.json");
    const { DATABASE_OWNER_PASSWORD } = readJson<{ DATABASE_OWNER_PASSWORD: string }>("secrets.json");
    const client = new pg.Client({
      host: "127.0.0.1",
      port: databasePort,
      user: "owner",
      password: DATABASE_OWNER_PASSWORD,
      database: "chu_tin",
    });
    await client.connect();
    try {
      const { rows } = await client.query<{ tenant_id: string }>(
        "select tenant_id from tenants where kind = 'company'",
      );
      await client.query(`select set_config('app.tenant_id', $1, false)`, [rows[0]?.tenant_id ?? ""]);
      return (await client.query<T>(statement, values)).rows;
    } finally {
      await client.end();
    }
  };
  return {
    baseUrl,
    ask,
    said: () => said,
    moveClock: (days: number) => writeFileSync(clock, String(days * 86_400_000)),
    /** As a power cut would end it. The children are web, then worker. */
    kill(what: "web" | "worker" | "postgres") {
      const { children, postgres } = pids();
      process.kill(what === "postgres" ? postgres : (children[what === "web" ? 0 : 1] as number), "SIGKILL");
    },
    async close() {
      await stop(supervisor);
      if (existsSync(folder)) rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}

async function stop(child: ChildProcess) {
  if (child.exitCode !== null) return;
  const gone = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  await gone;
}

let open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const { close } of open.reverse()) await close();
  open = [];
});

async function begin(
  redisUrl: string | undefined,
): Promise<{ installation: Awaited<ReturnType<typeof install>>; page: Page; home: string }> {
  const installation = await install(redisUrl);
  open.push(installation);
  const browser: Browser = await launch();
  open.push({ close: () => browser.close() });
  const context = await browser.newContext({
    baseURL: installation.baseUrl,
    viewport: { width: 390, height: 844 },
    locale: "vi-VN",
  });
  const page = await context.newPage();
  page.setDefaultTimeout(40_000);
  await signUp(page, { name: "Nguyễn Thu Hạnh", email: "hanh@annhien.example" });
  return { installation, page, home: await makeCompany(page, "Gốm An Nhiên") };
}

describe.each([
  ["PostgreSQL", async (): Promise<string | undefined> => undefined],
  ["Redis", emptyRedis],
] as const)("kill -9 with the queue on %s", (_, queue) => {
  test("of web, worker and database in the middle of answering: what the page showed as saved is there", async () => {
    const { installation, page, home } = await begin(await queue());
    await page.getByRole("button", { name: say("home.start") }).click();
    await page.waitForURL(/\/assessments\/[0-9a-f-]{36}/);
    await page.waitForLoadState("networkidle");
    const shownAsSaved: string[] = [];
    const victims = { 2: "web", 4: "worker", 6: "postgres", 8: "web", 9: "postgres" } as const;
    for (const [i, question] of questions.slice(0, 12).entries()) {
      await page.getByRole("heading", { name: question.text.vi }).waitFor();
      const victim = victims[i as keyof typeof victims];
      if (victim) installation.kill(victim);
      await page
        .locator('input[name="reply"]')
        .nth(i % 3)
        .click();
      // the next one is answered while this one may still be on its way
      if (i % 2 === 1) {
        await answerSaved(page);
        shownAsSaved.push(...questions.slice(0, i + 1).map(({ id }) => id));
      }
      await page.getByRole("button", { name: say("answering.next") }).click();
    }
    await answerSaved(page);
    const kept = await installation.ask<{ question_id: string; value: string }>(
      "select question_id, value from answers",
    );
    const values = new Map(kept.map(({ question_id, value }) => [question_id, value]));
    expect(new Set(shownAsSaved).size).toBe(12);
    for (const id of shownAsSaved) expect(values.has(id), id).toBe(true);
    for (const [i, { id }] of questions.slice(0, 12).entries())
      expect(values.get(id), id).toBe(["met", "partly", "unmet"][i % 3]);

    // and the job that falls due while its worker is killed takes effect once
    await page.goto(`${home}/schedules`);
    await page
      .getByRole("radio", { name: say("schedules.cadence-monthly") })
      .first()
      .click();
    await page
      .getByRole("button", { name: say("schedules.set") })
      .first()
      .click();
    await page.getByText(say("schedules.change")).first().waitFor();
    await page.goto(`${home}/assessments`);
    const [assessment] = await installation.ask<{ id: string }>("select assessment_id as id from assessments");
    await page.goto(`${home}/assessments/${assessment?.id ?? ""}/result`);
    await page.getByRole("button", { name: say("result.complete") }).click();
    await page.getByRole("button", { name: say("result.complete-confirm") }).click();
    await page.getByText(say("result.stamp")).first().waitFor();
    installation.moveClock(400);
    for (let times = 0; times < 2; times += 1) {
      installation.kill("worker");
      await vi.waitFor(
        async () => expect(await installation.ask("select 1 as one from schedule_runs")).toHaveLength(1),
        { timeout: 150_000, interval: 300 },
      );
    }
    expect(await installation.ask("select number, state from assessments order by number")).toEqual([
      { number: 1, state: "completed" },
      { number: 2, state: "open" },
    ]);
    expect(
      await installation.ask("select kind from outbox where tenant_id = current_setting('app.tenant_id')::uuid"),
    ).toEqual([{ kind: "assessment-opened" }]);
  }, 420_000);
});
