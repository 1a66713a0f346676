import { describe, expect, test } from "vitest";
import { loadLibrary } from "#content/library.ts";
import type { Text } from "#domain/content/text.schema.ts";
import { realContent } from "./sample-content.ts";

const library = loadLibrary(realContent);
const { questions } = library.latest("leakage");
const playbooks = [...library.playbooks.values()];

type Said = { where: string; text: Text };

/** Every text within a value, with the way to it. */
function textsIn(value: unknown, where: string): Said[] {
  if (!value || typeof value !== "object") return [];
  if ("vi" in value && "en" in value) return [{ where, text: value as Text }];
  return Object.entries(value).flatMap(([key, part]) => textsIn(part, `${where}.${key}`));
}
const said = [
  questions,
  playbooks,
  [...library.obligations.values()],
  [...library.controls.values()],
  [...library.instruments.values()],
  library.facts,
  library.glossary,
]
  .flat()
  .flatMap((item) => textsIn(item, item.id));
/** What a shop owner reads, who is no lawyer. */
const toOwners = [...questions, ...playbooks].flatMap((item) => textsIn(item, item.id));

/** The texts that break a rule, as `where: words`, so that a failure names them. */
function breaking(texts: Said[], language: keyof Text, rule: RegExp): string[] {
  return texts.flatMap(({ where, text }) => {
    const found = rule.exec(text[language]);
    return found ? [`${where}: ${found[0]}`] : [];
  });
}

test("there is something to check", () => {
  expect(said.length).toBeGreaterThan(900);
  expect(toOwners.length).toBeGreaterThan(500);
});

test("number and unit, article and number do not split at the end of a line", () => {
  const vi =
    /(Điều|khoản|điểm|Mẫu số|Nghị định|Luật|Thông tư|Bước) \d|\d (giờ|ngày|tháng|năm|phút|người|triệu|tỷ|đồng)(?![\p{L}])/u;
  const en =
    /\b(Article|Articles|Form|Decree|Law|Circular|Step) \d|\d (hours?|days?|months?|years?|minutes?|people|million|billion|h)\b/u;
  expect(breaking(said, "vi", vi)).toEqual([]);
  expect(breaking(said, "en", en)).toEqual([]);
});

test("only characters that the fonts draw: no arrows, no signs of comparison", () => {
  for (const language of ["vi", "en"] as const) expect(breaking(said, language, /[→←≥≤✓✗]|\.\.\./u)).toEqual([]);
});

test("nobody is begged or shouted at", () => {
  expect(breaking(said, "vi", /vui lòng|xin hãy|!/iu)).toEqual([]);
  expect(breaking(said, "en", /\bplease\b|!/iu)).toEqual([]);
});

describe("a shop owner's words", () => {
  test("no words of statutes", () => {
    expect(
      breaking(toOwners, "vi", /chủ thể dữ liệu|bên kiểm soát|bên xử lý|bên thứ ba|tuân thủ(?! hoặc)|khử nhận dạng/iu),
    ).toEqual([]);
    expect(breaking(toOwners, "en", /data subject|\bcontroller\b|\bprocessor\b|third part|de-identif/iu)).toEqual([]);
  });

  test("a question that uses a word of the trade explains it in its help", () => {
    const trade: [RegExp, RegExp, RegExp][] = [
      [/\bCRM\b/, /CRM là/, /A CRM is/],
      [/xác thực hai yếu tố/i, /Xác thực hai yếu tố là/, /A second step means/],
      [/plugin/i, /Plugin là/, /A plug-in is/],
      [/router/i, /router là/, /the router is/],
      [/mã hóa/i, /Mã hóa là/, /Encrypted means/],
      [/link công khai/i, /Link công khai là/, /An open link is/],
    ];
    for (const { id, text, help } of questions)
      for (const [word, vi, en] of trade)
        if (word.test(text.vi)) {
          expect(help.vi, id).toMatch(vi);
          expect(help.en, id).toMatch(en);
        }
  });

  test("sentences that can be read in one breath", () => {
    const long = (language: keyof Text, most: number) =>
      toOwners.flatMap(({ where, text }) =>
        text[language]
          .split(/(?<=[.?:;])\s+/)
          .filter((sentence) => sentence.split(/\s+/).length > most)
          .map((sentence) => `${where}: ${sentence}`),
      );
    expect(long("vi", 42)).toEqual([]);
    expect(long("en", 34)).toEqual([]);
  });

  test("labels of three to six words, examples from the shop floor", () => {
    for (const { id, short, example } of questions) {
      for (const label of Object.values(short)) {
        expect(label.split(/\s+/).length, `${id}: ${label}`).toBeGreaterThanOrEqual(3);
        expect(label.split(/\s+/).length, `${id}: ${label}`).toBeLessThanOrEqual(6);
      }
      expect(example.vi, id).toMatch(/^Ở tiệm của bạn: /);
      expect(example.en, id).toMatch(/^In your shop: /);
    }
  });

  test("a question says what is to be shown, and each damage that the check names", () => {
    const kinds: Record<string, string> = { R: "reputation", M: "money", B: "business", T: "trust", L: "legal" };
    const named: Record<string, string> = {
      "LEAK-01": "ML",
      "LEAK-02": "BTL",
      "LEAK-03": "BM",
      "LEAK-04": "RTL",
      "LEAK-05": "LM",
      "LEAK-06": "LT",
      "LEAK-07": "LR",
      "LEAK-08": "L",
      "LEAK-09": "LM",
      "LEAK-10": "BTL",
      "LEAK-11": "BMT",
      "LEAK-12": "BT",
      "LEAK-13": "BM",
      "LEAK-14": "MRL",
      "LEAK-15": "MT",
      "LEAK-16": "LR",
      "LEAK-17": "LT",
      "LEAK-18": "MR",
      "LEAK-19": "M",
      "LEAK-20": "MR",
      "LEAK-21": "MB",
      "LEAK-22": "L",
      "LEAK-23": "RTL",
      "LEAK-24": "LTR",
      "LEAK-25": "LR",
      "LEAK-26": "LM",
      "LEAK-27": "BL",
      "LEAK-28": "BL",
      "LEAK-29": "BMT",
      "LEAK-30": "BT",
      "LEAK-31": "B",
      "LEAK-32": "BT",
      "LEAK-33": "BL",
      "LEAK-34": "MB",
      "LEAK-35": "BL",
      "LEAK-36": "BT",
      "LEAK-37": "MR",
      "LEAK-38": "L",
      "LEAK-39": "RML",
      "LEAK-40": "LTR",
      "LEAK-41": "LM",
      "LEAK-42": "MB",
      "LEAK-43": "TR",
      "LEAK-44": "LR",
    };
    for (const { ref, consequences, evidence } of questions) {
      expect(
        consequences.map(({ kind }) => kind),
        ref,
      ).toEqual([...named[ref!]!].map((letter) => kinds[letter]));
      expect([2, 3], ref).toContain(evidence.length);
    }
  });
});
