import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { acceptNotApplicable, saveAnswer, undoAnswer } from "#db/answers.ts";
import { assessmentWithAnswers } from "#db/assessments.ts";
import { withTenant } from "#db/tenant.ts";
import { actionsOf, aPerson } from "#tests/companies.ts";
import { address, answeringWorld, choose, minutesLater, now, type CompanyHandle } from "./answering-world.ts";

let world: Awaited<ReturnType<typeof answeringWorld>>;
let pottery: CompanyHandle;
let id: string;

beforeAll(async () => {
  world = await answeringWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  pottery = await world.company();
  ({ id } = await pottery.start());
});

const answersOf = async () => (await pottery.within((trx) => assessmentWithAnswers(trx, id))).answers;
const by = (personId: string) => ({ personId, address, now });
const asOwner = () => by(pottery.owner.id);
const undo = (questionId: string, basedOn: number, saveKey = randomUUID()) =>
  pottery.locked(id, (trx, assessment) =>
    undoAnswer(trx, { assessment, framework: world.framework, questionId, basedOn, saveKey, ...asOwner() }),
  );
const accept = (questionId: string, basedOn: number, personId: string) =>
  pottery.locked(id, (trx, assessment) =>
    acceptNotApplicable(trx, { assessment, framework: world.framework, questionId, basedOn, ...by(personId) }),
  );

describe("saving", () => {
  test("an answer is kept with its credit, its writer and its time, and moves the score", async () => {
    const saved = await pottery.save(id, "people.contract", choose("partly"));
    expect(saved).toMatchObject({ revision: 1, numbers: { answered: 1, score: 5000 } });
    expect((await answersOf())["people.contract"]).toMatchObject({
      kind: "choice",
      value: "partly",
      credit: 50,
      confirmed: true,
      source: "person",
      answeredBy: pottery.owner.id,
      answeredByName: "Nguyễn Thu Hạnh",
      answeredAt: now,
    });
  });

  test("each of the five kinds of question takes its own kind of answer", async () => {
    const credit = async (question: string, value: Parameters<typeof choose>[0]) =>
      (await pottery.save(id, question, choose(value))).answer.credit;
    expect(await credit("systems.channels", ["zalo", "mail"])).toBe(100);
    expect(await credit("systems.admins", 3)).toBe(0);
    expect(await credit("systems.restored-on", "2026-09-01")).toBe(100);
    expect(await credit("systems.maturity", 2)).toBe(50);
    expect((await answersOf())["systems.channels"]?.value).toEqual(["zalo", "mail"]);
    expect((await answersOf())["systems.admins"]?.value).toBe(3);
  });

  test("a date is as old as it is in the company's own zone", async () => {
    const lateEvening = new Date("2026-11-24T18:30:00Z"); // 25 November in Hồ Chí Minh City
    const saved = await pottery.save(id, "systems.restored-on", choose("2026-11-25"), { now: lateEvening });
    expect(saved.answer.credit).toBe(100);
    await expect(pottery.save(id, "systems.restored-on", choose("2026-11-26"), { basedOn: 1 })).rejects.toMatchObject({
      code: "unknown-choice",
    });
  });

  test("what is no answer to the question is refused, and nothing is kept", async () => {
    await expect(pottery.save(id, "people.contract", choose("maybe"))).rejects.toMatchObject({
      code: "unknown-choice",
    });
    await expect(pottery.save(id, "people.nothing", choose("met"))).rejects.toMatchObject({ code: "unknown-question" });
    expect(await answersOf()).toEqual({});
  });

  test("don't know is an answer: it counts as asked and earns nothing", async () => {
    const { numbers } = await pottery.save(id, "people.contract", { kind: "dont-know" });
    expect(numbers).toMatchObject({ answered: 1, score: 0 });
  });

  test("earlier revisions are kept", async () => {
    await pottery.save(id, "people.contract", choose("met"));
    await pottery.save(id, "people.contract", choose("unmet"), { basedOn: 1, now: minutesLater(1) });
    await pottery.save(id, "people.contract", { kind: "none" }, { basedOn: 2, now: minutesLater(2) });
    expect(await pottery.history("people.contract")).toEqual([
      { revision: 1, kind: "choice", value: "met" },
      { revision: 2, kind: "choice", value: "unmet" },
    ]);
  });

  test("a note changes neither the answer nor whose it is, and an empty one goes", async () => {
    const clerk = aPerson("Trần Văn Minh");
    await pottery.join(clerk, "contributor");
    await pottery.save(id, "people.contract", choose("met"));
    const noted = await pottery.save(id, "people.contract", undefined, {
      note: " xem sổ ",
      basedOn: 1,
      personId: clerk.id,
    });
    expect(noted.answer).toMatchObject({ note: "xem sổ", value: "met", credit: 100, answeredBy: pottery.owner.id });
    const bare = await pottery.save(id, "people.contract", undefined, { note: "  ", basedOn: 2 });
    expect(bare.answer).toMatchObject({ note: null, value: "met", revision: 3 });
  });

  test("saying nothing keeps nothing", async () => {
    expect((await pottery.save(id, "people.contract", undefined, { note: " " })).revision).toBe(0);
    expect((await pottery.save(id, "people.contract", { kind: "none" })).revision).toBe(0);
    expect(await answersOf()).toEqual({});
  });

  test("saving what already stands makes no revision, whoever was first", async () => {
    await pottery.save(id, "people.contract", choose("met"));
    const again = await pottery.save(id, "people.contract", choose("met"), { basedOn: 0 });
    expect(again.revision).toBe(1);
    expect(await pottery.history("people.contract")).toEqual([]);
  });
});

