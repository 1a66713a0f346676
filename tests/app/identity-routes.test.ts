import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isInvited } from "#app/identity/invited.server.ts";
import { action as securityAction } from "#app/routes/account.security.tsx";
import { action as sessionsAction, loader as sessionsLoader } from "#app/routes/account.sessions.tsx";
import { action as forgotAction } from "#app/routes/forgot.tsx";
import { action as preferencesAction } from "#app/routes/preferences.tsx";
import { action as signInAction, loader as signInLoader } from "#app/routes/sign-in.tsx";
import { action as signOutAction, loader as signOutLoader } from "#app/routes/sign-out.tsx";
import { action as signUpAction, loader as signUpLoader } from "#app/routes/sign-up.tsx";
import { action as twoFactorAction, loader as twoFactorLoader } from "#app/routes/two-factor.tsx";
import { action as verifyAction, loader as verifyLoader } from "#app/routes/verify.tsx";
import { createCompany } from "#db/companies.ts";
import { createLink, revokeLink } from "#db/links.ts";
import { withTenant } from "#db/tenant.ts";
import { Browser, codeOf, freshAddress, newcomer, openWorld, password, type World } from "./identity-world.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

/** What a loader or action answered: where it leads, or its status and data; thrown or returned. */
async function answerOf(call: () => unknown) {
  const answer: unknown = await Promise.resolve()
    .then(call)
    .catch((thrown: unknown) => thrown);
  if (answer instanceof Response) {
    const cookies = answer.headers.getSetCookie();
    return { status: answer.status, to: answer.headers.get("location"), cookies, data: null };
  }
  if (answer instanceof Error) throw answer;
  const { data, init } = answer as { data: unknown; init: ResponseInit | null };
  const headers = new Headers(init?.headers);
  return { status: init?.status ?? 200, to: null, cookies: headers.getSetCookie(), headers, data };
}
const visitor = (services = world.services) => new Browser(services, freshAddress());

describe("signing in", () => {
  test("goes on to where the visitor wanted, and to no other site", async () => {
    const { email } = await newcomer(world);
    const form = { email, password, remember: "on" };
    const to = async (next: string) => {
      const args = await visitor().ask(`/sign-in?next=${encodeURIComponent(next)}`, form);
      const answer = await answerOf(() => signInAction(args));
      expect(answer.cookies.some((line) => line.includes("session_token"))).toBe(true);
      return answer.to;
    };
    expect(await to("/c/an-nhien/tasks?late=1")).toBe("/c/an-nhien/tasks?late=1");
    expect(await to("//evil.example")).toBe("/companies");
  });

  test("says what is wrong by field, keeps the e-mail and gives no cookie", async () => {
    const ask = async (form: Record<string, string>) => {
      const args = await visitor().ask("/sign-in", form);
      return answerOf(() => signInAction(args));
    };
    expect(await ask({ email: "", password: "" })).toMatchObject({
      status: 422,
      data: { problems: { email: { code: "email-missing" }, password: { code: "password-missing" } } },
    });
    const wrong = await ask({ email: "khong-ai@example.vn", password: "sai mật khẩu" });
    expect(wrong).toMatchObject({
      status: 401,
      cookies: [],
      data: {
        problems: { password: { code: "sign-in-wrong", left: 4, minutes: 15 } },
        typed: { email: "khong-ai@example.vn" },
      },
    });
    expect(JSON.stringify(wrong.data)).not.toContain("sai mật khẩu");
  });

  test("is refused in words over plain HTTP where the cookie would be dropped: never a silent loop", async () => {
    const { email } = await newcomer(world);
    const browser = visitor(world.servicesWith({ baseUrl: "https://chutin.example" }));
    const form = { email, password };
    const open = await browser.ask("/sign-in", form, { origin: "http://192.168.1.20:3000" });
    expect(await answerOf(() => signInAction(open))).toMatchObject({
      status: 403,
      data: { problems: { password: { code: "insecure-address", address: "https://chutin.example" } } },
    });
    const safe = await browser.ask("/sign-in", form, { origin: "https://chutin.example" });
    expect(await answerOf(() => signInAction(safe))).toMatchObject({ status: 302, to: "/companies" });
  });

  test("sent twice does no harm, and whoever is signed in is led on", async () => {
    const { email, browser } = await newcomer(world);
    const again = await browser.ask("/sign-in?next=/account", { email, password });
    expect(await answerOf(() => signInAction(again))).toMatchObject({ status: 302, to: "/account" });
    const page = await browser.ask("/sign-in?next=/account");
    expect(await answerOf(() => signInLoader(page))).toMatchObject({ status: 302, to: "/account" });
  });

  test("without the first step, the second leads back to it", async () => {
    const page = await visitor().ask("/two-factor?next=/account");
    expect(await answerOf(() => twoFactorLoader(page))).toMatchObject({
      to: "/sign-in?notice=start-again&next=%2Faccount",
    });
    const sent = await visitor().ask("/two-factor", { code: "123456" });
    expect(await answerOf(() => twoFactorAction(sent))).toMatchObject({ to: "/sign-in?notice=start-again" });
  });
});

