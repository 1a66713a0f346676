import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Fact } from "#domain/content/fact.schema.ts";
import type { GivenFacts } from "#domain/content/facts.ts";
import type { Instrument } from "#domain/content/instrument.schema.ts";
import type { Obligation } from "#domain/content/obligation.schema.ts";
import {
  boundDuties,
  clocksOf,
  hottestOf,
  inDateOrder,
  isInHours,
  legalDaysOf,
  type Dated,
} from "#domain/deadlines.ts";
import { plusDays } from "#domain/schedule.ts";

const text = { vi: "chữ", en: "text" };
const law = (id: string, more: Partial<Instrument> = {}): Instrument => ({
  id,
  kind: "law",
  number: "1/2026",
  title: text,
  short: text,
  replaced: [],
  confidence: "H",
  ...more,
});
const duty = (id: string, more: Partial<Obligation> = {}): Obligation => ({
  id,
  title: text,
  summary: text,
  basis: ["law 1"],
  nature: "duty",
  binds: text,
  trigger: text,
  exceptions: [],
  appliesWhen: [],
  fines: [],
  severity: "S3",
  confidence: "H",
  ...more,
});
const within = (amount: number, unit: "hours" | "days" | "working-days" | "months" | "years") => ({
  deadline: { amount, unit, from: text, words: text },
});

/** Staff are asked for; the role is computed from it, and binds where it is not known. */
const facts: Fact[] = [
  { kind: "boolean", id: "staff", text },
  {
    kind: "computed",
    id: "relief",
    text,
    clauses: ["law 38"],
    values: [
      { value: "free", text, ends: { on: "2030-12-31", text } },
      { value: "none", text },
    ],
    cases: [{ value: "free", when: { fact: "staff", in: ["false"] } }],
    otherwise: "none",
    unknown: "none",
  },
];
const instruments = new Map([
  ["law", law("law")],
  ["iso", law("iso", { kind: "standard" })],
]);
const known = (given: GivenFacts) => ({ facts, instruments, given });
const bind = (obligations: Obligation[], given: GivenFacts = {}) => boundDuties(obligations, known(given));

const anyDuty = fc
  .record({
    id: fc.string({ minLength: 1, maxLength: 3 }),
    nature: fc.constantFrom("duty" as const, "practice" as const),
    basis: fc.constantFrom<string[]>(["law 1"], ["iso 4.1"], ["iso 4.1", "law 2"]),
    severity: fc.constantFrom("S1" as const, "S2" as const, "S3" as const, "S4" as const),
    appliesWhen: fc.subarray([
      { fact: "staff", in: ["true"] },
      { fact: "relief", in: ["none"] },
    ]),
    deadline: fc.option(
      fc.oneof(
        fc.constant({ words: text }),
        fc.record({
          amount: fc.integer({ min: 1, max: 90 }),
          unit: fc.constantFrom("hours" as const, "days" as const, "working-days" as const, "months" as const),
          from: fc.constant(text),
          words: fc.constant(text),
        }),
      ),
      { nil: undefined },
    ),
  })
  .map(({ id, ...more }) => duty(id, more));
const anyDuties = fc.uniqueArray(anyDuty, { maxLength: 12, selector: ({ id }) => id });
const anyGiven = fc.constantFrom<GivenFacts>({}, { staff: true }, { staff: false });

