import { expect, test } from "vitest";
import { loadLibrary } from "#content/library.ts";
import { factValuesOf } from "#domain/content/facts.ts";
import { scoreOf } from "#domain/scoring/score.ts";
import { statesOf } from "#domain/scoring/states.ts";
import { contentFolder, realContent, sample } from "./sample-content.ts";

const library = loadLibrary(realContent);
const first = library.framework("leakage", "1");
const leakage = library.latest("leakage");
const free = [1, 2, 4, 7, 9, 10, 11, 14, 15, 16, 18, 21, 23, 24, 27, 29, 30, 35, 39, 40].map(
  (n) => `LEAK-${String(n).padStart(2, "0")}`,
);

test("the first version asked the twenty questions of the free check, and stays for the assessments that rest on it", () => {
  expect(first.questions.map(({ ref }) => ref)).toEqual(free);
  expect(first.sets.find(({ id }) => id === "free")?.questions).toEqual(first.questions.map(({ id }) => id));
});

test("the leakage check asks forty-four questions in order; the free check is the same twenty of them", () => {
  const refs = leakage.questions.map(({ ref }) => ref);
  expect(leakage).toMatchObject({ version: "2", kind: "check" });
  expect(refs).toEqual(Array.from({ length: 44 }, (_, i) => `LEAK-${String(i + 1).padStart(2, "0")}`));
  expect(leakage.sets.find(({ id }) => id === "free")?.questions).toEqual(first.questions.map(({ id }) => id));
  expect(
    leakage.questions.filter(({ ref }) => free.includes(ref ?? "")).map(({ id, meaning }) => [id, meaning]),
  ).toEqual(first.questions.map(({ id, meaning }) => [id, meaning]));
});

test("all four kinds of framework are there, from the nearest to a shop to the one of its own will", () => {
  const latest = [...new Set(library.frameworks.map(({ id }) => id))].map((id) => library.latest(id));
  expect(latest.map(({ id, kind, questions }) => [id, kind, questions.length])).toEqual([
    ["leakage", "check", 44],
    ["vn-pdpl-2025", "law", 41],
    ["gdpr", "regulation", 20],
    ["iso27001-2022", "standard", 30],
  ]);
  for (const { id, about } of latest) expect(about.vi.length, id).toBeGreaterThan(60);
});

test("the chain behind it has all that it needs", () => {
  const controls = new Set(leakage.questions.flatMap((question) => question.controls));
  const playbooks = new Set(leakage.questions.flatMap(({ id }) => library.playbooksForQuestion(id)));
  const bonds = leakage.questions.flatMap((question) => library.obligationsFor(question));
  const obligations = new Set(bonds.map(({ obligation }) => obligation.id));
  expect([controls.size, playbooks.size, obligations.size]).toEqual([51, 37, 98]);
  expect(leakage.topics).toHaveLength(7);
  expect(library.warnings).toEqual([]);
});

test("severities are those of the check: twelve critical questions, twenty-four high ones, eight of medium weight", () => {
  const count = (severity: string) => leakage.questions.filter((question) => question.severity === severity).length;
  expect([count("S1"), count("S2"), count("S3"), count("S4")]).toEqual([0, 8, 24, 12]);
});

test("each question has its three answers, a playbook of four to six steps for its main control, and law behind it", () => {
  for (const question of leakage.questions) {
    expect(question.answer.kind).toBe("choice");
    if (question.answer.kind === "choice")
      expect(question.answer.choices.map(({ value, credit }) => [value, credit])).toEqual([
        ["met", 100],
        ["partly", 50],
        ["unmet", 0],
      ]);
    const playbooks = library.playbooksForQuestion(question.id);
    expect(playbooks.length).toBeGreaterThan(0);
    expect(playbooks[0]!.closes).toContain(question.controls[0]);
    for (const { steps } of playbooks) expect([4, 5, 6]).toContain(steps.length);
    expect(library.obligationsFor(question).length).toBeGreaterThan(0);
  }
});

test("what the law says of a leak begins with the notice in 72 hours", () => {
  const question = library.findQuestion(leakage, "breach.told-in-time")!;
  const [nearest] = library.obligationsFor(question);
  expect(nearest).toMatchObject({ obligation: { id: "VN-BR-01" }, relation: "subset", strength: 9 });
  expect(nearest!.obligation.deadline).toMatchObject({ amount: 72, unit: "hours" });
});

test("in a plain check the national law comes first, then the EU's, then the standard; in each what is closest", () => {
  const place = (id: string) => ["VN", "GDPR", "ISO"].indexOf(id.split("-")[0] ?? "");
  const closeness = ["equal", "subset", "superset", "intersects"];
  for (const question of leakage.questions) {
    const bonds = library.obligationsFor(question);
    const ranks = bonds.map(
      ({ obligation, relation, strength }) =>
        place(obligation.id) * 1000 + closeness.indexOf(relation) * 100 + (10 - strength),
    );
    expect(ranks, question.id).toEqual(ranks.toSorted((a, b) => a - b));
  }
});

