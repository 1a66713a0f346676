import { readFileSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, type Document } from "yaml";
import type { z } from "zod";

/** What is wrong with a file, where, for the person who wrote it. Lines count from 1. */
export type Problem = { file: string; line: number; reason: string };
type Path = readonly PropertyKey[];

/** One YAML file, read; `value` is what it says, whatever that is. */
export type Source = { file: string; value: unknown; lineOf(path: Path): number };

/** A checked value and where it stands, so that a rule across files can name the line. */
export type Located<T> = { item: T; source: Source; path: Path };

export function problemAt({ source, path }: Located<unknown>, within: Path, reason: string): Problem {
  return { file: source.file, line: source.lineOf([...path, ...within]), reason };
}

/** Reads a YAML 1.2 file; where the YAML itself is wrong, that goes to `unread`, and nothing is returned. */
export function readSource(folder: string, path: string, unread: Problem[]): Source | undefined {
  const file = relative(dirname(folder), join(folder, path)) || basename(folder);
  let text: string;
  try {
    text = readFileSync(join(folder, path), "utf8");
  } catch (error) {
    unread.push({ file, line: 1, reason: `cannot be read: ${(error as Error).message}` });
    return undefined;
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, version: "1.2", strict: true, prettyErrors: false });
  for (const { pos, message } of document.errors)
    unread.push({ file, line: lines.linePos(pos[0]).line, reason: `is not YAML: ${message}` });
  if (document.errors.length > 0) return undefined;
  return { file, value: document.toJS(), lineOf: (at) => lines.linePos(offsetOf(document, at)).line };
}

/** Where the node at `path` begins, its key for a field; the nearest node around it when it is missing. */
function offsetOf(document: Document, path: Path): number {
  let node: unknown = document.contents;
  let offset = 0;
  for (const step of path) {
    if (isAlias(node)) node = node.resolve(document);
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
      if (!pair) break;
      offset = isScalar(pair.key) ? (pair.key.range?.[0] ?? offset) : offset;
      node = pair.value;
    } else if (isSeq(node)) {
      const item = node.items[Number(step)];
      const range = (item as { range?: [number, number, number] | null } | undefined)?.range;
      if (!range) break;
      offset = range[0];
      node = item;
    } else break;
  }
  return offset;
}

/**
 * Reads a list of a file item by item, so that one broken item does not hide what is wrong with the next.
 * @returns the sound items, and the ids of all, broken ones too, so that a link to a broken one is not called a dead link
 */
export function readList<T>(
  source: Source,
  schema: z.ZodType<T>,
  { unread, problems }: { unread: Problem[]; problems: Problem[] },
): { items: Located<T>[]; ids: string[] } {
  if (!Array.isArray(source.value) || source.value.length === 0) {
    unread.push({ file: source.file, line: 1, reason: "is not a list, or an empty one" });
    return { items: [], ids: [] };
  }
  const items: Located<T>[] = [];
  const ids: string[] = [];
  source.value.forEach((raw: unknown, index) => {
    const id = (raw as { id?: unknown } | null)?.id;
    if (typeof id === "string") ids.push(id);
    const item = readAt(source, [index], raw, schema, problems);
    if (item) items.push(item);
  });
  return { items, ids };
}

/** Checks one value of a file against its schema. */
export function readAt<T>(
  source: Source,
  path: Path,
  raw: unknown,
  schema: z.ZodType<T>,
  problems: Problem[],
): Located<T> | undefined {
  const parsed = schema.safeParse(raw, { reportInput: true });
  if (parsed.success) return { item: parsed.data, source, path };
  const id = (raw as { id?: unknown } | null)?.id;
  const name = typeof id === "string" ? `${id}, ` : "";
  for (const issue of parsed.error.issues)
    for (const { at, reason } of plainly(issue)) {
      const field = at.length > 0 ? at.join(".") : "it";
      problems.push({ file: source.file, line: source.lineOf([...path, ...at]), reason: `${name}${field} ${reason}` });
    }
  return undefined;
}

/** The commonest slip: `{ vi: Có, nhưng trễ }` is two fields to YAML. */
const comma = ": within { } a text with a comma needs quotation marks";

/** A zod issue in words for whoever edits the file: one for each unknown key, the nearest branch of a union. */
function plainly(issue: z.core.$ZodIssue): { at: PropertyKey[]; reason: string }[] {
  const { path } = issue;
  if (issue.code === "unrecognized_keys")
    return issue.keys.map((key) => ({
      at: [...path, key],
      reason: `is not a field that exists here${key.includes(" ") ? comma : ""}`,
    }));
  if (issue.code === "invalid_key") return [{ at: path, reason: issue.issues[0]?.message ?? issue.message }];
  if (issue.code === "invalid_union") {
    const branches = issue.errors.filter((errors) => errors.length > 0).map((errors) => errors.flatMap(plainly));
    const nearest = branches.sort((a, b) => depthOf(b) - depthOf(a) || a.length - b.length)[0];
    if (nearest) return nearest.map(({ at, reason }) => ({ at: [...path, ...at], reason }));
    return [{ at: path, reason: "is not one of the kinds that exist" }];
  }
  if (issue.code === "invalid_type" && issue.input === undefined) return [{ at: path, reason: "is missing" }];
  if (issue.code === "custom" || issue.code === "invalid_format" || issue.code === "too_small")
    return [{ at: path, reason: issue.message.replace(/^(Invalid|Too small)[^:]*: /, "") }];
  return [{ at: path, reason: issue.message.replace(/^Invalid [^:]*: /, "is wrong: ") }];
}

function depthOf(reasons: { at: PropertyKey[] }[]): number {
  return Math.max(...reasons.map(({ at }) => at.length));
}
