import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import axe from "axe-core";
import { Redis } from "ioredis";
import { chromium, type Browser, type BrowserContext, type Page } from "playwright-core";
import { vi } from "vitest";
import { freshDatabase, testPasswords, type FreshDatabase } from "#tests/database.ts";

const root = join(import.meta.dirname, "../..");

export interface Stage {
  baseUrl: string;
  database: FreshDatabase;
  browser: Browser;
  /** Everything that web and worker have written so far. */
  logs(): string;
  /** Moves the clock of both processes on by so many days. */
  moveClock(days: number): void;
  /** Ends a process as a power cut would, and starts it again. */
  kill(name: "web" | "worker"): Promise<void>;
  start(name: "web" | "worker"): Promise<void>;
  close(): Promise<void>;
}

/** The built app as real processes, web and worker, on a database of its own, and a browser. */
export async function openStage({
  backend = "postgres",
  contentOf,
}: {
  backend?: "postgres" | "redis";
  /** makes another content than ours in a folder that goes with the stage, and says where */
  contentOf?: (folder: string) => string;
} = {}): Promise<Stage> {
  const database = await freshDatabase();
  const folder = mkdtempSync(join(tmpdir(), "chu-tin-stage-"));
  const clock = join(folder, "clock");
  writeFileSync(clock, "0");
  const port = await freePort();
  const baseUrl = `http://127.0.0.1:${port}`;
  const env: NodeJS.ProcessEnv = {
    PATH: process.env.PATH,
    NODE_ENV: "production",
    TEST_RUN: process.env.TEST_RUN,
    DATABASE_URL: database.urls.owner,
    DATABASE_APP_PASSWORD: testPasswords.app,
    DATABASE_AUTH_PASSWORD: testPasswords.auth,
    DATABASE_POOL: "5",
    APP_SECRET: "a-secret-of-the-tests-that-is-long-enough",
    DATA_DIR: folder,
    PORT: String(port),
    BASE_URL: baseUrl,
    CLOCK_SHIFT_FILE: clock,
    LOG_LEVEL: "info",
    ...(backend === "redis" ? { REDIS_URL: await emptyRedis() } : {}),
    ...(contentOf ? { CONTENT_DIR: contentOf(folder) } : {}),
  };
  const running = new Map<string, ChildProcess>();
  const logFile = join(folder, "log");
  writeFileSync(logFile, "");
  const start = async (name: "web" | "worker") => {
    const child = spawn(process.execPath, ["--import", "tsx", name === "web" ? "app/server.ts" : "jobs/worker.ts"], {
      cwd: root,
      env,
      stdio: ["ignore", "pipe", "pipe"],
    });
    const keep = (chunk: Buffer) => writeFileSync(logFile, chunk, { flag: "a" });
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    running.set(name, child);
    const from = readFileSync(logFile, "utf8").length;
    if (name === "worker")
      await vi.waitFor(() => expectIn(readFileSync(logFile, "utf8").slice(from), "worker ready"), {
        timeout: 90_000,
        interval: 100,
      });
    else
      await vi.waitFor(async () => expectIn(await (await fetch(`${baseUrl}/readyz`)).text(), "ready"), {
        timeout: 90_000,
        interval: 100,
      });
  };
  const kill = async (name: "web" | "worker") => {
    const child = running.get(name);
    if (!child || child.exitCode !== null) return;
    const gone = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGKILL");
    await gone;
  };
  await Promise.all([start("web"), start("worker")]);
  const browser = await launch();
  return {
    baseUrl,
    database,
    browser,
    logs: () => readFileSync(logFile, "utf8"),
    moveClock: (days) => writeFileSync(clock, String(days * 86_400_000)),
    kill,
    start,
    async close() {
      await browser.close();
      for (const name of ["web", "worker"] as const) await kill(name);
      rmSync(folder, { recursive: true, force: true });
      await database.close();
    },
  };
}

function expectIn(text: string, words: string) {
  if (!text.includes(words)) throw new Error(`no "${words}" yet`);
}

/** The address of a Redis of this run, with nothing in it. */
export async function emptyRedis(): Promise<string> {
  const { TEST_REDIS_URL } = process.env;
  if (!TEST_REDIS_URL) throw new Error("a stage on Redis needs TEST_REDIS_URL");
  const url = `${TEST_REDIS_URL}/9`;
  const redis = new Redis(url);
  await redis.flushdb();
  redis.disconnect();
  return url;
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number };
      server.close((error) => (error ? reject(error) : resolve(port)));
    });
  });
}

export interface Visitor {
  context: BrowserContext;
  page: Page;
  /** What the browser complained about: refused by the content security policy, thrown by a script. */
  complaints: string[];
}

/** Somebody with a browser of their own. */
export async function visit(
  { browser, baseUrl }: Stage,
  { width = 1280, language = "vi", theme = "light" as "light" | "dark" } = {},
): Promise<Visitor> {
  const context = await browser.newContext({
    baseURL: baseUrl,
    viewport: { width, height: width < 600 ? 844 : 900 },
    locale: language === "vi" ? "vi-VN" : "en-GB",
    colorScheme: theme,
    hasTouch: width < 600,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const complaints: string[] = [];
  const listen = (p: Page) => {
    p.on("pageerror", (error) => complaints.push(`${p.url()}: ${error.message}`));
    p.on("console", (message) => {
      // a refused or conflicting save answers 4xx on purpose; what the page says of it is tested where it happens
      if (message.type() === "error" && !/status of 4\d\d|net::ERR/.test(message.text()))
        complaints.push(`${p.url()}: ${message.text()}`);
    });
  };
  listen(page);
  context.on("page", listen);
  return { context, page, complaints };
}

/** What axe finds in the page, a line each. Run through the debugger's door, which the page's policy does not bind. */
export async function axeFindings(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    type Axe = {
      run(options: object): Promise<{ violations: { id: string; help: string; nodes: { target: unknown[] }[] }[] }>;
    };
    const { violations } = await (globalThis as unknown as { axe: Axe }).axe.run({
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    });
    return violations.map(
      ({ id, help, nodes }) =>
        `${id}: ${help} (${nodes
          .map(({ target }) => String(target))
          .slice(0, 3)
          .join(" | ")})`,
    );
  });
}

export const password = "gốm an nhiên 1987";

/** Signs somebody up by the page; they land where a new person does. */
export async function signUp(page: Page, { name, email }: { name: string; email: string }): Promise<void> {
  await page.goto("/sign-up");
  await page.locator('input[name="name"]').fill(name);
  await page.locator('input[name="email"]').fill(email);
  await page.locator('input[name="password"]').fill(password);
  await page.locator('main form button[type="submit"]').last().click();
  await page.waitForURL((url) => !url.pathname.startsWith("/sign-up"));
}

/** Makes a company by the page. @returns its address, `/c/…` */
export async function makeCompany(page: Page, name: string): Promise<string> {
  await page.goto("/companies/new");
  await page.locator('input[name="name"]').fill(name);
  await page.locator('main form button[type="submit"]').last().click();
  await page.waitForURL(/\/c\/[a-z0-9-]+$/);
  return new URL(page.url()).pathname;
}

/** Chromium as the tests drive it, on root as on anybody. */
export function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.CHROMIUM_BIN ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

/** Waits until the page says that everything is saved: nothing under way, nothing waiting on the device. */
export async function answerSaved(page: Page): Promise<void> {
  await page
    .getByText(/^(Đã lưu|Saved) \d\d:\d\d$/)
    .first()
    .waitFor();
}
