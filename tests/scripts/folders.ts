import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll } from "vitest";

const made: string[] = [];
// registered while the test file loads: called within a test it would be in vain
afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
});

/** A folder that goes with the test file; others may pass through it, as the database's user must. */
export function throwawayFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "chu-tin-test-"));
  chmodSync(folder, 0o711);
  made.push(folder);
  return folder;
}

/** Writes files by their paths under `folder`. */
export function writeFiles(folder: string, files: Record<string, string>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}
