import { sql, type Kysely } from "kysely";
import { isMadeOutTo } from "#domain/link.ts";
import { practiceRoles, type PracticeRole } from "#domain/membership.ts";
import { Refusal } from "#domain/refusal.ts";
import { slugOf } from "#domain/slug.ts";
import type { StandingNumbers } from "#domain/standing.ts";
import { record } from "./audit.ts";
import { idOfForm, slugsFor } from "./companies.ts";
import type { Database } from "./database.ts";
import { requireLink, takeLink, type Act } from "./links.ts";
import type { KnownPerson } from "./people.ts";
import { INSTALLATION, withTenantAndPractice, type PersonTrx, type PracticeTrx, type TenantTrx } from "./tenant.ts";

type Consultant = KnownPerson & { email: string };

/** The practices of one person, by name. */
export async function practicesOf(trx: PersonTrx): Promise<{ slug: string; name: string }[]> {
  return trx
    .selectFrom("practices")
    .select(["slug", "name"])
    .orderBy(sql`name collate "vi-x-icu"`)
    .orderBy("slug")
    .execute();
}

/**
 * Founds a practice under the first free address that its name gives, with its founder as owner.
 * @param key the form's own mark: sent twice, it founds once
 */
export async function foundPractice(
  db: Kysely<Database>,
  { key, name, owner }: { key: string; name: string; owner: Consultant },
  { address, now }: Pick<Act, "address" | "now">,
): Promise<{ practiceId: string; slug: string }> {
  const practiceId = idOfForm(owner.id, key);
  return withTenantAndPractice(db, { tenantId: INSTALLATION, practiceId }, async (installation, practice) => {
    for (const slug of slugsFor(slugOf(name, "tu-van"))) {
      const before = await practice
        .selectFrom("practices")
        .select("slug")
        .where("practice_id", "=", practiceId)
        .executeTakeFirst();
      if (before) return { practiceId, slug: before.slug };
      const made = await practice
        .insertInto("practices")
        .values({ slug, name, created_at: now })
        .onConflict((conflict) => conflict.doNothing())
        .returning("slug")
        .executeTakeFirst();
      if (!made) continue;
      await practice
        .insertInto("practice_members")
        .values({ person_id: owner.id, role: "owner", name: owner.name, email: owner.email, joined_at: now })
        .execute();
      await record(installation, {
        actor: { kind: "person", id: owner.id },
        action: "practice.created",
        object: { kind: "practice", id: practiceId },
        detail: { slug, name },
        address,
        now,
      });
      return { practiceId, slug };
    }
    throw new Error(`no address is free for ${slugOf(name, "tu-van")}`);
  });
}

export async function practiceOf(trx: PracticeTrx, practiceId: string): Promise<{ slug: string; name: string }> {
  return trx
    .selectFrom("practices")
    .select(["slug", "name"])
    .where("practice_id", "=", practiceId)
    .executeTakeFirstOrThrow();
}

export type ClientStanding = Readonly<{
  frameworkId: string;
  running: StandingNumbers | null;
  completed: StandingNumbers | null;
}>;
export type Client = Readonly<{
  engagementId: string;
  slug: string;
  name: string;
  endsOn: string | null;
  /** Empty for a client that never took an assessment. */
  standings: readonly ClientStanding[];
}>;

/** Every client whose engagement lives, with where it stands in each framework: one statement, however many there are. */
export async function clientsOf(
  trx: PracticeTrx,
  { practiceId, now }: { practiceId: string; now: Date },
): Promise<Client[]> {
  return trx
    .selectFrom("engagements as e")
    .innerJoin("tenants as t", "t.tenant_id", "e.tenant_id")
    .leftJoin("standings as s", "s.tenant_id", "e.tenant_id")
    .select([
      "e.engagement_id as engagementId",
      "t.slug",
      "t.name",
      "e.ends_on as endsOn",
      sql<ClientStanding[]>`coalesce(json_agg(json_build_object(
        'frameworkId', s.framework_id, 'running', s.running, 'completed', s.completed) order by s.framework_id)
        filter (where s.framework_id is not null), '[]')`.as("standings"),
    ])
    .where("e.practice_id", "=", practiceId)
    .where("e.ended_at", "is", null)
    .where(sql<boolean>`coalesce(e.ends_on >= (${now}::timestamptz at time zone t.zone)::date, true)`)
    .groupBy(["e.engagement_id", "t.tenant_id", "t.slug", "t.name", "e.ends_on"])
    .orderBy(sql`t.name collate "vi-x-icu"`)
    .orderBy("t.slug")
    .execute();
}

