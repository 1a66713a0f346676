import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { acceptReply, declineReply, keepReply } from "#db/asked-replies.ts";
import { askByLink, findRequest, markOpened, requestsOf, toldOfReply, withdrawRequest } from "#db/asked-questions.ts";
import { abandonAssessment, assessmentForUpdate, assessmentWithAnswers, completeAssessment } from "#db/assessments.ts";
import { undoAnswer } from "#db/answers.ts";
import { createLink, tokenHash } from "#db/links.ts";
import { findLink } from "#db/lookup.ts";
import { changeRole, removeMember } from "#db/people.ts";
import type { Reply } from "#domain/answering-rules.ts";
import { aFramework } from "#tests/answering-framework.ts";
import { actionsOf, aPerson } from "#tests/companies.ts";
import { address, answeringWorld, choose, minutesLater, now, type CompanyHandle } from "./answering-world.ts";

const framework = aFramework();
let world: Awaited<ReturnType<typeof answeringWorld>>;
let company: CompanyHandle;
let assessmentId: string;
/** Asked at once, and not behind a gate. */
const [first, second] = framework.questions.filter(
  ({ asksWhen, appliesWhen }) => asksWhen.length + appliesWhen.length === 0,
);
const question = first?.id ?? "";

beforeAll(async () => {
  world = await answeringWorld([framework]);
});
afterAll(() => world.close());
beforeEach(async () => {
  company = await world.company();
  assessmentId = (await company.start()).id;
});

const act = () => ({ personId: company.owner.id, address, now });
const asking = { colleague: "anh Nam", email: null, message: null, language: "vi", days: 14 } as const;
const askOf = (questionIds: string[], more: { linkId?: string; email?: string } = {}) => {
  const linkId = more.linkId ?? randomUUID();
  return company
    .locked(assessmentId, (trx, assessment) =>
      askByLink(trx, { ...asking, ...more, linkId, assessment, framework, questionIds }, act()),
    )
    .then((made) => ({ linkId, ...made }));
};
const sent = { note: null, name: "Nam", basedOn: 0, address: "198.51.100.4", now: minutesLater(1) };
type Sending = Partial<Parameters<typeof keepReply>[1]>;
const replyBy = (linkId: string, reply: Exclude<Reply, { kind: "none" }>, more: Sending = {}) =>
  company.within(async (trx) => {
    const assessment = await assessmentForUpdate(trx, assessmentId);
    const request = await findRequest(trx, linkId);
    if (!request) throw new Error("no request");
    const sending = { questionId: question, saveKey: randomUUID(), ...sent, ...more };
    return keepReply(trx, { request, assessment, framework, reply, ...sending });
  });
type Deciding = Partial<Parameters<typeof acceptReply>[1]>;
const deciding =
  (decide: typeof acceptReply | typeof declineReply) =>
  (linkId: string, more: Deciding = {}) =>
    company.locked(assessmentId, (trx, assessment) =>
      decide(trx, {
        assessment,
        framework,
        linkId,
        questionId: question,
        replyRevision: 1,
        basedOn: 0,
        saveKey: randomUUID(),
        mayAccept: true,
        ...act(),
        now: minutesLater(5),
        ...more,
      }),
    );
const accept = deciding(acceptReply);
const decline = deciding(declineReply);
const requestNow = async (linkId: string) => {
  const request = await company.within((trx) => findRequest(trx, linkId));
  if (!request) throw new Error("no request");
  return request;
};
const standing = async (id = question) =>
  (await company.within((trx) => assessmentWithAnswers(trx, assessmentId))).answers[id];
const met = choose("met") as Exclude<Reply, { kind: "none" }>;
const unmet = choose("unmet") as Exclude<Reply, { kind: "none" }>;

