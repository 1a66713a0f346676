import { describe, expect, test } from "vitest";
import { clauseViews } from "#app/answering/clauses.server.ts";
import { exposureView } from "#app/result/gaps.server.ts";
import { applicabilityView, levelsView } from "#app/result/standard.server.ts";
import { loadLibrary } from "#content/library.ts";
import { standingsOf, type StoredAnswer } from "#domain/answering-rules.ts";
import { factValuesOf } from "#domain/content/facts.ts";
import type { GivenFacts } from "#domain/content/facts.ts";
import { creditOfLevel } from "#domain/scoring/maturity.ts";

const library = loadLibrary("content");
const standard = library.latest("iso27001-2022");
const [scope, policy] = standard.questions;
const [first, second, third, fourth] = standard.questions.filter(({ allowsNotApplicable }) => allowsNotApplicable);
const at = new Date("2026-11-24T02:00:00Z");

function answer(questionId: string, said: Partial<StoredAnswer>): [string, StoredAnswer] {
  const nobody = { acceptedBy: null, acceptedAt: null, verdictCredit: null, verdictBy: null, verdictAt: null };
  const base = {
    revision: 1,
    kind: "choice",
    value: null,
    credit: 0,
    reason: null,
    note: null,
    confirmed: true,
  } as const;
  const by = {
    source: "person",
    taskId: null,
    requestId: null,
    answeredBy: "p",
    answeredAt: at,
    saveKey: null,
  } as const;
  return [questionId, { questionId, ...base, ...nobody, ...by, ...said }];
}
const level = (value: number, more: Partial<StoredAnswer> = {}) => ({ value, credit: creditOfLevel(value), ...more });
const assessed = (entries: [string, StoredAnswer][], improvements = {}) => {
  const answers = Object.fromEntries(entries);
  return {
    framework: standard,
    states: standingsOf(standard, { facts: {}, answers, state: "open" }),
    answers,
    improvements,
  };
};

describe("the result of a standard", () => {
  test("levels are averaged by weight, of the whole and by topic; what is not known counts as none", () => {
    const views = levelsView(assessed([answer(scope!.id, level(4)), answer(policy!.id, level(1))]));
    expect(views).toMatchObject({ whole: 250, topics: { context: 250, risk: null } });
    const unknown = answer(policy!.id, { kind: "dont-know" });
    expect(levelsView(assessed([answer(scope!.id, level(4)), unknown]))?.topics.context).toBe(200);
    expect(levelsView({ ...assessed([]), framework: library.latest("leakage") })).toBeNull();
  });

  test("a reviewer's verdict and a closed task count at the level that their credit speaks of", () => {
    const entries = [answer(scope!.id, level(5, { verdictCredit: 50 })), answer(policy!.id, level(1))];
    expect(levelsView(assessed(entries, { [policy!.id]: 100 }))?.topics.context).toBe(250);
  });

  test("the statement has a line for each control that may be left out, and none for the clauses of the body", () => {
    const rows = applicabilityView(
      assessed([
        answer(first!.id, { kind: "not-applicable", reason: "Không gửi gì ra ngoài", acceptedBy: "q" }),
        answer(second!.id, { kind: "not-applicable", reason: "Chưa ai xem" }),
        answer(third!.id, level(2, { note: "Khách hàng đòi" })),
      ]),
      { library, language: "vi" },
    );
    expect(rows).toHaveLength(20);
    expect(rows?.every(({ number }) => /^A\.[5-8]\.\d+$/.test(number))).toBe(true);
    expect(rows?.find(({ id }) => id === first!.id)).toMatchObject({
      number: "A.5.14",
      title: first!.short.vi,
      applies: "no",
      justification: "Không gửi gì ra ngoài",
      level: null,
      target: 3,
    });
    expect(rows?.find(({ id }) => id === second!.id)).toMatchObject({ applies: "waits", justification: "Chưa ai xem" });
    expect(rows?.find(({ id }) => id === third!.id)).toMatchObject({
      applies: "yes",
      justification: "Khách hàng đòi",
      level: 2,
      proof: third!.evidence.map(({ vi }) => vi),
    });
    expect(rows?.find(({ id }) => id === fourth!.id)).toMatchObject({
      applies: "open",
      justification: null,
      level: null,
    });
    expect(
      applicabilityView({ ...assessed([]), framework: library.latest("gdpr") }, { library, language: "vi" }),
    ).toBeNull();
  });
});

