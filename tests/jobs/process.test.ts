import { spawn, type ChildProcess } from "node:child_process";
import { createInterface } from "node:readline";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { writeMail } from "#db/outbox.ts";
import { INSTALLATION } from "#db/tenant.ts";
import { openDueAssessment } from "#jobs/open-due-assessment.ts";
import type { Queue } from "#jobs/queue.ts";
import { sendMail } from "#jobs/send-mail.ts";
import { dueCompany, dueOn, openedBy } from "./due-company.ts";
import { openMailbox, type Mailbox } from "./mailbox.ts";
import { openWorld, root, type LogLine, type World } from "./world.ts";

/** A killed worker's job has to be in other hands by then. */
const TAKEN_OVER_MS = 30_000;

interface Program {
  process: ChildProcess;
  logged: LogLine[];
  /** What it printed that is no log line. */
  printed: string[];
  ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
}

let world: World;
let mailbox: Mailbox;
let queue: Queue;
const running: Program[] = [];

beforeAll(async () => {
  mailbox = await openMailbox();
});
beforeEach(async () => {
  world = await openWorld({ SMTP_URL: mailbox.url, MAIL_FROM: "Chữ Tín <bao@chu-tin.example>" });
  queue = await world.producer();
  mailbox.answer(() => "take");
});
afterEach(async () => {
  for (const { process: child, ended } of running.splice(0)) {
    child.kill("SIGKILL");
    await ended;
  }
  await world.close();
});
afterAll(() => mailbox.close());

const eventually = <T>(look: () => T | Promise<T>, timeout = 40_000) => vi.waitFor(look, { timeout, interval: 50 });

/** A process of its own, with nothing but its settings in the environment. */
function start(script: string, env: Record<string, string> = world.env): Program {
  const child = spawn(process.execPath, ["--import", "tsx", join(root, script)], {
    cwd: root,
    env: { PATH: process.env.PATH, NODE_ENV: "production", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const program: Program = {
    process: child,
    logged: [],
    printed: [],
    ended: new Promise((resolve) => child.once("exit", (code, signal) => resolve({ code, signal }))),
  };
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on("line", (line) => {
      if (line.startsWith("{")) program.logged.push(JSON.parse(line) as LogLine);
      else program.printed.push(line);
    });
  }
  running.push(program);
  return program;
}
const said = (program: Program, msg: string) =>
  eventually(() => {
    expect(program.logged, program.printed.join("\n")).toContainEqual(expect.objectContaining({ msg }));
  });
async function startReady(script = "jobs/worker.ts", env?: Record<string, string>): Promise<Program> {
  const program = start(script, env);
  await said(program, "worker ready");
  return program;
}
const write = () =>
  world.inTenant(INSTALLATION, (trx) =>
    writeMail(trx, {
      to: "hanh@annhien.example",
      language: "vi",
      kind: "reset-password",
      values: { name: "Hạnh", minutes: 60, link: "https://chu-tin.example/reset" },
      texts: (key) => key,
      now: world.now(),
    }),
  );
const row = (mailId: string) =>
  world.inTenant(INSTALLATION, (trx) =>
    trx.selectFrom("outbox").selectAll().where("mail_id", "=", mailId).executeTakeFirstOrThrow(),
  );
/** The server takes its time over the mails: until `release` it answers none. */
function holdMails() {
  let release = () => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  mailbox.answer(() => released.then(() => "take" as const));
  return release;
}

test("on SIGTERM a worker ends the job that runs, takes no other, and leaves nothing open", async () => {
  const worker = await startReady();
  const release = holdMails();
  const before = mailbox.handed();
  const first = await write();
  await queue.enqueue(sendMail, { tenantId: INSTALLATION, mailId: first });
  await eventually(() => expect(mailbox.handed()).toBe(before + 1));

  worker.process.kill("SIGTERM");
  await said(worker, "worker drains");
  const second = await write();
  await queue.enqueue(sendMail, { tenantId: INSTALLATION, mailId: second });
  release();
  expect(await worker.ended).toEqual({ code: 0, signal: null });
  expect(worker.logged.map(({ msg }) => msg)).toEqual(expect.arrayContaining(["job done", "worker stopped"]));
  expect((await row(first)).sent_at).not.toBeNull();
  expect(await row(second)).toMatchObject({ sent_at: null, attempts: 0 });
  expect((await queue.counts()).active).toBe(0);
  expect(worker.printed).toEqual([]);

  await startReady();
  await eventually(async () => expect((await row(second)).sent_at).not.toBeNull());
});

test("a worker killed while it sends a mail: another delivers it within 30 seconds, under the same Message-ID, once", async () => {
  const handedIds: (string | undefined)[] = [];
  mailbox.answer(({ headers }) => {
    handedIds.push(headers.get("message-id"));
    // the first hand-over is never answered: its worker is killed meanwhile
    return handedIds.length === 1 ? new Promise<"take">(() => undefined) : "take";
  });
  const victim = await startReady();
  const mailId = await write();
  await queue.enqueue(sendMail, { tenantId: INSTALLATION, mailId });
  await eventually(() => expect(handedIds).toHaveLength(1));
  const heir = await startReady();

  victim.process.kill("SIGKILL");
  expect(await victim.ended).toEqual({ code: null, signal: "SIGKILL" });
  const killed = performance.now();
  await eventually(async () => expect((await row(mailId)).sent_at).not.toBeNull());
  expect(performance.now() - killed).toBeLessThan(TAKEN_OVER_MS);
  expect(heir.logged).toContainEqual(expect.objectContaining({ msg: "job of a lost worker is taken over" }));
  expect(handedIds).toEqual([`<${mailId}@chu-tin.example>`, `<${mailId}@chu-tin.example>`]);
  expect(mailbox.received.filter(({ headers }) => headers.get("message-id") === handedIds[0])).toHaveLength(1);
});

test("a worker killed after it opened a due assessment: the job starts again, the assessment and its mail do not", async () => {
  const victim = await startReady("tests/jobs/hanging-worker.ts");
  const { tenantId, scheduleId } = await dueCompany(world);
  await queue.enqueue(openDueAssessment, { tenantId, scheduleId, dueOn });
  await said(victim, "effect taken");
  victim.process.kill("SIGKILL");
  const killed = performance.now();

  const heir = await startReady();
  await eventually(() =>
    expect(heir.logged).toContainEqual(expect.objectContaining({ msg: "job done", job: "open-due-assessment" })),
  );
  expect(performance.now() - killed).toBeLessThan(TAKEN_OVER_MS);
  expect(heir.logged).toContainEqual(expect.objectContaining({ msg: "job of a lost worker is taken over" }));
  expect(await openedBy(world, tenantId)).toEqual({ assessments: 1, runs: 1, mails: 1, events: 1 });
  await eventually(async () => expect(await queue.counts()).toMatchObject({ waiting: 0, active: 0, failed: 0 }));
});

test("a worker whose settings are wrong says which, and ends", async () => {
  const { APP_SECRET: _, ...incomplete } = world.env;
  const worker = start("jobs/worker.ts", { ...incomplete, WORKER_CONCURRENCY: "many" });
  expect((await worker.ended).code).toBe(2);
  await eventually(() =>
    expect(worker.printed.join("\n")).toMatch(/APP_SECRET[^]*WORKER_CONCURRENCY|WORKER_CONCURRENCY[^]*APP_SECRET/),
  );
});
