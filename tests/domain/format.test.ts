import { describe, expect, test } from "vitest";
import {
  dayIn,
  formatDate,
  formatDay,
  formatMoment,
  formatMonth,
  formatNumber,
  formatTime,
  formatVnd,
  formatWeekday,
} from "#domain/format.ts";
import { formatMessage, placeholdersOf } from "#domain/format-message.ts";
import { inLanguage, isLanguage, isTheme, languageFromHeader } from "#domain/language.ts";

const zone = "Asia/Ho_Chi_Minh";
const lateEvening = new Date("2026-11-23T17:32:00Z"); // 00:32 of the 24th in Vietnam

describe("dates, times and amounts", () => {
  test("the day is that of the company's zone, the day before the month in both languages", () => {
    expect(formatDate("vi", zone, lateEvening)).toBe("24/11/2026");
    expect(formatDate("en", zone, lateEvening)).toBe("24/11/2026");
    expect(formatDate("en", "America/New_York", lateEvening)).toBe("23/11/2026");
    expect(dayIn(zone, lateEvening)).toBe("2026-11-24");
    expect(dayIn("America/New_York", lateEvening)).toBe("2026-11-23");
  });

  test("a time has 24 hours", () => {
    expect(formatTime("vi", zone, lateEvening)).toBe("00:32");
    expect(formatMoment("en", zone, "2026-11-24T07:32:00Z")).toBe("14:32, 24/11/2026");
  });

  test("a calendar day stays itself, whatever the server's zone", () => {
    expect(formatDay("vi", "2026-02-28")).toBe("28/02/2026");
    expect(formatWeekday("vi", "2026-11-27")).toBe("Thứ Sáu, 27/11/2026");
    expect(formatWeekday("en", "2026-11-27")).toBe("Friday, 27/11/2026");
  });

  test("months are named as each language names them", () => {
    expect(formatMonth("vi", zone, lateEvening)).toBe("tháng\u00a011/2026");
    expect(formatMonth("en", zone, lateEvening)).toBe("November 2026");
  });

  test("numbers are grouped, and đồng keep their sign", () => {
    expect(formatNumber("vi", 1234567)).toBe("1.234.567");
    expect(formatNumber("en", 1234567)).toBe("1,234,567");
    expect(formatVnd("vi", 1234567)).toBe("1.234.567\u00a0đ");
    expect(formatVnd("en", 1234567)).toBe("1,234,567\u00a0VND");
  });
});

describe("messages", () => {
  const days = "{n, plural, =0 {today} one {# day left} other {# days left}}";
  test("plurals follow the language, an exact number comes first", () => {
    expect([0, 1, 2, 1200].map((n) => formatMessage("en", days, { n }))).toEqual([
      "today",
      "1 day left",
      "2 days left",
      "1,200 days left",
    ]);
    expect(formatMessage("vi", "{n, plural, other {còn # ngày}}", { n: 1 })).toBe("còn 1 ngày");
    expect(formatMessage("vi", "còn {n} ngày", { n: 1200 })).toBe("còn 1.200 ngày");
  });

  test("a value is put in as it is, braces and all, and never read as a pattern", () => {
    expect(formatMessage("vi", "Chào {name}", { name: "{n} #" })).toBe("Chào {n} #");
  });

  test("a value that is missing is an error, not a gap in the sentence", () => {
    expect(() => formatMessage("en", "Hello {name}", {})).toThrow("no value for {name}");
    expect(() => formatMessage("en", days, {})).toThrow("no value for {n}");
  });

  test("the names that a message wants", () => {
    expect(placeholdersOf(`{name}: ${days}`)).toEqual(["n", "name"]);
    expect(placeholdersOf("plain")).toEqual([]);
  });
});

describe("the reader's language", () => {
  test.each([
    [undefined, "vi"],
    ["", "vi"],
    ["en-GB,en;q=0.9", "en"],
    ["vi-VN,vi;q=0.9,en;q=0.8", "vi"],
    ["fr-FR,fr;q=0.9", "vi"],
    ["fr,en;q=0.5,vi;q=0.7", "vi"],
    ["en;q=0, fr", "vi"],
    ["*", "vi"],
  ])("%j is read as %s", (header, language) => {
    expect(languageFromHeader(header)).toBe(language);
  });

  test("only what we speak is a language, and only what we draw a theme", () => {
    expect(["vi", "en"].every(isLanguage) && ["system", "light", "dark"].every(isTheme)).toBe(true);
    expect(["VI", "fr", null, undefined, 1].some(isLanguage) || ["", "blue"].some(isTheme)).toBe(false);
    expect(inLanguage("en", { vi: "Có", en: "Yes" })).toBe("Yes");
  });
});