describe("two at once", () => {
  test("of two writers who saw the same, one is refused and nothing is overwritten", async () => {
    const outcomes = await Promise.allSettled([
      pottery.save(id, "people.contract", choose("met")),
      pottery.save(id, "people.contract", choose("unmet")),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(outcomes.find(({ status }) => status === "rejected")).toMatchObject({
      reason: { code: "answered-meanwhile" },
    });
    expect((await answersOf())["people.contract"]?.revision).toBe(1);
  });

  test("many writers of different questions all get through, and the standing counts each", async () => {
    const questions = ["people.contract", "people.critical-duty", "systems.channels", "systems.admins"];
    const values = [choose("met"), choose("met"), choose(["zalo"]), choose(1)];
    await Promise.all(questions.map((question, i) => pottery.save(id, question, values[i])));
    const standing = await pottery.within((trx) =>
      trx.selectFrom("standings").select("running").executeTakeFirstOrThrow(),
    );
    expect(standing.running).toMatchObject({ answered: 4 });
  });

  test("a save that is sent again is no conflict, is kept once, and gets the same revision", async () => {
    const saveKey = randomUUID();
    const sent = await Promise.all(
      [1, 2, 3].map(() => pottery.save(id, "people.contract", choose("met"), { saveKey })),
    );
    expect(sent.map(({ revision }) => revision)).toEqual([1, 1, 1]);
    expect(await actionsOf(world.database, pottery.tenantId)).toEqual(["assessment.started", "answer.saved"]);
  });

  test("it is no conflict even after somebody else has changed the answer, or the assessment was completed", async () => {
    const saveKey = randomUUID();
    await pottery.save(id, "people.contract", choose("met"), { saveKey });
    await pottery.save(id, "people.contract", choose("unmet"), { basedOn: 1 });
    expect((await pottery.save(id, "people.contract", choose("met"), { saveKey })).revision).toBe(1);
    expect((await answersOf())["people.contract"]).toMatchObject({ revision: 2, value: "unmet" });
  });
});

describe("gates and facts", () => {
  test("a question behind an unanswered or a shut gate is not asked", async () => {
    await expect(pottery.save(id, "people.leaving-proof", choose("met"))).rejects.toMatchObject({ code: "not-asked" });
    await pottery.save(id, "people.leaving", choose("unmet"));
    await expect(pottery.save(id, "people.leaving-proof", choose("met"))).rejects.toMatchObject({ code: "not-asked" });
    await pottery.save(id, "people.leaving", choose("partly"), { basedOn: 1 });
    expect((await pottery.save(id, "people.leaving-proof", choose("met"))).revision).toBe(1);
  });

  test("a fact hides a question, and a fact that nobody knows does not", async () => {
    expect((await pottery.save(id, "people.abroad", choose("met"))).revision).toBe(1);
    const other = await world.company("Tiệm ở nhà");
    const here = await other.start({ facts: { abroad: ["false"] } });
    await expect(other.save(here.id, "people.abroad", choose("met"))).rejects.toMatchObject({ code: "not-asked" });
  });

  test("clearing a gate makes the answers behind it unconfirmed, in the same transaction and without a new revision", async () => {
    await pottery.save(id, "people.leaving", choose("met"));
    await pottery.save(id, "people.leaving-proof", choose("met"));
    const cleared = await pottery.save(id, "people.leaving", { kind: "none" }, { basedOn: 1 });
    expect(cleared.unconfirmed).toEqual(["people.leaving-proof"]);
    expect((await answersOf())["people.leaving-proof"]).toMatchObject({ confirmed: false, revision: 1, value: "met" });
    const reopened = await pottery.save(id, "people.leaving", choose("met"), { basedOn: 2 });
    expect(reopened.numbers.answered).toBe(1);
    const confirmed = await pottery.save(id, "people.leaving-proof", choose("met"), { basedOn: 1 });
    expect(confirmed).toMatchObject({ revision: 2, numbers: { answered: 2 } });
  });
});

describe("not applicable", () => {
  const none = (reason: string) => ({ kind: "not-applicable", reason }) as const;

  test("it needs a reason, and a question that allows it", async () => {
    await expect(pottery.save(id, "people.contract", none("  "))).rejects.toMatchObject({ code: "reason-needed" });
    await expect(pottery.save(id, "people.leaving", none("không có ai"))).rejects.toMatchObject({
      code: "not-applicable-refused",
    });
  });

  test("a sole member accepts it alone, and it is marked so by who accepted", async () => {
    const saved = await pottery.save(id, "people.critical-duty", none("tiệm không có"));
    expect(saved.answer).toMatchObject({ acceptedBy: pottery.owner.id, answeredBy: pottery.owner.id });
    expect(saved.numbers.answered).toBe(1);
  });

  test("with a second person who may, it waits for that one and counts as unanswered until then", async () => {
    const manager = aPerson("Lê Thị Mai");
    await pottery.join(manager, "manager");
    const saved = await pottery.save(id, "people.critical-duty", none("tiệm không có"));
    expect(saved.answer.acceptedBy).toBeNull();
    expect(saved.numbers.answered).toBe(0);
    await expect(accept("people.critical-duty", 1, pottery.owner.id)).rejects.toMatchObject({ code: "not-allowed" });
    const accepted = await accept("people.critical-duty", 1, manager.id);
    expect(accepted.numbers.answered).toBe(1);
    expect((await answersOf())["people.critical-duty"]).toMatchObject({ revision: 1, acceptedByName: "Lê Thị Mai" });
  });

  test("a contributor's waits for the owner; a changed reason is to be accepted anew", async () => {
    const clerk = aPerson("Trần Văn Minh");
    await pottery.join(clerk, "contributor");
    await pottery.save(id, "people.contract", none("không có"), { personId: clerk.id, mayAccept: false });
    await accept("people.contract", 1, pottery.owner.id);
    const changed = await pottery.save(id, "people.contract", none("khác"), {
      basedOn: 1,
      personId: clerk.id,
      mayAccept: false,
    });
    expect(changed.answer.acceptedBy).toBeNull();
    await expect(accept("people.contract", 1, pottery.owner.id)).rejects.toMatchObject({ code: "answered-meanwhile" });
  });

  test("there is nothing to accept where something else is answered", async () => {
    await pottery.save(id, "people.contract", choose("met"));
    await expect(accept("people.contract", 1, pottery.owner.id)).rejects.toMatchObject({ code: "changed-meanwhile" });
  });
});

describe("undoing", () => {
  test("what stood before stands again, as a new revision", async () => {
    await pottery.save(id, "people.contract", choose("met"), { note: "theo hợp đồng" });
    await pottery.save(id, "people.contract", choose("unmet"), { basedOn: 1 });
    const undone = await undo("people.contract", 2);
    expect(undone).toMatchObject({ revision: 3, answer: { value: "met", note: "theo hợp đồng", credit: 100 } });
    expect((await pottery.history("people.contract")).map(({ revision }) => revision)).toEqual([1, 2]);
  });

  test("undoing the first answer leaves none, and what stood behind it unconfirmed", async () => {
    await pottery.save(id, "people.leaving", choose("met"));
    await pottery.save(id, "people.leaving-proof", choose("met"));
    const undone = await undo("people.leaving", 1);
    expect(undone).toMatchObject({ revision: 2, answer: { kind: "none" }, unconfirmed: ["people.leaving-proof"] });
    expect(undone.numbers.answered).toBe(0);
  });

  test("sent again it undoes once; over another's change it is refused; without a change there is nothing to undo", async () => {
    await expect(undo("people.contract", 0)).rejects.toMatchObject({ code: "nothing-to-undo" });
    await pottery.save(id, "people.contract", choose("met"));
    await pottery.save(id, "people.contract", choose("partly"), { basedOn: 1 });
    await expect(undo("people.contract", 1)).rejects.toMatchObject({ code: "answered-meanwhile" });
    const saveKey = randomUUID();
    expect((await undo("people.contract", 2, saveKey)).revision).toBe(3);
    expect((await undo("people.contract", 2, saveKey)).revision).toBe(3);
  });
});

test("every change is on record, with who and what, and without the words of a note", async () => {
  await pottery.save(id, "people.contract", choose("met"), { note: "chị Lan giữ hợp đồng" });
  await undo("people.contract", 1);
  const events = await pottery.within((trx) =>
    trx
      .selectFrom("audit_events as e")
      .innerJoin("audit_details as d", (join) => join.onRef("d.event_id", "=", "e.event_id"))
      .select(["e.action", "e.actor_id", "e.object_kind", "e.object_id", "d.detail"])
      .where("e.object_kind", "=", "answer")
      .orderBy("e.event_id")
      .execute(),
  );
  expect(events).toMatchObject([
    { action: "answer.saved", actor_id: pottery.owner.id, object_id: `${id}/people.contract` },
    { action: "answer.undone", actor_id: pottery.owner.id },
  ]);
  expect(events[0]?.detail).toMatchObject({ detail: { revision: 1, from: null, to: "met", note: true } });
  expect(JSON.stringify(events)).not.toContain("chị Lan");
});

test("another company's assessment is not found, whether it is read, answered or undone", async () => {
  const rival = await world.company("Gốm Bát Tràng");
  await pottery.save(id, "people.contract", choose("met"));
  await expect(rival.within((trx) => assessmentWithAnswers(trx, id))).rejects.toMatchObject({ code: "not-found" });
  await expect(rival.save(id, "people.contract", choose("unmet"), { basedOn: 1 })).rejects.toMatchObject({
    code: "not-found",
  });
  // nor by a handle that was got in the right company and used in the wrong one
  const smuggled = await pottery.locked(id, async (_, assessment) => assessment);
  const theft = withTenant(world.database.app, rival, (trx) =>
    saveAnswer(trx, {
      assessment: smuggled,
      framework: world.framework,
      questionId: "people.critical-duty",
      reply: choose("met"),
      basedOn: 0,
      saveKey: randomUUID(),
      mayAccept: true,
      ...asOwner(),
    }),
  );
  await expect(theft).rejects.toThrow(/foreign key/);
  expect(await rival.within((trx) => trx.selectFrom("answers").selectAll().execute())).toEqual([]);
});
