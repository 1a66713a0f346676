import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ContentError, loadLibrary, type Library } from "#content/library.ts";
import type { Problem } from "#content/source.ts";
import { contentFolder, sample } from "./sample-content.ts";

type Breakage = {
  what: string;
  file: string;
  /** Each is replaced once, in this order. */
  change: [from: string, to: string][];
  /** Words that stand on the line that has to be named. */
  at: string;
  reason: string;
};

const questions = "frameworks/sample-1/questions.yaml";
const head = "frameworks/sample-1/framework.yaml";
const obligations = "obligations/sample.yaml";
const controls = "controls/sample.yaml";
const playbooks = "playbooks/sample.yaml";
const instruments = "instruments/sample.yaml";
const facts = "facts.yaml";
const messages = "messages/sample.yaml";

const breakages: Breakage[] = [
  // what one file says
  {
    what: "YAML that is none",
    file: questions,
    change: [["- id: list.places\n  meaning: 1", "- id: list.places\n meaning: 1"]],
    at: " meaning: 1\n  topic: keeping\n  severity: S3",
    reason: "is not YAML",
  },
  {
    what: "an unknown field",
    file: questions,
    change: [["  severity: S3\n", "  severity: S3\n  colour: red\n"]],
    at: "colour: red",
    reason: "list.places, colour is not a field that exists here",
  },
  {
    what: "a comma outside quotation marks",
    file: questions,
    change: [['text: { vi: Có, en: "Yes" }', 'text: { vi: Có, nhưng trễ, en: "Yes" }']],
    at: "nhưng trễ",
    reason: "a text with a comma needs quotation marks",
  },
  {
    what: "a missing language",
    file: questions,
    change: [["why: { vi: Vì sao, en: Why }", "why: { vi: Vì sao }"]],
    at: "why: { vi: Vì sao }",
    reason: "list.kept, why.en is missing",
  },
  {
    what: "an empty text",
    file: questions,
    change: [["why: { vi: Vì sao, en: Why }", 'why: { vi: Vì sao, en: "" }']],
    at: 'en: "" }',
    reason: "list.kept, why.en is empty",
  },
  {
    what: "letters and marks apart",
    file: questions,
    change: [["vi: Nhãn ngắn", `vi: ${"Nhãn".normalize("NFD")}`]],
    at: "Nhãn".normalize("NFD"),
    reason: "not Unicode NFC",
  },
  {
    what: "a missing field",
    file: controls,
    change: [["  met: { vi: Có đủ, en: It is complete }\n", ""]],
    at: "- id: CC-SM-01",
    reason: "CC-SM-01, met is missing",
  },
  {
    what: "a kind of answer that nobody wrote",
    file: questions,
    change: [["kind: maturity", "kind: slider"]],
    at: "kind: slider",
    reason: "list.habit, answer.kind is not one of the kinds that exist",
  },
  {
    what: "a value that readers of YAML disagree on",
    file: questions,
    change: [["value: unmet", 'value: "no"']],
    at: 'value: "no"',
    reason: "YAML readers disagree on",
  },
  {
    what: "a choice twice",
    file: questions,
    change: [["value: planned", "value: met"]],
    at: "planned: true",
    reason: '"met" is there twice',
  },
  {
    what: "a plan that earns",
    file: questions,
    change: [["credit: 0, planned: true", "credit: 20, planned: true"]],
    at: "credit: 20",
    reason: "a plan earns nothing",
  },
  {
    what: "a question that nobody can meet",
    file: questions,
    change: [["value: met, credit: 100", "value: met, credit: 90"]],
    at: "choices:",
    reason: "no choice earns 100",
  },
  {
    what: "boxes that never reach the whole",
    file: questions,
    change: [["value: paper, credit: 60", "value: paper, credit: 30"]],
    at: "boxes:",
    reason: "earn 90, not 100",
  },
  {
    what: "a negative credit",
    file: questions,
    change: [["value: paper, credit: 60", "value: paper, credit: -60"]],
    at: "credit: -60",
    reason: "list.places, answer.boxes.0.credit",
  },
  {
    what: "a gap between numbers",
    file: questions,
    change: [["from: 3, to: 10", "from: 4, to: 10"]],
    at: "from: 4, to: 10",
    reason: "leaves a gap: 3 to 3 is in no band",
  },
  {
    what: "overlapping numbers",
    file: questions,
    change: [["from: 3, to: 10", "from: 2, to: 10"]],
    at: "from: 2, to: 10",
    reason: "overlaps the band before, which goes to 2",
  },
  {
    what: "numbers that end too early",
    file: questions,
    change: [["from: 11, to: null", "from: 11, to: 900"]],
    at: "from: 11, to: 900",
    reason: "leaves a gap: 901 to 1000 is in no band",
  },
  {
    what: "credits that go up and down",
    file: questions,
    change: [
      ["to: 2, credit: 100", "to: 2, credit: 0"],
      ["to: null, credit: 0", "to: null, credit: 100"],
      ["to: 10, credit: 50", "to: 10, credit: 100"],
      ["to: null, credit: 100", "to: null, credit: 0"],
    ],
    at: "bands:\n      - { from: 0",
    reason: "go up and down",
  },
  {
    what: "dates that overlap",
    file: questions,
    change: [["upToDays: 365", "upToDays: 180"]],
    at: "upToDays: 180, credit: 50",
    reason: "overlaps the band before, which goes to 180 days",
  },
  {
    what: "dates that leave the oldest out",
    file: questions,
    change: [["upToDays: null", "upToDays: 900"]],
    at: "upToDays: 900",
    reason: "dates older than 900 days are in no band",
  },
  {
    what: "a weight without its reason",
    file: questions,
    change: [["  weightBecause: { vi: Nhiều người thì dễ lộ, en: More people means more leaks }\n", ""]],
    at: "weight: 3",
    reason: "a weight of its own needs weightBecause",
  },
  {
    what: "a control named twice",
    file: questions,
    change: [["controls: [CC-SM-01]", "controls: [CC-SM-01, CC-SM-01]"]],
    at: "controls: [CC-SM-01, CC-SM-01]",
    reason: '"CC-SM-01" is there twice',
  },
  {
    what: "a fine that ends before it begins",
    file: obligations,
    change: [["min: 1, max: 2", "min: 3, max: 2"]],
    at: "min: 3",
    reason: "max is below min",
  },
  {
    what: "an unquoted clause",
    file: obligations,
    change: [["clause: sm-law 10.1", "clause: 10.1"]],
    at: "clause: 10.1",
    reason: "SM-LAW-01, fines.0.clause",
  },
  {
    what: "a duty without a clause",
    file: obligations,
    change: [["basis: [sm-law 9.4.d]", "basis: []"]],
    at: "basis: []",
    reason: "a duty needs the clause",
  },
  {
    what: "half a deadline",
    file: obligations,
    change: [["amount: 72, ", ""]],
    at: "deadline:",
    reason: "amount, unit and from belong together",
  },
  {
    what: "a relation without its difference",
    file: controls,
    change: [["relation: equal", "relation: superset"]],
    at: "relation: superset",
    reason: "superset needs the difference to ask",
  },
  {
    what: "a list that is empty",
    file: facts,
    change: [[sample[facts]!, "[]\n"]],
    at: "[]",
    reason: "is not a list, or an empty one",
  },
  // what holds within a framework
  {
    what: "a question twice",
    file: questions,
    change: [["id: list.habit", "id: list.kept"]],
    at: "id: list.kept\n  meaning: 1\n  topic: extra",
    reason: "a question of this id is there already",
  },
  {
    what: "a topic without questions",
    file: head,
    change: [["sets:\n", "  - { id: spare, title: { vi: Thừa, en: Spare } }\nsets:\n"]],
    at: "- { id: spare",
    reason: "topic spare has no question",
  },
  {
    what: "an unknown topic",
    file: questions,
    change: [
      ["- id: list.checked\n  meaning: 1\n  topic: keeping", "- id: list.checked\n  meaning: 1\n  topic: keping"],
    ],
    at: "topic: keping",
    reason: "framework.yaml has no topic keping (it has keeping, extra)",
  },
  {
    what: "a gate that comes later",
    file: questions,
    change: [["question: list.kept, least", "question: list.habit, least"]],
    at: "question: list.habit, least",
    reason: "the gate list.habit comes later",
  },
  {
    what: "a question that gates itself",
    file: questions,
    change: [["question: list.kept, least", "question: list.places, least"]],
    at: "question: list.places, least",
    reason: "a question may not gate itself",
  },
  {
    what: "a gate that is a fact",
    file: questions,
    change: [["question: list.kept, least", "question: staff, least"]],
    at: "question: staff, least",
    reason: "the gate staff is no question of this framework",
  },
  {
    what: "a critical question that weighs nothing",
    file: questions,
    change: [["topic: extra\n  severity: S1", "topic: extra\n  severity: S4"]],
    at: "topic: extra\n  severity: S4",
    reason: "an S4 question may not weigh 0",
  },
  {
    what: "weights past exact arithmetic",
    file: questions,
    change: [["weight: 3", "weight: 90000000"]],
    at: "id: list.people",
    reason: "weights add up to more than 90000000",
  },
  {
    what: "a set that names a stranger",
    file: head,
    change: [["list.kept, list.checked", "list.kept, list.chekced"]],
    at: "list.chekced",
    reason: "set short names list.chekced",
  },
  {
    what: "a folder of another name",
    file: head,
    change: [['version: "1"', 'version: "2"']],
    at: "id: sample",
    reason: "the folder is called sample-1, not sample-2",
  },
  {
    what: "changes that never were",
    file: head,
    change: [["sets:\n", "changes: { added: [list.kept] }\nsets:\n"]],
    at: "changes:",
    reason: "changes.added lists list.kept, which was not added",
  },
  // facts
  {
    what: "a condition on a fact that does not exist",
    file: questions,
    change: [["fact: staff", "fact: stuff"]],
    at: "fact: stuff",
    reason: "names the fact stuff, which does not exist",
  },
  {
    what: "a condition on a value that does not exist",
    file: questions,
    change: [["fact: staff, in: [true]", "fact: staff, in: [maybe]"]],
    at: "in: [maybe]",
    reason: 'the fact staff has no value "maybe" (it has true, false)',
  },
  {
    what: "a fine under a value that its fact does not have",
    file: obligations,
    change: [
      [
        "{ kind: words, clause: sm-law 10.2, words: { vi: Buộc xóa, en: Deletion }, confidence: M }",
        "{ kind: gdpr, clause: sm-law 10.2, tier: T1, appliesWhen: [{ fact: staff, in: [maybe] }], confidence: M }",
      ],
    ],
    at: "fact: staff, in: [maybe]",
    reason: 'the fact staff has no value "maybe" (it has true, false)',
  },
  {
    what: "a condition on a question",
    file: questions,
    change: [["fact: staff, in: [true]", "fact: list.kept, in: [met]"]],
    at: "fact: list.kept",
    reason: "only facts may hide a question",
  },
  {
    what: "facts that leave a gap",
    file: facts,
    change: [["value: many, from: 10", "value: many, from: 12"]],
    at: "from: 12",
    reason: "leaves a gap after 9",
  },
  {
    what: "a rule on a value that does not exist",
    file: facts,
    change: [["fact: people, in: [many]", "fact: people, in: [lots]"]],
    at: "in: [lots]",
    reason: 'the fact people has no value "lots"',
  },
  {
    what: "a rule of a shape that does not exist",
    file: facts,
    change: [["all: [{ fact: staff", "every: [{ fact: staff"]],
    at: "every:",
    reason: "is not a field that exists here",
  },
  {
    what: "a computed fact before what it reads",
    file: facts,
    change: [["fact: people, in: [many]", "fact: large, in: [large]"]],
    at: "fact: large, in: [large]",
    reason: "comes later in facts.yaml",
  },
  {
    what: "a question that its own answer could hide",
    file: facts,
    change: [["id: staff, kind: boolean", "id: staff, kind: boolean, asksWhen: [{ fact: large, in: [large] }]"]],
    at: "id: staff",
    reason: "asksWhen names large, which reads staff itself",
  },
  {
    what: "a question of the intake put by a value that does not exist",
    file: facts,
    change: [["id: staff, kind: boolean", "id: staff, kind: boolean, asksWhen: [{ fact: people, in: [lots] }]"]],
    at: "id: staff",
    reason: 'the fact people has no value "lots"',
  },
  // the chain
  {
    what: "an obligation that no file holds",
    file: questions,
    change: [["covers: [SM-LAW-01]", "covers: [SM-LAW-02]"]],
    at: "covers: [SM-LAW-02]",
    reason: "covers the obligation SM-LAW-02, which does not exist",
  },
  {
    what: "a plain check that covers an obligation",
    file: head,
    change: [["kind: law", "kind: check"]],
    at: "",
    reason: "is not among its controls",
  },
  {
    what: "a control that no file holds",
    file: questions,
    change: [["controls: [CC-SM-01]", "controls: [CC-SM-02]"]],
    at: "controls: [CC-SM-02]",
    reason: "names the control CC-SM-02, which does not exist",
  },
  {
    what: "an instrument that no file holds",
    file: obligations,
    change: [["basis: [sm-law 9.4.d]", "basis: [vn-law 9.4.d]"]],
    at: "basis: [vn-law",
    reason: "cites the instrument vn-law, which does not exist",
  },
  {
    what: "a successor that does not know of it",
    file: instruments,
    change: [["confidence: H", "successor: sm-law-2\n  confidence: H"]],
    at: "successor: sm-law-2",
    reason: "names the successor sm-law-2, which does not exist here",
  },
  {
    what: "a link to an obligation that no file holds",
    file: controls,
    change: [["obligation: SM-LAW-01", "obligation: SM-LAW-09"]],
    at: "obligation: SM-LAW-09",
    reason: "links the obligation SM-LAW-09, which does not exist",
  },
  {
    what: "a playbook for a control that no file holds",
    file: playbooks,
    change: [["closes: [CC-SM-01]", "closes: [CC-SM-01, CC-SM-07]"]],
    at: "CC-SM-07",
    reason: "closes the control CC-SM-07, which does not exist",
  },
  // messages
  {
    what: "placeholders that differ",
    file: messages,
    change: [["Saved {time}", "Saved {when}"]],
    at: "Saved {when}",
    reason: "saved takes {time} in Vietnamese and {when} in English",
  },
  {
    what: "a message that cannot be filled",
    file: messages,
    change: [["other {còn # câu}", "other {còn # câu"]],
    at: "còn # câu",
    reason: "left cannot be filled in vi",
  },
];

