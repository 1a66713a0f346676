import { createReadStream } from "node:fs";
import { fileTypeFromFile } from "file-type";
import type { ContentKind } from "#domain/evidence.ts";

const kinds: Readonly<Record<string, ContentKind>> = {
  "application/pdf": "pdf",
  "image/jpeg": "jpeg",
  "image/png": "png",
  "image/webp": "webp",
  "image/heic": "heic",
  "image/heif": "heic",
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
  "application/vnd.oasis.opendocument.text": "odt",
  "application/vnd.oasis.opendocument.spreadsheet": "ods",
  "application/zip": "zip",
  "application/java-archive": "program",
  "application/java-vm": "program",
  "application/x-msdownload": "program",
  "application/x-elf": "program",
  "application/x-mach-binary": "program",
  "application/wasm": "program",
  "application/vnd.android.package-archive": "program",
  "application/x-7z-compressed": "archive",
  "application/x-rar-compressed": "archive",
  "application/gzip": "archive",
  "application/x-tar": "archive",
  "application/x-bzip2": "archive",
  "application/x-xz": "archive",
};

/**
 * What a file is by its bytes, whatever it is called. Of an archive no more is unpacked than the list of its parts: at most
 * a megabyte, by the library's own limit.
 */
export async function contentKindOf(path: string): Promise<ContentKind> {
  const type = (await fileTypeFromFile(path))?.mime;
  if (type === undefined || type === "application/xml") return textKindOf(path);
  if (type.includes("macroenabled")) return "macro";
  const known = kinds[type];
  if (known) return known;
  const family = type.split("/")[0];
  return family === "image" || family === "video" || family === "audio" ? family : "binary";
}

const control = /[^\P{Cc}\t\n\r\f\u0085]/u;
const markup = /<(?:!doctype\s+html|html|head|body|script|iframe|style|meta|link|title|form|table|div|img|p|a)[\s>/]/i;

/** Text is what reads as UTF-8 from the first byte to the last and holds no control characters. */
async function textKindOf(path: string): Promise<ContentKind> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let head = "";
  try {
    for await (const chunk of createReadStream(path)) {
      const text = decoder.decode(chunk as Buffer, { stream: true });
      if (control.test(text)) return "binary";
      if (head.length < 4_096) head += text.slice(0, 4_096);
    }
    decoder.decode();
  } catch (error) {
    if (error instanceof TypeError) return "binary";
    throw error;
  }
  return markupIn(head.trimStart()) ?? "text";
}

/** Only what begins with a tag: a note about one is a note. */
function markupIn(head: string): "svg" | "html" | "xml" | undefined {
  if (!head.startsWith("<")) return undefined;
  if (/<svg[\s>]/i.test(head)) return "svg";
  if (markup.test(head)) return "html";
  return head.startsWith("<?xml") ? "xml" : undefined;
}
