import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { matchesLock, stampOf, whyNotInstalled } from "#scripts/packages.mjs";
import { throwawayFolder, writeFiles } from "./folders.ts";

const locked = {
  "": { version: "0.1.0" },
  "node_modules/a": { version: "1.0.0", integrity: "sha512-a" },
  "node_modules/a-for-another-system": { version: "1.0.0", integrity: "sha512-b", optional: true },
};

function installation(installed: object) {
  const folder = throwawayFolder();
  writeFiles(folder, {
    "package-lock.json": JSON.stringify({ packages: locked }),
    "node_modules/.package-lock.json": JSON.stringify({ packages: installed }),
  });
  return folder;
}

test("what npm noted as installed is compared with the lockfile", () => {
  const { "node_modules/a": a } = locked;
  expect(matchesLock(installation({ "node_modules/a": a }))).toBe(true);
  expect(matchesLock(installation({}))).toBe(false);
  expect(matchesLock(installation({ "node_modules/a": { ...a, version: "0.9.0" } }))).toBe(false);
  expect(matchesLock(installation({ "node_modules/a": { ...a, integrity: "sha512-forged" } }))).toBe(false);
});

test("nothing installed is no match", () => {
  const folder = throwawayFolder();
  writeFiles(folder, { "package-lock.json": JSON.stringify({ packages: locked }) });
  expect(matchesLock(folder)).toBe(false);
});

test("the stamp changes with the lockfile", () => {
  const folder = installation({});
  const before = stampOf(folder);
  expect(stampOf(folder)).toBe(before);
  writeFileSync(join(folder, "package-lock.json"), "{}");
  expect(stampOf(folder)).not.toBe(before);
});

test.each([
  ["npm error code ENOTFOUND\nnpm error syscall getaddrinfo", /registry cannot be reached.*network/],
  ["npm error code ECONNREFUSED", /registry cannot be reached/],
  [
    "npm error code EACCES\nnpm error path /srv/chu-tin/node_modules\nnpm error errno -13",
    /may not write here \(\/srv\/chu-tin\/node_modules\).*chown/,
  ],
  ["npm error code ENOSPC", /disk of \/srv\/chu-tin is full/],
  ["npm error code EUSAGE\nnpm error Missing: a@1 from lock file", /do not agree.*git checkout/],
  ["spawn npm ENOENT", /npm is not installed/],
  ["npm error something new", /Its last words: npm error something new/],
])("what npm ran into becomes one line with the mend: %s", (output, line) => {
  const stop = whyNotInstalled("/srv/chu-tin", output);
  expect(stop.message).toMatch(line);
  expect(stop.message).not.toContain("\n");
  expect(stop.vietnamese).not.toBe("");
});
