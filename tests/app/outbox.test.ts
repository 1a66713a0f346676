import { expect, test } from "vitest";
import { createOutbox, type Answered, type Kept, type Queued } from "#app/answering/outbox.ts";
import type { SeenAnswer } from "#app/answering/model.ts";
import { queueKey, wipeQueues } from "#app/answering/queue-storage.ts";
import type { Reply } from "#domain/answering-rules.ts";

const choose = (value: string): Reply => ({ kind: "choice", value });

function seen(revision: number, reply: Reply, note: string | null = null): SeenAnswer {
  return {
    revision,
    kind: reply.kind,
    value: reply.kind === "choice" ? reply.value : null,
    credit: 0,
    reason: null,
    note,
    confirmed: true,
    acceptedBy: null,
    acceptedByName: null,
    isSelfAccepted: false,
    verdictCredit: null,
    source: "person",
    answeredByName: "Hạnh",
    suggestedByName: null,
    isMine: true,
    answeredAt: "2026-11-24T02:00:00Z",
  };
}

/** The browser's storage, which outlives the page. */
class FakeStorage implements Storage {
  [name: string]: unknown;
  readonly #items = new Map<string, string>();
  isFull = false;
  get length() {
    return this.#items.size;
  }
  key = (at: number) => [...this.#items.keys()][at] ?? null;
  getItem = (key: string) => this.#items.get(key) ?? null;
  removeItem = (key: string) => void this.#items.delete(key);
  clear = () => this.#items.clear();
  setItem = (key: string, value: string) => {
    if (this.isFull) throw new Error("QuotaExceededError");
    this.#items.set(key, value);
  };
}

/** A server that keeps answers by the same rules as ours, and a line to it that can be cut. */
class FakeServer {
  readonly answers = new Map<string, SeenAnswer>();
  readonly received: Queued[] = [];
  readonly #made = new Map<string, number>();
  /** What becomes of the next calls, instead of an answer. */
  readonly faults: ("lost-before" | "lost-after" | "signed-out" | "failing" | "refused")[] = [];
  isDown = false;

  send = async (item: Queued): Promise<Answered> => {
    await Promise.resolve();
    const fault = this.isDown ? "lost-before" : this.faults.shift();
    if (fault === "lost-before") return { kind: "unreachable" };
    if (fault === "signed-out" || fault === "failing") return { kind: fault };
    if (fault === "refused") return { kind: "refused", code: "not-asked" };
    this.received.push(item);
    const answered = this.#keep(item);
    return fault === "lost-after" ? { kind: "unreachable" } : answered;
  };

  #keep({ questionId, saveKey, basedOn, reply, note }: Queued): Answered {
    const current = this.answers.get(questionId);
    const repeated = this.#made.get(saveKey);
    if (repeated === undefined && (current?.revision ?? 0) !== basedOn)
      return { kind: "overtaken", theirs: current as SeenAnswer };
    if (repeated === undefined) {
      const kept = seen(basedOn + 1, reply ?? { kind: "none" }, note ?? current?.note ?? null);
      this.answers.set(questionId, kept);
      this.#made.set(saveKey, kept.revision);
    }
    const revision = repeated ?? basedOn + 1;
    return { kind: "kept", kept: { revision, answer: this.answers.get(questionId) as SeenAnswer, unconfirmed: [] } };
  }
}

/** Of all browsers together: no two changes have the same mark. */
let keys = 0;
function aBrowser(server: FakeServer, storage: FakeStorage | null = new FakeStorage()) {
  const kept: [string, Kept][] = [];
  const theirs: [string, SeenAnswer][] = [];
  const waits: number[] = [];
  let waiting: (() => void) | undefined;
  const outbox = createOutbox({
    storage,
    storageKey: "chu-tin:queue:an-nhien:1:hanh",
    send: server.send,
    onKept: (questionId, answer) => kept.push([questionId, answer]),
    onTheirs: (questionId, answer) => theirs.push([questionId, answer]),
    now: () => new Date("2026-11-24T02:00:00Z"),
    newKey: () => `key-${++keys}`,
    later: (act, ms) => {
      waits.push(ms);
      waiting = act;
      return () => (waiting = undefined);
    },
  });
  return {
    outbox,
    storage,
    kept,
    theirs,
    waits,
    items: () => outbox.getState().items,
    link: () => outbox.getState().link,
    retry: () => waiting?.(),
    /** Until nothing moves any more. */
    settled: async () => {
      for (let i = 0; i < 50; i++) await Promise.resolve();
    },
  };
}

