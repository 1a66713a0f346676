import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { changeAddress, changePassword, rename } from "#app/identity/account.server.ts";
import { choosePreferences } from "#app/identity/preferences.server.ts";
import { sendVerificationAgain, verifyAddress } from "#app/identity/recovery.server.ts";
import { maySignUp, signOut, signUp } from "#app/identity/signing-in.server.ts";
import { Browser, enter, freshAddress, newcomer, openWorld, password, type World } from "./identity-world.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

describe("an account", () => {
  test("is opened, confirmed, left and entered again", async () => {
    const { email, browser, personId } = await newcomer(world);
    expect(await browser.person()).toMatchObject({
      email,
      emailVerified: false,
      language: "vi",
      theme: "system",
      isOperator: false,
    });
    const [mail] = await world.mailsTo(email);
    expect(mail).toMatchObject({ kind: "verify-email", language: "vi" });
    expect(await verifyAddress(await browser.ask(), mail?.token ?? "")).toBe("verified");
    expect(await browser.person()).toMatchObject({ emailVerified: true });
    expect(await verifyAddress(await browser.ask(), mail?.token ?? "")).toBe("verified-already");

    const before = browser.cookieHeader;
    browser.keep(await signOut(await browser.ask()));
    expect(await browser.person()).toBeNull();
    const thief = new Browser(world.services);
    for (const pair of before.split("; ")) thief.keep([pair]);
    expect(await thief.person()).toBeNull();

    const { answer } = await enter(world, email.toUpperCase(), { browser });
    expect(answer.outcome).toBe("signed-in");
    expect(await browser.person()).toMatchObject({ email });
    const actions = (await world.trail()).filter(({ of }) => of === personId).map(({ action }) => action);
    expect(actions).toEqual(["person.signed-up", "person.address-verified", "person.signed-out", "person.signed-in"]);
  });

  test("keeps its password as argon2id, and knows it however the keyboard composes its marks", async () => {
    const { email, personId } = await newcomer(world);
    const { rows } = await sql<{
      password: string;
    }>`select password from auth.account where "userId" = ${personId}`.execute(world.database.owner);
    expect(rows[0]?.password).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect((await enter(world, email, { secret: password.normalize("NFD") })).answer.outcome).toBe("signed-in");
  });

  test("is not opened twice for one address, nor with a password that everybody tries", async () => {
    const { email } = await newcomer(world);
    const browser = new Browser(world.services, "203.0.113.200");
    const again = { name: "Ai đó", email: email.toUpperCase(), password };
    expect(await signUp(await browser.ask(), again, null)).toEqual({
      outcome: "mistaken",
      errors: { email: "email-taken" },
    });
    const weak = { name: "Ai đó", email: "moi@example.vn", password: "matkhau123" };
    expect(await signUp(await browser.ask(), weak, null)).toEqual({
      outcome: "mistaken",
      errors: { password: "password-common" },
    });
  });

  test("is confirmed only by whoever is signed in to it: the mail may lie in a stranger's box", async () => {
    const [one, two] = [await newcomer(world), await newcomer(world)];
    const token = (await world.mailsTo(one.email))[0]?.token ?? "";
    expect(await verifyAddress(await new Browser(world.services).ask(), token)).toBe("not-signed-in");
    expect(await verifyAddress(await two.browser.ask(), token)).toBe("other-person");
    expect(await verifyAddress(await one.browser.ask(), `${token.slice(0, -4)}AAAA`)).toBe("link-expired");
    expect(await one.browser.person()).toMatchObject({ emailVerified: false });
  });

  test("gets the mail of confirmation again, three times an hour", async () => {
    const { email, browser } = await newcomer(world);
    for (let i = 0; i < 3; i++) expect((await sendVerificationAgain(await browser.ask())).outcome).toBe("sent");
    expect(await sendVerificationAgain(await browser.ask())).toEqual({ outcome: "too-many", minutes: 60 });
    expect(await world.mailsTo(email)).toHaveLength(4);
    expect(world.enqueued).toContainEqual(
      expect.objectContaining({ tenantId: "00000000-0000-0000-0000-000000000000" }),
    );
  });

  test("is opened by nobody where sign-up is closed, by the invited where it is for them, and by the bearer of the operator's token", async () => {
    const token = "operator-token-0123456789";
    writeFileSync(join(world.dataDir, "operator-token"), `${token}\n`);
    for (const [signUpIs, asked, allowed] of [
      ["open", { operatorToken: null, isInvited: false }, true],
      ["invited", { operatorToken: null, isInvited: false }, false],
      ["invited", { operatorToken: null, isInvited: true }, true],
      ["closed", { operatorToken: null, isInvited: true }, false],
      ["closed", { operatorToken: token, isInvited: false }, true],
      ["closed", { operatorToken: `${token}x`, isInvited: false }, false],
    ] as const) {
      const browser = new Browser(world.servicesWith({ signUp: signUpIs }));
      expect(await maySignUp(await browser.ask(), asked), `${signUpIs} ${JSON.stringify(asked)}`).toBe(allowed);
    }
  });

  test("of the operator comes of the token, once", async () => {
    const token = "operator-token-9876543210";
    const file = join(world.dataDir, "operator-token");
    writeFileSync(file, token);
    const open = async (given: string) => {
      const browser = new Browser(world.services, freshAddress());
      const answer = await signUp(
        await browser.ask(),
        { name: "Máy chủ", email: `op-${crypto.randomUUID()}@example.vn`, password },
        given,
      );
      if (answer.outcome === "signed-in") browser.keep(answer.cookies);
      return browser.person();
    };
    expect(await open("operator-token-wrong")).toMatchObject({ isOperator: false });
    expect(existsSync(file)).toBe(true);
    expect(await open(token)).toMatchObject({ isOperator: true });
    expect(existsSync(file)).toBe(false);
    expect(await open(token)).toMatchObject({ isOperator: false });
  });
});

