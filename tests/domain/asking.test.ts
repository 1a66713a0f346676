import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isSettled, noteWith, replyIn, requestStateOf } from "#domain/asking.ts";

const now = new Date("2026-11-24T02:00:00Z");
const later = new Date("2026-12-08T02:00:00Z");
const open = {
  questionIds: ["a", "b"],
  openedAt: null,
  usedAt: null,
  revokedAt: null,
  expiresAt: later,
  replies: [],
};
const reply = (questionId: string, decision: "accepted" | "declined" | null) => ({ questionId, decision });

describe("how a request stands", () => {
  test.each([
    ["unopened", {}],
    ["opened", { openedAt: now }],
    ["opened", { openedAt: now, replies: [reply("a", "accepted")] }],
    ["answered", { replies: [reply("a", null)] }],
    ["answered", { revokedAt: now, replies: [reply("a", "accepted"), reply("b", null)] }],
    ["settled", { replies: [reply("a", "accepted"), reply("b", "accepted")], usedAt: now }],
    ["settled", { replies: [reply("a", "accepted"), reply("b", "declined")] }],
    ["withdrawn", { revokedAt: now, openedAt: now }],
    ["withdrawn", { revokedAt: now, replies: [reply("a", "declined")] }],
    ["expired", { expiresAt: now }],
  ] as const)("%s: %o", (state, changed) => {
    expect(requestStateOf({ ...open, ...changed }, now)).toBe(state);
  });

  const aDecision = fc.constantFrom("accepted" as const, "declined" as const, null);
  const aRequest = fc.record({
    questionIds: fc.constant(["a", "b", "c"]),
    openedAt: fc.constantFrom(null, now),
    usedAt: fc.constant(null),
    revokedAt: fc.constantFrom(null, now),
    expiresAt: fc.constantFrom(now, later),
    replies: fc
      .subarray(["a", "b", "c"])
      .chain((ids) => fc.tuple(...ids.map((id) => aDecision.map((decision) => reply(id, decision))))),
  });

  test("a reply that waits is never hidden by what became of the link", () => {
    fc.assert(
      fc.property(aRequest, (request) => {
        const waits = request.replies.some(({ decision }) => decision === null);
        expect(requestStateOf(request, now) === "answered").toBe(waits);
      }),
    );
  });

  test("it is settled for good only when each question was accepted", () => {
    fc.assert(
      fc.property(aRequest, (request) => {
        expect(isSettled(request)).toBe(
          request.replies.length === 3 && request.replies.every(({ decision }) => decision === "accepted"),
        );
      }),
    );
  });
});

test("a reply is what an answer would say", () => {
  expect(replyIn({ kind: "choice", value: ["zalo"], reason: null })).toEqual({ kind: "choice", value: ["zalo"] });
  expect(replyIn({ kind: "dont-know", value: null, reason: null })).toEqual({ kind: "dont-know" });
  expect(replyIn({ kind: "not-applicable", value: null, reason: "Không thuê ai" })).toEqual({
    kind: "not-applicable",
    reason: "Không thuê ai",
  });
});

describe("the note of an answer with a colleague's beside it", () => {
  test("keeps what stands, names who noted, and says nothing twice", () => {
    const nam = { givenName: "Nam", note: "hỏi chị Lan" };
    expect(noteWith(null, nam, 100)).toBe("Nam: hỏi chị Lan");
    expect(noteWith("xem lại", nam, 100)).toBe("xem lại\nNam: hỏi chị Lan");
    expect(noteWith("xem lại\nNam: hỏi chị Lan", nam, 100)).toBeUndefined();
    expect(noteWith("xem lại", { givenName: "Nam", note: null }, 100)).toBeUndefined();
  });

  test("never cuts or drops what stands", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), fc.nat(60), (existing, givenName, note, longest) => {
        const whole = noteWith(existing, { givenName, note }, longest);
        if (whole === undefined) return;
        expect(whole.startsWith(existing)).toBe(true);
        expect(whole.endsWith(note)).toBe(true);
        expect(whole.length).toBeLessThanOrEqual(longest);
      }),
    );
  });
});