test.each(breakages)("$what is refused with file, line and reason", ({ file, change, at, reason }) => {
  const broken = change.reduce((text, [from, to]) => {
    expect(text).toContain(from);
    return text.replace(from, to);
  }, sample[file]!);
  const problems = problemsOf({ ...sample, [file]: broken });
  const named = problems.find((problem) => problem.reason.includes(reason));
  expect(named, problems.map(({ reason: said }) => said).join("\n")).toBeDefined();
  if (at) expect(named).toMatchObject({ file: join("content", file), line: lineOf(broken, at) });
});

describe("nothing stands alone", () => {
  const orphan = (file: string, id: string, as: string) => ({
    [file]: `${sample[file]}\n${sample[file]!.replaceAll(id, as)}`,
  });

  test("an instrument that nothing cites", () => {
    const problems = problemsOf({ ...sample, ...orphan(instruments, "sm-law", "sm-law-2") });
    expect(problems).toEqual([
      { file: "content/instruments/sample.yaml", line: 8, reason: "nothing cites the instrument sm-law-2" },
    ]);
  });
  test("an obligation that nothing links or covers", () => {
    const problems = problemsOf({ ...sample, ...orphan(obligations, "SM-LAW-01", "SM-LAW-02") });
    expect(problems.map(({ reason }) => reason)).toEqual([
      "no control links the obligation SM-LAW-02 and no question covers it",
    ]);
  });
  test("a control that no question asks for and no playbook closes", () => {
    const problems = problemsOf({ ...sample, ...orphan(controls, "CC-SM-01", "CC-SM-02") });
    expect(problems.map(({ reason }) => reason)).toEqual([
      "no question asks for the control CC-SM-02",
      "no playbook closes the control CC-SM-02",
    ]);
  });
  test("a question whose main control has no playbook", () => {
    const asks = sample[questions]!.replace("controls: [CC-SM-01]", "controls: [CC-SM-02, CC-SM-01]");
    const problems = problemsOf({ ...sample, ...orphan(controls, "CC-SM-01", "CC-SM-02"), [questions]: asks });
    expect(problems).toEqual([
      {
        file: `content/${questions}`,
        line: lineOf(asks, "CC-SM-02"),
        reason: "list.kept has the main control CC-SM-02, which no playbook closes",
      },
    ]);
  });
  test.each([
    [instruments, "instrument sm-law"],
    [obligations, "obligation SM-LAW-01"],
    [controls, "control CC-SM-01"],
    [playbooks, "playbook PB-SM-01"],
  ])("what stands in %s twice", (file, name) => {
    const problems = problemsOf({ ...sample, [file]: `${sample[file]}\n${sample[file]}` });
    expect(problems[0]!.reason).toBe(`${name} is there already, in content/${file}`);
  });
});