test("a change is sent, confirmed and forgotten, and says when", async () => {
  const server = new FakeServer();
  const browser = aBrowser(server);
  browser.outbox.put("a", { reply: choose("met") }, 0);
  expect(browser.items()).toHaveLength(1);
  await browser.settled();
  expect(browser.kept).toMatchObject([["a", { revision: 1 }]]);
  expect(browser.outbox.getState()).toEqual({ items: [], link: "idle", savedAt: "2026-11-24T02:00:00.000Z" });
});

test("it lies in the storage before it is sent, and is gone from there once it was confirmed", async () => {
  const server = new FakeServer();
  const browser = aBrowser(server);
  server.isDown = true;
  browser.outbox.put("a", { reply: choose("met") }, 0);
  expect(browser.storage?.getItem("chu-tin:queue:an-nhien:1:hanh")).toContain('"met"');
  server.isDown = false;
  browser.outbox.flush();
  await browser.settled();
  browser.retry();
  await browser.settled();
  expect(browser.storage).toHaveLength(0);
});

test("while the line is cut everything is held; when it is back all goes out in order, once each", async () => {
  const server = new FakeServer();
  const browser = aBrowser(server);
  server.isDown = true;
  browser.outbox.put("a", { reply: choose("met") }, 0);
  await browser.settled();
  browser.outbox.put("b", { reply: choose("unmet") }, 0);
  browser.outbox.put("c", { reply: choose("partly") }, 0);
  await browser.settled();
  expect(browser.link()).toBe("unreachable");
  expect(browser.items()).toHaveLength(3);
  server.isDown = false;
  browser.outbox.flush();
  await browser.settled();
  expect(server.received.map(({ questionId }) => questionId)).toEqual(["a", "b", "c"]);
  expect(browser.outbox.getState()).toMatchObject({ items: [], link: "idle" });
});

test("what arrived without our hearing of it is sent again with the same mark, and is no conflict", async () => {
  const server = new FakeServer();
  server.faults.push("lost-after");
  const browser = aBrowser(server);
  browser.outbox.put("a", { reply: choose("met") }, 0);
  await browser.settled();
  expect(browser.link()).toBe("unreachable");
  browser.retry();
  await browser.settled();
  expect(browser.items()).toEqual([]);
  expect(server.received.map(({ saveKey }) => saveKey)).toEqual([
    server.received[0]?.saveKey,
    server.received[0]?.saveKey,
  ]);
});

test("a change of mind after it may have arrived is a change of its own, built on the first", async () => {
  const server = new FakeServer();
  server.faults.push("lost-after");
  const browser = aBrowser(server);
  browser.outbox.put("a", { reply: choose("met") }, 0);
  await browser.settled();
  browser.outbox.put("a", { reply: choose("unmet") }, 0);
  await browser.settled();
  browser.retry();
  await browser.settled();
  expect(server.answers.get("a")).toMatchObject({ value: "unmet", revision: 2 });
  expect(browser.items()).toEqual([]);
});

test("several changes of mind before anything was sent are one", async () => {
  const server = new FakeServer();
  const browser = aBrowser(server);
  server.isDown = true;
  browser.outbox.put("first", { reply: choose("met") }, 0);
  await browser.settled();
  browser.outbox.put("a", { reply: choose("met") }, 3);
  browser.outbox.put("a", { reply: choose("partly") }, 3);
  browser.outbox.put("a", { note: "xem sổ" }, 3);
  expect(browser.items()).toHaveLength(2);
  expect(browser.items()[1]).toMatchObject({ reply: choose("partly"), note: "xem sổ", basedOn: 3 });
});

test("a closed tab loses nothing: the next visit sends what lies there", async () => {
  const server = new FakeServer();
  const storage = new FakeStorage();
  const first = aBrowser(server, storage);
  server.isDown = true;
  first.outbox.put("a", { reply: choose("met") }, 0);
  await first.settled();
  first.outbox.close();
  server.isDown = false;
  const next = aBrowser(server, storage);
  expect(next.items()).toHaveLength(1);
  next.outbox.flush();
  await next.settled();
  expect(server.answers.get("a")?.value).toBe("met");
});

