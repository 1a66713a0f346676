import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { signInWithCode, waitingForCode } from "#app/identity/signing-in.server.ts";
import {
  beginSecondFactor,
  confirmSecondFactor,
  endSecondFactor,
  recoveryCodesLeft,
  renewRecoveryCodes,
} from "#app/identity/two-factor.server.ts";
import { Browser, codeOf, enter, freshAddress, newcomer, openWorld, password, type World } from "./identity-world.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

describe("a second factor", () => {
  async function enrolled() {
    const who = await newcomer(world, { confirmed: true });
    const begin = await who.browser.askSignedIn();
    const begun = await beginSecondFactor(begin.args, begin.person, password);
    if (begun.outcome !== "begun") throw new Error(begun.outcome);
    const { secret } = begun.enrolment;
    expect((await enter(world, who.email)).answer.outcome).toBe("signed-in");
    const confirm = await who.browser.askSignedIn();
    const first = await codeOf(secret);
    const on = await confirmSecondFactor(confirm.args, confirm.person, first);
    if (on.outcome !== "on") throw new Error(on.outcome);
    who.browser.keep(on.cookies);
    return { ...who, secret, first, codes: on.codes };
  }
  const enterWithCode = async (email: string, typed: string) => {
    const { browser, answer } = await enter(world, email);
    expect(answer.outcome).toBe("second-factor");
    expect(await browser.person()).toBeNull();
    const second = await signInWithCode(await browser.ask(), typed);
    if (second.outcome === "signed-in") browser.keep(second.cookies);
    return { browser, answer: second };
  };

  test("is asked for after the password, and a code opens once", async () => {
    const { email, browser, secret, first, codes } = await enrolled();
    expect(codes).toHaveLength(10);
    expect(await browser.person()).toMatchObject({ email });
    expect((await world.mailsTo(email)).at(-1)).toMatchObject({ kind: "two-factor-on" });
    // the code that turned it on is spent
    expect((await enterWithCode(email, first)).answer).toMatchObject({ outcome: "wrong", left: 4 });
    const code = await codeOf(secret, 1);
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
    const browsers = [(await enter(world, email)).browser, (await enter(world, email)).browser];
    const answers = await Promise.all(
      browsers.map(async (browser) => (await signInWithCode(await browser.ask(), code)).outcome),
    );
    expect(answers.sort()).toEqual(["signed-in", "wrong"]);
  });

  test("is guessed five times, whatever browser the password was given on", async () => {
    const { email } = await enrolled();
    for (let n = 0; n < 5; n++)
      expect((await enterWithCode(email, `00000${n}`)).answer).toMatchObject({ outcome: "wrong", left: 4 - n });
    expect((await enterWithCode(email, "000009")).answer).toEqual({ outcome: "too-many", minutes: 15 });
  });

  test("needs the password before it, and waits ten minutes at most", async () => {
    const { email } = await enrolled();
    const stranger = new Browser(world.services);
    expect(await signInWithCode(await stranger.ask(), "123456")).toEqual({ outcome: "start-again" });
    const { browser } = await enter(world, email);
    expect(await waitingForCode(await browser.ask())).not.toBeNull();
    await sql`update auth.verification set "expiresAt" = now() - interval '1 second'`.execute(world.database.owner);
    expect(await signInWithCode(await browser.ask(), "123456")).toEqual({ outcome: "start-again" });
  });

  test("is turned off, and its codes renewed, with the password alone", async () => {
    const { email, browser, codes } = await enrolled();
    const asked = await browser.askSignedIn();
    expect(await renewRecoveryCodes(asked.args, asked.person, "không phải mật khẩu")).toMatchObject({
      outcome: "mistaken",
      errors: { password: "password-wrong" },
      left: 4,
    });
    const renewed = await renewRecoveryCodes(asked.args, asked.person, password);
    expect(renewed).toMatchObject({ outcome: "renewed" });
    expect((await enterWithCode(email, codes[0] ?? "")).answer.outcome).toBe("wrong");
    const off = await endSecondFactor(asked.args, asked.person, password);
    if (off.outcome !== "off") throw new Error(off.outcome);
    browser.keep(off.cookies);
    expect(await browser.person()).toMatchObject({ email });
    expect((await enter(world, email)).answer.outcome).toBe("signed-in");
    expect((await world.mailsTo(email)).at(-1)).toMatchObject({ kind: "two-factor-off" });
  });

  test("outlives a change of the server's secret", async () => {
    const { email, secret } = await enrolled();
    const [old = ""] = world.services.settings.secrets;
    const services = world.servicesWith({ secrets: ["second-secret-of-the-tests-fedcba9876543210", old] });
    const { browser, answer } = await enter(world, email, { browser: new Browser(services, freshAddress()) });
    expect(answer.outcome).toBe("second-factor");
    expect((await signInWithCode(await browser.ask(), await codeOf(secret, 1))).outcome).toBe("signed-in");
  });
});
