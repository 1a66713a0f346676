import { describe, expect, test } from "vitest";
import { readSettings } from "#domain/settings.schema.ts";

const least = {
  DATABASE_URL: "postgres://owner:secret@db.example:5432/chu_tin",
  DATABASE_APP_PASSWORD: "app-password-that-is-long",
  DATABASE_AUTH_PASSWORD: "auth-password-that-is-long",
  APP_SECRET: "s".repeat(32),
};

test("what is left out has its default; an empty value counts as left out", () => {
  const settings = readSettings({ ...least, SMTP_URL: "", PORT: "" });
  expect(settings).toMatchObject({
    host: "127.0.0.1",
    port: 3000,
    baseUrl: "http://127.0.0.1:3000",
    smtpUrl: undefined,
    signUp: "open",
    deployment: "trial",
  });
  expect(settings.databaseDirectUrl).toBe(least.DATABASE_URL);
});

describe("a wrong setting is named", () => {
  test.each([
    ["PORT", "seventy"],
    ["PORT", "70000"],
    ["BASE_URL", "ftp://x.example"],
    ["DATABASE_URL", "mysql://x"],
    ["REDIS_URL", "localhost:6379"],
    ["SMTP_URL", "mail.example"],
    ["SOURCE_URL", "code.example"],
    ["SIGN_UP", "maybe"],
    ["APP_SECRET", "short"],
    ["APP_SECRET", `${"a".repeat(32)},${"b".repeat(32)},${"c".repeat(32)}`],
    ["TRUSTED_PROXIES", "-1"],
    ["LOG_LEVEL", "loud"],
  ])("%s=%s", (name, value) => {
    expect(() => readSettings({ ...least, [name]: value })).toThrow(name);
  });

  test("and a missing one, all of them at once", () => {
    expect(() => readSettings({})).toThrow(/DATABASE_URL[^]*DATABASE_APP_PASSWORD[^]*APP_SECRET/);
  });
});

test("who listens on every address is asked where people reach it: warned in a trial, refused in production", () => {
  for (const HOST of ["0.0.0.0", "::"]) {
    expect(readSettings({ ...least, HOST })).toMatchObject({
      baseUrl: "http://localhost:3000",
      isBaseUrlGuessed: true,
    });
    expect(() => readSettings({ ...least, HOST, DEPLOYMENT: "production" })).toThrow(/BASE_URL/);
    const said = { ...least, HOST, BASE_URL: "https://chu-tin.example/", DEPLOYMENT: "production" };
    expect(readSettings(said)).toMatchObject({ baseUrl: "https://chu-tin.example", isBaseUrlGuessed: false });
  }
  expect(readSettings({ ...least, HOST: "192.168.1.5" }).isBaseUrlGuessed).toBe(false);
});

test("two secrets allow rotation, the first signs", () => {
  const secrets = ["new-".padEnd(32, "x"), "old-".padEnd(32, "y")];
  expect(readSettings({ ...least, APP_SECRET: secrets.join(", ") }).secrets).toEqual(secrets);
});

test("the clock of a production installation is not moved", () => {
  expect(readSettings({ ...least, CLOCK_SHIFT_FILE: "/x" }).clockShiftFile).toBe("/x");
  expect(() => readSettings({ ...least, CLOCK_SHIFT_FILE: "/x", DEPLOYMENT: "production" })).toThrow(
    "CLOCK_SHIFT_FILE",
  );
});