describe("the card of a clause", () => {
  const card = (framework: string, id: string, given: GivenFacts = {}) => {
    const facts = factValuesOf(library.facts, given);
    const question = library.latest(framework).questions.find(({ ref }) => ref === id)!;
    return clauseViews(library.obligationsFor(question, facts), {
      library,
      language: "vi",
      subject: "organisation",
      facts,
    })[0];
  };

  test("of a standard is named by its number and a title, though it binds nobody by itself", () => {
    expect(card("iso27001-2022", "ISO-A.5.14")).toMatchObject({
      instrument: "Tiêu chuẩn ISO/IEC 27001:2022",
      article: "A.5.14 Chuyển giao thông tin",
      fine: null,
    });
  });

  test("of the EU is named by its kind: regulation, directive, decision", () => {
    expect(card("gdpr", "GDPR-BREACH-02")?.instrument).toBe("GDPR, Quy định (EU) 2016/679");
    expect(card("gdpr", "GDPR-EPRIV-01")?.instrument).toBe("Chỉ thị ePrivacy, 2002/58/EC");
    expect(card("gdpr", "GDPR-TRANS-07")?.instrument).toBe("Điều khoản chuẩn (SCC), Quyết định (EU) 2021/914");
  });

  test("says the tier that may fall on this firm, the higher one of two, and none where a contract alone binds", () => {
    expect(card("gdpr", "GDPR-GOV-07", { "eu-link": ["offering"] })?.fine).toMatch(/20.triệu EUR/);
    expect(card("gdpr", "GDPR-SEC-03", { "eu-link": ["offering"] })?.fine).toMatch(/10.triệu EUR/);
    expect(card("gdpr", "GDPR-SEC-03", { "eu-link": ["client-in-eu"] })?.fine).toBeNull();
  });
});

test("the exposure under the GDPR is the highest tier once; by contract alone it is words, the contract's first", () => {
  const gdpr = library.latest("gdpr");
  const exposure = (link: string) => {
    const facts = factValuesOf(library.facts, { "eu-link": [link], "for-others": [], marketing: ["email"] });
    const answers = Object.fromEntries(gdpr.questions.map(({ id }) => answer(id, { value: "unmet", credit: 0 })));
    const states = standingsOf(gdpr, { facts, answers, state: "open" });
    return exposureView({ framework: gdpr, states, library, language: "vi", subject: "organisation", facts }).certain;
  };
  expect(exposure("offering")).toMatchObject({ sums: [], gdpr: { tier: "T2", atLeast: true } });
  const byContract = exposure("client-in-eu");
  expect(byContract).toMatchObject({ sums: [], gdpr: null });
  expect(byContract.words[0]?.clause).toMatch(/^(GDPR, Điều.28|Điều khoản chuẩn)/);
});

test("in a plain check the words of the EU's law are left to its own questionnaire", () => {
  const check = library.latest("leakage");
  const answers = Object.fromEntries(check.questions.map(({ id }) => answer(id, { value: "unmet", credit: 0 })));
  const states = standingsOf(check, { facts: {}, answers, state: "open" });
  const reading = { framework: check, states, library, language: "vi", subject: "organisation", facts: {} } as const;
  const { certain } = exposureView(reading);
  expect(certain.sums.map(({ unit }) => unit)).toEqual(["VND"]);
  expect(certain.gdpr?.tier).toBeDefined();
  expect(certain.words.filter(({ clause }) => /GDPR|SCC|ePrivacy/.test(clause))).toEqual([]);
});
