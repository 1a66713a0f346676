import { sql } from "kysely";
import { isLocked, requireQuestion } from "#domain/answering-rules.ts";
import type { Framework } from "#domain/content/framework.schema.ts";
import { endOf, lastDayOf, type Dated } from "#domain/evidence.ts";
import { Refusal } from "#domain/refusal.ts";
import type { SealedEvidence } from "#domain/standing.ts";
import type { By, LockedAssessment } from "./assessments.ts";
import { record } from "./audit.ts";
import type { TenantTrx } from "./tenant.ts";

/** A file or a link, as it proves one answer. */
export interface Attached extends Dated {
  readonly id: string;
  readonly questionId: string;
  readonly kind: "file" | "link";
  readonly title: string;
  readonly sha256: string | null;
  readonly mediaType: string | null;
  readonly bytes: number | null;
  readonly url: string | null;
  readonly attachedAt: Date;
  readonly attachedBy: string;
  /** Null for who was erased. */
  readonly attachedByName: string | null;
}
/** What is kept of a file whose bytes are in the store. */
export type KeptFile = Readonly<{ title: string; sha256: string; mediaType: string; bytes: number }>;
export type KeptLink = Readonly<{ title: string; url: string }>;

function attachedTo(trx: TenantTrx, assessmentId: string) {
  return trx
    .selectFrom("answer_evidence as a")
    .innerJoin("evidence as e", (join) =>
      join.onRef("e.tenant_id", "=", "a.tenant_id").onRef("e.evidence_id", "=", "a.evidence_id"),
    )
    .leftJoin("people as p", (join) =>
      join.onRef("p.tenant_id", "=", "a.tenant_id").onRef("p.person_id", "=", "a.attached_by"),
    )
    .select([
      "e.evidence_id as id",
      "a.question_id as questionId",
      "e.kind",
      "e.title",
      "e.sha256",
      "e.media_type as mediaType",
      "e.bytes",
      "e.url",
      "e.period_to as periodTo",
      "e.valid_until as validUntil",
      "e.created_at as createdAt",
      "a.attached_at as attachedAt",
      "a.attached_by as attachedBy",
      "p.name as attachedByName",
    ])
    .where("a.assessment_id", "=", assessmentId)
    .where("a.removed_at", "is", null)
    .where("e.removed_at", "is", null)
    .orderBy("a.attached_at")
    .orderBy("e.evidence_id")
    .orderBy("a.question_id");
}

/** All that proves answers of an assessment, earliest first; one statement. */
export async function evidenceIn(trx: TenantTrx, assessmentId: string): Promise<Attached[]> {
  const rows = await attachedTo(trx, assessmentId).execute();
  return rows.map((row) => ({ ...row, bytes: row.bytes === null ? null : Number(row.bytes) }));
}

/**
 * A file or link of this company, to be read.
 * @throws {Refusal} not-found
 */
export async function evidenceToRead(trx: TenantTrx, id: string) {
  const row = await trx
    .selectFrom("evidence")
    .select(["kind", "title", "sha256", "media_type as mediaType", "url"])
    .where("evidence_id", "=", id)
    .where("removed_at", "is", null)
    .executeTakeFirst();
  if (!row) throw new Refusal("not-found", `no evidence ${id}`);
  return row;
}

/** Whether a row speaks of these bytes. Until the transaction ends nobody else adds or removes the same ones. */
export async function hasFile(trx: TenantTrx, sha256: string): Promise<boolean> {
  await holdContent(trx, sha256);
  const row = await trx.selectFrom("evidence").select("evidence_id").where("sha256", "=", sha256).executeTakeFirst();
  return row !== undefined;
}

