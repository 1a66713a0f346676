import { randomBytes } from "node:crypto";
import { sql } from "kysely";
import { expiryOf, linkStateOf, type LinkState } from "#domain/link.ts";
import type { MemberRole, PracticeRole } from "#domain/membership.ts";
import { Refusal } from "#domain/refusal.ts";
import { record, sha256 } from "./audit.ts";
import type { TenantTrx } from "./tenant.ts";

/** What an invitation lets into. `email`: made out to this address alone; null: to whoever holds it. */
export type InvitationDetail =
  | Readonly<{ for: "company"; role: MemberRole; email: string | null }>
  /** `endsOn`: the day after which the engagement is over by itself, in the company's zone. */
  | Readonly<{ for: "engagement"; endsOn: string | null; email: string | null }>
  /** Stands among the installation's links, since a practice is no tenant. */
  | Readonly<{
      for: "practice";
      practiceId: string;
      practice: string;
      role: PracticeRole;
      inviter: string;
      email: string | null;
    }>;
/** What a link is good for. One that asks a question lets nobody in; `email`: where its mail went. */
export type LinkDetail = InvitationDetail | Readonly<{ for: "question"; email: string | null }>;

/** Who does something, from where and when; the context of a request has all three. */
export type Act = Readonly<{ personId: string; address: string; now: Date }>;

/** 144 bits, in 24 letters that need no escape in an address: short enough for a QR code that a weak camera reads. */
function newToken(): string {
  return randomBytes(18).toString("base64url");
}

/** The only trace of a token in the database. */
export function tokenHash(token: string): string {
  return sha256(token);
}

type NewLink<D extends LinkDetail = LinkDetail> = { linkId: string; detail: D; days: number };
type MadeLink = { token: string | null; isNew: boolean; expiresAt: Date };
const kindOf = {
  company: "invitation",
  practice: "invitation",
  engagement: "engagement",
  question: "question",
} as const;

/** Makes an invitation, as `insertLink` makes any link, and puts it on record. */
export async function createLink(trx: TenantTrx, link: NewLink<InvitationDetail>, act: Act): Promise<MadeLink> {
  const made = await insertLink(trx, link, act);
  if (made.isNew) {
    await record(trx, {
      actor: { kind: "person", id: act.personId },
      action: "link.created",
      object: { kind: "link", id: link.linkId },
      detail: { ...link.detail, expiresAt: made.expiresAt.toISOString() },
      address: act.address,
      now: act.now,
    });
  }
  return made;
}

/**
 * Makes a link. Its token is told here and never again. Sent twice with one `linkId`, by a double click, say, there is one
 * link, and the second token is the one that counts, since it is the one that is seen; one that has gone out by mail keeps
 * its first, and null is told.
 */
export async function insertLink(
  trx: TenantTrx,
  { linkId, detail, days }: NewLink,
  { personId, now }: Pick<Act, "personId" | "now">,
): Promise<MadeLink> {
  const token = newToken();
  const made = await trx
    .insertInto("links")
    .values({
      link_id: linkId,
      kind: kindOf[detail.for],
      token_hash: tokenHash(token),
      detail: JSON.stringify(detail),
      created_at: now,
      created_by: personId,
      expires_at: expiryOf(now, days),
    })
    .onConflict((conflict) =>
      conflict
        .columns(["tenant_id", "link_id"])
        .doUpdateSet(({ ref }) => ({ token_hash: ref("excluded.token_hash") }))
        .where("links.created_by", "=", personId)
        .where("links.used_at", "is", null)
        .where("links.revoked_at", "is", null)
        .where(sql`links.detail->>'email'`, "is", null),
    )
    .returning(["expires_at", sql<boolean>`xmax = 0`.as("isNew")])
    .executeTakeFirst();
  if (!made) return { token: null, isNew: false, expiresAt: expiryOf(now, days) };
  return { token, isNew: made.isNew, expiresAt: made.expires_at };
}

export type Link = Readonly<{
  linkId: string;
  detail: LinkDetail;
  createdBy: string;
  expiresAt: Date;
  usedAt: Date | null;
  usedBy: string | null;
  revokedAt: Date | null;
}>;

function selected(trx: TenantTrx) {
  return trx
    .selectFrom("links")
    .select([
      "link_id as linkId",
      sql<LinkDetail>`links.detail`.as("detail"),
      "created_by as createdBy",
      "expires_at as expiresAt",
      "used_at as usedAt",
      "used_by as usedBy",
      "revoked_at as revokedAt",
    ]);
}

/** @throws {Refusal} not-found */
export async function requireLink(trx: TenantTrx, linkId: string): Promise<Link> {
  const link = await selected(trx).where("link_id", "=", linkId).executeTakeFirst();
  if (!link) throw new Refusal("not-found", `no link ${linkId}`);
  return link;
}

export type Landing = Link &
  Readonly<{ slug: string; company: string; zone: string; inviter: string | null; isMember: boolean }>;

/**
 * What the page behind a link says before anybody accepts: which company, who invites, and whether the reader, if it is
 * known who reads, belongs to it already.
 * @throws {Refusal} not-found
 */
export async function landingOf(trx: TenantTrx, linkId: string, readerId: string | null): Promise<Landing> {
  const link = await selected(trx)
    .innerJoin("tenants", "tenants.tenant_id", "links.tenant_id")
    .leftJoin("people", (join) =>
      join.onRef("people.tenant_id", "=", "links.tenant_id").onRef("people.person_id", "=", "links.created_by"),
    )
    .select(["tenants.slug", "tenants.name as company", "tenants.zone", "people.name as inviter"])
    .select(sql<boolean>`exists (select from memberships m where m.person_id = ${readerId}::uuid)`.as("isMember"))
    .where("link_id", "=", linkId)
    .executeTakeFirst();
  if (!link) throw new Refusal("not-found", `no link ${linkId}`);
  return link;
}