test("one clause has one band, wherever it is named", () => {
  const twice = sample[obligations]!.replaceAll("SM-LAW-01", "SM-LAW-02").replace("min: 1, max: 2", "min: 1, max: 9");
  const linked = sample[controls]!.replace(
    "strength: 9 }",
    "strength: 9 }\n    - { obligation: SM-LAW-02, relation: subset, strength: 9 }",
  );
  const problems = problemsOf({ ...sample, "obligations/more.yaml": twice, [controls]: linked });
  expect(problems).toEqual([
    {
      file: "content/obligations/sample.yaml",
      line: lineOf(sample[obligations]!, "min: 1"),
      reason:
        "SM-LAW-01 gives sm-law 10.1 other amounts (1–2 VND, organisation) than SM-LAW-02 (1–9 VND, organisation)",
    },
  ]);
});

test("a version says what it added, dropped and reworded, and new credits are a new meaning", () => {
  const second = (changes: string, questionsOfTwo: string) =>
    problemsOf({
      ...sample,
      "frameworks/sample-2/framework.yaml": `${sample[head]!.replace('"1"', '"2"').replace("list.kept, ", "")}${changes}`,
      "frameworks/sample-2/questions.yaml": questionsOfTwo,
    }).map(({ reason }) => reason);
  const renamed = sample[questions]!.replace("id: list.kept", "id: list.shown").replace(
    "question: list.kept",
    "question: list.shown",
  );
  expect(second("", renamed)).toEqual([
    "list.shown was added and is not listed under changes.added",
    "list.kept was dropped and is not listed under changes.dropped",
  ]);
  const dearer = sample[questions]!.replace("value: paper, credit: 60", "value: paper, credit: 70");
  expect(second("", dearer)[0]).toContain("meaning has to be raised above 1");
  expect(second("", dearer.replace("list.places\n  meaning: 1", "list.places\n  meaning: 2"))).toEqual([
    "list.places was reworded and is not listed under changes.reworded",
  ]);
  const mended = sample[questions]!.replace("Bảng tính", "Một bảng tính");
  expect(second("", mended)).toEqual([]);
});