describe("signing up", () => {
  test("where it is closed says so, to the page's reader and to a form that comes all the same", async () => {
    const browser = visitor(world.servicesWith({ signUp: "closed" }));
    const page = await browser.ask("/sign-up");
    expect(await answerOf(() => signUpLoader(page))).toMatchObject({ status: 200, data: { closed: "closed" } });
    const form = { name: "Ai đó", email: "ai-do@example.vn", password };
    const sent = await browser.ask("/sign-up", form);
    expect(await answerOf(() => signUpAction(sent))).toMatchObject({
      status: 403,
      data: { refusal: "sign-up-closed" },
    });
  });

  test("by invitation goes on to the invitation, as long as it stands", async () => {
    const host = await newcomer(world);
    const [tenantId, linkId] = [crypto.randomUUID(), crypto.randomUUID()];
    const now = world.services.now();
    const owner = { id: host.personId, name: "Chủ", email: host.email, language: "vi" as const };
    const act = { personId: host.personId, address: "", now };
    const token = await withTenant(world.services.db, { tenantId }, async (trx) => {
      await createCompany(trx, { tenantId, slug: "gom-an-nhien", name: "Gốm An Nhiên", owner, now });
      const made = await createLink(
        trx,
        { linkId, detail: { for: "company", role: "contributor", email: null }, days: 7 },
        act,
      );
      return made.token ?? "";
    });
    const browser = visitor(world.servicesWith({ signUp: "invited" }));
    const form = { name: "Em Thảo", email: "thao@example.vn", password };
    const bare = await browser.ask("/sign-up", form);
    expect(await answerOf(() => signUpAction(bare))).toMatchObject({ status: 403 });
    const invited = await browser.ask(`/sign-up?next=/i/${token}`, form);
    expect(await answerOf(() => signUpAction(invited))).toMatchObject({ status: 302, to: `/i/${token}` });
    await withTenant(world.services.db, { tenantId }, (trx) => revokeLink(trx, linkId, { purpose: "company" }, act));
    expect(await isInvited(await browser.ask(), `/i/${token}`)).toBe(false);
    expect(await isInvited(await browser.ask(), `/i/${"x".repeat(24)}`)).toBe(false);
  });
});

describe("signing out", () => {
  test("needs a form: its address alone ends nothing", async () => {
    const { browser, email } = await newcomer(world);
    const page = await browser.ask("/sign-out");
    expect(await answerOf(() => signOutLoader(page))).toMatchObject({ status: 200 });
    expect(await browser.person()).toMatchObject({ email });
    const sent = await browser.ask("/sign-out", {});
    const answer = await answerOf(() => signOutAction(sent));
    expect(answer).toMatchObject({ status: 302, to: "/sign-in" });
    browser.keep(answer.cookies);
    expect(await browser.person()).toBeNull();
    // what waits on the device belongs to whoever left: the next page, and no address, says to delete it, once
    const read = async (path: string) => {
      const args = await browser.ask(path);
      const answer = await answerOf(() => signInLoader(args));
      browser.keep(answer.cookies);
      return answer.data;
    };
    expect(await read("/sign-in")).toMatchObject({ justLeft: true, notice: "signed-out" });
    expect(await read("/sign-in?notice=signed-out")).toMatchObject({ justLeft: false, notice: null });
  });
});

test("a forgotten password is answered alike for known and unknown", async () => {
  const { email } = await newcomer(world, { confirmed: true });
  for (const to of [email, "khong-ai@example.vn"]) {
    const args = await visitor().ask("/forgot", { email: to });
    expect(await answerOf(() => forgotAction(args))).toMatchObject({ status: 200, data: { sentTo: to } });
  }
});