/** One at a time for the same content of the same company. */
async function holdContent(trx: TenantTrx, content: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('evidence:' || current_setting('app.tenant_id') || ${content}, 0))`.execute(
    trx,
  );
}

type Place = Readonly<{ assessment: LockedAssessment; framework: Framework; questionId: string }> & By;

/** @throws {Refusal} assessment-locked, unknown-question */
function requireOpen({ assessment, framework, questionId }: Place): void {
  if (isLocked(assessment.state)) throw new Refusal("assessment-locked", `it is ${assessment.state}`);
  requireQuestion(framework, questionId);
}

/**
 * Attaches a file to a question. The same bytes are the same piece of evidence, so that a file which is sent once more,
 * by whoever lost the connection before the answer came, is there once.
 * @param keep puts the bytes into the store, while nobody else adds or removes the same ones
 * @returns its id
 * @throws {Refusal} assessment-locked, unknown-question
 */
export async function attachFile(
  trx: TenantTrx,
  { file, keep, ...place }: Place & { file: KeptFile; keep: () => Promise<void> },
): Promise<string> {
  requireOpen(place);
  await holdContent(trx, file.sha256);
  await keep();
  const { title, sha256, mediaType, bytes } = file;
  const known = await findInDate(trx, { sha256 }, place);
  return attach(trx, place, known, { kind: "file", title, sha256, media_type: mediaType, bytes });
}

/**
 * Attaches an address on the web to a question.
 * @returns its id
 * @throws {Refusal} assessment-locked, unknown-question
 */
export async function attachLink(trx: TenantTrx, { link, ...place }: Place & { link: KeptLink }): Promise<string> {
  requireOpen(place);
  await holdContent(trx, link.url);
  const known = await findInDate(trx, { url: link.url }, place);
  return attach(trx, place, known, { kind: "link", ...link });
}

/** The same content, unless it proves nothing any more: then what comes in begins anew. */
async function findInDate(
  trx: TenantTrx,
  content: { sha256: string } | { url: string },
  { assessment, now }: Place,
): Promise<{ id: string; title: string } | undefined> {
  const rows = await trx
    .selectFrom("evidence")
    .select([
      "evidence_id as id",
      "title",
      "valid_until as validUntil",
      "period_to as periodTo",
      "created_at as createdAt",
    ])
    .$if("sha256" in content, (query) => query.where("sha256", "=", (content as { sha256: string }).sha256))
    .$if("url" in content, (query) => query.where("url", "=", (content as { url: string }).url))
    .where("removed_at", "is", null)
    .orderBy("created_at", "desc")
    .execute();
  return rows.find((row) => isInDate(row, assessment.zone, now));
}

function isInDate(dated: Dated, zone: string, now: Date): boolean {
  return now.getTime() < endOf(lastDayOf(dated, zone), zone);
}

type NewRow = Readonly<
  | { kind: "file"; title: string; sha256: string; media_type: string; bytes: number }
  | { kind: "link"; title: string; url: string }
>;

async function attach(
  trx: TenantTrx,
  place: Place,
  known: { id: string; title: string } | undefined,
  row: NewRow,
): Promise<string> {
  const { assessment, questionId, personId, now } = place;
  const { id } =
    known ??
    (await trx
      .insertInto("evidence")
      .values({ ...row, created_at: now, created_by: personId })
      .returning("evidence_id as id")
      .executeTakeFirstOrThrow());
  const attached = await trx
    .insertInto("answer_evidence")
    .values({
      assessment_id: assessment.id,
      question_id: questionId,
      evidence_id: id,
      attached_at: now,
      attached_by: personId,
    })
    .onConflict((conflict) =>
      conflict
        .columns(["tenant_id", "assessment_id", "question_id", "evidence_id"])
        .doUpdateSet({ attached_at: now, attached_by: personId, removed_at: null, removed_by: null })
        .where("answer_evidence.removed_at", "is not", null),
    )
    .returning("evidence_id")
    .executeTakeFirst();
  if (attached) await note(trx, { action: "evidence.added", id, title: known?.title ?? row.title }, place);
  return id;
}

/**
 * Takes a piece of evidence off a question; it stays in the company, and can be put back. Asking again does nothing more.
 * @throws {Refusal} not-found, assessment-locked, unknown-question
 */
export function removeEvidence(trx: TenantTrx, removing: Place & { id: string }): Promise<void> {
  return turn(trx, removing, "evidence.removed");
}

/**
 * Puts back what was taken off. Asking again does nothing more.
 * @throws {Refusal} not-found, assessment-locked, unknown-question
 */
export function restoreEvidence(trx: TenantTrx, restoring: Place & { id: string }): Promise<void> {
  return turn(trx, restoring, "evidence.restored");
}

async function turn(
  trx: TenantTrx,
  { id, ...place }: Place & { id: string },
  action: "evidence.removed" | "evidence.restored",
): Promise<void> {
  requireOpen(place);
  const { assessment, questionId, personId, now } = place;
  const isRemoval = action === "evidence.removed";
  const found = await trx
    .selectFrom("answer_evidence as a")
    .innerJoin("evidence as e", (join) =>
      join.onRef("e.tenant_id", "=", "a.tenant_id").onRef("e.evidence_id", "=", "a.evidence_id"),
    )
    .select(["e.title", "a.removed_at as removedAt"])
    .where("a.assessment_id", "=", assessment.id)
    .where("a.question_id", "=", questionId)
    .where("a.evidence_id", "=", id)
    .where("e.removed_at", "is", null)
    .executeTakeFirst();
  if (!found) throw new Refusal("not-found", `no evidence ${id} on ${questionId}`);
  if ((found.removedAt !== null) === isRemoval) return;
  await trx
    .updateTable("answer_evidence")
    .set({ removed_at: isRemoval ? now : null, removed_by: isRemoval ? personId : null })
    .where("assessment_id", "=", assessment.id)
    .where("question_id", "=", questionId)
    .where("evidence_id", "=", id)
    .execute();
  await note(trx, { action, id, title: found.title }, place);
}

function note(
  trx: TenantTrx,
  { action, id, title }: { action: string; id: string; title: string },
  { assessment, questionId, personId, address, now }: Place,
): Promise<void> {
  return record(trx, {
    actor: { kind: "person", id: personId },
    action,
    object: { kind: "evidence", id },
    detail: { title, questions: [questionId], assessment: assessment.id },
    address,
    now,
  });
}

type Carrying = Readonly<{ to: string; from: string; questions: ReadonlySet<string>; now: Date }>;

/** Keeps attached what is still in date, under the names and dates of who attached it, when an assessment is taken again. */
export async function carryEvidence(trx: TenantTrx, { to, from, questions, now }: Carrying): Promise<void> {
  const attached = (await evidenceIn(trx, from)).filter(({ questionId }) => questions.has(questionId));
  if (attached.length === 0) return;
  const zone = await zoneOf(trx);
  const carried = attached.filter((each) => isInDate(each, zone, now));
  if (carried.length === 0) return;
  await trx
    .insertInto("answer_evidence")
    .values(
      carried.map(({ id, questionId, attachedAt, attachedBy }) => ({
        assessment_id: to,
        question_id: questionId,
        evidence_id: id,
        attached_at: attachedAt,
        attached_by: attachedBy,
      })),
    )
    .execute();
}

async function zoneOf(trx: TenantTrx): Promise<string> {
  const { zone } = await trx
    .selectFrom("tenants")
    .select("zone")
    .where("tenant_id", "=", sql<string>`current_setting('app.tenant_id')::uuid`)
    .executeTakeFirstOrThrow();
  return zone;
}

/** What a completion seals of them: enough to find each again, and to tell whether it is still the same. */
export function sealedEvidence(attached: readonly Attached[]): Record<string, SealedEvidence[]> {
  const sealed: Record<string, SealedEvidence[]> = {};
  for (const { questionId, id, title, sha256, url } of attached)
    (sealed[questionId] ??= []).push({ id, title, sha256, url });
  return sealed;
}
