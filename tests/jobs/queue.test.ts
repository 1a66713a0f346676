import { randomUUID } from "node:crypto";
import { Queue as BullQueue } from "bullmq";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { z } from "zod";
import { openBackend } from "#jobs/backend.ts";
import { defineJob, handle, type Queue } from "#jobs/queue.ts";
import { openWorld, type World } from "./world.ts";

type Seen = { id: string; at: number; now: Date; isTakenOver: boolean };
const payload = z.strictObject({ id: z.string() });
const key = ({ id }: { id: string }) => id;
const note = defineJob({ name: "note", attempts: 3, backoffMs: 200, payload, key });
const once = defineJob({ name: "once", attempts: 1, payload, key });
const tick = defineJob({ name: "tick", attempts: 1, payload: z.strictObject({}), key: () => "tick" });
const nobodys = defineJob({ name: "nobodys", attempts: 1, payload, key });

let world: World;
let queue: Queue;
const seen: Seen[] = [];
const ticks: number[] = [];
/** How a job ends, by its id: it does, unless told otherwise. */
const ends = new Map<string, () => Promise<void> | void>();
const runsOf = (id: string) => seen.filter((run) => run.id === id);
const eventually = <T>(look: () => T | Promise<T>, timeout = 15_000) => vi.waitFor(look, { timeout, interval: 20 });

beforeAll(async () => {
  world = await openWorld();
  const work = async ({ id }: { id: string }, { now }: { now: Date }, { isTakenOver }: { isTakenOver: boolean }) => {
    seen.push({ id, at: performance.now(), now, isTakenOver });
    await ends.get(id)?.();
  };
  await world.worker([
    handle(note, work),
    handle(once, work),
    handle(tick, () => Promise.resolve(void ticks.push(performance.now()))),
  ]);
  queue = await world.producer();
});
beforeEach(() => ends.clear());
afterAll(() => world.close());

test("a job that is asked for is worked on, once, with one instant of its own", async () => {
  const id = randomUUID();
  const before = Date.now();
  await queue.enqueue(note, { id });
  await eventually(() => expect(runsOf(id)).toHaveLength(1));
  const [run] = runsOf(id) as [Seen];
  expect(run.isTakenOver).toBe(false);
  expect(run.now.getTime()).toBeGreaterThanOrEqual(before);
  await eventually(async () => expect(await queue.counts()).toMatchObject({ waiting: 0, active: 0 }));
  expect(world.logged).toContainEqual(expect.objectContaining({ msg: "job done", job: "note", attempt: 1 }));
});

test("a job that fails is tried again, each time after twice the wait", async () => {
  const id = randomUUID();
  ends.set(id, () => {
    if (runsOf(id).length < 3) throw new Error("not yet");
  });
  await queue.enqueue(note, { id });
  await eventually(() => expect(runsOf(id)).toHaveLength(3));
  const [first, second, third] = runsOf(id).map(({ at }) => at) as [number, number, number];
  expect(second - first).toBeGreaterThanOrEqual(195);
  expect(third - second).toBeGreaterThanOrEqual(395);
  expect((await queue.failed()).filter(({ payload }) => (payload as { id: string }).id === id)).toEqual([]);
});

test("a job that fails at every attempt is kept for the operator, without anybody's address, and can be tried anew", async () => {
  const id = randomUUID();
  ends.set(id, () => Promise.reject(new TypeError("550 <hanh@annhien.example> is full")));
  await queue.enqueue(note, { id });
  const failed = await eventually(async () => {
    const job = (await queue.failed()).find(({ payload }) => (payload as { id: string }).id === id);
    if (!job) throw new Error("not failed yet");
    return job;
  });
  expect(failed).toMatchObject({
    name: "note",
    payload: { id },
    attempts: 3,
    reason: "TypeError: 550 <<address>> is full",
  });
  expect(Date.now() - failed.failedAt.getTime()).toBeLessThan(60_000);
  expect((await queue.counts()).failed).toBeGreaterThanOrEqual(1);
  expect(JSON.stringify(world.logged)).not.toContain("hanh@annhien.example");

  ends.clear();
  await queue.retry(failed.id);
  await eventually(() => expect(runsOf(id)).toHaveLength(4));
  await eventually(async () => expect((await queue.failed()).map(({ id }) => id)).not.toContain(failed.id));
  await expect(queue.retry(failed.id)).rejects.toMatchObject({ code: "not-found" });
});

