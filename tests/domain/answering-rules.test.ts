import { describe, expect, test } from "vitest";
import {
  answersOf,
  creditOfReply,
  isCompleted,
  isLocked,
  markOf,
  requireAnswerable,
  saysTheSame,
  type Reply,
} from "#domain/answering-rules.ts";
import { aFramework } from "#tests/answering-framework.ts";

const stored = {
  kind: "choice",
  credit: 100,
  reason: null,
  confirmed: true,
  acceptedBy: null,
  verdictCredit: null,
} as const;

test("a stored answer is read by scoring as it was meant", () => {
  expect(
    answersOf({
      a: stored,
      b: { ...stored, kind: "dont-know", credit: 0 },
      c: { ...stored, kind: "not-applicable", reason: "không có", acceptedBy: "x" },
      d: { ...stored, kind: "not-applicable", reason: "không có" },
      e: { ...stored, confirmed: false, verdictCredit: 50 },
      f: undefined,
    }),
  ).toMatchObject({
    a: { answer: { kind: "choice", credit: 100 }, confirmed: true },
    b: { answer: { kind: "dontKnow" } },
    c: { answer: { kind: "notApplicable", reason: "không có", accepted: true } },
    d: { answer: { kind: "notApplicable", accepted: false } },
    e: { confirmed: false, finding: 50 },
  });
});

test("answers move while it is open, and what is open counts as left once it was completed", () => {
  expect(
    (["open", "in-review", "completed", "abandoned", "superseded"] as const).filter((state) => !isLocked(state)),
  ).toEqual(["open"]);
  expect((["open", "in-review", "completed", "abandoned", "superseded"] as const).filter(isCompleted)).toEqual([
    "completed",
    "superseded",
  ]);
});

describe("answering", () => {
  const framework = aFramework();
  const none = { facts: { abroad: ["false"] }, answers: {}, state: "open" } as const;
  test.each([
    ["people.nothing", none, "unknown-question"],
    ["people.abroad", none, "not-asked"],
    ["people.leaving-proof", none, "not-asked"],
    ["people.contract", { ...none, state: "completed" }, "assessment-locked"],
    ["people.contract", { ...none, state: "in-review" }, "assessment-locked"],
  ] as const)("%s is refused where it cannot be answered", (id, assessment, code) => {
    expect(() => requireAnswerable(framework, assessment, id)).toThrow(expect.objectContaining({ code }));
  });

  test("a question whose fact nobody knows can be answered: a relief is never assumed", () => {
    expect(requireAnswerable(framework, { ...none, facts: {} }, "people.abroad").id).toBe("people.abroad");
  });

  test("only a choice earns; not applicable needs a reason and a question that allows it", () => {
    const question = requireAnswerable(framework, none, "people.contract");
    const credit = (reply: Reply) => creditOfReply(question, reply, "2026-11-24");
    expect(credit({ kind: "choice", value: "partly" })).toBe(50);
    expect(credit({ kind: "dont-know" })).toBe(0);
    expect(credit({ kind: "not-applicable", reason: "không có" })).toBe(0);
    expect(() => credit({ kind: "not-applicable", reason: " " })).toThrow(
      expect.objectContaining({ code: "reason-needed" }),
    );
    const strict = requireAnswerable(framework, none, "people.leaving");
    expect(() => creditOfReply(strict, { kind: "not-applicable", reason: "không có" }, "2026-11-24")).toThrow(
      expect.objectContaining({ code: "not-applicable-refused" }),
    );
  });
});

test.each([
  [{ kind: "choice", value: "met", reason: null }, { kind: "choice", value: "met" }, true],
  [{ kind: "choice", value: ["a", "b"], reason: null }, { kind: "choice", value: ["a", "b"] }, true],
  [{ kind: "choice", value: "met", reason: null }, { kind: "choice", value: "partly" }, false],
  [{ kind: "choice", value: 3, reason: null }, { kind: "choice", value: "3" }, false],
  [{ kind: "not-applicable", value: null, reason: "a" }, { kind: "not-applicable", reason: " a " }, true],
  [{ kind: "not-applicable", value: null, reason: "a" }, { kind: "not-applicable", reason: "b" }, false],
  [{ kind: "none", value: null, reason: null }, { kind: "dont-know" }, false],
] as const)("%j says the same as %j: %s", (answer, reply, same) => {
  expect(saysTheSame(answer, reply)).toBe(same);
});

test("the mark shows what counts", () => {
  const mark = (state: Parameters<typeof markOf>[0]["state"], credit = 0) => markOf({ state, credit });
  expect([mark("answered", 100), mark("answered", 1), mark("answered"), mark("implied")]).toEqual([
    "met",
    "partly",
    "unmet",
    "unmet",
  ]);
  expect([mark("dontKnow"), mark("notApplicable"), mark("unanswered"), mark("leftOpen")]).toEqual([
    "unknown",
    "na",
    "open",
    "open",
  ]);
});