describe("a person", () => {
  test("changes the password knowing the present one; every other session ends", async () => {
    const { email, browser } = await newcomer(world);
    const phone = (await enter(world, email)).browser;
    const { args, person } = await browser.askSignedIn();
    const next = "mật khẩu khác hẳn";
    expect(await changePassword(args, person, { password: "không phải nó", newPassword: next })).toMatchObject({
      outcome: "mistaken",
      errors: { password: "password-wrong" },
    });
    expect(await changePassword(args, person, { password, newPassword: "0123456789" })).toEqual({
      outcome: "mistaken",
      errors: { newPassword: "password-common" },
    });
    const changed = await changePassword(args, person, { password, newPassword: next });
    if (changed.outcome !== "changed") throw new Error(changed.outcome);
    browser.keep(changed.cookies);
    expect([await phone.person(), (await browser.person())?.email]).toEqual([null, email]);
    expect((await enter(world, email, { secret: next })).answer.outcome).toBe("signed-in");
  });

  test("guesses at the password of an open session five times", async () => {
    const { browser } = await newcomer(world);
    const { args, person } = await browser.askSignedIn();
    const guess = () => changePassword(args, person, { password: "không phải nó", newPassword: "mật khẩu khác hẳn" });
    for (let n = 0; n < 5; n++) expect(await guess()).toMatchObject({ outcome: "mistaken", left: 4 - n });
    expect(await guess()).toEqual({ outcome: "too-many", minutes: 15 });
  });

  test("moves to another address when that one is confirmed, and the old one is told", async () => {
    const { email, browser } = await newcomer(world, { confirmed: true });
    const moved = `moi-${email}`;
    const { args, person } = await browser.askSignedIn();
    expect(await changeAddress(args, person, { email: moved, password })).toEqual({ outcome: "asked" });
    expect(await browser.person()).toMatchObject({ email });
    const token = (await world.mailsTo(moved))[0]?.token ?? "";
    expect(await verifyAddress(await browser.ask(), token)).toBe("verified");
    expect(await browser.person()).toMatchObject({ email: moved, emailVerified: true });
    expect((await world.mailsTo(email)).at(-1)).toMatchObject({ kind: "address-changed" });
  });

  test("who mistyped the address replaces it at once, and a taken one is answered alike", async () => {
    const [one, two] = [await newcomer(world), await newcomer(world)];
    const asked = await one.browser.askSignedIn();
    expect(await changeAddress(asked.args, asked.person, { email: two.email, password })).toEqual({
      outcome: "replaced",
    });
    expect(await one.browser.person()).toMatchObject({ email: one.email });
    expect(await changeAddress(asked.args, asked.person, { email: `dung-${one.email}`, password })).toEqual({
      outcome: "replaced",
    });
    expect(await one.browser.person()).toMatchObject({ email: `dung-${one.email}`, emailVerified: false });
  });

  test("chooses name, language and light, and finds them on every machine", async () => {
    const { email, browser } = await newcomer(world);
    const { args, person } = await browser.askSignedIn();
    await rename(args, person, "Nguyễn Thu Hạnh");
    browser.keep(await choosePreferences(args, { language: "en", theme: "dark" }));
    const other = (await enter(world, email)).browser;
    expect(await other.person()).toMatchObject({ name: "Nguyễn Thu Hạnh", language: "en", theme: "dark" });
    // signed out, this browser still speaks it
    browser.keep(await signOut(await browser.ask()));
    expect((await browser.ask()).context.visit).toMatchObject({ person: null, language: "en", theme: "dark" });
  });
});

test("a visitor's choice is remembered by the browser, and becomes the account's", async () => {
  const browser = new Browser(world.services, "203.0.113.90");
  expect((await browser.ask()).context.visit).toMatchObject({ language: "vi", theme: "system" });
  browser.keep(await choosePreferences(await browser.ask(), { language: "en" }));
  expect((await browser.ask()).context.visit).toMatchObject({ language: "en", theme: "system" });
  const email = "visitor@example.vn";
  const answer = await signUp(await browser.ask(), { name: "Visitor", email, password }, null);
  if (answer.outcome === "signed-in") browser.keep(answer.cookies);
  expect(await browser.person()).toMatchObject({ language: "en" });
  expect((await world.mailsTo(email))[0]).toMatchObject({
    language: "en",
    subject: "Confirm your e-mail for Chữ Tín",
  });
});
