import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { appEnvironment, ownerEnvironment, readStart } from "#scripts/environment.mjs";
import { readSettings } from "#domain/settings.schema.ts";
import { throwawayFolder, writeFiles } from "./folders.ts";

const root = join(import.meta.dirname, "..", "..");
const secrets = {
  DATABASE_SUPERUSER_PASSWORD: "superuser-password",
  DATABASE_OWNER_PASSWORD: "owner-password",
  DATABASE_APP_PASSWORD: "app-password/of 16",
  DATABASE_AUTH_PASSWORD: "auth-password-of-16",
  APP_SECRET: "a-secret-of-thirty-two-characters",
};
const start = { host: "127.0.0.1", port: 3000, dataFolder: "/srv/data", databaseUrl: undefined };
const ownerUrl = "postgres://owner:owner-password@127.0.0.1:5432/chu_tin";
const before = { ...process.env };

afterEach(() => {
  process.env = { ...before };
});

test("what the start hands on is all that the programs ask for", () => {
  // Vite's own, of the same name
  delete process.env.BASE_URL;
  const settings = readSettings(ownerEnvironment(start, secrets, ownerUrl));
  expect(settings).toMatchObject({
    port: 3000,
    dataDir: "/srv/data",
    databaseUrl: ownerUrl,
    secrets: [secrets.APP_SECRET],
  });
});

test("web and worker are not told the owner's or the superuser's password", () => {
  const env = appEnvironment(ownerEnvironment(start, secrets, ownerUrl));
  expect(env.DATABASE_URL).toBe("postgres://app:app-password%2Fof%2016@127.0.0.1:5432/chu_tin");
  expect(JSON.stringify(env)).not.toMatch(/owner-password|superuser-password/);
});

test("a given setting goes before what the first start made, an empty one does not", () => {
  process.env.APP_SECRET = "another-secret-of-thirty-two-letters";
  process.env.DATABASE_APP_PASSWORD = "";
  const env = ownerEnvironment(start, secrets, ownerUrl);
  expect(env.APP_SECRET).toBe("another-secret-of-thirty-two-letters");
  expect(env.DATABASE_APP_PASSWORD).toBe(secrets.DATABASE_APP_PASSWORD);
});

test("settings come from .env, and the environment goes before it", () => {
  const folder = throwawayFolder();
  writeFiles(folder, { ".env": "PORT=4000\nDATA_DIR=elsewhere\n" });
  for (const name of ["PORT", "DATA_DIR", "DATABASE_URL"]) delete process.env[name];
  expect(readStart(folder)).toMatchObject({
    port: 4000,
    dataFolder: join(folder, "elsewhere"),
    databaseUrl: undefined,
  });
  process.env.PORT = "5000";
  expect(readStart(folder).port).toBe(5000);
});

test.each([
  ["PORT", "eighty", /^PORT=eighty is no port/],
  ["PORT", "70000", /^PORT=70000 is no port/],
  ["DATABASE_URL", "mysql://somewhere", /^DATABASE_URL is no address: postgres:\/\//],
])("a wrong %s is named", (name, value, line) => {
  process.env[name] = value;
  expect(() => readStart(throwawayFolder())).toThrow(line);
});

test(".env.example lists every setting that there is, and no other", () => {
  const schema = readFileSync(join(root, "domain", "settings.schema.ts"), "utf8");
  const known = [...schema.matchAll(/^ {2}([A-Z][A-Z0-9_]+): /gm)].map(([, name]) => name);
  const listed = [...readFileSync(join(root, ".env.example"), "utf8").matchAll(/^# ([A-Z][A-Z0-9_]+)=/gm)].map(
    ([, name]) => name,
  );
  expect(listed.length).toBeGreaterThan(10);
  expect(listed.sort()).toEqual(known.sort());
});