test("two tabs send the same change once, and neither loses what the other holds", async () => {
  const server = new FakeServer();
  const storage = new FakeStorage();
  const [one, other] = [aBrowser(server, storage), aBrowser(server, storage)];
  server.isDown = true;
  one.outbox.put("a", { reply: choose("met") }, 0);
  await one.settled();
  other.outbox.put("b", { reply: choose("met") }, 0);
  await other.settled();
  expect(other.items().map(({ questionId }) => questionId)).toEqual(["a", "b"]);
  server.isDown = false;
  one.outbox.reread();
  one.outbox.flush();
  other.outbox.flush();
  await one.settled();
  expect([...server.answers.values()].map(({ revision }) => revision)).toEqual([1, 1]);
  expect(storage).toHaveLength(0);
});

test("it waits longer each time, up to a minute, and starts anew when it is asked to", async () => {
  const server = new FakeServer();
  server.isDown = true;
  const browser = aBrowser(server);
  browser.outbox.put("a", { reply: choose("met") }, 0);
  for (let i = 0; i < 8; i++) {
    await browser.settled();
    browser.retry();
  }
  await browser.settled();
  expect(browser.waits.slice(0, 8)).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000]);
  browser.outbox.flush();
  await browser.settled();
  expect(browser.waits.at(-1)).toBe(1_000);
});

test("a session that ended keeps everything until somebody signs in again", async () => {
  const server = new FakeServer();
  server.faults.push("signed-out");
  const browser = aBrowser(server);
  browser.outbox.put("a", { reply: choose("met") }, 0);
  await browser.settled();
  expect(browser.outbox.getState()).toMatchObject({ link: "signed-out", items: [{ questionId: "a" }] });
  browser.outbox.flush();
  await browser.settled();
  expect(browser.outbox.getState()).toMatchObject({ link: "idle", items: [] });
});

test("what the server fails on does not hold up the other questions", async () => {
  const server = new FakeServer();
  server.faults.push("failing");
  const browser = aBrowser(server);
  browser.outbox.put("a", { reply: choose("met") }, 0);
  browser.outbox.put("b", { reply: choose("met") }, 0);
  await browser.settled();
  expect([...server.answers.keys()]).toEqual(["b"]);
  expect(browser.link()).toBe("failing");
  browser.retry();
  await browser.settled();
  expect([...server.answers.keys()]).toEqual(["b", "a"]);
});

test("what the server refuses stops that question alone, and can be given up or said anew", async () => {
  const server = new FakeServer();
  server.faults.push("refused");
  const browser = aBrowser(server);
  browser.outbox.put("a", { reply: choose("met") }, 0);
  browser.outbox.put("b", { reply: choose("met") }, 0);
  await browser.settled();
  expect(browser.items()).toMatchObject([{ questionId: "a", trouble: { kind: "refused", code: "not-asked" } }]);
  expect([...server.answers.keys()]).toEqual(["b"]);
  browser.outbox.put("a", { reply: choose("partly") }, 0);
  await browser.settled();
  expect(server.answers.get("a")?.value).toBe("partly");
  expect(browser.items()).toEqual([]);
});

test("an answer of somebody else is shown beside one's own; keeping one's own goes over what was seen", async () => {
  const server = new FakeServer();
  server.answers.set("a", seen(4, choose("unmet")));
  const browser = aBrowser(server);
  browser.outbox.put("a", { reply: choose("met") }, 3);
  await browser.settled();
  expect(browser.theirs).toMatchObject([["a", { revision: 4, value: "unmet" }]]);
  expect(browser.items()).toMatchObject([{ trouble: { kind: "overtaken" }, reply: choose("met") }]);
  browser.outbox.takeMine("a");
  await browser.settled();
  expect(server.answers.get("a")).toMatchObject({ value: "met", revision: 5 });
  expect(browser.items()).toEqual([]);
});

