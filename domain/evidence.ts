import { dayIn } from "./format.ts";
import { plusDays, type Day } from "./schedule.ts";
import type { Instant } from "./scoring/model.ts";

/** The largest file that is taken, in bytes: 25 MB as people and phones count them. */
export const largestFile = 25 * 1024 * 1024;
/** The longest name or title that is kept, in characters. */
export const longestTitle = 200;

/** What may prove something. Each has one media type; the first ending is the one that a name without any is given. */
export const fileKinds = {
  pdf: { mediaType: "application/pdf", endings: ["pdf"] },
  jpeg: { mediaType: "image/jpeg", endings: ["jpg", "jpeg", "jpe", "jfif"] },
  png: { mediaType: "image/png", endings: ["png"] },
  webp: { mediaType: "image/webp", endings: ["webp"] },
  heic: { mediaType: "image/heic", endings: ["heic", "heif"] },
  docx: {
    mediaType: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    endings: ["docx"],
  },
  xlsx: { mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", endings: ["xlsx"] },
  odt: { mediaType: "application/vnd.oasis.opendocument.text", endings: ["odt"] },
  ods: { mediaType: "application/vnd.oasis.opendocument.spreadsheet", endings: ["ods"] },
  text: { mediaType: "text/plain", endings: ["txt", "csv"] },
} as const satisfies Record<string, { mediaType: string; endings: readonly [string, ...string[]] }>;
export type FileKind = keyof typeof fileKinds;
/** What the bytes of a file turn out to be, whether it is taken or not. */
export const contentKinds = [
  ...(Object.keys(fileKinds) as FileKind[]),
  "html",
  "svg",
  "xml",
  "zip",
  "archive",
  "program",
  "image",
  "video",
  "audio",
  "macro",
  "binary",
] as const;
export type ContentKind = (typeof contentKinds)[number];

export function isFileKind(kind: ContentKind): kind is FileKind {
  return kind in fileKinds;
}

/** What a browser may show in the page's own place; everything else is saved by it, and opened by a program of the reader. */
export function isShownInline(mediaType: string): boolean {
  return mediaType === "image/jpeg" || mediaType === "image/png" || mediaType === "image/webp";
}

/**
 * A name as somebody's device gave it, made safe to show and to save under: no folders, no control or direction marks, and
 * Vietnamese as it is, composed so that the same name is the same on every machine.
 */
export function cleanFileName(given: string): string {
  const name = given
    .normalize("NFC")
    .split(/[/\\]/)
    .at(-1)
    ?.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}]/gu, "")
    .replace(/[<>:"|?*]/g, "_")
    .replace(/\s+/gu, " ")
    .replace(/^[. ]+|[. ]+$/g, "");
  if (!name) return "";
  const ending = endingOf(name);
  const rest = ending === "" ? name : name.slice(0, -ending.length - 1);
  const room = longestTitle - (ending === "" ? 0 : ending.length + 1);
  return `${[...rest].slice(0, room).join("").trimEnd()}${ending === "" ? "" : `.${ending}`}`;
}

/** `pdf` of `bien-ban.pdf`; empty for none, and for what is a number or a date. */
function endingOf(name: string): string {
  return /\.([a-z][a-z0-9]{0,7})$/i.exec(name)?.[1] ?? "";
}

export type Judged =
  | { readonly kind: "taken"; readonly name: string; readonly mediaType: string }
  | { readonly kind: "refused"; readonly code: "file-lies" | "file-kind-refused" };

/**
 * Whether a file may be kept: its content is of a kind that is taken, and neither its name nor what it was declared as says
 * anything else. A name without an ending gets the right one.
 * @param declared the media type that the sender named; empty, or the one that means "bytes", says nothing
 */
export function judgeFile({ name, declared, found }: { name: string; declared: string; found: ContentKind }): Judged {
  const ending = endingOf(name).toLowerCase();
  const byName = kindOfEnding(ending);
  const saysOtherwise = ending !== "" && byName !== found;
  if (!isFileKind(found)) return { kind: "refused", code: byName ? "file-lies" : "file-kind-refused" };
  // a log or a script is text as well, and no lie
  if (found === "text" && ending !== "" && !byName) return { kind: "refused", code: "file-kind-refused" };
  if (saysOtherwise || declaredOtherwise(declared, found)) return { kind: "refused", code: "file-lies" };
  const { mediaType, endings } = fileKinds[found];
  const named = name === "" ? `minh-chung.${endings[0]}` : ending === "" ? `${name}.${endings[0]}` : name;
  return { kind: "taken", name: named, mediaType };
}

function kindOfEnding(ending: string): FileKind | undefined {
  return (Object.keys(fileKinds) as FileKind[]).find((kind) =>
    (fileKinds[kind].endings as readonly string[]).includes(ending),
  );
}

/** Only what names another kind that we know is a lie: systems name a CSV, or a HEIC photo, in many ways. */
function declaredOtherwise(declared: string, found: FileKind): boolean {
  const type = declared.split(";")[0]?.trim().toLowerCase() ?? "";
  if (type === "text/html" || type === "image/svg+xml") return true;
  const named = (Object.keys(fileKinds) as FileKind[]).find((kind) => fileKinds[kind].mediaType === type);
  return named !== undefined && named !== found;
}

/** An address on the web over https, without a password in it; undefined for anything else. */
export function cleanLink(given: string): string | undefined {
  try {
    const url = new URL(given.trim());
    const isTaken = url.protocol === "https:" && url.username === "" && url.password === "" && url.href.length <= 2_000;
    return isTaken ? url.href : undefined;
  } catch {
    return undefined;
  }
}

/** When a piece of evidence proves something no more. */
export interface Dated {
  /** The last day on which it holds; null for none given. */
  readonly validUntil: Day | null;
  /** The last day that it speaks of; null for none given. */
  readonly periodTo: Day | null;
  readonly createdAt: Date;
}

/** Without a date of its own a piece of evidence holds for twelve months from the day that it speaks of, or came in on. */
export function lastDayOf({ validUntil, periodTo, createdAt }: Dated, zone: string): Day {
  if (validUntil !== null) return validUntil;
  const own = periodTo ?? dayIn(zone, createdAt);
  const year = Number(own.slice(0, 4)) + 1;
  // twelve months from 29 February end on the 28th
  return own.endsWith("-02-29") ? `${year}-02-28` : `${year}${own.slice(4)}`;
}

/** The end of the last valid day in the company's zone, in milliseconds: it holds while now is before. */
export function endOf(day: Day, zone: string): Instant {
  const next = Date.parse(`${plusDays(day, 1)}T00:00:00Z`);
  // the zone's offset is read at that very moment, then once more behind the first correction, for the days when it moves
  const once = next - offsetOf(zone, next);
  return next - offsetOf(zone, once);
}

/** Milliseconds that a zone's clocks are ahead of UTC at an instant. */
function offsetOf(zone: string, at: Instant): number {
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  }).formatToParts(at);
  const part = (type: string) => Number(parts.find((p) => p.type === type)?.value);
  const local = Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute"), part("second"));
  return local - Math.floor(at / 1000) * 1000;
}

/** What proves an answer, by question id: as scoring reads it. */
export type Proofs = Readonly<Record<string, readonly { readonly validUntil: Instant }[] | undefined>>;

/** What is attached, in the form that scoring reads. */
export function proofsOf(attached: readonly (Dated & { readonly questionId: string })[], zone: string): Proofs {
  const proofs: Record<string, { validUntil: Instant }[]> = {};
  for (const each of attached)
    (proofs[each.questionId] ??= []).push({ validUntil: endOf(lastDayOf(each, zone), zone) });
  return proofs;
}

/** `Content-Disposition` for a name of any script, RFC 6266: an ASCII one for old readers, the true one in UTF-8 beside it. */
export function contentDisposition(kind: "inline" | "attachment", name: string): string {
  const plain = name
    .replace(/đ/g, "d")
    .replace(/Đ/g, "D")
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[^\x20-\x7e]|["\\%;]/g, "_");
  const encoded = encodeURIComponent(name).replace(
    /['()*!]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${kind}; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