describe("asking", () => {
  test("keeps the question, whom, and nothing that opens the link but its hash", async () => {
    const { linkId, token } = await askOf([question]);
    expect(token).toMatch(/^[\w-]{24}$/);
    expect(await findLink(world.database.app, tokenHash(token ?? ""))).toEqual({ tenantId: company.tenantId, linkId });
    expect(await requestNow(linkId)).toMatchObject({
      questionIds: [question],
      colleague: "anh Nam",
      asker: company.owner.name,
      openedAt: null,
      revokedAt: null,
      replies: [],
    });
    const { rows } = await company.within((trx) =>
      sql<{
        text: string;
      }>`select to_jsonb(l)::text as text from links l union all select to_jsonb(r)::text from question_requests r
        union all select to_jsonb(d)::text from audit_details d`.execute(trx),
    );
    expect(rows.some(({ text }) => text.includes(token ?? "?"))).toBe(false);
    expect(await actionsOf(world.database, company.tenantId)).toEqual(["assessment.started", "question.asked"]);
  });

  test("twice with one form is once, and by mail the first token holds", async () => {
    const { linkId, token } = await askOf([question]);
    const again = await askOf([question], { linkId });
    expect(again.isNew).toBe(false);
    expect(await findLink(world.database.app, tokenHash(token ?? ""))).toBeUndefined();
    expect(await findLink(world.database.app, tokenHash(again.token ?? ""))).toMatchObject({ linkId });
    const mailed = await askOf([question], { email: "nam@annhien.example" });
    expect((await askOf([question], { email: "nam@annhien.example", linkId: mailed.linkId })).token).toBeNull();
    expect(await company.within((trx) => requestsOf(trx, assessmentId))).toHaveLength(2);
  });

  test("takes several questions, and refuses one that is not asked now or is none of the framework's", async () => {
    const { linkId } = await askOf([question, second?.id ?? ""]);
    expect((await requestNow(linkId)).questionIds).toEqual([question, second?.id]);
    const gated = framework.questions.find(({ asksWhen }) => asksWhen.length > 0)?.id ?? "";
    await expect(askOf([gated])).rejects.toMatchObject({ code: "not-asked" });
    await expect(askOf(["no.such"])).rejects.toMatchObject({ code: "unknown-question" });
  });

  test("an invitation's link asks nothing", async () => {
    const linkId = randomUUID();
    const detail = { for: "company", role: "viewer", email: null } as const;
    await company.within((trx) => createLink(trx, { linkId, detail, days: 7 }, act()));
    expect(await company.within((trx) => findRequest(trx, linkId))).toBeUndefined();
  });
});

