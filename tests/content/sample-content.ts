import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";

export const realContent = join(import.meta.dirname, "../../content");

/** A content folder of its own, removed after the test; `base` is copied first. */
export function contentFolder(files: Readonly<Record<string, string>>, base?: string): string {
  const root = mkdtempSync(join(tmpdir(), "chu-tin-content-"));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const folder = join(root, "content");
  if (base) cpSync(base, folder, { recursive: true, filter: (path) => !path.endsWith(".ts") });
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

const framework = `id: sample
version: "1"
kind: law
title: { vi: Bộ mẫu, en: Sample }
short: { vi: Mẫu, en: Sample }
about: { vi: Để thử, en: For trials }
published: 2026-11-24
topics:
  - { id: keeping, title: { vi: Giữ, en: Keeping } }
  - { id: extra, title: { vi: Thêm, en: Extra }, multiplier: 0 }
sets:
  - { id: short, title: { vi: Ngắn, en: Short }, questions: [list.kept, list.checked] }
`;

const words = (name: string) => `  text: { vi: "${name}?", en: "${name}?" }
  short: { vi: Nhãn ngắn, en: Short label }
  help: { vi: Giải thích, en: Help }
  example: { vi: Ví dụ, en: Example }
  why: { vi: Vì sao, en: Why }
  evidence: [{ vi: Tờ giấy, en: A paper }]
  consequences: [{ kind: money, text: { vi: Mất tiền, en: Costs money } }]
  covers: [SM-LAW-01]
  controls: [CC-SM-01]
`;

/** One question of each kind of answer, a gate, a condition, a weight of its own and an informative topic. */
const questions = `- id: list.kept
  meaning: 1
  topic: keeping
  severity: S4
  allowsNotApplicable: false
${words("list kept")}  answer:
    kind: choice
    choices:
      - { value: met, credit: 100, text: { vi: Có, en: "Yes" } }
      - { value: planned, credit: 0, planned: true, text: { vi: Sắp làm, en: Planned } }
      - { value: unmet, credit: 0, text: { vi: Không, en: "No" } }

- id: list.places
  meaning: 1
  topic: keeping
  severity: S3
  allowsNotApplicable: true
  asksWhen: [{ question: list.kept, least: 50 }]
${words("list places")}  answer:
    kind: several
    none: { vi: Không có cái nào, en: None of these }
    boxes:
      - { value: paper, credit: 60, text: { vi: Giấy, en: Paper } }
      - { value: table, credit: 60, text: { vi: Bảng tính, en: Table } }

- id: list.checked
  meaning: 1
  topic: keeping
  severity: S2
  allowsNotApplicable: false
${words("list checked")}  answer:
    kind: date
    bands:
      - { upToDays: 180, credit: 100, text: { vi: Trong nửa năm, en: Within half a year } }
      - { upToDays: 365, credit: 50, text: { vi: Trong một năm, en: Within a year } }
      - { upToDays: null, credit: 0, text: { vi: Lâu hơn, en: Longer ago } }

- id: list.people
  meaning: 1
  topic: keeping
  severity: S2
  weight: 3
  weightBecause: { vi: Nhiều người thì dễ lộ, en: More people means more leaks }
  appliesWhen: [{ fact: staff, in: [true] }]
  allowsNotApplicable: true
${words("list people")}  answer:
    kind: number
    unit: { vi: người, en: people }
    min: 0
    max: 1000
    bands:
      - { from: 0, to: 2, credit: 100, text: { vi: Một hai người, en: One or two } }
      - { from: 3, to: 10, credit: 50, text: { vi: Vài người, en: A few } }
      - { from: 11, to: null, credit: 0, text: { vi: Nhiều người, en: Many } }

- id: list.habit
  meaning: 1
  topic: extra
  severity: S1
  allowsNotApplicable: false
${words("list habit")}  answer:
    kind: maturity
    target: 4
`;

/** A whole small content folder. The instrument, obligation, control and playbook of the sample stand in files of their own. */
export const sample: Readonly<Record<string, string>> = {
  "instruments/sample.yaml": `- id: sm-law
  kind: law
  number: 1/2026
  title: { vi: Luật mẫu, en: Sample law }
  short: { vi: Luật mẫu, en: Sample law }
  confidence: H
`,
  "obligations/sample.yaml": `- id: SM-LAW-01
  title: { vi: Lập danh sách, en: Keep a list }
  summary: { vi: Phải có danh sách, en: There has to be a list }
  basis: [sm-law 9.4.d]
  nature: duty
  binds: { vi: Mọi người, en: Everyone }
  trigger: { vi: Luôn luôn, en: Always }
  deadline: { amount: 72, unit: hours, from: { vi: phát hiện, en: detection }, words: { vi: Ba ngày, en: Three days } }
  fines:
    - { kind: band, clause: sm-law 10.1, min: 1, max: 2, unit: VND, printedFor: organisation, confidence: H }
    - { kind: words, clause: sm-law 10.2, words: { vi: Buộc xóa, en: Deletion }, confidence: M }
  severity: S2
  confidence: H
`,
  "controls/sample.yaml": `- id: CC-SM-01
  title: { vi: Danh sách, en: List }
  question: { vi: Có danh sách không?, en: Is there a list? }
  met: { vi: Có đủ, en: It is complete }
  evidence: [{ vi: Danh sách, en: The list }]
  links:
    - { obligation: SM-LAW-01, relation: equal, strength: 9 }
`,
  "playbooks/sample.yaml": `- id: PB-SM-01
  title: { vi: Lập danh sách, en: Make the list }
  summary: { vi: Một bảng, en: One table }
  closes: [CC-SM-01]
  steps:
    - { text: { vi: Mở bảng, en: Open a table } }
    - { text: { vi: Điền bảng, en: Fill it in } }
    - { text: { vi: Ký bảng, en: Sign it } }
  produces: { vi: Danh sách, en: A list }
  owner: { vi: Chủ tiệm, en: Owner }
  effort: S
  effortHint: { vi: Một giờ, en: One hour }
  proof: [{ vi: Danh sách, en: The list }]
`,
  "glossary.yaml": `- id: paper
  group: law
  term: { vi: Giấy, en: Paper }
  forms: { vi: [giấy], en: [paper] }
  text: { vi: Tờ giấy, en: A sheet }
  example: { vi: Sổ, en: A book }
  source: sm-law 3.1
`,
  "facts.yaml": `- { id: staff, kind: boolean, text: { vi: Có ai khác không?, en: Anyone else? } }
- id: people
  kind: integer
  text: { vi: Mấy người?, en: How many? }
  unit: { vi: người, en: people }
  bands:
    - { value: few, from: 0, to: 9, text: { vi: Ít, en: Few } }
    - { value: many, from: 10, to: null, text: { vi: Nhiều, en: Many } }
- id: large
  kind: computed
  text: { vi: Lớn?, en: Large? }
  clauses: [sm-law 3.1]
  values:
    - { value: large, text: { vi: Lớn, en: Large } }
    - { value: small, text: { vi: Nhỏ, en: Small } }
  cases:
    - { value: large, when: { all: [{ fact: staff, in: [true] }, { fact: people, in: [many] }] } }
  otherwise: small
  unknown: large
`,
  "frameworks/sample-1/framework.yaml": framework,
  "frameworks/sample-1/questions.yaml": questions,
  "messages/sample.yaml": `saved: { vi: "Đã lưu {time}", en: "Saved {time}" }
left: { vi: "{n, plural, other {còn # câu}}", en: "{n, plural, one {# question left} other {# questions left}}" }
`,
};
