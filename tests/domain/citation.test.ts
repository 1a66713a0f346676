import { expect, test } from "vitest";
import { articleIn, placeOf } from "#domain/citation.ts";

const nb = "\u00a0";

test("a citation names an instrument and a place in it", () => {
  expect(placeOf("vn-law-91-2025 9.4.d")).toEqual({ instrument: "vn-law-91-2025", parts: ["9", "4", "d"] });
  expect(placeOf("gdpr-2016-679 33")).toEqual({ instrument: "gdpr-2016-679", parts: ["33"] });
});

test.each([
  ["vn-law-91-2025 9.4.d", "law", `Điều${nb}9 khoản${nb}4 điểm${nb}d`, `Article${nb}9(4)(d)`],
  ["vn-law-91-2025 37.2.đ", "law", `Điều${nb}37 khoản${nb}2 điểm${nb}đ`, `Article${nb}37(2)(đ)`],
  ["vn-circular-10-2020 4", "circular", `Điều${nb}4`, `Article${nb}4`],
  ["iso-27001-2022 A.5.9", "standard", "A.5.9", "A.5.9"],
])("%s of a %s is said as each language says it", (citation, kind, vi, en) => {
  const place = placeOf(citation);
  expect([articleIn("vi", kind, place), articleIn("en", kind, place)]).toEqual([vi, en]);
});