describe("replying", () => {
  test("moves no answer, waits, and is news once", async () => {
    const { linkId } = await askOf([question, second?.id ?? ""]);
    expect(await replyBy(linkId, met, { note: " hỏi chị Lan " })).toEqual({ isNews: true });
    expect(await standing()).toBeUndefined();
    expect(await replyBy(linkId, met, { questionId: second?.id ?? "" })).toEqual({ isNews: false });
    expect((await requestNow(linkId)).replies.find(({ questionId }) => questionId === question)).toMatchObject({
      revision: 1,
      kind: "choice",
      value: "met",
      note: "hỏi chị Lan",
      givenName: "Nam",
      repliedAt: minutesLater(1),
      decision: null,
    });
    const [event] = await company.within((trx) =>
      trx
        .selectFrom("audit_events")
        .select(["actor_kind", "actor_id"])
        .where("action", "=", "question.replied")
        .execute(),
    );
    expect(event).toEqual({ actor_kind: "link", actor_id: linkId });
  });

  test("sent twice by a double click counts once; a correction is another revision, and the first is kept", async () => {
    const { linkId } = await askOf([question]);
    const saveKey = randomUUID();
    await replyBy(linkId, met, { saveKey });
    expect(await replyBy(linkId, met, { saveKey })).toEqual({ isNews: false });
    await replyBy(linkId, unmet, { basedOn: 1 });
    const kept = await company.within((trx) =>
      trx.selectFrom("asked_replies").select(["revision", "value"]).orderBy("revision").execute(),
    );
    expect(kept).toEqual([
      { revision: 1, value: "met" },
      { revision: 2, value: "unmet" },
    ]);
    await expect(replyBy(linkId, met)).rejects.toMatchObject({ code: "answered-meanwhile" });
  });

  test("of two that are sent at once from one sheet, one is kept", async () => {
    const { linkId } = await askOf([question]);
    const ends = await Promise.allSettled([replyBy(linkId, met), replyBy(linkId, unmet)]);
    expect(ends.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect((await requestNow(linkId)).replies).toMatchObject([{ revision: 1 }]);
  });

  test("is refused when it is no answer, was not asked, or has no reason", async () => {
    const { linkId } = await askOf([question]);
    await expect(replyBy(linkId, { kind: "choice", value: "nonsense" })).rejects.toMatchObject({
      code: "unknown-choice",
    });
    await expect(replyBy(linkId, met, { questionId: second?.id ?? "" })).rejects.toMatchObject({
      code: "unknown-question",
    });
    const skippable = framework.questions.find(
      ({ allowsNotApplicable, asksWhen, appliesWhen }) =>
        allowsNotApplicable && asksWhen.length + appliesWhen.length === 0,
    );
    const { linkId: other } = await askOf([skippable?.id ?? ""]);
    await expect(
      replyBy(other, { kind: "not-applicable", reason: " " }, { questionId: skippable?.id ?? "" }),
    ).rejects.toMatchObject({ code: "reason-needed" });
  });

  test("ends with the link: withdrawn, expired, or its assessment completed or given up", async () => {
    const { linkId } = await askOf([question]);
    await expect(replyBy(linkId, met, { now: new Date(now.getTime() + 14 * 86_400_000) })).rejects.toMatchObject({
      code: "link-expired",
    });
    for (let pressed = 0; pressed < 2; pressed += 1)
      await company.within((trx) => withdrawRequest(trx, { linkId, assessmentId }, act()));
    await expect(replyBy(linkId, met)).rejects.toMatchObject({ code: "link-used" });
    const other = await askOf([question]);
    await company.locked(assessmentId, (trx, assessment) =>
      completeAssessment(trx, { assessment, framework, ...act() }),
    );
    expect((await requestNow(other.linkId)).revokedAt).toEqual(now);
    await expect(replyBy(other.linkId, met)).rejects.toMatchObject({ code: "link-used" });
    expect(
      (await actionsOf(world.database, company.tenantId)).filter((action) => action === "question.withdrawn"),
    ).toHaveLength(2);

    const another = await world.company("Mai Bakery");
    const { id } = await another.start();
    const made = randomUUID();
    const by = { ...act(), personId: another.owner.id };
    await another.locked(id, (trx, assessment) =>
      askByLink(trx, { ...asking, linkId: made, assessment, framework, questionIds: [question] }, by),
    );
    await another.locked(id, (trx, assessment) => abandonAssessment(trx, { assessment, ...by }));
    expect((await another.within((trx) => findRequest(trx, made)))?.revokedAt).toEqual(now);
  });

  test("is refused once a gate hides the question", async () => {
    const gated = framework.questions.find(({ asksWhen }) => asksWhen.length > 0);
    const gate = gated?.asksWhen[0]?.question ?? "";
    await company.save(assessmentId, gate, met);
    const { linkId } = await askOf([gated?.id ?? ""]);
    await company.save(assessmentId, gate, unmet, { basedOn: 1 });
    await expect(replyBy(linkId, met, { questionId: gated?.id ?? "" })).rejects.toMatchObject({ code: "not-asked" });
  });
});

describe("deciding", () => {
  test("taken, it is the answer of whoever took it, and says whose reply it was, also after a note", async () => {
    const { linkId } = await askOf([question]);
    await replyBy(linkId, met, { note: "khóa ngay trong ngày" });
    const saved = await accept(linkId);
    expect(saved).toMatchObject({ revision: 1, suggestedByName: "Nam" });
    expect(await standing()).toMatchObject({
      kind: "choice",
      value: "met",
      source: "person",
      answeredBy: company.owner.id,
      suggestedByName: "Nam",
      requestId: linkId,
      note: "Nam: khóa ngay trong ngày",
    });
    expect((await requestNow(linkId)).usedAt).toEqual(minutesLater(5));
    await company.save(assessmentId, question, undefined, { basedOn: 1, note: "đã hỏi lại" });
    expect(await standing()).toMatchObject({ note: "đã hỏi lại", suggestedByName: "Nam" });
    await company.save(assessmentId, question, unmet, { basedOn: 2 });
    expect(await standing()).toMatchObject({ suggestedByName: null, requestId: null });
    await company.locked(assessmentId, (trx, assessment) =>
      undoAnswer(trx, { assessment, framework, questionId: question, basedOn: 3, saveKey: randomUUID(), ...act() }),
    );
    expect(await standing()).toMatchObject({ value: "met", suggestedByName: "Nam" });
    expect(await actionsOf(world.database, company.tenantId)).toEqual(
      expect.arrayContaining(["question.asked", "question.replied", "answer.saved", "question.reply-accepted"]),
    );
  });

  test("taken twice is taken once; corrected after that, it is refused", async () => {
    const { linkId } = await askOf([question]);
    await replyBy(linkId, met);
    await accept(linkId);
    expect(await accept(linkId, { basedOn: 1 })).toMatchObject({ revision: 1 });
    await expect(decline(linkId, { basedOn: 1 })).rejects.toMatchObject({ code: "changed-meanwhile" });
    await expect(replyBy(linkId, unmet, { basedOn: 1 })).rejects.toMatchObject({ code: "link-used" });
  });

  test("an answer that was given meanwhile is not overwritten unseen", async () => {
    const { linkId } = await askOf([question]);
    await replyBy(linkId, met);
    await company.save(assessmentId, question, unmet);
    await expect(accept(linkId)).rejects.toMatchObject({ code: "answered-meanwhile" });
    expect(await standing()).toMatchObject({ value: "unmet" });
    expect((await requestNow(linkId)).replies).toMatchObject([{ decision: null }]);
    expect(await accept(linkId, { basedOn: 1 })).toMatchObject({ revision: 2 });
    expect(await company.history(question)).toMatchObject([{ revision: 1, value: "unmet" }]);
  });

  test("a reply that was corrected while it was read is not taken", async () => {
    const { linkId } = await askOf([question]);
    await replyBy(linkId, met);
    await replyBy(linkId, unmet, { basedOn: 1 });
    await expect(accept(linkId)).rejects.toMatchObject({ code: "changed-meanwhile" });
    expect(await accept(linkId, { replyRevision: 2 })).toMatchObject({ answer: { value: "unmet" } });
  });

  test("declined, it changes nothing, stays in the history, and another may be sent", async () => {
    const { linkId } = await askOf([question]);
    await replyBy(linkId, met);
    await decline(linkId);
    await decline(linkId);
    expect(await standing()).toBeUndefined();
    expect(await replyBy(linkId, unmet, { basedOn: 1 })).toEqual({ isNews: true });
    const kept = await company.within((trx) =>
      trx.selectFrom("asked_replies").select(["revision", "decision", "decided_by"]).orderBy("revision").execute(),
    );
    expect(kept).toEqual([
      { revision: 1, decision: "declined", decided_by: company.owner.id },
      { revision: 2, decision: null, decided_by: null },
    ]);
  });

  test("a completed assessment takes none", async () => {
    const { linkId } = await askOf([question]);
    await replyBy(linkId, met);
    await company.locked(assessmentId, (trx, assessment) =>
      completeAssessment(trx, { assessment, framework, ...act() }),
    );
    await expect(accept(linkId)).rejects.toMatchObject({ code: "assessment-locked" });
    await expect(decline(linkId)).rejects.toMatchObject({ code: "assessment-locked" });
  });

  test("a carried answer forgets whose reply it was, its history does not", async () => {
    const { linkId } = await askOf([question]);
    await replyBy(linkId, met);
    await accept(linkId);
    await company.locked(assessmentId, (trx, assessment) =>
      completeAssessment(trx, { assessment, framework, ...act() }),
    );
    assessmentId = (await company.start()).id;
    expect(await standing()).toMatchObject({ source: "carried", confirmed: false, requestId: null });
  });
});

describe("whoever asked", () => {
  test("is told while they work here, else the owners are", async () => {
    const lan = aPerson("Lan");
    await company.join(lan, "contributor");
    const told = (askedBy: string) => company.within((trx) => toldOfReply(trx, { askedBy, today: "2026-11-24" }));
    expect(await told(lan.id)).toEqual([{ email: lan.email, language: "vi" }]);
    await company.within((trx) => changeRole(trx, { memberId: lan.id, to: "viewer" }, { ...act(), role: "owner" }));
    expect(await told(lan.id)).toEqual([{ email: company.owner.email, language: "vi" }]);
  });

  test("takes their links along when they leave or may only look", async () => {
    const [lan, tuan] = [aPerson("Lan"), aPerson("Tuấn")];
    for (const person of [lan, tuan]) await company.join(person, "contributor");
    const asked = async (personId: string) => {
      const linkId = randomUUID();
      await company.locked(assessmentId, (trx, assessment) =>
        askByLink(trx, { ...asking, linkId, assessment, framework, questionIds: [question] }, { ...act(), personId }),
      );
      return linkId;
    };
    const [ofLan, ofTuan] = [await asked(lan.id), await asked(tuan.id)];
    await company.within((trx) => changeRole(trx, { memberId: lan.id, to: "viewer" }, { ...act(), role: "owner" }));
    await company.within((trx) => removeMember(trx, tuan.id, { ...act(), role: "owner" }));
    for (const linkId of [ofLan, ofTuan]) expect((await requestNow(linkId)).revokedAt).toEqual(now);
  });
});

test("another company sees, withdraws and decides nothing of it", async () => {
  const { linkId } = await askOf([question]);
  await replyBy(linkId, met);
  const clinic = await world.company("Thiện Nhân");
  const { id } = await clinic.start();
  expect(await clinic.within((trx) => findRequest(trx, linkId))).toBeUndefined();
  expect(await clinic.within((trx) => requestsOf(trx, assessmentId))).toEqual([]);
  await clinic.within((trx) => markOpened(trx, linkId, now));
  expect((await requestNow(linkId)).openedAt).toBeNull();
  const by = { ...act(), personId: clinic.owner.id };
  await expect(clinic.within((trx) => withdrawRequest(trx, { linkId, assessmentId }, by))).rejects.toMatchObject({
    code: "not-found",
  });
  await expect(
    clinic.locked(id, (trx, assessment) =>
      acceptReply(trx, {
        assessment,
        framework,
        linkId,
        questionId: question,
        replyRevision: 1,
        basedOn: 0,
        saveKey: randomUUID(),
        mayAccept: true,
        ...by,
      }),
    ),
  ).rejects.toMatchObject({ code: "not-found" });
  // with another assessment of the same company in the address it is not found either
  await expect(
    company.within((trx) => withdrawRequest(trx, { linkId, assessmentId: id }, act())),
  ).rejects.toMatchObject({ code: "not-found" });
});

test("opened is noted the first time", async () => {
  const { linkId } = await askOf([question]);
  await company.within((trx) => markOpened(trx, linkId, minutesLater(1)));
  await company.within((trx) => markOpened(trx, linkId, minutesLater(9)));
  expect((await requestNow(linkId)).openedAt).toEqual(minutesLater(1));
});