/**
 * Uses a link up: of many who try at once, one does.
 * @returns "before" when it was this person who used it: a form that was sent twice
 * @throws {Refusal} link-used, link-expired
 */
export async function takeLink(
  trx: TenantTrx,
  linkId: string,
  { personId, now }: Pick<Act, "personId" | "now">,
): Promise<"now" | "before"> {
  const taken = await trx
    .updateTable("links")
    .set({ used_at: now, used_by: personId })
    .where("link_id", "=", linkId)
    .where("used_at", "is", null)
    .where("revoked_at", "is", null)
    .where("expires_at", ">", now)
    .returning("link_id")
    .executeTakeFirst();
  if (taken) return "now";
  const link = await requireLink(trx, linkId);
  if (link.usedBy === personId) return "before";
  throw refusalOf(linkStateOf(link, now), linkId);
}

/** The refusal that a link which opens nothing any more becomes. */
export function refusalOf(state: LinkState, linkId: string): Refusal {
  return new Refusal(state === "expired" ? "link-expired" : "link-used", `link ${linkId} is ${state}`);
}

/**
 * Withdraws a link that nobody has used. Withdrawn twice is withdrawn.
 * @throws {Refusal} not-found; link-used, when somebody was faster
 */
export async function revokeLink(
  trx: TenantTrx,
  linkId: string,
  { purpose, practiceId = null }: { purpose: LinkDetail["for"]; practiceId?: string | null },
  { personId, address, now }: Act,
): Promise<void> {
  const revoked = await trx
    .updateTable("links")
    .set({ revoked_at: now, revoked_by: personId })
    .where("link_id", "=", linkId)
    .where(sql`detail->>'for'`, "=", purpose)
    .where(sql`detail->>'practiceId'`, "is not distinct from", practiceId)
    .where("used_at", "is", null)
    .where("revoked_at", "is", null)
    .returning("link_id")
    .executeTakeFirst();
  if (revoked) {
    await record(trx, {
      actor: { kind: "person", id: personId },
      action: "link.revoked",
      object: { kind: "link", id: linkId },
      address,
      now,
    });
    return;
  }
  const { detail, usedAt } = await requireLink(trx, linkId);
  const ofPractice = detail.for === "practice" ? detail.practiceId : null;
  if (detail.for !== purpose || ofPractice !== practiceId)
    throw new Refusal("not-found", `link ${linkId} is for a ${detail.for}`);
  if (usedAt) throw refusalOf("used", linkId);
}

/**
 * Withdraws what somebody gave out and may not give any more: a link never lets in above the role of whoever made it.
 * @param purposes of links; within `company` only those for other roles than `stillGiven`
 */
export async function revokeLinksOf(
  trx: TenantTrx,
  makerId: string,
  { purposes, stillGiven }: { purposes: readonly LinkDetail["for"][]; stillGiven: readonly string[] },
  { personId, address, now }: Act,
): Promise<void> {
  const revoked = await trx
    .updateTable("links")
    .set({ revoked_at: now, revoked_by: personId })
    .where("created_by", "=", makerId)
    .where("used_at", "is", null)
    .where("revoked_at", "is", null)
    .where("expires_at", ">", now)
    .where(sql<boolean>`detail->>'for' = any(${sql.val([...purposes])}::text[])`)
    .where(sql<boolean>`coalesce(detail->>'role', '') <> all(${sql.val([...stillGiven])}::text[])`)
    .returning("link_id")
    .execute();
  for (const { link_id } of revoked) {
    await record(trx, {
      actor: { kind: "person", id: personId },
      action: "link.revoked",
      object: { kind: "link", id: link_id },
      detail: { because: "maker-lost-role" },
      address,
      now,
    });
  }
}

export type PendingLink<F extends LinkDetail["for"]> = Readonly<{
  linkId: string;
  detail: Extract<LinkDetail, { for: F }>;
  inviter: string | null;
  createdAt: Date;
  expiresAt: Date;
}>;

/** Links of one purpose that still open, the newest first. Of a practice: those of `practiceId` alone. */
export async function pendingLinks<F extends LinkDetail["for"]>(
  trx: TenantTrx,
  purpose: F,
  { now, practiceId = null }: { now: Date; practiceId?: string | null },
): Promise<PendingLink<F>[]> {
  return trx
    .selectFrom("links")
    .leftJoin("people", (join) =>
      join.onRef("people.tenant_id", "=", "links.tenant_id").onRef("people.person_id", "=", "links.created_by"),
    )
    .select([
      "links.link_id as linkId",
      "links.detail",
      sql<string | null>`coalesce(people.name, links.detail->>'inviter')`.as("inviter"),
      "links.created_at as createdAt",
      "links.expires_at as expiresAt",
    ])
    .where(sql`links.detail->>'for'`, "=", purpose)
    .where(sql`links.detail->>'practiceId'`, "is not distinct from", practiceId)
    .where("links.used_at", "is", null)
    .where("links.revoked_at", "is", null)
    .where("links.expires_at", ">", now)
    .orderBy("links.created_at", "desc")
    .orderBy("links.link_id")
    .limit(200)
    .$castTo<PendingLink<F>>() // `detail` is what its `for` says
    .execute();
}
