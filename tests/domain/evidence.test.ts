import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  cleanFileName,
  cleanLink,
  contentDisposition,
  contentKinds,
  endOf,
  fileKinds,
  isFileKind,
  judgeFile,
  lastDayOf,
  longestTitle,
  proofsOf,
} from "#domain/evidence.ts";
import { dayIn } from "#domain/format.ts";

const zone = "Asia/Ho_Chi_Minh";

describe("a file's name", () => {
  test.each([
    ["Biên bản bàn giao 09-11.pdf", "Biên bản bàn giao 09-11.pdf"],
    ["Bie\u0302n ba\u0309n.pdf", "Biên bản.pdf"],
    ["C:\\Users\\Hạnh\\ảnh.jpg", "ảnh.jpg"],
    ["../../etc/passwd", "passwd"],
    ["hóa\u0000 đơn\u202Egpj.pdf", "hóa đơngpj.pdf"],
    ["  .hidden.  ", "hidden"],
    ["a<b>:c|d?.png", "a_b__c_d_.png"],
    ["...", ""],
    ["", ""],
  ])("%j is kept as %j", (given, kept) => {
    expect(cleanFileName(given)).toBe(kept);
  });

  test("is safe to save under, short enough, and cleaned once for all", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 400 }), (given) => {
        const name = cleanFileName(given);
        expect([...name].length).toBeLessThanOrEqual(longestTitle);
        expect(name).not.toMatch(/[/\\<>:"|?*\p{Cc}\p{Cf}]/u);
        expect(name).not.toMatch(/^[. ]|[. ]$/);
        expect(cleanFileName(name)).toBe(name);
      }),
    );
  });

  test("however long keeps its ending", () => {
    const name = cleanFileName(`${"ư".repeat(400)}.docx`);
    expect([...name].length).toBe(longestTitle);
    expect(name.endsWith("ư.docx")).toBe(true);
  });

  test("travels in a header in its own letters, and in plain ones for old readers", () => {
    expect(contentDisposition("attachment", 'Đơn "mẫu" ưu tiên.pdf')).toBe(
      `attachment; filename="Don _mau_ uu tien.pdf"; filename*=UTF-8''%C4%90%C6%A1n%20%22m%E1%BA%ABu%22%20%C6%B0u%20ti%C3%AAn.pdf`,
    );
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (given) => {
        const name = cleanFileName(given);
        const header = contentDisposition("inline", name);
        expect(header).toMatch(/^[\x20-\x7e]*$/);
        expect(decodeURIComponent(/''(.*)$/.exec(header)?.[1] ?? "")).toBe(name);
      }),
    );
  });
});

describe("a file is judged by its content", () => {
  const judge = (name: string, found: (typeof contentKinds)[number], declared = "") =>
    judgeFile({ name, declared, found });

  test("its name and what it was declared as have to say the same", () => {
    expect(judge("a.pdf", "pdf", "application/pdf")).toEqual({
      kind: "taken",
      name: "a.pdf",
      mediaType: "application/pdf",
    });
    expect(judge("A.JPEG", "jpeg")).toMatchObject({ kind: "taken", name: "A.JPEG", mediaType: "image/jpeg" });
    expect(judge("danh-sach.csv", "text", "application/vnd.ms-excel")).toMatchObject({ mediaType: "text/plain" });
    expect(judge("a.pdf", "png")).toEqual({ kind: "refused", code: "file-lies" });
    expect(judge("a.jpg", "html")).toEqual({ kind: "refused", code: "file-lies" });
    expect(judge("a.png", "png", "application/pdf")).toEqual({ kind: "refused", code: "file-lies" });
    expect(judge("a.txt", "text", "text/html")).toEqual({ kind: "refused", code: "file-lies" });
    expect(judge("a.docx", "macro")).toEqual({ kind: "refused", code: "file-lies" });
    expect(judge("a.exe", "jpeg")).toEqual({ kind: "refused", code: "file-lies" });
  });

  test("what is not taken is no lie, if it says what it is", () => {
    expect(judge("a.zip", "zip")).toEqual({ kind: "refused", code: "file-kind-refused" });
    expect(judge("a.svg", "svg")).toEqual({ kind: "refused", code: "file-kind-refused" });
    expect(judge("cai-dat.sh", "text")).toEqual({ kind: "refused", code: "file-kind-refused" });
  });

  test("a name without an ending, or without anything, gets the right one", () => {
    expect(judge("ảnh chụp", "jpeg")).toMatchObject({ name: "ảnh chụp.jpg" });
    expect(judge("biên bản 09.11", "pdf")).toMatchObject({ name: "biên bản 09.11.pdf" });
    expect(judge("", "png")).toMatchObject({ name: "minh-chung.png" });
  });

  test("nothing that a browser could run is ever taken, under whatever name", () => {
    fc.assert(
      fc.property(fc.constantFrom(...contentKinds), fc.string(), fc.string(), (found, name, declared) => {
        const judged = judgeFile({ name: cleanFileName(name), declared, found });
        if (judged.kind === "refused") return;
        expect(isFileKind(found)).toBe(true);
        expect(Object.values(fileKinds).map(({ mediaType }) => mediaType as string)).toContain(judged.mediaType);
      }),
    );
  });
});