test("what the facts rule out is not among the duties of a question, whatever the framework", () => {
  const known = factValuesOf(library.facts, { "eu-link": [], "whose-data": ["staff"] });
  const question = library.findQuestion(leakage, "breach.told-in-time")!;
  const ids = (facts = {}) => library.obligationsFor(question, facts).map(({ obligation }) => obligation.id);
  expect(ids()).toContain("GDPR-BREACH-06");
  expect(ids(known).filter((id) => id.startsWith("GDPR"))).toEqual([]);
  expect(ids(known)).toContain("VN-BR-01");
});

test("a no to a question threatens only the fines of duties that then are surely unmet", () => {
  const clauses = (id: string, facts = {}) =>
    library.finesFor(library.findQuestion(leakage, id)!, facts).map(({ clause }) => clause);
  expect(clauses("data.in-one-place")).toEqual(["vn-decree-330-2026 39.1.d", "vn-decree-98-2020"]);
  expect(clauses("data.in-one-place", { consumers: ["false"] })).toEqual(["vn-decree-330-2026 39.1.d"]);
  // the notice lies wholly inside the control: a firm may meet it alone
  expect(clauses("breach.told-in-time")).toEqual([]);
});

test("a question that no framework holds has no playbook, and an unknown framework is our own mistake", () => {
  expect(library.playbooksForQuestion("no.such")).toEqual([]);
  expect(library.findQuestion(leakage, "no.such")).toBeUndefined();
  expect(() => library.latest("no-such")).toThrow("no framework no-such in the content");
  expect(() => library.framework("leakage", "9")).toThrow("no framework leakage 9 in the content");
  expect(library.framework("leakage", library.latest("leakage").version)).toBe(library.latest("leakage"));
});

test("the revision follows the content, not the order of its fields", () => {
  const path = "frameworks/sample-1/framework.yaml";
  const revision = (text: string) => loadLibrary(contentFolder({ ...sample, [path]: text })).latest("sample").revision;
  const text = sample[path]!;
  const kind = "kind: law\n";
  expect(revision(text)).toMatch(/^[0-9a-f]{64}$/);
  expect(revision(text.replace(kind, "") + kind)).toBe(revision(text));
  expect(revision(text.replace("Bộ mẫu", "Bộ mẫu mới"))).not.toBe(revision(text));
});

test("messages are handed out by area, language and key", () => {
  expect(library.messages.states?.vi["grade-C"]).toBe("Còn lỗ hổng");
  expect(library.messages.states?.en["severity-S4"]).toBe("Critical");
});

test("a fifth framework with every kind of answer is files alone", () => {
  const added = Object.fromEntries(Object.entries(sample).filter(([path]) => path !== "facts.yaml"));
  const five = loadLibrary(contentFolder(added, realContent));
  const ids = ["leakage", "leakage", "sample", "vn-pdpl-2025", "gdpr", "iso27001-2022"];
  expect(five.frameworks.map(({ id }) => id)).toEqual(ids);
  const fifth = five.latest("sample");
  expect(fifth.questions.map(({ answer }) => answer.kind)).toEqual(["choice", "several", "date", "number", "maturity"]);
  expect(fifth.topics.map(({ multiplier }) => multiplier)).toEqual([1, 0]);
  expect(five.obligationsFor(fifth.questions[0]!)).toMatchObject([
    { obligation: { id: "SM-LAW-01" }, relation: "equal" },
  ]);
  expect(five.finesFor(fifth.questions[0]!, {}).map(({ kind }) => kind)).toEqual(["band", "words"]);
  expect(five.warnings).toEqual(library.warnings);
});

test("a newer version stands beside the older one, and says what changed", () => {
  const head = sample["frameworks/sample-1/framework.yaml"]!;
  const questions = sample["frameworks/sample-1/questions.yaml"]!;
  const two = loadLibrary(
    contentFolder({
      ...sample,
      "frameworks/sample-2/framework.yaml": `${head.replace('"1"', '"2"').replace("list.kept, ", "")}changes: { added: [list.shown], dropped: [list.kept], reworded: [list.places] }\n`,
      "frameworks/sample-2/questions.yaml": questions
        .replace("list.kept\n  meaning", "list.shown\n  meaning")
        .replace("question: list.kept", "question: list.shown")
        .replace("list.places\n  meaning: 1", "list.places\n  meaning: 2"),
    }),
  );
  expect(two.frameworks.map(({ version }) => version)).toEqual(["2", "1"]);
  expect(two.latest("sample").version).toBe("2");
  expect(two.framework("sample", "1").questions[0]!.id).toBe("list.kept");
});

test("scoring takes the framework as it is, and the shop without staff is asked thirty-three questions", () => {
  const facts = factValuesOf(library.facts, { headcount: 0 });
  const given = Object.fromEntries(
    leakage.questions.map(({ id }) => [
      id,
      { answer: { kind: "choice", credit: 50 } as const, confirmed: true, evidence: [] },
    ]),
  );
  const score = (known: typeof facts) => {
    const states = statesOf({ framework: leakage, facts: known, given, locked: false });
    return {
      asked: [...states.values()].filter(({ state }) => state === "answered").length,
      score: scoreOf({ framework: leakage, states }).score,
    };
  };
  expect(score({})).toEqual({ asked: 44, score: 5000 });
  expect(score(facts)).toEqual({ asked: 33, score: 5000 });
});
