import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { auditActions } from "#app/audit-actions.ts";
import { loadLibrary } from "#content/library.ts";
import { refusalCodes } from "#domain/refusal.ts";

const root = join(import.meta.dirname, "../..");
const { messages } = loadLibrary(join(root, "content"));
const keys = new Set(
  Object.entries(messages).flatMap(([area, texts]) => Object.keys(texts.vi).map((key) => `${area}.${key}`)),
);
const sources = ["app", "db", "jobs", "domain"]
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map((path) => join(folder, path)),
  )
  .filter((path) => /\.tsx?$/.test(path) && !path.includes("specimen"))
  .map((path) => ({ path, text: readFileSync(join(root, path), "utf8") }));

const isArea = (key: string) => (key.split(".")[0] ?? "") in messages;

/** Keys written out: `t("tasks.title")`, also as one of two in a condition. */
const literal = /["'`]([a-z]+\.[A-Za-z0-9]+(?:[.-][A-Za-z0-9]+)*)["'`]/g;
/** Keys with one changing part: `t(`states.grade-${grade}`)`. */
const patterned = /`([a-z]+\.[A-Za-z0-9.-]*)\$\{[^}]*\}([A-Za-z0-9.-]*)`/g;

describe("every text that a screen asks for is there", () => {
  test.each(
    sources.filter(({ text }) => /\bt\(|\bsay\(|texts\(/.test(text)).map(({ path, text }) => [path, text] as const),
  )("%s", (_, text) => {
    const calls = [...text.matchAll(/\b(?:t|texts)\(([^;]*?)\)(?=[\s,;:)}\]?.])/gs)]
      .map(([, inside]) => inside as string)
      .join("\n");
    const missing = [...calls.matchAll(literal)]
      .map(([, key]) => key as string)
      .filter((key) => isArea(key) && !keys.has(key));
    expect(missing).toEqual([]);
    for (const [, before, after] of calls.matchAll(patterned)) {
      if (!isArea(before as string)) continue;
      const fits = [...keys].some((key) => key.startsWith(before as string) && key.endsWith(after as string));
      expect(fits, `${before}…${after}`).toBe(true);
    }
  });
});

test("every area that a loader brings has texts", () => {
  const asked = sources.flatMap(({ text }) => [
    ...[...text.matchAll(/textFor\(args((?:, "[a-z]+")+)\)/g)].flatMap(([, list]) =>
      [...(list as string).matchAll(/"([a-z]+)"/g)].map(([, area]) => area as string),
    ),
    ...[...text.matchAll(/companyPage\(\s*args,\s*"[a-z:-]+",\s*\[([^\]]*)\]/g)].flatMap(([, list]) =>
      [...(list as string).matchAll(/"([a-z]+)"/g)].map(([, area]) => area as string),
    ),
  ]);
  expect(asked.length).toBeGreaterThan(20);
  expect(asked.filter((area) => !(area in messages))).toEqual([]);
});

test("every expected no says what happened and what to do", () => {
  for (const code of [...refusalCodes, "failed"]) {
    expect(keys.has(`errors.${code}-title`), code).toBe(true);
    expect(keys.has(`errors.${code}-body`), code).toBe(true);
  }
});

test("every act that the code records in a company's trail has words, and no other has", () => {
  const recorded = new Set(
    sources.flatMap(({ text }) =>
      [...text.matchAll(/action: "([a-z-]+\.[a-z-]+)"/g)].map(([, action]) => action as string),
    ),
  );
  const unnamed = [...recorded].filter(
    (action) => !auditActions.includes(action as never) && !action.startsWith("person."),
  );
  expect(unnamed).toEqual([]);
  for (const action of auditActions) expect(keys.has(`audit.action-${action}`), action).toBe(true);
});

test("no component holds words of its own", () => {
  const spoken = sources
    .filter(({ path }) => path.endsWith(".tsx"))
    .flatMap(({ path, text }) =>
      [...text.matchAll(/>\s*([A-Za-zÀ-ỹ][^<>{}=;()]*[A-Za-zÀ-ỹ])\s*<\//g)].map(([, words]) => `${path}: ${words}`),
    );
  expect(spoken).toEqual([]);
});

test("numbers keep their unit: no plain space between them", () => {
  const split = Object.entries(messages).flatMap(([area, { vi }]) =>
    Object.entries(vi)
      .filter(([, text]) => /(\d|\{(n|points|minutes|hours|days)\}) (giờ|ngày|phút|điểm|câu|MB|triệu)/.test(text))
      .map(([key]) => `${area}.${key}`),
  );
  expect(split).toEqual([]);
});
