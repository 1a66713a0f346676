import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { completeAssessment } from "#db/assessments.ts";
import {
  attachFile,
  attachLink,
  evidenceIn,
  evidenceToRead,
  hasFile,
  removeEvidence,
  restoreEvidence,
} from "#db/evidence.ts";
import type { PinnedResult } from "#domain/standing.ts";
import { actionsOf } from "#tests/companies.ts";
import { aFramework, aQuestion } from "#tests/answering-framework.ts";
import { address, answeringWorld, choose, minutesLater, now, type CompanyHandle } from "./answering-world.ts";

const first = aFramework();
const [question = "", other = ""] = first.questions.map(({ id }) => id);
/** The next version, in which the first question means something else. */
const second = aFramework({
  version: "2",
  questions: first.questions.map((each) =>
    each.id === question ? aQuestion(question, { ...each, meaning: 2 }) : each,
  ),
});
const aDay = 24 * 60;

let world: Awaited<ReturnType<typeof answeringWorld>>;
let pottery: CompanyHandle;
let clinic: CompanyHandle;
beforeAll(async () => {
  world = await answeringWorld([first, second]);
});
afterAll(() => world.close());
beforeEach(async () => {
  pottery = await world.company();
  clinic = await world.company("Phòng khám Thiện Nhân");
});

const pdf = (mark = "a") => ({
  title: "Biên bản.pdf",
  sha256: mark.repeat(64),
  mediaType: "application/pdf",
  bytes: 1234,
});
const place = (company: CompanyHandle, at = now) => ({
  framework: first,
  personId: company.owner.id,
  address,
  now: at,
});
const nothing = () => Promise.resolve();
const attach = (company: CompanyHandle, id: string, questionId = question, file = pdf(), at = now) =>
  company.locked(id, (trx, assessment) =>
    attachFile(trx, { ...place(company, at), assessment, questionId, file, keep: nothing }),
  );
const turn = (act: typeof removeEvidence, company: CompanyHandle, id: string, evidenceId: string) =>
  company.locked(id, (trx, assessment) =>
    act(trx, { ...place(company), assessment, questionId: question, id: evidenceId }),
  );
const shown = (company: CompanyHandle, id: string) => company.within((trx) => evidenceIn(trx, id));
const complete = (company: CompanyHandle, id: string, at = now) =>
  company.locked(id, (trx, assessment) =>
    completeAssessment(trx, { assessment, framework: first, personId: company.owner.id, address, now: at }),
  );

test("the same bytes are one piece of evidence, put into the store while nobody else can touch them", async () => {
  const { id } = await pottery.start();
  let keeping = 0;
  let most = 0;
  const keep = async () => {
    most = Math.max(most, ++keeping);
    await new Promise(setImmediate);
    keeping--;
  };
  // two assessments, so that no lock but that of the content stands between them
  const { id: another } = await clinic.start();
  const attaching = (company: CompanyHandle, to: string, questionId: string) =>
    company.locked(to, (trx, assessment) =>
      attachFile(trx, { ...place(company), assessment, questionId, file: pdf(), keep }),
    );
  const ids = await Promise.all([
    attaching(pottery, id, question),
    attaching(pottery, id, question),
    attaching(pottery, id, other),
    attaching(clinic, another, question),
  ]);
  expect(new Set(ids.slice(0, 3)).size).toBe(1);
  expect(ids[3]).not.toBe(ids[0]);
  expect(most).toBeLessThanOrEqual(2);
  expect((await shown(pottery, id)).map(({ questionId }) => questionId).sort()).toEqual([question, other].sort());
  expect((await shown(pottery, id))[0]).toMatchObject({ bytes: 1234, attachedByName: "Nguyễn Thu Hạnh" });
});

test("taking off and putting back is recorded once each; a link may be attached like a file", async () => {
  const { id } = await pottery.start();
  const evidenceId = await attach(pottery, id);
  for (const act of [removeEvidence, removeEvidence]) await turn(act, pottery, id, evidenceId);
  expect(await shown(pottery, id)).toEqual([]);
  for (const act of [restoreEvidence, restoreEvidence]) await turn(act, pottery, id, evidenceId);
  const link = { title: "Sơ đồ", url: "https://drive.example/so-do" };
  await pottery.locked(id, (trx, assessment) =>
    attachLink(trx, { ...place(pottery), assessment, questionId: question, link }),
  );
  expect((await shown(pottery, id)).map(({ kind }) => kind).sort()).toEqual(["file", "link"]);
  expect(
    (await actionsOf(world.database, pottery.tenantId)).filter((action) => action.startsWith("evidence.")),
  ).toEqual(["evidence.added", "evidence.removed", "evidence.restored", "evidence.added"]);
});

