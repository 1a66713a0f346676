import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  canonicalJson,
  disclosureHashes,
  GENESIS,
  REDACTED,
  sealed,
  verifyChain,
  type Json,
} from "#domain/audit-chain.ts";
import { AuditLine } from "#domain/audit-line.schema.ts";

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
const tenantId = "7d8a3c7e-6f5b-4c55-9f3a-2b1c0d9e8f7a";
const idOf = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;

/** A whole chain of as many events, each of which says its own number. */
function chain(
  length: number,
  actions: Record<number, { action: string; detail: { [key: string]: Json } }> = {},
): AuditLine[] {
  const lines: AuditLine[] = [];
  for (let n = 1; n <= length; n += 1) {
    const disclosed = { salt: `salt ${n}`, address: "113.161.72.9", detail: actions[n]?.detail ?? { n, before: null } };
    const fact = {
      tenantId,
      eventId: idOf(n),
      at: new Date(Date.UTC(2026, 10, 24, 1, 0, n)).toISOString(),
      actor: { kind: "person" as const, id: idOf(900) },
      action: actions[n]?.action ?? "answer.saved",
      object: { kind: "question", id: `leak.${n}` },
      ...disclosureHashes(disclosed, sha256),
    };
    lines.push({ ...fact, ...sealed(fact, lines.at(-1) ?? GENESIS, sha256), disclosed, redactedAt: null });
  }
  return lines;
}
const without = (lines: AuditLine[], at: number) => lines.filter((_, i) => i !== at);
const changed = (lines: AuditLine[], at: number, change: Partial<AuditLine>) =>
  lines.map((line, i) => (i === at ? { ...line, ...change } : line));
const redactedOn = (lines: AuditLine[], at: number) =>
  changed(lines, at, { disclosed: null, redactedAt: "2026-12-01T03:00:00.000Z" });

test("canonical JSON sorts its keys at every depth and writes no white space", () => {
  expect(canonicalJson({ b: [1, { d: null, c: "Đ" }], a: true })).toBe('{"a":true,"b":[1,{"c":"Đ","d":null}]}');
  expect(canonicalJson({ "€": 1, "\r": 2, "\ufb33": 3, "1": 4, "😀": 5, ö: 6 })).toBe(
    '{"\\r":2,"1":4,"ö":6,"€":1,"😀":5,"\ufb33":3}', // the example of RFC 8785, 3.2.3
  );
  expect(() => canonicalJson(Number.NaN)).toThrow("no JSON");
});

test("canonical JSON is one text for one value, whatever order its keys came in", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 })), (value) => {
      const shuffled = Object.fromEntries(Object.entries(value).reverse());
      expect(canonicalJson(shuffled as Json)).toBe(canonicalJson(value as Json));
      expect(JSON.parse(canonicalJson(value as Json))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

test("a whole chain holds, from its first event to its last", async () => {
  const lines = chain(5);
  expect(lines.map((line) => AuditLine.parse(line))).toEqual(lines);
  expect(await verifyChain(lines, sha256)).toEqual({
    count: 5,
    first: 1,
    last: { sequence: 5, hash: lines[4]?.hash },
    redacted: [],
    fault: null,
  });
  expect(await verifyChain([], sha256)).toMatchObject({ count: 0, first: null, last: null, fault: null });
});

test("whatever is changed in an event is found, at that event", async () => {
  const lines = chain(4);
  const changes: Partial<AuditLine>[] = [
    { at: "2026-11-25T01:00:00.000Z" },
    { actor: { kind: "person", id: idOf(901) } },
    { action: "answer.deleted" },
    { object: { kind: "question", id: "leak.9" } },
    { eventId: idOf(999) },
    { detailHash: sha256("another") },
    { addressHash: null },
    { hash: sha256("another") },
  ];
  for (const change of changes) {
    const { fault, count } = await verifyChain(changed(lines, 2, change), sha256);
    expect({ fault, count }).toEqual({ fault: { sequence: 3, fault: "event-changed" }, count: 2 });
  }
  expect((await verifyChain(changed(lines, 2, { previousHash: sha256("another") }), sha256)).fault).toEqual({
    sequence: 3,
    fault: "link-broken",
  });
  const saidOtherwise = { salt: "salt 3", address: "113.161.72.9", detail: { n: 4, before: null } };
  expect((await verifyChain(changed(lines, 2, { disclosed: saidOtherwise }), sha256)).fault).toEqual({
    sequence: 3,
    fault: "detail-changed",
  });
});

test("an event rewritten together with its hash breaks the link of the next one", async () => {
  const lines = chain(4);
  const [first, second] = lines as [AuditLine, AuditLine];
  const forged = { ...second, action: "answer.deleted" };
  const link = sealed(forged, first, sha256);
  expect((await verifyChain(changed(lines, 1, { ...forged, ...link }), sha256)).fault).toEqual({
    sequence: 3,
    fault: "link-broken",
  });
});

test("an event that is left out, doubled or moved is found", async () => {
  const lines = chain(5);
  expect((await verifyChain(without(lines, 2), sha256)).fault).toEqual({ sequence: 4, fault: "events-missing" });
  expect((await verifyChain(without(lines, 0), sha256)).fault).toEqual({ sequence: 2, fault: "events-missing" });
  const second = lines[1] as AuditLine;
  expect((await verifyChain([...lines.slice(0, 2), second, ...lines.slice(2)], sha256)).fault).toEqual({
    sequence: 2,
    fault: "link-broken",
  });
  const foreign = changed(lines, 3, { tenantId: idOf(77) });
  expect((await verifyChain(foreign, sha256)).fault).toEqual({ sequence: 4, fault: "other-tenant" });
});

test("a detail may be redacted when an event says so, and in no other way", async () => {
  const told = chain(4, { 4: { action: REDACTED, detail: { eventIds: [idOf(2)] } } });
  const verdict = await verifyChain(redactedOn(told, 1), sha256);
  expect(verdict.fault).toBeNull();
  expect(verdict.redacted).toEqual([{ sequence: 2, on: "2026-12-01T03:00:00.000Z" }]);

  const silent = await verifyChain(redactedOn(chain(4), 1), sha256);
  expect(silent.fault).toEqual({ sequence: 2, fault: "redaction-unannounced" });
  const removed = await verifyChain(changed(told, 1, { disclosed: null }), sha256);
  expect(removed.fault).toEqual({ sequence: 2, fault: "detail-removed" });
});

test("an extract may leave events out, and still nothing in it may be changed", async () => {
  const lines = chain(6);
  const extract = [lines[1], lines[2], lines[5]] as AuditLine[];
  expect(await verifyChain(extract, sha256, { isExtract: true })).toMatchObject({ count: 3, first: 2, fault: null });
  expect((await verifyChain(redactedOn(extract, 0), sha256, { isExtract: true })).fault).toBeNull();
  const forged = changed(extract, 2, { action: "answer.deleted" });
  expect((await verifyChain(forged, sha256, { isExtract: true })).fault).toEqual({
    sequence: 6,
    fault: "event-changed",
  });
  const backwards = [...extract].reverse();
  expect((await verifyChain(backwards, sha256, { isExtract: true })).fault).toEqual({
    sequence: 3,
    fault: "link-broken",
  });
});
