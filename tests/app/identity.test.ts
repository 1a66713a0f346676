import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { changeAddress, changePassword, endSessions, rename } from "#app/identity/account.server.ts";
import { maySignUp, signIn, signInWithCode, signOut, signUp, waitingForCode } from "#app/identity/signing-in.server.ts";
import { choosePreferences } from "#app/identity/preferences.server.ts";
import { askForReset, bearerOfReset, resetPassword, sendVerificationAgain, verifyAddress } from "#app/identity/recovery.server.ts";
import { cookieName, signed } from "#app/session.server.ts";
import { beginSecondFactor, confirmSecondFactor, endSecondFactor, recoveryCodesLeft, renewRecoveryCodes } from "#app/identity/two-factor.server.ts";
import { sessionsOf } from "#db/identity.ts";
import { Browser, codeOf, openWorld, password, type World } from "./identity-world.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

let count = 0;
/** A person nobody has met, from an address of their own, signed up and signed in. */
async function newcomer({ confirmed = false, services = world.services } = {}) {
  count++;
  const email = `person${count}@example.vn`;
  const browser = new Browser(services, `198.51.100.${count}`);
  const answer = await signUp(await browser.ask(), { name: `Người ${count}`, email, password }, null);
  if (answer.outcome !== "signed-in") throw new Error(`sign-up: ${answer.outcome}`);
  browser.keep(answer.cookies);
  if (confirmed) {
    const [mail] = await world.mailsTo(email);
    expect(await verifyAddress(await browser.ask(), mail?.token ?? "")).toBe("verified");
  }
  return { email, browser, personId: answer.personId };
}

/** Signs in on a fresh browser. */
async function enter(email: string, secret = password, browser = new Browser(world.services, `192.0.2.${++count}`), remember = true) {
  const answer = await signIn(await browser.ask(), { email, password: secret, remember });
  if ("cookies" in answer) browser.keep(answer.cookies);
  return { browser, answer };
}