test("keeping theirs gives one's own up; a conflict survives a closed tab", async () => {
  const server = new FakeServer();
  server.answers.set("a", seen(4, choose("unmet")));
  const storage = new FakeStorage();
  const first = aBrowser(server, storage);
  first.outbox.put("a", { reply: choose("met") }, 3);
  await first.settled();
  const next = aBrowser(server, storage);
  next.outbox.flush();
  await next.settled();
  expect(next.items()).toMatchObject([{ trouble: { kind: "overtaken" } }]);
  next.outbox.discard("a");
  await next.settled();
  expect(server.answers.get("a")).toMatchObject({ value: "unmet", revision: 4 });
  expect(storage).toHaveLength(0);
});

test("a third writer in between makes another conflict, not an overwriting", async () => {
  const server = new FakeServer();
  server.answers.set("a", seen(4, choose("unmet")));
  const browser = aBrowser(server);
  browser.outbox.put("a", { reply: choose("met") }, 3);
  await browser.settled();
  server.answers.set("a", seen(5, choose("partly")));
  browser.outbox.takeMine("a");
  await browser.settled();
  expect(browser.items()).toMatchObject([{ trouble: { kind: "overtaken", theirs: { revision: 5 } } }]);
});

test("taking back what was not sent yet forgets it; what was sent is taken back by another change", async () => {
  const server = new FakeServer();
  const browser = aBrowser(server);
  server.isDown = true;
  browser.outbox.put("first", { reply: choose("met") }, 0);
  await browser.settled();
  browser.outbox.put("a", { reply: choose("met") }, 2);
  browser.outbox.undo("a", seen(2, choose("unmet")), 2);
  expect(browser.items().map(({ questionId }) => questionId)).toEqual(["first"]);
  browser.outbox.undo("first", undefined, 0);
  expect(browser.items()[1]).toMatchObject({ questionId: "first", basedOn: 1, undo: { shows: null } });
});

test("of several changes that became one, taking back the last leaves the one before", async () => {
  const server = new FakeServer();
  const browser = aBrowser(server);
  server.isDown = true;
  browser.outbox.put("first", { reply: choose("met") }, 0);
  await browser.settled();
  browser.outbox.put("a", { reply: choose("met") }, 0);
  browser.outbox.put("a", { reply: choose("partly") }, 0);
  browser.outbox.undo("a", seen(0, choose("met"), "ghi chú"), 0);
  expect(browser.items()[1]).toMatchObject({ reply: choose("met"), note: "ghi chú" });
});

test("a change that was taken back in the meantime makes no conflict", async () => {
  const server = new FakeServer();
  server.answers.set("a", seen(4, choose("unmet")));
  server.faults.push("lost-before");
  const browser = aBrowser(server);
  browser.outbox.put("a", { reply: choose("met") }, 3);
  await browser.settled();
  browser.outbox.undo("a", seen(3, choose("partly")), 3);
  await browser.settled();
  browser.retry();
  await browser.settled();
  expect(browser.items()).toEqual([]);
  expect(browser.theirs.at(-1)).toMatchObject(["a", { revision: 4 }]);
});

test("a browser that keeps nothing, or has no room left, still sends", async () => {
  const server = new FakeServer();
  const full = new FakeStorage();
  full.isFull = true;
  for (const [browser, question] of [
    [aBrowser(server, null), "a"],
    [aBrowser(server, full), "b"],
  ] as const) {
    browser.outbox.put(question, { reply: choose("met") }, 0);
    await browser.settled();
    expect(browser.kept).toHaveLength(1);
  }
});

test("what is no change of ours in the storage is left out", () => {
  const storage = new FakeStorage();
  for (const text of ["no json", "{}", "null", '[null, {"questionId": "a"}, 3]']) {
    storage.setItem("chu-tin:queue:an-nhien:1:hanh", text);
    expect(aBrowser(new FakeServer(), storage).items()).toEqual([]);
  }
});

test("signing out wipes what waits, of every company, and nothing else", () => {
  const storage = new FakeStorage();
  storage.setItem(queueKey("an-nhien", "1", "hanh"), "[]");
  storage.setItem(queueKey("bat-trang", "2", "hanh"), "[]");
  storage.setItem("chu-tin:keys", "off");
  wipeQueues(storage);
  expect(Array.from({ length: storage.length }, (_, i) => storage.key(i))).toEqual(["chu-tin:keys"]);
});