test("every problem of every file is listed, and the message has a line for each", () => {
  const changed = {
    ...sample,
    [questions]: sample[questions]!.replace("severity: S4", "severity: S5").replace(
      "topic: extra",
      "topic: extra\n  shade: 1",
    ),
    [playbooks]: sample[playbooks]!.replace("effort: S", "effort: XL"),
  };
  const error = errorOf(changed);
  expect(error.problems).toHaveLength(3);
  expect(error.message.split("\n")).toHaveLength(4);
  expect(error.message).toContain(
    'content/playbooks/sample.yaml:11: PB-SM-01, effort is wrong: expected one of "S"|"M"|"L"',
  );
});

test("folders that are missing and files that do not belong are named", () => {
  const { [facts]: _, ...withoutFacts } = sample;
  const error = errorOf({ ...withoutFacts, "controls/notes.txt": "", "frameworks/sample-1/question.yaml": "" });
  expect(error.problems.map(({ file }) => file)).toEqual([
    "content/controls/notes.txt",
    "content/facts.yaml",
    "content/frameworks/sample-1/question.yaml",
  ]);
  expect(() => loadLibrary(join(contentFolder({}), "none"))).toThrow(ContentError);
});

test("a question that no profile can reach is a warning, as is a fact that nothing reads", () => {
  const unreachable = sample[questions]!.replace(
    "fact: staff, in: [true] }]",
    "fact: staff, in: [false] }, { fact: large, in: [large] }]",
  );
  const { warnings } = load({ ...sample, [questions]: unreachable });
  expect(warnings).toEqual([
    {
      file: `content/${questions}`,
      line: lineOf(unreachable, "appliesWhen"),
      reason: "list.people: no profile meets these conditions together, so nobody will be asked",
    },
  ]);
  expect(load(sample).warnings.map(({ reason }) => reason)).toEqual(["fact large: no condition and no rule reads it"]);
});

function load(files: Readonly<Record<string, string>>): Library {
  return loadLibrary(contentFolder(files));
}

function errorOf(files: Readonly<Record<string, string>>): ContentError {
  try {
    load(files);
  } catch (error) {
    if (error instanceof ContentError) return error;
    throw error;
  }
  throw new Error("the content was accepted");
}

function problemsOf(files: Readonly<Record<string, string>>): readonly Problem[] {
  try {
    load(files);
    return [];
  } catch (error) {
    if (error instanceof ContentError) return error.problems;
    throw error;
  }
}

/** The line on which these words begin. */
function lineOf(text: string, words: string): number {
  expect(text).toContain(words);
  return text.slice(0, text.indexOf(words)).split("\n").length;
}
