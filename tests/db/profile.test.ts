import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { assessmentWithAnswers, completeAssessment, startAssessment } from "#db/assessments.ts";
import {
  applyProfile,
  factsToPin,
  profileForUpdate,
  profileOf,
  runningAssessmentsOf,
  saveProfileAnswers,
} from "#db/profile.ts";
import { standingsOfCompany } from "#db/standings.ts";
import type { TenantTrx } from "#db/tenant.ts";
import type { Said } from "#domain/profile.ts";
import { aFramework, aQuestion } from "#tests/answering-framework.ts";
import { actionsOf, aPerson } from "#tests/companies.ts";
import { factsOfShop } from "#tests/fact-arbitraries.ts";
import { address, answeringWorld, choose, minutesLater, now, type CompanyHandle } from "./answering-world.ts";

const asked = factsOfShop.filter(({ kind }) => kind !== "computed").map(({ id }) => id);
/** Beside what everybody is asked: one for firms with staff, one behind it, one for whoever has no relief. */
const framework = aFramework({
  questions: [
    ...aFramework().questions,
    aQuestion("staff.told", { appliesWhen: [{ fact: "staff", in: ["true"] }] }),
    aQuestion("staff.told-again", { asksWhen: [{ question: "staff.told", least: 100 }] }),
    aQuestion("dossier.filed", { appliesWhen: [{ fact: "relief", in: ["none"] }] }),
  ],
});
const other = { ...framework, id: "other" };

let world: Awaited<ReturnType<typeof answeringWorld>>;
let pottery: CompanyHandle;
beforeAll(async () => {
  world = await answeringWorld([framework]);
});
afterAll(() => world.close());
beforeEach(async () => {
  pottery = await world.company();
});

type Saying = Record<string, Said>;
const by = (personId = pottery.owner.id, at = now) => ({ personId, address, now: at });
const saveIn = async (trx: TenantTrx, said: Saying, basedOn: number, who = by()) =>
  saveProfileAnswers(trx, { profile: await profileForUpdate(trx, who), asked, said, basedOn, ...who });
const save = (said: Saying, basedOn: number, who = by()) => pottery.within((trx) => saveIn(trx, said, basedOn, who));
const applyIn = async (trx: TenantTrx, said: Saying, basedOn: number, seen: Record<string, number>, who = by()) =>
  applyProfile(trx, {
    profile: await profileForUpdate(trx, who),
    ...{ asked, said, basedOn, seen, facts: factsOfShop, library: world.library },
    ...who,
  });
const apply = (said: Saying, basedOn: number, seen: Record<string, number> = {}, who = by()) =>
  pottery.within((trx) => applyIn(trx, said, basedOn, seen, who));
const read = () => pottery.within(profileOf);
const changes = () =>
  pottery.within((trx) => trx.selectFrom("profile_changes").selectAll().orderBy("revision").execute());
const running = () => pottery.within(runningAssessmentsOf);
const seenNow = async () => Object.fromEntries((await running()).map(({ id, revision }) => [id, revision]));
const start = (more: object = {}) =>
  pottery.within(async (trx) =>
    startAssessment(trx, {
      framework,
      facts: await factsToPin(trx, factsOfShop),
      library: world.library,
      ...by(),
      ...more,
    }),
  );

