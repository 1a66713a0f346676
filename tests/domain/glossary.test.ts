import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { folded, glossFinder, partsOf, unmarked, type Part } from "#domain/glossary.ts";

const term = (id: string, vi: string[], en: string[] = []) => ({ id, forms: { vi, en } });
const wordsOf = (part: Part) => (typeof part === "string" ? part : part.words);
const named = (terms: ReturnType<typeof term>[], text: string) =>
  glossFinder(terms, "vi")(text).map((gloss) => [gloss.term, text.slice(gloss.at, gloss.at + gloss.length)]);

describe("the words of a text that the glossary explains", () => {
  const terms = [
    term("data", ["dữ liệu", "dữ liệu cá nhân"]),
    term("ai", ["AI"]),
    term("decided", ["quyết định"]),
    term("form", ["Mẫu số 10"]),
  ];

  test("are found whatever their capitals, the longest form where several begin", () => {
    expect(named(terms, "Dữ Liệu Cá Nhân là gì?")).toEqual([["data", "Dữ Liệu Cá Nhân"]]);
    expect(named(terms, "ĐÃ QUYẾT ĐỊNH")).toEqual([["decided", "QUYẾT ĐỊNH"]]);
  });

  test("are whole words: marks and letters beside them are part of a word", () => {
    expect(named([term("log", ["nhật ký"])], "nhật kýx, xnhật ký, nhật-nhật ký")).toEqual([]);
    expect(named([term("patch", ["vá"])], "vác vào, vắng vẻ; vá")).toEqual([["patch", "vá"]]);
  });

  test("in capitals alone are found in capitals alone: ai is a Vietnamese word", () => {
    expect(named(terms, "Ai mở được? Hỏi ai, hỏi AI.")).toEqual([["ai", "AI"]]);
  });

  test("hold across a space that does not break, and are marked once a text", () => {
    expect(named(terms, "Mẫu số\u00a010, rồi Mẫu số 10")).toEqual([["form", "Mẫu số\u00a010"]]);
  });

  test("are none where there is no glossary", () => {
    expect(glossFinder([], "vi")("dữ liệu")).toEqual([]);
  });
});

const syllable = fc.constantFrom("dữ", "liệu", "cá", "nhân", "mã", "Hóa", "AI", "ai", "ĐÁM", "mây", "vá", "số", "10");
const phrase = fc.array(syllable, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(" "));
const glue = fc.constantFrom(" ", "\u00a0", ", ", "-", "", " (", ")", "… ");
const anyText = fc.array(fc.tuple(syllable, glue), { maxLength: 30 }).map((parts) => parts.flat().join(""));
const anyTerms = fc
  .uniqueArray(phrase, { maxLength: 8, selector: folded })
  .map((forms) => forms.map((form, i) => term(`t${i % 4}`, [form])));

test("the parts of a text, joined again, are the text", () => {
  fc.assert(
    fc.property(anyTerms, fc.oneof(anyText, fc.string()), (terms, text) => {
      const parts = partsOf(text, glossFinder(terms, "vi")(text));
      expect(parts.map(wordsOf).join("")).toBe(text);
      expect(parts.every((part) => wordsOf(part) !== "")).toBe(true);
    }),
  );
});

test("each term is marked at most once, none over another, and by one of its forms", () => {
  fc.assert(
    fc.property(anyTerms, anyText, (terms, text) => {
      const found = glossFinder(terms, "vi")(text);
      expect(new Set(found.map((gloss) => gloss.term)).size).toBe(found.length);
      let end = 0;
      for (const gloss of found) {
        expect(gloss.at).toBeGreaterThanOrEqual(end);
        end = gloss.at + gloss.length;
        const words = folded(text.slice(gloss.at, end));
        expect(
          terms.some(({ id, forms }) => id === gloss.term && forms.vi.some((form) => folded(form) === words)),
        ).toBe(true);
      }
    }),
  );
});

test("what is typed without marks finds what has them", () => {
  expect(unmarked("  Xác thực hai yếu tố ")).toBe("xac thuc hai yeu to");
  expect(unmarked("ĐÁM MÂY, Điều\u00a09")).toBe("dam may, dieu 9");
});
