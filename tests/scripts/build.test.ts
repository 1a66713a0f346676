import { expect, test } from "vitest";
import { sourcesHash } from "#scripts/build.mjs";
import { throwawayFolder, writeFiles } from "./folders.ts";

test("the build is made again when a source changed, and only then", () => {
  const folder = throwawayFolder();
  writeFiles(folder, {
    "app/root.tsx": "1",
    "domain/scoring.ts": "1",
    "content/laws/a.yaml": "1",
    "tests/a.test.ts": "1",
  });
  const first = sourcesHash(folder);
  writeFiles(folder, { "content/laws/a.yaml": "2", "tests/a.test.ts": "2", "docs/a.md": "2" });
  expect(sourcesHash(folder)).toBe(first);
  writeFiles(folder, { "domain/scoring.ts": "2" });
  const second = sourcesHash(folder);
  expect(second).not.toBe(first);
  writeFiles(folder, { "app/routes/new.tsx": "" });
  expect(sourcesHash(folder)).not.toBe(second);
});

test("a moved file is a change", () => {
  const [one, other] = [throwawayFolder(), throwawayFolder()];
  writeFiles(one, { "app/a.ts": "same" });
  writeFiles(other, { "app/b.ts": "same" });
  expect(sourcesHash(one)).not.toBe(sourcesHash(other));
});
