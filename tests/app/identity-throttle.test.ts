import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { signIn, signOut } from "#app/identity/signing-in.server.ts";
import { Browser, enter, freshAddress, newcomer, openWorld, type World } from "./identity-world.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

describe("tries", () => {
  test("are told how many are left, in the same words whether the account exists", async () => {
    const { email } = await newcomer(world);
    for (const who of [email, "khong-ai@example.vn"]) {
      const lefts: unknown[] = [];
      for (let n = 0; n < 6; n++) lefts.push((await enter(world, who, { secret: "sai mật khẩu rồi" })).answer);
      const wrong = (left: number) => ({ outcome: "wrong", left, minutes: 15 });
      expect(lefts).toEqual([wrong(4), wrong(3), wrong(2), wrong(1), wrong(0), { outcome: "too-many", minutes: 15 }]);
    }
    // the right password waits too, from wherever; a quarter of an hour later it is let in
    expect((await enter(world, email)).answer).toEqual({ outcome: "too-many", minutes: 15 });
    world.wait(15);
    expect((await enter(world, email)).answer.outcome).toBe("signed-in");
    const failed = (await world.trail()).filter(
      ({ action, of }) => action === "person.sign-in-failed" && of === "unknown",
    );
    expect(failed).toHaveLength(5);
  });

  test("at many accounts from one address end as well, and hold nobody else up", async () => {
    const { email } = await newcomer(world);
    const spray = async (n: number) =>
      (
        await enter(world, `nan-nhan-${n}@example.vn`, {
          secret: "Xinchao@2026",
          browser: new Browser(world.services, "2001:db8:7:7::1"),
        })
      ).answer;
    for (let n = 0; n < 20; n++) expect((await spray(n)).outcome).toBe("wrong");
    expect((await spray(21)).outcome).toBe("too-many");
    const neighbour = new Browser(world.services, "2001:db8:7:7:ffff::2");
    expect((await enter(world, email, { browser: neighbour })).answer.outcome).toBe("too-many");
    expect((await enter(world, email)).answer.outcome).toBe("signed-in");
    // refused at the address, a try costs the account nothing
    expect((await enter(world, email, { secret: "sai mật khẩu rồi" })).answer).toMatchObject({ left: 4 });
  });

  test("without an address never fall into one bucket for all", async () => {
    const { email } = await newcomer(world);
    for (let n = 0; n < 25; n++) {
      expect(
        (
          await enter(world, `ai-do-${n}@example.vn`, {
            secret: "Xinchao@2026",
            browser: new Browser(world.services, ""),
          })
        ).answer.outcome,
      ).toBe("wrong");
    }
    expect((await enter(world, email, { browser: new Browser(world.services, "") })).answer.outcome).toBe("signed-in");
  });

  test("of a stranger do not lock a person out of the browser that they have signed in on before", async () => {
    const { email, browser } = await newcomer(world);
    browser.keep(await signOut(await browser.ask()));
    for (let n = 0; n < 6; n++) await enter(world, email, { secret: "sai mật khẩu rồi" });
    expect((await enter(world, email)).answer.outcome).toBe("too-many");
    expect((await enter(world, email, { browser })).answer.outcome).toBe("signed-in");
    browser.keep(await signOut(await browser.ask()));
    for (let n = 0; n < 5; n++) await enter(world, email, { secret: "sai mật khẩu rồi", browser });
    expect((await enter(world, email, { browser })).answer.outcome).toBe("too-many");
  });

  test("sent at once get no more answers than the limit allows", async () => {
    const { email } = await newcomer(world);
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, n) => enter(world, email, { secret: `sai mật khẩu ${n}` })),
    );
    expect(answers.filter(({ answer }) => answer.outcome === "wrong")).toHaveLength(5);
  });

  test("cost a constant number of statements", async () => {
    const { email } = await newcomer(world);
    const cost = async (who: string) => {
      const args = await new Browser(world.services, freshAddress()).ask();
      return world.statementsOf(() => signIn(args, { email: who, password: "sai mật khẩu rồi", remember: true }));
    };
    expect(await cost("khong-co-ai@example.vn")).toBe(3);
    // the account's password hash is one more look, and the time of either is that of argon2id
    expect(await cost(email)).toBe(4);
  });
});
