import fc from "fast-check";
import { expect, test } from "vitest";
import { isFoundIn, withoutMarks } from "#domain/search-text.ts";

test("letters without marks find those with them, in any case", () => {
  expect(withoutMarks("Khóa hết ngày Đông")).toBe("khoa het ngay dong");
  expect(isFoundIn("Khóa hết ngay trong ngày", "khoa NGAY")).toBe(true);
  expect(isFoundIn("Đơn vị", "don vi")).toBe(true);
});

test("a word with marks means them, and every word has to be there", () => {
  expect(isFoundIn("Khóa hết", "khoá")).toBe(false);
  expect(isFoundIn("Khóa hết", "khóa")).toBe(true);
  expect(isFoundIn("Khóa hết", "khóa mở")).toBe(false);
  expect(isFoundIn("bất kỳ", "  ")).toBe(true);
});

test("whatever a text says is found by itself, with its marks and without", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", minLength: 1 }), (text) => {
      expect(isFoundIn(text, text)).toBe(true);
      expect(isFoundIn(text, withoutMarks(text))).toBe(true);
    }),
  );
});
