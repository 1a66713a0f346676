import { sql } from "kysely";
import type { Language } from "#domain/language.ts";
import { isMadeOutTo } from "#domain/link.ts";
import { mayChange, memberRoles, rolesToGive, type MemberRole } from "#domain/membership.ts";
import { may, type Role } from "#domain/permission.ts";
import { Refusal } from "#domain/refusal.ts";
import { record } from "./audit.ts";
import { requireLink, revokeLinksOf, takeLink, type Act } from "./links.ts";
import type { PersonTrx, TenantTrx } from "./tenant.ts";

export type KnownPerson = Readonly<{ id: string; name: string; email: string | null; language: Language }>;

/** Makes a person known to the company by name, or brings name, address and language up to date. */
export async function knowPerson(trx: TenantTrx, { id, name, email, language }: KnownPerson): Promise<void> {
  await trx
    .insertInto("people")
    .values({ person_id: id, name, email, language })
    .onConflict((conflict) => conflict.columns(["tenant_id", "person_id"]).doUpdateSet({ name, email, language }))
    .execute();
}

/** Brings name, address and language up to date in every company and practice that knows the person. */
export async function renamePerson(trx: PersonTrx, { id, name, email, language }: KnownPerson): Promise<void> {
  await trx.updateTable("people").set({ name, email, language }).where("person_id", "=", id).execute();
  if (email === null) return;
  await trx.updateTable("practice_members").set({ name, email }).where("person_id", "=", id).execute();
}

export type Member = Readonly<{
  personId: string;
  name: string;
  email: string | null;
  role: MemberRole;
  joinedAt: Date;
}>;

/** Everybody who belongs to the company, those with more say first, then by name. Consultants come by an engagement. */
export async function membersOf(trx: TenantTrx): Promise<Member[]> {
  return trx
    .selectFrom("memberships")
    .innerJoin("people", (join) =>
      join
        .onRef("people.tenant_id", "=", "memberships.tenant_id")
        .onRef("people.person_id", "=", "memberships.person_id"),
    )
    .select([
      "memberships.person_id as personId",
      "people.name",
      "people.email",
      "memberships.role",
      "memberships.joined_at as joinedAt",
    ])
    .orderBy(sql`array_position(${sql.val([...memberRoles])}::text[], memberships.role)`)
    .orderBy(sql`people.name collate "vi-x-icu"`)
    .orderBy("memberships.person_id")
    .execute();
}

/**
 * Lets in the person whom a link brought.
 * @returns "before" when the same person had used it: a form that was sent twice
 * @throws {Refusal} wrong-person, already-member, link-used, link-expired
 */
export async function acceptInvitation(
  trx: TenantTrx,
  linkId: string,
  person: KnownPerson & { email: string },
  { address, now }: Pick<Act, "address" | "now">,
): Promise<"now" | "before"> {
  const { detail, usedBy } = await requireLink(trx, linkId);
  if (detail.for !== "company") throw new Refusal("not-found", `link ${linkId} is for a ${detail.for}`);
  if (usedBy === person.id) return "before";
  if (!isMadeOutTo(detail.email, person.email))
    throw new Refusal("wrong-person", `link ${linkId} names another address`);
  if ((await takeLink(trx, linkId, { personId: person.id, now })) === "before") return "before";
  await knowPerson(trx, person);
  const joined = await trx
    .insertInto("memberships")
    .values({ person_id: person.id, role: detail.role, joined_at: now })
    .onConflict((conflict) => conflict.columns(["tenant_id", "person_id"]).doNothing())
    .returning("role")
    .executeTakeFirst();
  // thrown, so that the link stays unused for whoever it was meant for
  if (!joined) throw new Refusal("already-member", `${person.id} belongs to the company`);
  await record(trx, {
    actor: { kind: "person", id: person.id },
    action: "member.joined",
    object: { kind: "person", id: person.id },
    detail: { role: detail.role, link: linkId },
    address,
    now,
  });
  return "now";
}

