import { crc32, deflateRawSync } from "node:zlib";

/** The smallest files that are truly of their kind, byte by byte. */
export const sampleFiles = {
  pdf: Buffer.from("%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"),
  jpeg: Buffer.from(
    "/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////wgALCAABAAEBAREA/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABPxA=",
    "base64",
  ),
  png: Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
    "base64",
  ),
  webp: Buffer.from("UklGRiQAAABXRUJQVlA4IBgAAAAwAQCdASoBAAEAAwA0JaQAA3AA/vuUAAA=", "base64"),
  heic: Buffer.concat([
    Buffer.from([0, 0, 0, 24]),
    Buffer.from("ftypheic\0\0\0\0mif1heic", "latin1"),
    Buffer.alloc(32),
  ]),
  docx: office("word/document.xml", "wordprocessingml.document"),
  xlsx: office("xl/workbook.xml", "spreadsheetml.sheet"),
  odt: zipOf({ mimetype: "application/vnd.oasis.opendocument.text", "content.xml": "<x/>" }),
  ods: zipOf({ mimetype: "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<x/>" }),
  text: Buffer.from("\ufeffNgày;Người nghỉ;Đã khóa\n24/11/2026;Trần Văn Bình;có\n"),
  html: Buffer.from("<!doctype html><html><body><script>alert(1)</script></body></html>"),
  svg: Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
  zip: zipOf({ "a.txt": "a" }),
  program: Buffer.concat([Buffer.from("\x7fELF\x02\x01\x01", "latin1"), Buffer.alloc(64)]),
  macro: zipOf({
    "[Content_Types].xml": contentTypes("application/vnd.ms-word.document.macroEnabled.main+xml"),
    "word/document.xml": "<x/>",
    "word/vbaProject.bin": "x",
  }),
  binary: Buffer.from([0x41, 0x42, 0, 0x43, 0xff, 0xfe, 0x44, 0x10]),
};

function office(part: string, type: string): Buffer {
  return zipOf({
    "[Content_Types].xml": contentTypes(`application/vnd.openxmlformats-officedocument.${type}.main+xml`),
    [part]: "<x/>",
  });
}

function contentTypes(main: string): string {
  return `<?xml version="1.0"?><Types><Override PartName="/x" ContentType="${main}"/></Types>`;
}

/** An archive of these parts, in their order; what is a buffer goes in packed. */
export function zipOf(parts: Readonly<Record<string, string | Buffer>>): Buffer {
  const bodies: Buffer[] = [];
  const entries: Buffer[] = [];
  let at = 0;
  for (const [name, content] of Object.entries(parts)) {
    const plain = Buffer.from(content);
    const packed = typeof content === "string" ? plain : deflateRawSync(plain);
    const method = typeof content === "string" ? 0 : 8;
    const named = Buffer.from(name);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(method, 4);
    common.writeUInt32LE(crc32(plain), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(plain.length, 18);
    common.writeUInt16LE(named.length, 22);
    const body = Buffer.concat([Buffer.from("PK\x03\x04", "latin1"), common, named, packed]);
    const end = Buffer.alloc(14);
    end.writeUInt32LE(at, 10);
    entries.push(Buffer.concat([Buffer.from("PK\x01\x02", "latin1"), Buffer.from([20, 0]), common, end, named]));
    bodies.push(body);
    at += body.length;
  }
  const directory = Buffer.concat(entries);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(at, 12);
  return Buffer.concat([...bodies, directory, Buffer.from("PK\x05\x06", "latin1"), end]);
}