test("what ran out begins anew when it comes in again", async () => {
  const { id } = await pottery.start();
  const old = await attach(pottery, id);
  expect(await attach(pottery, id, question, pdf(), minutesLater(300 * aDay))).toBe(old);
  expect(await attach(pottery, id, question, pdf(), minutesLater(400 * aDay))).not.toBe(old);
});

test("completing seals what there was, and how much of it was proven", async () => {
  const { id } = await pottery.start();
  await pottery.save(id, question, choose("met"));
  const evidenceId = await attach(pottery, id);
  const removed = await attach(pottery, id, question, pdf("b"));
  await turn(removeEvidence, pottery, id, removed);
  const result: PinnedResult = await complete(pottery, id);
  expect(result.confidence.confidence).toBe(5000);
  expect(result.evidence).toEqual({
    [question]: [{ id: evidenceId, title: "Biên bản.pdf", sha256: "a".repeat(64), url: null }],
  });
  await expect(turn(removeEvidence, pottery, id, evidenceId)).rejects.toMatchObject({ code: "assessment-locked" });
  await expect(attach(pottery, id, other)).rejects.toMatchObject({ code: "assessment-locked" });
});

test("taken again, the next assessment keeps what is in date at the questions that still mean the same", async () => {
  const { id } = await pottery.start();
  await pottery.save(id, question, choose("met"));
  await attach(pottery, id, question);
  await attach(pottery, id, other);
  const lapsing = await attach(pottery, id, other, pdf("b"));
  const removed = await attach(pottery, id, question, pdf("c"));
  await turn(removeEvidence, pottery, id, removed);
  await pottery.within((trx) =>
    trx.updateTable("evidence").set({ valid_until: "2026-12-31" }).where("evidence_id", "=", lapsing).execute(),
  );
  await complete(pottery, id);
  const later = minutesLater(90 * aDay);
  const next = await pottery.start({ now: later });
  const carried = await shown(pottery, next.id);
  expect(carried.map(({ questionId, sha256 }) => [questionId, sha256?.[0]]).sort()).toEqual(
    [
      [question, "a"],
      [other, "a"],
    ].sort(),
  );
  // by whom and when it was attached stays
  expect(carried[0]?.attachedAt).toEqual(now);

  await complete(pottery, next.id, later);
  const reworded = await pottery.start({ framework: second, now: later });
  expect(new Set((await shown(pottery, reworded.id)).map(({ questionId }) => questionId))).toEqual(new Set([other]));
});

test("another company finds neither the rows nor the bytes' name, and attaches nothing across", async () => {
  const { id } = await pottery.start();
  const evidenceId = await attach(pottery, id);
  const { id: foreign } = await clinic.start();
  expect(await shown(clinic, id)).toEqual([]);
  await expect(clinic.within((trx) => evidenceToRead(trx, evidenceId))).rejects.toMatchObject({ code: "not-found" });
  expect(await clinic.within((trx) => hasFile(trx, pdf().sha256))).toBe(false);
  await expect(turn(removeEvidence, clinic, foreign, evidenceId)).rejects.toMatchObject({ code: "not-found" });
  const across = { question_id: question, evidence_id: evidenceId, attached_at: now, attached_by: randomUUID() };
  await expect(
    clinic.within((trx) =>
      trx
        .insertInto("answer_evidence")
        .values({ ...across, assessment_id: foreign })
        .execute(),
    ),
  ).rejects.toThrow(/foreign key/);
  await expect(
    clinic.within((trx) =>
      trx
        .insertInto("answer_evidence")
        .values({ ...across, assessment_id: foreign, tenant_id: pottery.tenantId })
        .execute(),
    ),
  ).rejects.toThrow(/row-level security/);
  expect(await shown(pottery, id)).toHaveLength(1);
});
