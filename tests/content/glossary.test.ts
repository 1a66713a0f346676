import { describe, expect, test } from "vitest";
import { loadLibrary } from "#content/library.ts";
import type { Text } from "#domain/content/text.schema.ts";
import { glossFinder, unmarked } from "#domain/glossary.ts";
import { askedFacts } from "#domain/intake.ts";
import { languages, type Language } from "#domain/language.ts";
import { contentFolder, realContent, sample } from "./sample-content.ts";

const library = loadLibrary(realContent);
const { glossary } = library;
const questions = library.frameworks.flatMap((framework) => framework.questions);
/** What a reader is helped by: beside a question, beside a fact of the intake, on the card of a clause. */
const helps: Text[] = [
  ...questions.flatMap(({ help, example, why }) => [help, example, why]),
  ...library.facts.flatMap((fact) => ("help" in fact && fact.help ? [fact.help] : [])),
  ...[...library.controls.values()].map(({ met }) => met),
  ...[...library.obligations.values()].map(({ summary }) => summary),
];
const finders = { vi: glossFinder(glossary, "vi"), en: glossFinder(glossary, "en") };
const linked = (language: Language) =>
  new Set(helps.flatMap((text) => finders[language](text[language]).map(({ term }) => term)));

test("there are thirty terms or more, each with a short text and an example from the shop floor", () => {
  expect(glossary.length).toBeGreaterThanOrEqual(30);
  for (const { id, text, example } of glossary)
    for (const language of languages) {
      expect(text[language].split(/[.?](?:\s|$)/).filter(Boolean).length, id).toBeLessThanOrEqual(2);
      expect(text[language].length, id).toBeLessThanOrEqual(200);
      expect(example[language].length, id).toBeLessThanOrEqual(120);
    }
});

test.each(languages)("every term is led to from a help text (%s)", (language) => {
  const has = (id: string) => library.frameworks.some((framework) => framework.id.startsWith(id));
  const asked = { law: true, safety: true, eu: has("gdpr"), iso: has("iso") };
  const found = linked(language);
  expect(glossary.filter(({ id, group }) => asked[group] && !found.has(id)).map(({ id }) => id)).toEqual([]);
});

test("every help of a question and of the intake leads to the glossary where it uses a word of the law or of the trade", () => {
  const jargon: Record<Language, RegExp> = {
    vi: /(?<![\p{L}\p{M}])(dữ liệu nhạy cảm|căn cứ|xuyên biên giới|sinh trắc học|cơ quan chuyên trách|mã hóa|xác thực|sao lưu|nhật ký|CRM|POS|AI|RFID|plugin|router|đám mây|mã độc|mã theo dõi|Do-Not-Call|quyết định tự động|cookie|GDPR|ISMS|SoA|SCC|DPO|bên kiểm soát|bên xử lý)(?![\p{L}\p{M}])/giu,
    en: /\b(sensitive data|cross-border|biometrics?|encrypted|encryption|backups?|CRM|POS|AI|RFID|plug-ins?|router|cloud|malware|tracking tags?|Do-Not-Call|cookies?|GDPR|ISMS|SoA|SCC|DPO|controllers?|processors?)\b/gi,
  };
  const asked = [...questions, ...askedFacts(library.facts)].flatMap(({ id, help }) => (help ? [{ id, help }] : []));
  expect(asked.length).toBeGreaterThan(questions.length + 10);
  const unexplained = asked.flatMap(({ id, help }) =>
    languages.flatMap((language) => {
      const text = help[language];
      const explained = finders[language](text)
        .flatMap(({ term }) => glossary.find((known) => known.id === term)?.forms[language] ?? [])
        .map((form) => form.toLowerCase());
      return [...text.matchAll(jargon[language])]
        .map(([word]) => word)
        .filter((word) => word === "AI" || word.toLowerCase() !== "ai") // "ai" is who
        .filter((word) => !explained.some((form) => form.includes(word.toLowerCase())))
        .map((word) => `${id} (${language}): ${word}`);
    }),
  );
  expect(unexplained).toEqual([]);
});

test("names are told apart when searched without marks", () => {
  for (const language of languages) {
    const names = glossary.map(({ term }) => unmarked(term[language]));
    expect(new Set(names).size).toBe(names.length);
  }
});

describe("a broken glossary is refused with file, line and reason", () => {
  const load = (text: string) => () => loadLibrary(contentFolder({ ...sample, "glossary.yaml": text }));
  const term = (id: string, form: string, more = "") => `- id: ${id}
  group: law
  term: { vi: Giấy, en: Paper }
  forms: { vi: [${form}], en: [${form}-en] }
  text: { vi: Tờ, en: A sheet }
  example: { vi: Sổ, en: A book }
${more}`;
  test.each([
    [term("a", "x") + term("a", "y"), "content/glossary.yaml:7: term a is there twice"],
    [term("a", "x") + term("b", "X"), 'content/glossary.yaml:10: b: "X" already leads to a'],
    [
      term("a", "x", "  source: no-law 3\n"),
      "content/glossary.yaml:7: a cites the instrument no-law, which does not exist",
    ],
    [term("a", "x", "  colour: red\n"), "is not a field that exists here"],
  ])("%#", (text, reason) => {
    expect(load(text)).toThrow(reason);
  });
});