describe("an account", () => {
  test("is opened, confirmed, left and entered again", async () => {
    const { email, browser } = await newcomer();
    expect(await browser.person()).toMatchObject({ email, emailVerified: false, language: "vi", theme: "system", isOperator: false });
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

    const { answer } = await enter(email.toUpperCase(), password, browser);
    expect(answer.outcome).toBe("signed-in");
    expect(await browser.person()).toMatchObject({ email });
    const actions = (await world.trail()).map(({ action }) => action);
    expect(actions).toEqual(["person.signed-up", "person.address-verified", "person.signed-out", "person.signed-in"]);
  });

  test("keeps its password as argon2id, and knows it however the keyboard composes its marks", async () => {
    const { email, personId } = await newcomer();
    const { rows } = await sql<{ password: string }>`select password from auth.account where "userId" = ${personId}`.execute(world.database.owner);
    expect(rows[0]?.password).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect((await enter(email, password.normalize("NFD"))).answer.outcome).toBe("signed-in");
  });

  test("is not opened twice for one address, nor with a password that everybody tries", async () => {
    const { email } = await newcomer();
    const browser = new Browser(world.services, "203.0.113.200");
    const again = { name: "Ai đó", email: email.toUpperCase(), password };
    expect(await signUp(await browser.ask(), again, null)).toEqual({ outcome: "mistaken", errors: { email: "email-taken" } });
    const weak = { name: "Ai đó", email: "moi@example.vn", password: "matkhau123" };
    expect(await signUp(await browser.ask(), weak, null)).toEqual({ outcome: "mistaken", errors: { password: "password-common" } });
  });

  test("is confirmed only by whoever is signed in to it: the mail may lie in a stranger's box", async () => {
    const [one, two] = [await newcomer(), await newcomer()];
    const token = (await world.mailsTo(one.email))[0]?.token ?? "";
    expect(await verifyAddress(await new Browser(world.services).ask(), token)).toBe("not-signed-in");
    expect(await verifyAddress(await two.browser.ask(), token)).toBe("other-person");
    expect(await verifyAddress(await one.browser.ask(), `${token.slice(0, -4)}AAAA`)).toBe("link-expired");
    expect(await one.browser.person()).toMatchObject({ emailVerified: false });
  });

  test("gets the mail of confirmation again, three times an hour", async () => {
    const { email, browser } = await newcomer();
    for (let i = 0; i < 3; i++) expect((await sendVerificationAgain(await browser.ask())).outcome).toBe("sent");
    expect(await sendVerificationAgain(await browser.ask())).toEqual({ outcome: "too-many", minutes: 60 });
    expect(await world.mailsTo(email)).toHaveLength(4);
    expect(world.enqueued).toContainEqual(expect.objectContaining({ tenantId: "00000000-0000-0000-0000-000000000000" }));
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
      const browser = new Browser(world.services, `203.0.113.${++count}`);
      const answer = await signUp(await browser.ask(), { name: "Máy chủ", email: `op${count}@example.vn`, password }, given);
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

describe("tries", () => {
  test("are told how many are left, in the same words whether the account exists", async () => {
    const { email } = await newcomer();
    for (const [i, who] of [email, "khong-ai@example.vn"].entries()) {
      const lefts: unknown[] = [];
      for (let n = 0; n < 6; n++) lefts.push((await enter(who, "sai mật khẩu rồi", new Browser(world.services, `10.${i}.${n}.1`))).answer);
      const wrong = (left: number) => ({ outcome: "wrong", left, minutes: 15 });
      expect(lefts).toEqual([wrong(4), wrong(3), wrong(2), wrong(1), wrong(0), { outcome: "too-many", minutes: 15 }]);
    }
    // the right password waits too, from wherever; a quarter of an hour later it is let in
    expect((await enter(email)).answer).toEqual({ outcome: "too-many", minutes: 15 });
    world.wait(15);
    expect((await enter(email)).answer.outcome).toBe("signed-in");
    const failed = (await world.trail()).filter(({ action, of }) => action === "person.sign-in-failed" && of === "unknown");
    expect(failed).toHaveLength(5);
  });

  test("at many accounts from one address end as well, and hold nobody else up", async () => {
    const { email } = await newcomer();
    const spray = async (n: number) => (await enter(`nan-nhan-${n}@example.vn`, "Xinchao@2026", new Browser(world.services, "2001:db8:7:7::1"))).answer;
    for (let n = 0; n < 20; n++) expect((await spray(n)).outcome).toBe("wrong");
    expect((await spray(21)).outcome).toBe("too-many");
    const neighbour = new Browser(world.services, "2001:db8:7:7:ffff::2");
    expect((await enter(email, password, neighbour)).answer.outcome).toBe("too-many");
    expect((await enter(email)).answer.outcome).toBe("signed-in");
    // refused at the address, a try costs the account nothing
    expect((await enter(email, "sai mật khẩu rồi")).answer).toMatchObject({ left: 4 });
  });

  test("without an address never fall into one bucket for all", async () => {
    const { email } = await newcomer();
    for (let n = 0; n < 25; n++) {
      expect((await enter(`ai-do-${n}@example.vn`, "Xinchao@2026", new Browser(world.services, ""))).answer.outcome).toBe("wrong");
    }
    expect((await enter(email, password, new Browser(world.services, ""))).answer.outcome).toBe("signed-in");
  });

  test("of a stranger do not lock a person out of the browser that they have signed in on before", async () => {
    const { email, browser } = await newcomer();
    browser.keep(await signOut(await browser.ask()));
    for (let n = 0; n < 6; n++) await enter(email, "sai mật khẩu rồi", new Browser(world.services, `10.9.${n}.1`));
    expect((await enter(email)).answer.outcome).toBe("too-many");
    expect((await enter(email, password, browser)).answer.outcome).toBe("signed-in");
    browser.keep(await signOut(await browser.ask()));
    for (let n = 0; n < 5; n++) await enter(email, "sai mật khẩu rồi", browser);
    expect((await enter(email, password, browser)).answer.outcome).toBe("too-many");
  });

  test("sent at once get no more answers than the limit allows", async () => {
    const { email } = await newcomer();
    const answers = await Promise.all(Array.from({ length: 12 }, (_, n) => enter(email, `sai mật khẩu ${n}`, new Browser(world.services, `10.8.${n}.1`))));
    expect(answers.filter(({ answer }) => answer.outcome === "wrong")).toHaveLength(5);
  });

  test("of a password cost the same statements whether the account exists", async () => {
    const { email } = await newcomer();
    const cost = async (who: string) => {
      const browser = new Browser(world.services, `10.7.${++count}.1`);
      const args = await browser.ask();
      let statements = 0;
      const pool = world.database.auth.getExecutor();
      const original = pool.executeQuery.bind(pool);
      pool.executeQuery = ((...query: Parameters<typeof original>) => (statements++, original(...query))) as typeof pool.executeQuery;
      await signIn(args, { email: who, password: "sai mật khẩu rồi", remember: true });
      pool.executeQuery = original;
      return statements;
    };
    await cost(email);
    expect([await cost(email), await cost("khong-co-ai@example.vn")]).toEqual([2, 2]);
  });
});

describe("a reset", () => {
  test("is answered alike for every address, and mailed only to a confirmed one", async () => {
    const [confirmed, unconfirmed] = [await newcomer({ confirmed: true }), await newcomer()];
    for (const email of [confirmed.email, unconfirmed.email, "khong-ai@example.vn"]) {
      expect(await askForReset(await new Browser(world.services, `10.6.${++count}.1`).ask(), email)).toEqual({ outcome: "asked" });
    }
    const kinds = async (email: string) => (await world.mailsTo(email)).map(({ kind }) => kind);
    expect(await kinds(confirmed.email)).toEqual(["verify-email", "reset-password"]);
    expect(await kinds(unconfirmed.email)).toEqual(["verify-email"]);
    expect(await kinds("khong-ai@example.vn")).toEqual([]);
  });

  test("sets the password once and ends every session", async () => {
    const { email, browser, personId } = await newcomer({ confirmed: true });
    const phone = (await enter(email)).browser;
    const ask = async () => {
      await askForReset(await new Browser(world.services, `10.5.${++count}.1`).ask(), email);
      return (await world.mailsTo(email)).at(-1)?.token ?? "";
    };
    const [earlier, token] = [await ask(), await ask()];
    const visitor = new Browser(world.services);
    expect(await bearerOfReset(await visitor.ask(), token)).toMatchObject({ id: personId, email });
    expect(await resetPassword(await visitor.ask(), { token, password: email })).toEqual({ outcome: "mistaken", flaw: "password-is-email" });
    expect(await resetPassword(await visitor.ask(), { token, password: "mật khẩu mới tinh" })).toEqual({ outcome: "done" });
    expect(await resetPassword(await visitor.ask(), { token, password: "mật khẩu khác nữa" })).toEqual({ outcome: "link-expired" });
    expect(await bearerOfReset(await visitor.ask(), earlier)).toBeNull();
    expect([await browser.person(), await phone.person()]).toEqual([null, null]);
    expect((await enter(email)).answer.outcome).toBe("wrong");
    expect((await enter(email, "mật khẩu mới tinh")).answer.outcome).toBe("signed-in");
    expect((await world.mailsTo(email)).at(-1)).toMatchObject({ kind: "password-changed" });
    expect((await world.trail()).filter(({ of }) => of === personId).map(({ action }) => action)).toContain("person.password-reset");
  });

  test("keeps no token that a copy of the table could use", async () => {
    const { email } = await newcomer({ confirmed: true });
    await askForReset(await new Browser(world.services, `10.4.${++count}.1`).ask(), email);
    const token = (await world.mailsTo(email)).at(-1)?.token ?? "none";
    const { rows } = await sql<{ identifier: string }>`select identifier from auth.verification`.execute(world.database.owner);
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.filter(({ identifier }) => identifier.includes(token))).toEqual([]);
  });
});

describe("a session", () => {
  test("that is ended is dead at the next request, one or all", async () => {
    const { email, browser, personId } = await newcomer();
    const [phone, tablet] = [(await enter(email)).browser, (await enter(email)).browser];
    const { args, person } = await browser.askSignedIn();
    expect(await sessionsOf(world.database.auth, personId)).toHaveLength(3);
    const phoneId = (await phone.person())?.sessionId ?? "";
    await endSessions(args, person, { sessionId: phoneId });
    expect([await phone.person(), (await tablet.person())?.email]).toEqual([null, email]);
    await endSessions(args, person, "others");
    expect([await tablet.person(), (await browser.person())?.email]).toEqual([null, email]);
  });

  test("of another person cannot be ended", async () => {
    const [one, two] = [await newcomer(), await newcomer()];
    const { args, person } = await one.browser.askSignedIn();
    await endSessions(args, person, { sessionId: (await two.browser.person())?.sessionId ?? "" });
    expect(await two.browser.person()).not.toBeNull();
  });

  test("is told by browser and address, never by its token", async () => {
    const { personId } = await newcomer();
    const [session] = await sessionsOf(world.database.auth, personId);
    expect(session).toMatchObject({ address: expect.stringMatching(/^198\.51\.100\./), userAgent: expect.stringContaining("Android") });
    expect(Object.keys(session ?? {}).sort()).toEqual(["address", "id", "lastSeen", "since", "userAgent"]);
  });

  test("is nobody's with an unsigned, forged or foreign cookie", async () => {
    const { browser } = await newcomer();
    const name = cookieName(world.services.settings, "session_token");
    const cookie = decodeURIComponent(browser.cookies.get(name) ?? "");
    const token = cookie.slice(0, cookie.lastIndexOf("."));
    const mark = cookie.slice(cookie.lastIndexOf(".") + 1);
    const flipped = (mark.startsWith("A") ? "B" : "A") + mark.slice(1);
    for (const forged of [token, `${token}.`, `${token}.${flipped}`, `x${token}.${mark}`, signed(["another-secret-of-somebody-0123456789abc"], token), "", "."]) {
      const stranger = new Browser(world.services);
      stranger.cookies.set(name, encodeURIComponent(forged));
      expect(await stranger.person(), forged).toBeNull();
    }
    expect(await browser.person()).not.toBeNull();
  });

  test("is renewed once a day while it is used, and only when it was to be remembered", async () => {
    const { email, browser, personId } = await newcomer();
    const brief = (await enter(email, password, undefined, false)).browser;
    const name = cookieName(world.services.settings, "session_token");
    const ends = async () => {
      const { rows } = await sql<{ days: number }>`select round(extract(epoch from "expiresAt" - now()) / 86400)::int as days from auth.session
        where "userId" = ${personId} order by "createdAt"`.execute(world.database.owner);
      return rows.map(({ days }) => days);
    };
    const age = (days: number) =>
      sql`update auth.session set "updatedAt" = "updatedAt" - ${`${days} days`}::interval, "expiresAt" = case when "expiresAt" > now() + interval '2 days'
        then "expiresAt" - ${`${days} days`}::interval else "expiresAt" end where "userId" = ${personId}`.execute(world.database.owner);
    expect(await ends()).toEqual([30, 1]);
    const first = browser.cookies.get(name);
    await age(20);
    browser.cookies.set("mark", "1");
    await Promise.all([browser.person(), brief.person()]);
    expect(await ends()).toEqual([30, 1]);
    expect(browser.cookies.get(name)).toBe(first);
    expect(await brief.person()).toMatchObject({ email });
  });

  test("signed by the secret before this one lives on, signed anew by the present one", async () => {
    const { email, browser } = await newcomer();
    const [old = ""] = world.services.settings.secrets;
    const fresh = "second-secret-of-the-tests-fedcba9876543210";
    const rotated = new Browser(world.servicesWith({ secrets: [fresh, old] }));
    for (const [name, value] of browser.cookies) rotated.cookies.set(name, value);
    expect(await rotated.person()).toMatchObject({ email });
    const later = new Browser(world.servicesWith({ secrets: [fresh] }));
    for (const [name, value] of rotated.cookies) later.cookies.set(name, value);
    expect(await later.person()).toMatchObject({ email });
    const stale = new Browser(world.servicesWith({ secrets: [fresh] }));
    for (const [name, value] of browser.cookies) stale.cookies.set(name, value);
    expect(await stale.person()).toBeNull();
  });

  test("travels over https alone where people come by https", async () => {
    const browser = new Browser(world.servicesWith({ baseUrl: "https://chutin.example" }), "203.0.113.77");
    const answer = await signUp(await browser.ask(), { name: "Kín", email: `kin${++count}@example.vn`, password }, null);
    const lines = answer.outcome === "signed-in" ? answer.cookies : [];
    const session = lines.find((line) => line.includes("session_token"));
    expect(session).toMatch(/^__Secure-chu-tin\.session_token=.*; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
    browser.keep(lines);
    expect(await browser.person()).not.toBeNull();
  });
});

describe("a second factor", () => {
  async function enrolled() {
    const who = await newcomer({ confirmed: true });
    const begin = await who.browser.askSignedIn();
    const begun = await beginSecondFactor(begin.args, begin.person, password);
    if (begun.outcome !== "begun") throw new Error(begun.outcome);
    const { secret } = begun.enrolment;
    expect((await enter(who.email)).answer.outcome).toBe("signed-in");
    const confirm = await who.browser.askSignedIn();
    const on = await confirmSecondFactor(confirm.args, confirm.person, await codeOf(secret, -1));
    if (on.outcome !== "on") throw new Error(on.outcome);
    who.browser.keep(on.cookies);
    return { ...who, secret, codes: on.codes };
  }
  const enterWithCode = async (email: string, typed: string) => {
    const { browser, answer } = await enter(email);
    expect(answer.outcome).toBe("second-factor");
    expect(await browser.person()).toBeNull();
    const second = await signInWithCode(await browser.ask(), typed);
    if (second.outcome === "signed-in") browser.keep(second.cookies);
    return { browser, answer: second };
  };

  test("is asked for after the password, and a code opens once", async () => {
    const { email, browser, secret, codes } = await enrolled();
    expect(codes).toHaveLength(10);
    expect(await browser.person()).toMatchObject({ email });
    expect((await world.mailsTo(email)).at(-1)).toMatchObject({ kind: "two-factor-on" });
    // the code that turned it on is spent
    expect((await enterWithCode(email, await codeOf(secret, -1))).answer).toMatchObject({ outcome: "wrong", left: 4 });
    const code = await codeOf(secret);
    const entered = await enterWithCode(email, `${code.slice(0, 3)} ${code.slice(3)}`);
    expect(entered.answer.outcome).toBe("signed-in");
    expect(await entered.browser.person()).toMatchObject({ email });
    expect((await enterWithCode(email, code)).answer.outcome).toBe("wrong");
  });

  test("gives way to a recovery code, once", async () => {
    const { email, personId, codes } = await enrolled();
    const [first = "", second = ""] = codes;
    expect(first).toMatch(/^[2-9a-hjkmnp-z]{5}-[2-9a-hjkmnp-z]{5}$/);
    expect((await enterWithCode(email, ` ${first.toUpperCase().replace("-", " ")} `)).answer.outcome).toBe("signed-in");
    expect((await enterWithCode(email, first)).answer.outcome).toBe("wrong");
    expect((await enterWithCode(email, second)).answer.outcome).toBe("signed-in");
    expect(await recoveryCodesLeft(await new Browser(world.services).ask(), personId)).toBe(8);
  });

  test("used at once by two, a recovery code lets one in", async () => {
    const { email, codes } = await enrolled();
    const [code = ""] = codes;
    const browsers = [(await enter(email)).browser, (await enter(email)).browser];
    const answers = await Promise.all(browsers.map(async (browser) => (await signInWithCode(await browser.ask(), code)).outcome));
    expect(answers.sort()).toEqual(["signed-in", "wrong"]);
  });

  test("is guessed five times, whatever browser the password was given on", async () => {
    const { email } = await enrolled();
    for (let n = 0; n < 5; n++) expect((await enterWithCode(email, `00000${n}`)).answer).toMatchObject({ outcome: "wrong", left: 4 - n });
    expect((await enterWithCode(email, "000009")).answer).toEqual({ outcome: "too-many", minutes: 15 });
  });

  test("needs the password before it, and waits ten minutes at most", async () => {
    const { email } = await enrolled();
    const stranger = new Browser(world.services);
    expect(await signInWithCode(await stranger.ask(), "123456")).toEqual({ outcome: "start-again" });
    const { browser } = await enter(email);
    expect(await waitingForCode(await browser.ask())).not.toBeNull();
    await sql`update auth.verification set "expiresAt" = now() - interval '1 second'`.execute(world.database.owner);
    expect(await signInWithCode(await browser.ask(), "123456")).toEqual({ outcome: "start-again" });
  });

  test("is turned off, and its codes renewed, with the password alone", async () => {
    const { email, browser, codes } = await enrolled();
    const asked = await browser.askSignedIn();
    expect(await renewRecoveryCodes(asked.args, asked.person, "không phải mật khẩu")).toMatchObject({ outcome: "mistaken", errors: { password: "password-wrong" }, left: 4 });
    const renewed = await renewRecoveryCodes(asked.args, asked.person, password);
    expect(renewed).toMatchObject({ outcome: "renewed" });
    expect((await enterWithCode(email, codes[0] ?? "")).answer.outcome).toBe("wrong");
    const off = await endSecondFactor(asked.args, asked.person, password);
    if (off.outcome !== "off") throw new Error(off.outcome);
    browser.keep(off.cookies);
    expect(await browser.person()).toMatchObject({ email });
    expect((await enter(email)).answer.outcome).toBe("signed-in");
    expect((await world.mailsTo(email)).at(-1)).toMatchObject({ kind: "two-factor-off" });
  });
});

describe("a person", () => {
  test("changes the password knowing the present one; every other session ends", async () => {
    const { email, browser } = await newcomer();
    const phone = (await enter(email)).browser;
    const { args, person } = await browser.askSignedIn();
    const next = "mật khẩu khác hẳn";
    expect(await changePassword(args, person, { password: "không phải nó", newPassword: next })).toMatchObject({ outcome: "mistaken", errors: { password: "password-wrong" } });
    expect(await changePassword(args, person, { password, newPassword: "0123456789" })).toEqual({ outcome: "mistaken", errors: { newPassword: "password-common" } });
    const changed = await changePassword(args, person, { password, newPassword: next });
    if (changed.outcome !== "changed") throw new Error(changed.outcome);
    browser.keep(changed.cookies);
    expect([await phone.person(), (await browser.person())?.email]).toEqual([null, email]);
    expect((await enter(email, next)).answer.outcome).toBe("signed-in");
  });

  test("guesses at the password of an open session five times", async () => {
    const { browser } = await newcomer();
    const { args, person } = await browser.askSignedIn();
    const guess = () => changePassword(args, person, { password: "không phải nó", newPassword: "mật khẩu khác hẳn" });
    for (let n = 0; n < 5; n++) expect(await guess()).toMatchObject({ outcome: "mistaken", left: 4 - n });
    expect(await guess()).toEqual({ outcome: "too-many", minutes: 15 });
  });

  test("moves to another address when that one is confirmed, and the old one is told", async () => {
    const { email, browser } = await newcomer({ confirmed: true });
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
    const [one, two] = [await newcomer(), await newcomer()];
    const asked = await one.browser.askSignedIn();
    expect(await changeAddress(asked.args, asked.person, { email: two.email, password })).toEqual({ outcome: "replaced" });
    expect(await one.browser.person()).toMatchObject({ email: one.email });
    expect(await changeAddress(asked.args, asked.person, { email: `dung-${one.email}`, password })).toEqual({ outcome: "replaced" });
    expect(await one.browser.person()).toMatchObject({ email: `dung-${one.email}`, emailVerified: false });
  });

  test("chooses name, language and light, and finds them on every machine", async () => {
    const { email, browser } = await newcomer();
    const { args, person } = await browser.askSignedIn();
    await rename(args, person, "Nguyễn Thu Hạnh");
    browser.keep(await choosePreferences(args, { language: "en", theme: "dark" }));
    const other = (await enter(email)).browser;
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
  const answer = await signUp(await browser.ask(), { name: "Visitor", email: `visitor${++count}@example.vn`, password }, null);
  if (answer.outcome === "signed-in") browser.keep(answer.cookies);
  expect(await browser.person()).toMatchObject({ language: "en" });
  expect((await world.mailsTo(`visitor${count}@example.vn`))[0]).toMatchObject({ language: "en", subject: "Confirm your e-mail for Chữ Tín" });
});