describe("a link that confirms", () => {
  test("asks a stranger to sign in first, and comes back", async () => {
    const { email, browser } = await newcomer(world);
    const token = (await world.mailsTo(email))[0]?.token ?? "";
    const stranger = await visitor().ask(`/verify?token=${token}`);
    expect((await answerOf(() => verifyLoader(stranger))).to).toBe(
      `/sign-in?next=${encodeURIComponent(`/verify?token=${token}`)}`,
    );
    // reading the page, as a mail scanner may, confirms nothing
    const page = await browser.ask(`/verify?token=${token}`);
    expect(await answerOf(() => verifyLoader(page))).toMatchObject({ data: { hasToken: true, isVerified: false } });
    expect(await browser.person()).toMatchObject({ emailVerified: false });
    const sent = await browser.ask(`/verify?token=${token}`, {});
    expect(await answerOf(() => verifyAction(sent))).toMatchObject({ status: 200, data: { outcome: "verified" } });
  });
});

describe("preferences", () => {
  test("go back to the page that the form stood on", async () => {
    const browser = visitor();
    const to = async (form: Record<string, string>, more: Record<string, string> = {}) => {
      const args = await browser.ask("/preferences", form, more);
      const answer = await answerOf(() => preferencesAction(args));
      browser.keep(answer.cookies);
      return answer.to;
    };
    expect(await to({ language: "en", next: "/sign-up?next=/i/abc" })).toBe("/sign-up?next=/i/abc");
    expect(await to({ theme: "dark" }, { referer: "http://127.0.0.1:3000/c/an-nhien?x=1" })).toBe("/c/an-nhien?x=1");
    expect(await to({ theme: "dark" })).toBe("/");
    expect((await browser.ask()).context.visit).toMatchObject({ language: "en", theme: "dark" });
  });

  test("take no other value", async () => {
    const args = await visitor().ask("/preferences", { language: "fr" });
    expect(await answerOf(() => preferencesAction(args))).toMatchObject({
      status: 422,
      data: { refusal: "invalid-form" },
    });
  });
});

describe("the account's pages", () => {
  test("are for whoever is signed in", async () => {
    const page = await visitor().ask("/account/sessions");
    expect(await answerOf(() => sessionsLoader(page))).toMatchObject({
      status: 302,
      to: "/sign-in?next=%2Faccount%2Fsessions",
    });
    const sent = await visitor().ask("/account/sessions", { others: "yes" });
    expect(await answerOf(() => sessionsAction(sent))).toMatchObject({
      status: 401,
      data: { refusal: "not-signed-in" },
    });
  });

  test("show a mistyped first code its QR code again, and the right one its recovery codes", async () => {
    const { browser, email } = await newcomer(world);
    const send = async (form: Record<string, string>) => {
      const args = await browser.ask("/account/security", form);
      const answer = await answerOf(() => securityAction(args));
      browser.keep(answer.cookies);
      return { ...answer, data: answer.data as { enrolment?: { uri: string; secret: string }; codes?: string[] } };
    };
    const begun = await send({ intent: "begin", password });
    const { uri = "", secret = "" } = begun.data.enrolment ?? {};
    expect(uri).toMatch(/^otpauth:\/\/totp\/Ch%E1%BB%AF%20T%C3%ADn:/);
    const mistyped = await send({ intent: "confirm", uri, code: "000000" });
    expect(mistyped).toMatchObject({
      status: 422,
      data: { enrolment: { uri, secret }, problems: { code: { code: "code-wrong", left: 4 } } },
    });
    const on = await send({ intent: "confirm", uri, code: await codeOf(secret) });
    expect(on.data.codes).toHaveLength(10);
    expect(await browser.person()).toMatchObject({ email });
    expect(await send({ intent: "begin", password })).toMatchObject({
      status: 409,
      data: { refusal: "changed-meanwhile" },
    });
    expect(await send({ intent: "nonsense" })).toMatchObject({ status: 422, data: { refusal: "invalid-form" } });
    expect(await send({ intent: "confirm", uri: "javascript:alert(1)", code: "000000" })).toMatchObject({
      status: 422,
    });
  });
});
