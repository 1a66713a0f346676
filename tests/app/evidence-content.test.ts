import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { contentKindOf } from "#app/answering/evidence-content.server.ts";
import { sampleFiles, zipOf } from "#tests/evidence-files.ts";

const folder = mkdtempSync(join(tmpdir(), "chu-tin-content-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function kindOf(bytes: Buffer | string) {
  const path = join(folder, "file");
  writeFileSync(path, bytes);
  return contentKindOf(path);
}

describe("what a file is, by its bytes", () => {
  test.each(Object.entries(sampleFiles))("%s", async (kind, bytes) => {
    expect(await kindOf(bytes)).toBe(kind);
  });

  test.each([
    ["a mark-up file that begins with a comment", "<!-- x -->\n<html></html>", "html"],
    ["a drawing without a declaration", '<svg onload="alert(1)"/>', "svg"],
    ["a page in capitals, after empty lines", "\n\n  <HTML><BODY></BODY></HTML>", "html"],
    ["a note that speaks of tags", "Thẻ <script> đã bỏ khỏi trang", "text"],
    ["other mark-up", '<?xml version="1.0"?><hoadon/>', "xml"],
    ["a list in an old Vietnamese coding", Buffer.from([0x4e, 0x67, 0xe0, 0x79, 0x20, 0xf0, 0xf1]), "binary"],
    ["text cut in the middle of a letter", Buffer.from("Đã khóa ở").subarray(0, -1), "binary"],
    ["text with a zero byte", "a\0b", "binary"],
    ["a film", Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from("ftypisom\0\0\0\0isomavc1", "latin1")]), "video"],
    ["a Windows program", Buffer.concat([Buffer.from("MZ"), Buffer.alloc(200)]), "program"],
    ["a moving picture", Buffer.from("GIF89a\x01\0\x01\0\0\0\0;", "latin1"), "image"],
  ])("%s", async (_, bytes, kind) => {
    expect(await kindOf(bytes)).toBe(kind);
  });

  test("a small archive that would unpack to 320 MB is not unpacked", async () => {
    const bomb = zipOf({
      "word/document.xml": Buffer.alloc(256 * 1024 * 1024),
      "[Content_Types].xml": Buffer.alloc(64 * 1024 * 1024),
    });
    expect(bomb.length).toBeLessThan(1024 * 1024);
    const before = process.memoryUsage().rss;
    expect(["zip", "docx", "binary"]).toContain(await kindOf(bomb));
    expect(process.memoryUsage().rss - before).toBeLessThan(100 * 1024 * 1024);
  });
});