type ByLeader = Act & Readonly<{ role: Role }>;

/**
 * Gives a member another role. Links that they made and could not make with the new one are withdrawn.
 * @throws {Refusal} not-found, not-allowed, last-owner
 */
export async function changeRole(
  trx: TenantTrx,
  { memberId, to }: { memberId: string; to: MemberRole },
  by: ByLeader,
): Promise<void> {
  const { from, isLastOwner } = await memberForUpdate(trx, memberId);
  if (!mayChange(by.role, from) || !rolesToGive(by.role).includes(to))
    throw new Refusal("not-allowed", `a ${by.role} may not make a ${to} of a ${from}`);
  if (from === to) return;
  if (isLastOwner) throw new Refusal("last-owner", `${memberId} is the only owner`);
  await trx.updateTable("memberships").set({ role: to }).where("person_id", "=", memberId).execute();
  await record(trx, {
    actor: { kind: "person", id: by.personId },
    action: "member.role-changed",
    object: { kind: "person", id: memberId },
    detail: { from, to },
    address: by.address,
    now: by.now,
  });
  await revokeLinksOf(trx, memberId, { purposes: beyond(to), stillGiven: rolesToGive(to) }, by);
}

/**
 * Ends a membership: somebody else's, or, with whatever role, one's own. The name stays with what the person did.
 * @throws {Refusal} not-allowed, last-owner
 */
export async function removeMember(trx: TenantTrx, memberId: string, by: ByLeader): Promise<void> {
  const found = await findMemberForUpdate(trx, memberId);
  if (!found) return; // removed already: a form that was sent twice
  const { from, isLastOwner } = found;
  if (memberId !== by.personId && !mayChange(by.role, from))
    throw new Refusal("not-allowed", `a ${by.role} may not remove a ${from}`);
  if (isLastOwner) throw new Refusal("last-owner", `${memberId} is the only owner`);
  await trx.deleteFrom("memberships").where("person_id", "=", memberId).execute();
  // work that is still open is for somebody who is there
  await trx
    .updateTable("tasks")
    .set({ owner_id: null, revision: sql<number>`revision + 1` })
    .where("owner_id", "=", memberId)
    .where("status", "in", ["to-do", "doing", "in-review"])
    .execute();
  await record(trx, {
    actor: { kind: "person", id: by.personId },
    action: "member.removed", // by themselves, where actor and object are one
    object: { kind: "person", id: memberId },
    detail: { role: from },
    address: by.address,
    now: by.now,
  });
  await revokeLinksOf(trx, memberId, { purposes: ["company", "engagement", "question"], stillGiven: [] }, by);
}

/** The kinds of links that somebody of this role makes not at all, or not for every role. */
function beyond(role: MemberRole): readonly ("company" | "engagement" | "question")[] {
  return [
    "company",
    ...(may(role, "engagement:invite") ? [] : (["engagement"] as const)),
    ...(may(role, "question:ask") ? [] : (["question"] as const)),
  ];
}

async function memberForUpdate(trx: TenantTrx, memberId: string) {
  const found = await findMemberForUpdate(trx, memberId);
  if (!found) throw new Refusal("not-found", `${memberId} is no member`);
  return found;
}

/** Locks the owners with the member, in one order, so that two who change two owners at once cannot leave none. */
async function findMemberForUpdate(trx: TenantTrx, memberId: string) {
  const rows = await trx
    .selectFrom("memberships")
    .select(["person_id", "role"])
    .where(({ eb, or }) => or([eb("role", "=", "owner"), eb("person_id", "=", memberId)]))
    .orderBy("person_id")
    .forUpdate()
    .execute();
  const member = rows.find(({ person_id }) => person_id === memberId);
  if (!member) return undefined;
  const isLastOwner = member.role === "owner" && rows.filter(({ role }) => role === "owner").length === 1;
  return { from: member.role, isLastOwner };
}
