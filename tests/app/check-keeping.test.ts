import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import type { Services } from "#app/context.ts";
import * as keep from "#app/routes/check.keep.tsx";
import * as newCompany from "#app/routes/companies.new.tsx";
import { loadLibrary } from "#content/library.ts";
import { assessmentForUpdate, assessmentWithAnswers } from "#db/assessments.ts";
import { saveAnswer } from "#db/answers.ts";
import { keepAnswers, openForCheck } from "#db/kept-check.ts";
import { withTenant, type TenantTrx } from "#db/tenant.ts";
import { questionSetOf } from "#domain/scoring/question-set.ts";
import { actionsOf } from "#tests/companies.ts";
import { ask } from "./asking.ts";
import { Browser, freshAddress, newcomer, openWorld, type World } from "./identity-world.ts";

type Someone = Awaited<ReturnType<typeof newcomer>>;
type Kept = { kept: { to: string; taken: number; left: number } | null; errors: object | null; refused: string | null };

const statements = vi.spyOn(pg.Client.prototype, "query");
const library = loadLibrary("content");
const framework = library.latest("leakage");
const set = questionSetOf(framework, framework.sets.find(({ id }) => id === "free")?.questions ?? []).questions;
let world: World;
let services: Services;
let hanh: Someone;
beforeAll(async () => {
  world = await openWorld();
  services = { ...world.services, library };
});
afterAll(() => world.close());
beforeEach(async () => {
  hanh = await newcomer(world);
});

/** The twenty answers: every fourth a no, one not known. */
const answers = () =>
  Object.fromEntries(
    set.map(({ id, meaning }, i) => [
      id,
      { meaning, reply: i === 5 ? { kind: "dont-know" } : { kind: "choice", value: i % 4 === 1 ? "unmet" : "met" } },
    ]),
  );
async function post(someone: Someone, form: Record<string, string>) {
  const sent = { key: randomUUID(), company: "", name: "", answers: JSON.stringify(answers()), ...form };
  const { status, page } = await ask(keep.action, someone.browser, services, { path: "/check/keep", form: sent });
  return { status, ...(page as Kept & { refusal?: string }) };
}
const found = async (someone: Someone, name: string) => {
  const form = { key: randomUUID(), name, zone: "Asia/Ho_Chi_Minh", subject: "household" };
  const { location } = await ask(newCompany.action, someone.browser, services, { path: "/companies/new", form });
  return location?.replace("/c/", "") ?? "";
};
const slugIn = (to: string | undefined) => /^\/c\/([^/]+)/.exec(to ?? "")?.[1] ?? "";
const idIn = (to: string | undefined) => /assessments\/([0-9a-f-]{36})\/result$/.exec(to ?? "")?.[1] ?? "";
async function tenantOf(someone: Someone, slug: string): Promise<string> {
  return (await someone.browser.ask(`/c/${slug}`)).context.visit.access?.tenantId ?? "";
}
async function inside<T>(someone: Someone, to: string | undefined, work: (trx: TenantTrx) => Promise<T>): Promise<T> {
  return withTenant(world.database.app, { tenantId: await tenantOf(someone, slugIn(to)) }, work);
}
const assessmentAt = (someone: Someone, to: string | undefined) =>
  inside(someone, to, (trx) => assessmentWithAnswers(trx, idIn(to)));