describe("the clocks of the law", () => {
  test("in hours come before those in days, the shorter first, then the graver; those without a number last", () => {
    const duties = [
      duty("A", within(2, "working-days")),
      duty("B", within(72, "hours")),
      duty("C", { deadline: { words: text } }),
      duty("D", { ...within(72, "hours"), severity: "S4" }),
      duty("E", within(24, "hours")),
      duty("F", within(1, "months")),
      duty("G", within(15, "days")),
    ];
    expect(clocksOf(bind(duties)).map(({ obligation }) => obligation.id)).toEqual("EDBAGFC".split(""));
  });

  test("are those of duties alone: a practice and a standard bind nobody", () => {
    const duties = [
      duty("A", { ...within(1, "hours"), nature: "practice" }),
      duty("B", { ...within(1, "hours"), basis: ["iso 9.1"] }),
      duty("C", within(1, "hours")),
    ];
    expect(bind(duties).map(({ item }) => item.id)).toEqual(["C"]);
  });

  test("say so where they are counted for want of an answer, and only there", () => {
    const staffed = duty("A", { ...within(1, "hours"), appliesWhen: [{ fact: "staff", in: ["true"] }] });
    const unrelieved = duty("B", { ...within(2, "hours"), appliesWhen: [{ fact: "relief", in: ["none"] }] });
    const assumed = (given: GivenFacts) =>
      clocksOf(bind([staffed, unrelieved], given)).map(({ isAssumed }) => isAssumed);
    expect(assumed({})).toEqual([true, true]);
    expect(assumed({ staff: true })).toEqual([false, false]);
    expect(assumed({ staff: false })).toEqual([]);
  });

  test("are never fewer for knowing less, and with all known none is assumed", () => {
    fc.assert(
      fc.property(anyDuties, anyGiven, (duties, given) => {
        const clocks = clocksOf(bind(duties, given));
        const unknown = clocksOf(bind(duties)).map(({ obligation }) => obligation);
        for (const { obligation } of clocks) expect(unknown).toContain(obligation);
        if (given.staff !== undefined) expect(clocks.filter(({ isAssumed }) => isAssumed)).toEqual([]);
        // what is not assumed stays when the rest becomes known
        const sure = clocks.filter(({ isAssumed }) => !isAssumed).map(({ obligation }) => obligation.id);
        for (const staff of [true, false])
          if (given.staff === undefined)
            expect(bind(duties, { staff }).map(({ item }) => item.id)).toEqual(expect.arrayContaining(sure));
      }),
      { numRuns: 300 },
    );
  });

  test("stand in one order, however they came", () => {
    fc.assert(
      fc.property(anyDuties, (duties) => {
        const order = (of: Obligation[]) => clocksOf(bind(of)).map(({ obligation }) => obligation);
        const clocks = order(duties);
        expect(order([...duties].reverse())).toEqual(clocks);
        const hours = clocks.map(isInHours);
        expect(hours).toEqual([...hours].sort((a, b) => Number(b) - Number(a)));
      }),
      { numRuns: 200 },
    );
  });
});

describe("the days that a law names", () => {
  const today = "2026-11-24";
  const dated = new Map([
    ["law", law("law", { inForce: "2027-01-01", until: "2027-03-01" })],
    ["old", law("old", { inForce: "2020-01-01", until: "2026-11-23" })],
    ["last", law("last", { until: today })],
    ["uncited", law("uncited", { until: "2028-01-01" })],
  ]);
  const duties = bind([duty("A", { basis: ["law 1", "old 2", "last 3"] })]);
  const days = (given: GivenFacts) =>
    legalDaysOf(duties, { facts, instruments: dated, given }, today).map(({ kind, on }) => [kind, on]);

  test("are those ahead, of what a binding duty stands in", () => {
    expect(days({ staff: true })).toEqual([
      ["ends", today],
      ["begins", "2027-01-01"],
      ["ends", "2027-03-01"],
    ]);
  });

  test("have the end of a relief among them for whom it is given, and for nobody of whom it is not known", () => {
    expect(days({ staff: false }).at(-1)).toEqual(["value-ends", "2030-12-31"]);
    expect(days({}).map(([kind]) => kind)).not.toContain("value-ends");
  });
});

describe("the days ahead", () => {
  const anyDated = fc.record({
    kind: fc.constantFrom<Dated["kind"]>("assessment", "task", "schedule", "law"),
    id: fc.string({ minLength: 1, maxLength: 2 }),
    on: fc.integer({ min: -20, max: 20 }).map((days) => plusDays("2026-11-24", days)),
  });

  test("stand by their date, what somebody has to do before what happens by itself", () => {
    const on = "2026-12-01";
    const dates: Dated[] = (["law", "schedule", "task", "assessment"] as const).map((kind) => ({ kind, id: kind, on }));
    expect(inDateOrder([...dates, { kind: "law", id: "sooner", on: "2026-11-30" }]).map(({ id }) => id)).toEqual([
      "sooner",
      "assessment",
      "task",
      "schedule",
      "law",
    ]);
  });

  test("are hot when a task's or an assessment's day is today or past, and never otherwise", () => {
    fc.assert(
      fc.property(fc.array(anyDated, { maxLength: 8 }), (dates) => {
        const today = "2026-11-24";
        const due = dates.filter(({ kind, on }) => on <= today && kind !== "schedule" && kind !== "law");
        const hot = hottestOf(dates, today);
        expect(hot === null).toBe(due.length === 0);
        if (hot) expect(due.every(({ on }) => on >= hot.on)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
