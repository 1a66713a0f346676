import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { nthSlug, slugOf } from "#domain/slug.ts";

/** What the database takes for a slug. */
const taken = /^[a-z0-9]+(-[a-z0-9]+)*$/;

describe("a name in an address", () => {
  test.each([
    ["Gốm An Nhiên", "gom-an-nhien"],
    ["Công ty TNHH Đầu tư Đông Á", "cong-ty-tnhh-dau-tu-dong-a"],
    ["ĐỨC & ĐƯỜNG", "duc-duong"],
    ["Nghề Ươm Tơ – Ỷ Lan", "nghe-uom-to-y-lan"],
    ["  Phở 24  ", "pho-24"],
    ["Straße Łódź Ørsted", "strasse-lodz-orsted"],
    ["Trà.Xanh_3/2", "tra-xanh-3-2"],
  ])("%s is %s", (name, slug) => {
    expect(slugOf(name, "cong-ty")).toBe(slug);
  });

  test("is the same whether the marks were typed composed or apart", () => {
    for (const name of ["Gốm An Nhiên", "Đường Mía Quảng Ngãi", "Ấm Ủ"])
      expect(slugOf(name.normalize("NFD"), "x")).toBe(slugOf(name.normalize("NFC"), "x"));
  });

  test("falls back when nothing of the name can stand in an address", () => {
    expect(slugOf("陶器 🙂", "cong-ty")).toBe("cong-ty");
    expect(slugOf("---", "cong-ty")).toBe("cong-ty");
  });

  test("is cut between words, and inside a word only when it is the first", () => {
    expect(slugOf("mot ".repeat(30), "x")).toBe(Array(12).fill("mot").join("-"));
    expect(slugOf("a".repeat(200), "x")).toBe("a".repeat(48));
  });

  test("whatever the name, the database takes it, and a number behind it", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.integer({ min: 1, max: 99_999 }), (name, n) => {
        const slug = nthSlug(slugOf(name, "cong-ty"), n);
        expect(slug).toMatch(taken);
        expect(slug.length).toBeLessThanOrEqual(60);
      }),
    );
  });

  test("a slug is its own slug", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (name) => {
        const slug = slugOf(name, "cong-ty");
        expect(slugOf(slug, "x")).toBe(slug);
      }),
    );
  });
});
