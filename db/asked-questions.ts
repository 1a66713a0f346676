import { sql } from "kysely";
import { requireAnswerable } from "#domain/answering-rules.ts";
import type { AskedReply } from "#domain/asking.ts";
import type { Framework } from "#domain/content/framework.schema.ts";
import type { Language } from "#domain/language.ts";
import { Refusal } from "#domain/refusal.ts";
import type { LockedAssessment } from "./assessments.ts";
import { record } from "./audit.ts";
import { insertLink, type Act } from "./links.ts";
import type { TenantTrx } from "./tenant.ts";

/** Questions that were sent by one link, and what has come back. */
export interface QuestionRequest {
  readonly linkId: string;
  readonly assessmentId: string;
  readonly questionIds: readonly string[];
  /** As whoever asked calls them. */
  readonly colleague: string;
  readonly email: string | null;
  readonly message: string | null;
  /** Of the sheet behind the link, until its reader takes the other. */
  readonly language: Language;
  readonly askedBy: string;
  /** Null for somebody who was erased. */
  readonly asker: string | null;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  /** When the last of its replies was accepted. */
  readonly usedAt: Date | null;
  readonly revokedAt: Date | null;
  readonly openedAt: Date | null;
  /** The latest of each question that has one. */
  readonly replies: readonly AskedReply[];
}

type Asking = Readonly<{
  /** The form's own mark: sent twice, it makes one. */
  linkId: string;
  assessment: LockedAssessment;
  framework: Framework;
  questionIds: readonly string[];
  colleague: string;
  email: string | null;
  message: string | null;
  language: Language;
  days: number;
}>;

/**
 * Sends questions by a link; its token is told as `insertLink` tells it.
 * @throws {Refusal} assessment-locked, unknown-question, not-asked
 */
export async function askByLink(trx: TenantTrx, asking: Asking, act: Act) {
  const { linkId, assessment, framework, questionIds, colleague, email, message, language, days } = asking;
  for (const id of questionIds) requireAnswerable(framework, assessment, id);
  const made = await insertLink(trx, { linkId, detail: { for: "question", email }, days }, act);
  if (!made.isNew) return made;
  await trx
    .insertInto("question_requests")
    .values({
      link_id: linkId,
      assessment_id: assessment.id,
      question_ids: [...questionIds],
      colleague,
      message,
      language,
    })
    .execute();
  await record(trx, {
    actor: { kind: "person", id: act.personId },
    action: "question.asked",
    object: { kind: "link", id: linkId },
    detail: { assessment: assessment.id, questions: [...questionIds], colleague, email },
    address: act.address,
    now: act.now,
  });
  return made;
}

function selected(trx: TenantTrx) {
  return trx
    .selectFrom("question_requests as r")
    .innerJoin("links as l", (join) =>
      join.onRef("l.tenant_id", "=", "r.tenant_id").onRef("l.link_id", "=", "r.link_id"),
    )
    .leftJoin("people as p", (join) =>
      join.onRef("p.tenant_id", "=", "l.tenant_id").onRef("p.person_id", "=", "l.created_by"),
    )
    .select([
      "r.link_id as linkId",
      "r.assessment_id as assessmentId",
      "r.question_ids as questionIds",
      "r.colleague",
      "r.message",
      "r.language",
      "r.opened_at as openedAt",
      sql<string | null>`l.detail->>'email'`.as("email"),
      "l.created_by as askedBy",
      "l.created_at as createdAt",
      "l.expires_at as expiresAt",
      "l.used_at as usedAt",
      "l.revoked_at as revokedAt",
      "p.name as asker",
      // one statement, however many: a page may wait for the database a few times only
      sql<StoredReply[]>`(select coalesce(json_agg(a), '[]') from (
        select distinct on (question_id) question_id as "questionId", revision, kind, value, reason, note, given_name as "givenName",
          replied_at as "repliedAt", save_key as "saveKey", decision
        from asked_replies where tenant_id = r.tenant_id and link_id = r.link_id order by question_id, revision desc) a)`.as(
        "replies",
      ),
    ]);
}
/** JSON has no instants. */
type StoredReply = Omit<AskedReply, "repliedAt"> & { readonly repliedAt: string };

function requestIn<R extends { replies: readonly StoredReply[] }>(row: R) {
  return { ...row, replies: row.replies.map((reply) => ({ ...reply, repliedAt: new Date(reply.repliedAt) })) };
}

