import { appendFileSync, existsSync, mkdirSync, renameSync, statSync } from "node:fs";
import { dirname } from "node:path";

/**
 * A file that words are added to. Past `limit` bytes it is put aside as .1, and the .1 before it is gone.
 * @param {string} path
 * @param {number} [limit]
 */
export function openLog(path, limit = 10_000_000) {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  let size = existsSync(path) ? statSync(path).size : 0;
  return {
    path,
    /** @param {Buffer | string} words */
    add(words) {
      if (size > limit) {
        renameSync(path, `${path}.1`);
        size = 0;
      }
      appendFileSync(path, words, { mode: 0o600 });
      size += Buffer.byteLength(words);
    },
  };
}
