import { expect, test } from "vitest";
import { localized } from "#domain/localized.ts";

test("every text, however deep, is said in one language, and all else stays", () => {
  const value = {
    kind: "choice",
    credit: 50,
    none: null,
    choices: [{ value: "met", text: { vi: "Có", en: "Yes" } }],
    // a value that only looks like one: its parts are no words
    odd: { vi: 1, en: 2 },
  };
  expect(localized("en", value)).toEqual({
    kind: "choice",
    credit: 50,
    none: null,
    choices: [{ value: "met", text: "Yes" }],
    odd: { vi: 1, en: 2 },
  });
  expect(localized("vi", { vi: "Có", en: "Yes" })).toBe("Có");
});