test("asked for again while it waits, a job is one job; while it runs, it runs once more", async () => {
  const id = randomUUID();
  for (let n = 0; n < 5; n += 1) await queue.enqueue(once, { id }, { delayMs: 700 });
  await queue.enqueue(once, { id: randomUUID() });
  await eventually(() => expect(runsOf(id)).toHaveLength(1));
  await eventually(async () => expect(await queue.counts()).toMatchObject({ waiting: 0, active: 0, delayed: 0 }));
  expect(runsOf(id)).toHaveLength(1);

  const running = randomUUID();
  let release = () => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  ends.set(running, () => released);
  await queue.enqueue(note, { id: running });
  await eventually(() => expect(runsOf(running)).toHaveLength(1));
  for (let n = 0; n < 3; n += 1) await queue.enqueue(note, { id: running });
  expect(runsOf(running)).toHaveLength(1);
  // what is asked for meanwhile is a job like any other: it has all its attempts
  ends.set(running, () => Promise.reject(new Error("no")));
  release();
  await eventually(() => expect(runsOf(running)).toHaveLength(4));
  await eventually(async () => expect(await queue.counts()).toMatchObject({ waiting: 0, active: 0, delayed: 0 }));
  expect(runsOf(running)).toHaveLength(4);
});

test("a job that failed for good, or was done, does not stand in the way of the next with its key", async () => {
  const id = randomUUID();
  ends.set(id, () => Promise.reject(new Error("no")));
  await queue.enqueue(once, { id });
  await eventually(async () =>
    expect((await queue.failed()).map(({ payload }) => (payload as { id: string }).id)).toContain(id),
  );
  ends.clear();
  await queue.enqueue(once, { id });
  await eventually(() => expect(runsOf(id)).toHaveLength(2));
  await eventually(async () => expect(await queue.counts()).toMatchObject({ waiting: 0, active: 0 }));
  await queue.enqueue(once, { id });
  await eventually(() => expect(runsOf(id)).toHaveLength(3));
});

test("a job with a delay waits for it", async () => {
  const id = randomUUID();
  const asked = performance.now();
  await queue.enqueue(note, { id }, { delayMs: 600 });
  expect((await queue.counts()).delayed).toBe(1);
  await eventually(() => expect(runsOf(id)).toHaveLength(1));
  expect((runsOf(id)[0] as Seen).at - asked).toBeGreaterThanOrEqual(590);
});

test("a payload that is not the job's is refused when it is asked for, and fails at once when it came another way", async () => {
  // @ts-expect-error the wrong payload is what is tested
  await expect(queue.enqueue(note, { id: 7 })).rejects.toThrow("expected string");

  const backend = openBackend(world.settings, { log: world.log });
  const raw = new BullQueue<unknown, void, string>(
    "work",
    { connection: backend.producer as never },
    backend.factory as never,
  );
  await raw.add("note", { ids: ["a"] }, { attempts: 5 });
  await eventually(() =>
    expect(world.logged).toContainEqual(
      expect.objectContaining({
        level: "error",
        msg: "job failed for good",
        job: "note",
        attempt: 1,
        err: expect.objectContaining({
          message: expect.stringContaining("payload of note refused") as string,
        }) as object,
      }),
    ),
  );
  await raw.close();
  await backend.close();
});

test("a job that nobody here works on fails, and says so", async () => {
  await queue.enqueue(nobodys, { id: "x" });
  await eventually(async () =>
    expect(await queue.failed()).toContainEqual(
      expect.objectContaining({ name: "nobodys", reason: "nobody works on nobodys" }),
    ),
  );
});

test("what is scheduled comes again and again, however often it was said", async () => {
  for (let n = 0; n < 3; n += 1) await queue.schedule(tick, {}, 400);
  await eventually(() => expect(ticks.length).toBeGreaterThanOrEqual(4));
  const gaps = ticks.slice(1).map((at, i) => at - (ticks[i] as number));
  // three schedules would tick three times as often
  expect(ticks.length).toBeLessThanOrEqual((Math.max(...ticks) - Math.min(...ticks)) / 400 + 2);
  expect(gaps.every((gap) => gap < 5_000)).toBe(true);
});

test("thousands are asked for at once, and doubles among them are one", async () => {
  const ids = Array.from({ length: 2_100 }, () => randomUUID());
  const before = seen.length;
  await queue.enqueueMany(
    note,
    [...ids, ...ids.slice(0, 400)].map((id) => ({ id })),
  );
  await eventually(() => expect(new Set(seen.slice(before).map(({ id }) => id)).size).toBe(2_100), 50_000);
  await eventually(async () => expect(await queue.counts()).toMatchObject({ waiting: 0, active: 0 }));
  // the doubles came in a later bulk, when the first of a pair may have been done already
  expect(seen.length - before).toBeLessThanOrEqual(2_500);
});