describe("the intake", () => {
  test("there is no profile before the first answer", async () => {
    expect(await read()).toBeNull();
    expect(await pottery.within((trx) => factsToPin(trx, factsOfShop))).toMatchObject({ relief: ["none"] });
  });

  test("each answer is kept at once; not sure is something else than not asked, and none something else than both", async () => {
    expect(await save({ staff: true }, 0)).toBe(1);
    expect(await save({ size: null }, 1)).toBe(2);
    expect(await save({ tools: [] }, 2)).toBe(3);
    expect(await read()).toEqual({
      given: { staff: true, tools: [] },
      unsure: ["size"],
      appliedAt: null,
      revision: 3,
      changedAt: now,
      changedBy: pottery.owner.id,
    });
    expect(await actionsOf(world.database, pottery.tenantId)).toEqual(Array(3).fill("profile.answered"));
  });

  test("an answer takes the place of not sure, and the other way round", async () => {
    await save({ size: null }, 0);
    await save({ size: "micro" }, 1);
    expect(await read()).toMatchObject({ given: { size: "micro" }, unsure: [] });
    await save({ size: null }, 2);
    expect(await read()).toMatchObject({ given: {}, unsure: ["size"] });
  });

  test("saying the same once more changes nothing, from whatever tab", async () => {
    await save({ tools: ["clock", "camera"] }, 0);
    expect(await save({ tools: ["camera", "clock"] }, 0)).toBe(1);
    expect(await changes()).toHaveLength(1);
  });

  test("of two people at once each keeps what they said of different questions", async () => {
    const lan = aPerson("Lan");
    await pottery.join(lan, "manager");
    await Promise.all([save({ staff: true }, 0), save({ size: "micro" }, 0, by(lan.id))]);
    expect(await read()).toMatchObject({ given: { staff: true, size: "micro" }, revision: 2 });
  });

  test("of two who answer the same question at once the second is told, and nothing is overwritten unseen", async () => {
    const tries = await Promise.allSettled([save({ size: "micro" }, 0), save({ size: "large" }, 0)]);
    expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(tries.find(({ status }) => status === "rejected")).toMatchObject({ reason: { code: "changed-meanwhile" } });
    expect(await changes()).toHaveLength(1);
  });

  test("an old tab may still answer what nobody has touched since", async () => {
    await save({ staff: true }, 0);
    await save({ staff: false }, 1);
    expect(await save({ size: "large" }, 1)).toBe(3);
    await expect(save({ staff: true }, 1)).rejects.toMatchObject({ code: "changed-meanwhile" });
  });

  test("once it is applied it is changed through a preview alone", async () => {
    await save({ staff: true }, 0);
    await apply({}, 1);
    await expect(save({ staff: false }, 2)).rejects.toMatchObject({ code: "changed-meanwhile" });
  });

  test("another company sees and changes nothing of it", async () => {
    await save({ staff: true }, 0);
    const clinic = await world.company("Phòng khám");
    expect(await clinic.within(profileOf)).toBeNull();
    await clinic.within((trx) => saveIn(trx, { staff: false }, 0, by(clinic.owner.id)));
    await clinic.within((trx) => applyIn(trx, { size: "large" }, 1, {}, by(clinic.owner.id)));
    expect(await read()).toMatchObject({ given: { staff: true }, revision: 1, appliedAt: null });
    expect(await changes()).toHaveLength(1);
  });
});