test("a link is an address over https, without a password in it", () => {
  expect(cleanLink(" https://drive.google.com/x?y=1 ")).toBe("https://drive.google.com/x?y=1");
  for (const bad of ["http://a.vn", "javascript:alert(1)", "data:text/html,x", "https://a:b@c.vn", "a.vn", ""])
    expect(cleanLink(bad), bad).toBeUndefined();
});

describe("until when it proves something", () => {
  const dated = { validUntil: null, periodTo: null, createdAt: new Date("2026-11-24T18:00:00Z") };

  test("the day it names, or twelve months from its own", () => {
    expect(lastDayOf({ ...dated, validUntil: "2027-03-01", periodTo: "2025-01-01" }, zone)).toBe("2027-03-01");
    expect(lastDayOf({ ...dated, periodTo: "2026-06-30" }, zone)).toBe("2027-06-30");
    // already the 25th in Vietnam
    expect(lastDayOf(dated, zone)).toBe("2027-11-25");
    expect(lastDayOf({ ...dated, periodTo: "2028-02-29" }, zone)).toBe("2029-02-28");
  });

  test("the end of that day in the company's zone", () => {
    expect(new Date(endOf("2027-03-01", zone)).toISOString()).toBe("2027-03-01T17:00:00.000Z");
    // clocks go forward on the 28th, so that the day has 23 hours
    expect(new Date(endOf("2027-03-28", "Europe/Berlin")).toISOString()).toBe("2027-03-28T22:00:00.000Z");
    fc.assert(
      fc.property(
        fc.constantFrom(zone, "Europe/Berlin", "America/New_York", "Pacific/Auckland", "UTC"),
        fc.date({ min: new Date("2000-01-01"), max: new Date("2050-01-01"), noInvalidDate: true }),
        (anyZone, date) => {
          const day = date.toISOString().slice(0, 10);
          expect(dayIn(anyZone, new Date(endOf(day, anyZone) - 1))).toBe(day);
          expect(dayIn(anyZone, new Date(endOf(day, anyZone))) > day).toBe(true);
        },
      ),
    );
  });

  test("is what scoring reads, by question", () => {
    const attached = [
      { ...dated, questionId: "a", validUntil: "2027-01-01" },
      { ...dated, questionId: "b", validUntil: "2027-01-02" },
      { ...dated, questionId: "a", validUntil: "2027-01-03" },
    ];
    expect(proofsOf(attached, "UTC")).toEqual({
      a: [{ validUntil: Date.parse("2027-01-02") }, { validUntil: Date.parse("2027-01-04") }],
      b: [{ validUntil: Date.parse("2027-01-03") }],
    });
  });
});