/** All that were sent from an assessment, the newest first. */
export async function requestsOf(trx: TenantTrx, assessmentId: string): Promise<QuestionRequest[]> {
  const rows = await selected(trx)
    .where("r.assessment_id", "=", assessmentId)
    .orderBy("l.created_at", "desc")
    .orderBy("r.link_id")
    .limit(500)
    .execute();
  return rows.map(requestIn);
}

/** A request as whoever follows its link meets it. */
export interface RequestBehindLink extends QuestionRequest {
  readonly company: string;
  readonly slug: string;
  readonly zone: string;
}

/** Undefined for a link of another kind: it opens nothing here. */
export async function findRequest(trx: TenantTrx, linkId: string): Promise<RequestBehindLink | undefined> {
  const row = await selected(trx)
    .innerJoin("tenants as t", "t.tenant_id", "r.tenant_id")
    .select(["t.name as company", "t.slug", "t.zone"])
    .where("r.link_id", "=", linkId)
    .executeTakeFirst();
  return row && requestIn(row);
}

/** Notes the first time that somebody looked. */
export async function markOpened(trx: TenantTrx, linkId: string, now: Date): Promise<void> {
  await trx
    .updateTable("question_requests")
    .set({ opened_at: now })
    .where("link_id", "=", linkId)
    .where("opened_at", "is", null)
    .execute();
}

/**
 * Withdraws a link that asks. Replies that have come stay; withdrawn twice is withdrawn.
 * @throws {Refusal} not-found
 */
export async function withdrawRequest(
  trx: TenantTrx,
  { linkId, assessmentId }: { linkId: string; assessmentId: string },
  by: Act,
): Promise<void> {
  const request = await findRequest(trx, linkId);
  if (!request || request.assessmentId !== assessmentId)
    throw new Refusal("not-found", `no request ${linkId} of ${assessmentId}`);
  await withdraw(trx, [linkId], "withdrawn", by);
}

/** Withdraws all that an assessment still asks by link: its answers move no more. */
export async function withdrawRequestsOf(
  trx: TenantTrx,
  assessmentId: string,
  because: "completed" | "abandoned",
  by: Omit<Act, "address"> & { address: string | null },
): Promise<void> {
  const requests = await trx
    .selectFrom("question_requests")
    .select("link_id")
    .where("assessment_id", "=", assessmentId)
    .execute();
  if (requests.length === 0) return;
  await withdraw(
    trx,
    requests.map(({ link_id }) => link_id),
    because,
    by,
  );
}

async function withdraw(
  trx: TenantTrx,
  linkIds: readonly string[],
  because: string,
  { personId, address, now }: Omit<Act, "address"> & { address: string | null },
): Promise<void> {
  const revoked = await trx
    .updateTable("links")
    .set({ revoked_at: now, revoked_by: personId })
    .where("link_id", "in", [...linkIds])
    .where("used_at", "is", null)
    .where("revoked_at", "is", null)
    .where("expires_at", ">", now)
    .returning("link_id")
    .execute();
  for (const { link_id } of revoked) {
    await record(trx, {
      actor: { kind: "person", id: personId },
      action: "question.withdrawn",
      object: { kind: "link", id: link_id },
      detail: { because },
      address,
      now,
    });
  }
}

/**
 * Who is told of a reply: whoever asked, while they still work here; else the owners and managers.
 * @param today in the company's zone
 */
export async function toldOfReply(
  trx: TenantTrx,
  { askedBy, today }: { askedBy: string; today: string },
): Promise<{ email: string; language: Language }[]> {
  const { rows } = await sql<{ email: string; language: Language }>`
    with asker as (
      select p.email, p.language from people p where p.person_id = ${askedBy} and p.email is not null and (
        exists (select from memberships m where m.person_id = p.person_id and m.role <> 'viewer')
        or (not exists (select from memberships m where m.person_id = p.person_id)
          and exists (select from engagements e where e.ended_at is null and (e.ends_on is null or e.ends_on >= ${today}::date))))
    )
    select email, language from asker
    union all
    select p.email, p.language from people p join memberships m on m.tenant_id = p.tenant_id and m.person_id = p.person_id
    where m.role in ('owner', 'manager') and p.email is not null and not exists (select from asker)`.execute(trx);
  return rows;
}
