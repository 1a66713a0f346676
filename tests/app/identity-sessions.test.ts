import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { endSessions } from "#app/identity/account.server.ts";
import { issueResetLink } from "#app/identity/reset-link.ts";
import { askForReset, bearerOfReset, resetPassword } from "#app/identity/recovery.server.ts";
import { signUp } from "#app/identity/signing-in.server.ts";
import { cookieName, signed } from "#app/session.server.ts";
import { sessionsOf } from "#db/identity.ts";
import { Browser, enter, freshAddress, newcomer, openWorld, password, type World } from "./identity-world.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

describe("a session", () => {
  test("that is ended is dead at the next request, one or all", async () => {
    const { email, browser, personId } = await newcomer(world);
    const [phone, tablet] = [(await enter(world, email)).browser, (await enter(world, email)).browser];
    const { args, person } = await browser.askSignedIn();
    expect(await sessionsOf(world.database.auth, personId)).toHaveLength(3);
    const phoneId = (await phone.person())?.sessionId ?? "";
    await endSessions(args, person, { sessionId: phoneId });
    expect([await phone.person(), (await tablet.person())?.email]).toEqual([null, email]);
    await endSessions(args, person, "others");
    expect([await tablet.person(), (await browser.person())?.email]).toEqual([null, email]);
  });

  test("of another person cannot be ended", async () => {
    const [one, two] = [await newcomer(world), await newcomer(world)];
    const { args, person } = await one.browser.askSignedIn();
    await endSessions(args, person, { sessionId: (await two.browser.person())?.sessionId ?? "" });
    expect(await two.browser.person()).not.toBeNull();
  });

  test("is told by browser and address, never by its token", async () => {
    const { browser, personId } = await newcomer(world);
    const [session] = await sessionsOf(world.database.auth, personId);
    expect(session).toMatchObject({
      address: browser.address,
      userAgent: expect.stringContaining("Android"),
    });
    expect(Object.keys(session ?? {}).sort()).toEqual(["address", "id", "lastSeen", "since", "userAgent"]);
  });

  test("is nobody's with an unsigned, forged or foreign cookie", async () => {
    const { browser } = await newcomer(world);
    const name = cookieName(world.services.settings, "session_token");
    const cookie = decodeURIComponent(browser.cookies.get(name) ?? "");
    const token = cookie.slice(0, cookie.lastIndexOf("."));
    const mark = cookie.slice(cookie.lastIndexOf(".") + 1);
    const flipped = (mark.startsWith("A") ? "B" : "A") + mark.slice(1);
    for (const forged of [
      token,
      `${token}.`,
      `${token}.${flipped}`,
      `x${token}.${mark}`,
      signed(["another-secret-of-somebody-0123456789abc"], token),
      "",
      ".",
    ]) {
      const stranger = new Browser(world.services);
      stranger.cookies.set(name, encodeURIComponent(forged));
      expect(await stranger.person(), forged).toBeNull();
    }
    expect(await browser.person()).not.toBeNull();
  });

  test("is renewed once a day while it is used, and only when it was to be remembered", async () => {
    const { email, browser, personId } = await newcomer(world);
    const brief = (await enter(world, email, { remember: false })).browser;
    const name = cookieName(world.services.settings, "session_token");
    const ends = async () => {
      const { rows } = await sql<{
        days: number;
      }>`select round(extract(epoch from "expiresAt" - now()) / 86400)::int as days from auth.session
        where "userId" = ${personId} order by "createdAt"`.execute(world.database.owner);
      return rows.map(({ days }) => days);
    };
    const age = (days: number) =>
      sql`update auth.session set "updatedAt" = "updatedAt" - ${`${days} days`}::interval, "expiresAt" = case when "expiresAt" > now() + interval '2 days'
        then "expiresAt" - ${`${days} days`}::interval else "expiresAt" end where "userId" = ${personId}`.execute(
        world.database.owner,
      );
    expect(await ends()).toEqual([30, 1]);
    const first = browser.cookies.get(name);
    await age(20);
    await Promise.all([browser.person(), brief.person()]);
    expect(await ends()).toEqual([30, 1]);
    expect(browser.cookies.get(name)).toBe(first);
    expect(await brief.person()).toMatchObject({ email });
  });

  test("signed by the secret before this one lives on, signed anew by the present one", async () => {
    const { email, browser } = await newcomer(world);
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
    const answer = await signUp(await browser.ask(), { name: "Kín", email: "kin@example.vn", password }, null);
    const lines = answer.outcome === "signed-in" ? answer.cookies : [];
    const session = lines.find((line) => line.includes("session_token"));
    expect(session).toMatch(/^__Secure-chu-tin\.session_token=.*; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
    browser.keep(lines);
    expect(await browser.person()).not.toBeNull();
  });
});

describe("a reset", () => {
  test("is answered alike for every address, and mailed only to a confirmed one", async () => {
    const [confirmed, unconfirmed] = [await newcomer(world, { confirmed: true }), await newcomer(world)];
    for (const email of [confirmed.email, unconfirmed.email, "khong-ai@example.vn"]) {
      expect(await askForReset(await new Browser(world.services, freshAddress()).ask(), email)).toEqual({
        outcome: "asked",
      });
    }
    const kinds = async (email: string) => (await world.mailsTo(email)).map(({ kind }) => kind);
    expect(await kinds(confirmed.email)).toEqual(["verify-email", "reset-password"]);
    expect(await kinds(unconfirmed.email)).toEqual(["verify-email"]);
    expect(await kinds("khong-ai@example.vn")).toEqual([]);
  });

  test("sets the password once and ends every session", async () => {
    const { email, browser, personId } = await newcomer(world, { confirmed: true });
    const phone = (await enter(world, email)).browser;
    const ask = async () => {
      await askForReset(await new Browser(world.services, freshAddress()).ask(), email);
      return (await world.mailsTo(email)).at(-1)?.token ?? "";
    };
    const [earlier, token] = [await ask(), await ask()];
    const visitor = new Browser(world.services);
    expect(await bearerOfReset(await visitor.ask(), token)).toMatchObject({ id: personId, email });
    expect(await resetPassword(await visitor.ask(), { token, password: email })).toEqual({
      outcome: "mistaken",
      flaw: "password-is-email",
    });
    expect(await resetPassword(await visitor.ask(), { token, password: "mật khẩu mới tinh" })).toEqual({
      outcome: "done",
    });
    expect(await resetPassword(await visitor.ask(), { token, password: "mật khẩu khác nữa" })).toEqual({
      outcome: "link-expired",
    });
    expect(await bearerOfReset(await visitor.ask(), earlier)).toBeNull();
    expect([await browser.person(), await phone.person()]).toEqual([null, null]);
    expect((await enter(world, email)).answer.outcome).toBe("wrong");
    expect((await enter(world, email, { secret: "mật khẩu mới tinh" })).answer.outcome).toBe("signed-in");
    expect((await world.mailsTo(email)).at(-1)).toMatchObject({ kind: "password-changed" });
    expect((await world.trail()).filter(({ of }) => of === personId).map(({ action }) => action)).toContain(
      "person.password-reset",
    );
  });

  test("keeps no token that a copy of the table could use", async () => {
    const { email } = await newcomer(world, { confirmed: true });
    await askForReset(await new Browser(world.services, freshAddress()).ask(), email);
    const token = (await world.mailsTo(email)).at(-1)?.token ?? "none";
    const { rows } = await sql<{ identifier: string }>`select identifier from auth.verification`.execute(
      world.database.owner,
    );
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.filter(({ identifier }) => identifier.includes(token))).toEqual([]);
  });

  test("is made at the console for whoever is locked out, confirmed or not", async () => {
    const { email, browser, personId } = await newcomer(world);
    const { settings, db } = world.services;
    const needs = { settings, authDb: world.database.auth, db, now: new Date() };
    expect(await issueResetLink(needs, "khong-ai@example.vn")).toBeNull();
    const link = new URL((await issueResetLink(needs, ` ${email.toUpperCase()} `)) ?? "");
    expect(link.origin + link.pathname).toBe(`${settings.baseUrl}/reset`);
    const token = link.searchParams.get("token") ?? "";
    const set = { token, password: "mật khẩu mới tinh" };
    expect(await resetPassword(await new Browser(world.services).ask(), set)).toEqual({ outcome: "done" });
    expect(await browser.person()).toBeNull();
    expect((await enter(world, email, { secret: set.password })).answer.outcome).toBe("signed-in");
    const made = (await world.trail()).filter(({ action }) => action === "person.reset-link-made");
    expect(made).toEqual([{ action: "person.reset-link-made", by: null, of: personId }]);
  });
});
