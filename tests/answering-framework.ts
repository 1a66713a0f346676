import type { Framework } from "#domain/content/framework.schema.ts";
import type { Question } from "#domain/content/question.schema.ts";

const text = (words: string) => ({ vi: words, en: words });

const yesPartlyNo: Question["answer"] = {
  kind: "choice",
  choices: [
    { value: "met", credit: 100, text: text("Có") },
    { value: "partly", credit: 50, text: text("Một phần") },
    { value: "unmet", credit: 0, text: text("Không") },
  ],
};

/** A question as a lawyer would write it, of severity S2 and with three choices unless said. */
export function aQuestion(id: string, overrides: Partial<Question> = {}): Question {
  return {
    id,
    meaning: 1,
    topic: "people",
    severity: "S2",
    appliesWhen: [],
    asksWhen: [],
    allowsNotApplicable: true,
    answer: yesPartlyNo,
    text: text(`Câu hỏi ${id}`),
    short: text(id),
    help: text("Giải thích"),
    example: text("Ví dụ ở tiệm"),
    why: text("Vì sao"),
    evidence: [text("Minh chứng")],
    consequences: [{ kind: "trust", text: text("Mất lòng tin") }],
    covers: ["CC-HR-01"],
    controls: ["CC-HR-01"],
    ...overrides,
  };
}

/** Questions of all five kinds, a gate with its follow-up, and one that a fact hides. */
export function aFramework(overrides: Partial<Framework> = {}): Framework {
  return {
    id: "leakage",
    version: "1",
    kind: "check",
    title: text("Rò rỉ dữ liệu khách"),
    short: text("Rò rỉ dữ liệu"),
    about: text("Hai mươi câu về dữ liệu khách"),
    published: "2026-11-01",
    topics: [
      { id: "people", title: text("Con người"), multiplier: 1 },
      { id: "systems", title: text("Máy móc"), multiplier: 1 },
    ],
    changes: { added: [], dropped: [], reworded: [] },
    sets: [],
    questions: [
      aQuestion("people.contract"),
      aQuestion("people.leaving", { severity: "S4", allowsNotApplicable: false }),
      aQuestion("people.leaving-proof", { asksWhen: [{ question: "people.leaving", least: 50 }] }),
      aQuestion("people.abroad", { appliesWhen: [{ fact: "abroad", in: ["true"] }] }),
      aQuestion("people.critical-duty", { severity: "S4" }),
      aQuestion("systems.channels", {
        topic: "systems",
        answer: {
          kind: "several",
          boxes: [
            { value: "zalo", credit: 60, text: text("Zalo") },
            { value: "mail", credit: 60, text: text("E-mail") },
          ],
          none: text("Không kênh nào"),
        },
      }),
      aQuestion("systems.admins", {
        topic: "systems",
        answer: {
          kind: "number",
          unit: text("người"),
          min: 0,
          max: 500,
          bands: [
            { from: 0, to: 2, credit: 100, text: text("0–2") },
            { from: 3, to: null, credit: 0, text: text("3 trở lên") },
          ],
        },
      }),
      aQuestion("systems.restored-on", {
        topic: "systems",
        answer: {
          kind: "date",
          bands: [
            { upToDays: 90, credit: 100, text: text("trong 90 ngày") },
            { upToDays: null, credit: 20, text: text("lâu hơn") },
          ],
        },
      }),
      aQuestion("systems.maturity", { topic: "systems", answer: { kind: "maturity", target: 3 } }),
    ],
    revision: "a".repeat(64),
    ...overrides,
  };
}