describe("keeping the free check", () => {
  test("founds the company, starts its first assessment and has all twenty answers in it, with what they earn", async () => {
    const { status, kept } = await post(hanh, { name: "Gốm An Nhiên" });
    expect(status).toBe(200);
    expect(kept).toMatchObject({ taken: 20, left: 0 });
    const assessment = await assessmentAt(hanh, kept?.to);
    expect(assessment).toMatchObject({ frameworkId: "leakage", number: 1, state: "open" });
    expect(Object.keys(assessment.answers).sort()).toEqual(set.map(({ id }) => id).sort());
    for (const [id, { reply }] of Object.entries(answers()))
      expect(assessment.answers[id]).toMatchObject({
        kind: reply.kind,
        value: "value" in reply ? reply.value : null,
        credit: "value" in reply && reply.value === "met" ? 100 : 0,
        confirmed: true,
        revision: 1,
        source: "person",
        answeredBy: hanh.personId,
      });
    const tenantId = await tenantOf(hanh, slugIn(kept?.to));
    expect(await actionsOf(world.database, tenantId)).toEqual([
      "company.created",
      "assessment.started",
      "assessment.kept-from-check",
    ]);
  });

  test("pressed twice, one after the other or at once, it makes one company, one assessment, one event", async () => {
    const form = { key: randomUUID(), name: "Gốm Hai Lần" };
    const [one, two] = await Promise.all([post(hanh, form), post(hanh, form)]);
    const three = await post(hanh, form);
    expect(new Set([one.kept?.to, two.kept?.to, three.kept?.to]).size).toBe(1);
    expect((one.kept?.taken ?? 0) + (two.kept?.taken ?? 0) + (three.kept?.taken ?? 0)).toBe(20);
    expect([one.kept?.left, two.kept?.left, three.kept?.left]).toEqual([0, 0, 0]);
    const events = await actionsOf(world.database, await tenantOf(hanh, slugIn(one.kept?.to)));
    expect(events.filter((action) => action === "assessment.kept-from-check")).toHaveLength(1);
    expect(events.filter((action) => action === "company.created")).toHaveLength(1);
  });

  test("into a company of theirs, it uses the assessment that runs and overwrites no answer", async () => {
    const company = await found(hanh, "Gốm Có Sẵn");
    const first = await post(hanh, { company, answers: JSON.stringify({ "data.listed": answers()["data.listed"] }) });
    const [, no] = set.map(({ id }) => id);
    await inside(hanh, first.kept?.to, async (trx) => {
      const assessment = await assessmentForUpdate(trx, idIn(first.kept?.to));
      const by = { personId: hanh.personId, address: null, now: services.now() };
      const change = { assessment, framework, saveKey: null, mayAccept: true, basedOn: 0, ...by };
      // what the check calls a no is met here
      await saveAnswer(trx, {
        ...change,
        questionId: no ?? "",
        reply: { kind: "choice", value: "met" },
        note: "của tiệm",
      });
    });
    const second = await post(hanh, { company });
    expect(second.kept).toEqual({ to: first.kept?.to, taken: 18, left: 1 });
    const { answers: stored } = await assessmentAt(hanh, second.kept?.to);
    expect(stored[no ?? ""]).toMatchObject({ value: "met", note: "của tiệm", revision: 1 });
    expect(stored["data.listed"]).toMatchObject({ revision: 1 });
  });

  test("fills in where an answer was taken back, as the next revision, and keeps the note there", async () => {
    const company = await found(hanh, "Gốm Ghi Chú");
    const one = { "data.listed": answers()["data.listed"] };
    const { kept } = await post(hanh, { company, answers: JSON.stringify(one) });
    await inside(hanh, kept?.to, async (trx) => {
      const assessment = await assessmentForUpdate(trx, idIn(kept?.to));
      const by = { personId: hanh.personId, address: null, now: services.now() };
      const change = { assessment, framework, saveKey: null, mayAccept: true, basedOn: 1, ...by };
      await saveAnswer(trx, { ...change, questionId: "data.listed", reply: { kind: "none" }, note: "để hỏi lại" });
    });
    expect((await post(hanh, { company, answers: JSON.stringify(one) })).kept).toMatchObject({ taken: 1, left: 0 });
    const { answers: stored } = await assessmentAt(hanh, kept?.to);
    expect(stored["data.listed"]).toMatchObject({ value: "met", revision: 3, note: "để hỏi lại" });
  });

  test("costs four statements for the twenty answers, behind the lock", async () => {
    const company = await found(hanh, "Gốm Đếm");
    const tenantId = await tenantOf(hanh, company);
    const by = { personId: hanh.personId, address: null, now: services.now() };
    await withTenant(world.database.app, { tenantId }, async (trx) => {
      const id = await openForCheck(trx, { framework, library, mayStart: true, ...by });
      const assessment = await assessmentForUpdate(trx, id);
      statements.mockClear();
      const said = answers() as Parameters<typeof keepAnswers>[1]["said"];
      expect(await keepAnswers(trx, { assessment, framework, said, ...by })).toEqual({ taken: 20, left: 0 });
      expect(statements.mock.calls.length).toBeLessThanOrEqual(4);
    });
  });

  test("another company's person reaches it neither by slug nor by key", async () => {
    const key = randomUUID();
    const ours = await post(hanh, { key, name: "Gốm Của Hạnh" });
    const minh = await newcomer(world);
    expect(await post(minh, { company: slugIn(ours.kept?.to) })).toMatchObject({ status: 404, refused: "not-found" });
    const theirs = await post(minh, { key, name: "Gốm Của Minh" });
    expect(slugIn(theirs.kept?.to)).not.toBe(slugIn(ours.kept?.to));
    expect(theirs.kept).toMatchObject({ taken: 20 });
    expect((await tenantOf(minh, slugIn(ours.kept?.to))).length).toBe(0);
    expect(Object.keys((await assessmentAt(hanh, ours.kept?.to)).answers)).toHaveLength(20);
  });

  test("a viewer keeps nothing, and a contributor only where an assessment runs", async () => {
    const company = await found(hanh, "Gốm Vai Trò");
    const tenantId = await tenantOf(hanh, company);
    const join = async (role: "viewer" | "contributor") => {
      const someone = await newcomer(world);
      await withTenant(world.database.app, { tenantId }, async (trx) => {
        await trx.insertInto("people").values({ person_id: someone.personId, name: role, email: null }).execute();
        await trx
          .insertInto("memberships")
          .values({ person_id: someone.personId, role, joined_at: new Date() })
          .execute();
      });
      return someone;
    };
    const [viewer, contributor] = [await join("viewer"), await join("contributor")];
    expect(await post(viewer, { company })).toMatchObject({ status: 403, refused: "not-allowed" });
    expect(await post(contributor, { company })).toMatchObject({ status: 403, refused: "not-allowed" });
    await post(hanh, { company, answers: JSON.stringify({ "data.listed": answers()["data.listed"] }) });
    expect((await post(contributor, { company })).kept).toMatchObject({ taken: 19, left: 0 });
  });

  test("an assessment in review takes nothing", async () => {
    const { kept } = await post(hanh, { name: "Gốm Đang Xem" });
    await inside(hanh, kept?.to, (trx) => sql`update assessments set state = 'in-review'`.execute(trx));
    const company = slugIn(kept?.to);
    expect(await post(hanh, { company })).toMatchObject({ status: 409, refused: "assessment-locked" });
  });

  test("what the questions do not take is left and said; what is no answer at all is refused", async () => {
    const odd = {
      ...answers(),
      "data.listed": { meaning: 9, reply: { kind: "choice", value: "met" } },
      "data.in-one-place": { meaning: 1, reply: { kind: "choice", value: "perhaps" } },
      "no.such": { meaning: 1, reply: { kind: "dont-know" } },
    };
    const { kept } = await post(hanh, { name: "Gốm Lạ", answers: JSON.stringify(odd) });
    expect(kept).toMatchObject({ taken: 18, left: 3 });
    for (const wrong of ["", "{", "[]", "{}", '{"a":{"meaning":1,"reply":{"kind":"not-applicable","reason":"x"}}}'])
      expect(await post(hanh, { name: "Gốm Sai", answers: wrong }), wrong).toMatchObject({ status: 422, kept: null });
    expect(await post(hanh, { name: " " })).toMatchObject({ status: 422, errors: { name: "name-missing" } });
    expect(await post(hanh, { name: "x".repeat(121) })).toMatchObject({ status: 422, errors: { name: "name-long" } });
  });

  test("whoever is not signed in is led to sign up and back, and keeps nothing", async () => {
    const stranger = { ...hanh, browser: new Browser(world.services, freshAddress()) };
    const { location } = await ask(keep.loader, stranger.browser, services, { path: "/check/keep" });
    expect(location).toBe("/sign-up?next=%2Fcheck%2Fkeep");
    expect(await post(stranger, { name: "Gốm Không Tên" })).toMatchObject({ status: 401, refusal: "not-signed-in" });
  });
});