export type PracticeMember = Readonly<{
  personId: string;
  name: string;
  email: string;
  role: PracticeRole;
  joinedAt: Date;
}>;

export async function practiceMembersOf(trx: PracticeTrx): Promise<PracticeMember[]> {
  return trx
    .selectFrom("practice_members")
    .select(["person_id as personId", "name", "email", "role", "joined_at as joinedAt"])
    .orderBy(sql`array_position(${sql.val([...practiceRoles])}::text[], role)`)
    .orderBy(sql`name collate "vi-x-icu"`)
    .orderBy("person_id")
    .execute();
}

/**
 * Takes into a practice whom a link brought.
 * @returns "before" when the same person had used it: a form that was sent twice
 * @throws {Refusal} wrong-person, already-member, link-used, link-expired
 */
export async function acceptPracticeInvitation(
  db: Kysely<Database>,
  { linkId, practiceId, person }: { linkId: string; practiceId: string; person: Consultant },
  { address, now }: Pick<Act, "address" | "now">,
): Promise<"now" | "before"> {
  return withTenantAndPractice(db, { tenantId: INSTALLATION, practiceId }, async (installation, practice) => {
    const { detail, usedBy } = await requireLink(installation, linkId);
    if (detail.for !== "practice" || detail.practiceId !== practiceId)
      throw new Refusal("not-found", `link ${linkId} is not for practice ${practiceId}`);
    if (usedBy === person.id) return "before";
    if (!isMadeOutTo(detail.email, person.email))
      throw new Refusal("wrong-person", `link ${linkId} names another address`);
    if ((await takeLink(installation, linkId, { personId: person.id, now })) === "before") return "before";
    const joined = await practice
      .insertInto("practice_members")
      .values({ person_id: person.id, role: detail.role, name: person.name, email: person.email, joined_at: now })
      .onConflict((conflict) => conflict.columns(["practice_id", "person_id"]).doNothing())
      .returning("role")
      .executeTakeFirst();
    if (!joined) throw new Refusal("already-member", `${person.id} belongs to the practice`);
    await record(installation, {
      actor: { kind: "person", id: person.id },
      action: "practice-member.joined",
      object: { kind: "practice", id: practiceId },
      detail: { person: person.id, role: detail.role, link: linkId },
      address,
      now,
    });
    return "now";
  });
}

type ByPracticeMember = Act & Readonly<{ practiceId: string; role: PracticeRole }>;

/**
 * Ends a consultant's place in the practice, and with it their way into every client at once; one's own, too.
 * @throws {Refusal} not-allowed, last-owner
 */
export async function removePracticeMember(
  installation: TenantTrx,
  practice: PracticeTrx,
  memberId: string,
  by: ByPracticeMember,
): Promise<void> {
  const owners = await practice
    .selectFrom("practice_members")
    .select(["person_id", "role"])
    .where(({ eb, or }) => or([eb("role", "=", "owner"), eb("person_id", "=", memberId)]))
    .orderBy("person_id")
    .forUpdate()
    .execute();
  const member = owners.find(({ person_id }) => person_id === memberId);
  if (!member) return; // removed already: a form that was sent twice
  if (memberId !== by.personId && by.role !== "owner")
    throw new Refusal("not-allowed", `a ${by.role} may not remove a ${member.role}`);
  if (member.role === "owner" && owners.filter(({ role }) => role === "owner").length === 1)
    throw new Refusal("last-owner", `${memberId} is the only owner`);
  await practice.deleteFrom("practice_members").where("person_id", "=", memberId).execute();
  await record(installation, {
    actor: { kind: "person", id: by.personId },
    action: "practice-member.removed",
    object: { kind: "practice", id: by.practiceId },
    detail: { person: memberId, role: member.role },
    address: by.address,
    now: by.now,
  });
}