describe("applying it", () => {
  test("an assessment that starts pins it; one that runs asks by it once it is applied", async () => {
    const early = await start();
    await save({ staff: false, size: "micro", kinds: [], tools: [] }, 0);
    expect((await read())?.appliedAt).toBeNull();
    const before = await pottery.within((trx) => assessmentWithAnswers(trx, early.id));
    expect(before.facts).not.toHaveProperty("staff");
    await apply({}, 1, await seenNow());
    const after = await pottery.within((trx) => assessmentWithAnswers(trx, early.id));
    expect(after.facts).toEqual({
      staff: ["false"],
      size: ["micro"],
      kinds: [],
      tools: [],
      sensitive: ["false"],
      relief: ["exempt"],
    });
    expect(await read()).toMatchObject({ appliedAt: now, revision: 2 });
    const [standing] = await pottery.within(standingsOfCompany);
    expect(standing?.running?.numbers.asked).toBe(framework.questions.length - 2);
  });

  test("all running assessments move in one transaction; completed ones keep what they were sealed with", async () => {
    await save({ staff: true, size: "micro", kinds: [], tools: [] }, 0);
    const done = await start();
    await pottery.locked(done.id, (trx, assessment) => completeAssessment(trx, { assessment, framework, ...by() }));
    const [first, second] = [await start(), await start({ framework: other })];
    await apply({ staff: false }, 1, await seenNow());
    const factsOf = async (id: string) => (await pottery.within((trx) => assessmentWithAnswers(trx, id))).facts.staff;
    expect(await Promise.all([done, first, second].map(({ id }) => factsOf(id)))).toEqual([
      ["true"],
      ["false"],
      ["false"],
    ]);
    expect((await changes()).at(-1)).toMatchObject({
      facts: ["staff"],
      before: { given: { staff: true } },
      after: { given: { staff: false } },
      applied: true,
      changed_by: pottery.owner.id,
    });
    expect((await actionsOf(world.database, pottery.tenantId)).at(-1)).toBe("profile.applied");
  });

  test("no answer is lost: the question goes, comes back, and the answer counts again; its tab saves on", async () => {
    await save({ staff: true }, 0);
    const { id } = await start();
    await pottery.save(id, "staff.told", choose("met"));
    const told = async () => (await pottery.within((trx) => assessmentWithAnswers(trx, id))).answers["staff.told"];
    const answered = async () => (await pottery.within(standingsOfCompany))[0]?.running?.numbers.answered;
    expect(await answered()).toBe(1);
    await apply({ staff: false }, 1, await seenNow());
    expect([await answered(), (await told())?.value]).toEqual([0, "met"]);
    await expect(pottery.save(id, "staff.told", choose("unmet"), { basedOn: 1 })).rejects.toMatchObject({
      code: "not-asked",
    });
    // an open tab knows nothing of it, and saves what is still asked
    await pottery.save(id, "people.contract", choose("met"));
    await apply({ staff: true }, 2, await seenNow());
    expect([await answered(), (await told())?.confirmed]).toEqual([2, true]);
    await pottery.save(id, "staff.told", choose("unmet"), { basedOn: 1 });
  });

  test("what stands behind a gate that comes back unanswered is to be confirmed again", async () => {
    await save({ staff: false }, 0);
    const { id } = await start();
    await pottery.save(id, "staff.told-again", choose("met"));
    await apply({ staff: true }, 1, await seenNow());
    const { answers } = await pottery.within((trx) => assessmentWithAnswers(trx, id));
    expect(answers["staff.told-again"]).toMatchObject({ value: "met", confirmed: false, revision: 1 });
  });

  test("pressed twice it is applied once", async () => {
    await save({ staff: true }, 0);
    await start();
    const seen = await seenNow();
    const twice = await Promise.all([apply({ staff: false }, 1, seen), apply({ staff: false }, 1, seen)]);
    expect(twice).toEqual([2, 2]);
    expect(await changes()).toHaveLength(2);
  });

  test("of two people who apply something else at once the second is told", async () => {
    await save({ staff: true, size: "micro" }, 0);
    const tries = await Promise.allSettled([apply({ staff: false }, 1), apply({ size: "large" }, 1)]);
    expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(tries.find(({ status }) => status === "rejected")).toMatchObject({ reason: { code: "changed-meanwhile" } });
  });

  test.each(["an assessment was started", "one was completed"])(
    "it is refused when since the preview %s",
    async (what) => {
      await save({ staff: true }, 0);
      const { id } = await start();
      const seen = await seenNow();
      if (what === "one was completed")
        await pottery.locked(id, (trx, assessment) => completeAssessment(trx, { assessment, framework, ...by() }));
      else await start({ framework: other });
      await expect(apply({ staff: false }, 1, seen)).rejects.toMatchObject({ code: "changed-meanwhile" });
      expect(await read()).toMatchObject({ given: { staff: true }, revision: 1 });
    },
  );

  test("it is refused after another change, and after a change there and back", async () => {
    await save({ staff: true }, 0);
    await apply({}, 1);
    await apply({ staff: false }, 2);
    await apply({ staff: true }, 3);
    await expect(apply({ staff: false }, 2)).rejects.toMatchObject({ code: "changed-meanwhile" });
  });

  test("an assessment that starts while a change is applied has the new facts, or moves with it", async () => {
    await save({ staff: true }, 0);
    for (const [round, staff] of [false, true, false, true].entries()) {
      const seen = await seenNow();
      const [, started] = await Promise.allSettled([
        apply({ staff }, 1 + round, seen, by(pottery.owner.id, minutesLater(round))),
        start(round === 0 ? {} : { framework: { ...framework, id: `other-${round}` } }),
      ]);
      expect(started.status).toBe("fulfilled");
      const profile = await read();
      if (profile?.revision === 1 + round) await apply({ staff }, 1 + round, await seenNow());
      for (const { facts } of await running()) expect(facts.staff).toEqual([String(staff)]);
    }
  });
});
