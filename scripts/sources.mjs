import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";

/**
 * One word for the state of some sources; content files (.yaml) are read at run time and left out.
 * @param {string} root
 * @param {readonly string[]} folders
 * @param {readonly string[]} files
 * @param {readonly string[]} [words] what else it hangs on
 */
export function hashOf(root, folders, files, words = []) {
  const hash = createHash("sha256");
  const under = folders.flatMap((folder) => filesUnder(join(root, folder)));
  for (const path of [...under, ...files.map((file) => join(root, file))]) {
    if (path.endsWith(".yaml") || !existsSync(path)) continue;
    hash
      .update(`${relative(root, path)}\0`)
      .update(readFileSync(path))
      .update("\0");
  }
  for (const word of words) hash.update(`${word}\0`);
  return hash.digest("hex");
}

/** @param {string} folder @returns {string[]} sorted, so that the hash does not hang on the disk's order */
function filesUnder(folder) {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
