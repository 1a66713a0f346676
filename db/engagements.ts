import { sql, type Kysely } from "kysely";
import { dayIn } from "#domain/format.ts";
import type { Language } from "#domain/language.ts";
import { isMadeOutTo } from "#domain/link.ts";
import { Refusal } from "#domain/refusal.ts";
import { record } from "./audit.ts";
import type { Database } from "./database.ts";
import { requireLink, takeLink, type Act } from "./links.ts";
import { knowPerson, type KnownPerson } from "./people.ts";
import { practiceOf } from "./practices.ts";
import { alongPractice, withTenantAndPractice, type PracticeTrx, type TenantTrx } from "./tenant.ts";

export type Engagement = Readonly<{
  engagementId: string;
  practice: string;
  startedAt: Date;
  /** The last day that it is good for, in the company's zone; null: until somebody ends it. */
  endsOn: string | null;
  endedAt: Date | null;
  endedBy: string | null;
  isLive: boolean;
}>;

/** The practices that are or were let in, those that still are first. `today` in the company's zone. */
export async function engagementsOf(trx: TenantTrx, { today }: { today: string }): Promise<Engagement[]> {
  const isLive = sql<boolean>`engagements.ended_at is null and coalesce(engagements.ends_on >= ${today}::date, true)`;
  return trx
    .selectFrom("engagements")
    .leftJoin("people", (join) =>
      join
        .onRef("people.tenant_id", "=", "engagements.tenant_id")
        .onRef("people.person_id", "=", "engagements.ended_by"),
    )
    .select([
      "engagements.engagement_id as engagementId",
      "engagements.practice_name as practice",
      "engagements.started_at as startedAt",
      "engagements.ends_on as endsOn",
      "engagements.ended_at as endedAt",
      "people.name as endedBy",
      isLive.as("isLive"),
    ])
    .orderBy(isLive, "desc")
    .orderBy("engagements.started_at", "desc")
    .orderBy("engagements.engagement_id")
    .limit(100)
    .execute();
}

type Accepted = Readonly<{
  tenantId: string;
  /** The company's: days end in it. */
  zone: string;
  linkId: string;
  /** One that the person is known to belong to, by `findPractice`. */
  practiceId: string;
  person: KnownPerson & { email: string };
}>;

/**
 * Lets a practice in by a link of the company.
 * @returns "before" when the same person had used the link: a form that was sent twice
 * @throws {Refusal} wrong-person, already-member, link-used, link-expired
 */
export function acceptEngagement(
  db: Kysely<Database>,
  { tenantId, zone, linkId, practiceId, person }: Accepted,
  { address, now }: Pick<Act, "address" | "now">,
): Promise<"now" | "before"> {
  return withTenantAndPractice(db, { tenantId, practiceId }, async (company, practice) => {
    const { detail, usedBy } = await requireLink(company, linkId);
    if (detail.for !== "engagement") throw new Refusal("not-found", `link ${linkId} is for a ${detail.for}`);
    if (usedBy === person.id) return "before";
    if (!isMadeOutTo(detail.email, person.email))
      throw new Refusal("wrong-person", `link ${linkId} names another address`);
    if ((await takeLink(company, linkId, { personId: person.id, now })) === "before") return "before";
    const { name } = await practiceOf(practice, practiceId);
    await knowPerson(company, person);
    await closeLapsed(company, { practiceId, zone, now });
    const started = await company
      .insertInto("engagements")
      .values({ practice_id: practiceId, practice_name: name, started_at: now, ends_on: detail.endsOn })
      .onConflict((conflict) =>
        conflict.columns(["tenant_id", "practice_id"]).where("ended_at", "is", null).doNothing(),
      )
      .returning("engagement_id")
      .executeTakeFirst();
    // thrown, so that the link stays unused for whoever it was meant for
    if (!started) throw new Refusal("already-member", `practice ${practiceId} is engaged`);
    await record(company, {
      actor: { kind: "person", id: person.id },
      action: "engagement.started",
      object: { kind: "engagement", id: started.engagement_id },
      detail: { practice: name, practiceId, endsOn: detail.endsOn, link: linkId },
      address,
      now,
    });
    return "now";
  });
}

/** One that ran out stands open in the table until somebody asks: it would be in the way of the next. */
async function closeLapsed(
  company: TenantTrx,
  { practiceId, zone, now }: { practiceId: string; zone: string; now: Date },
): Promise<void> {
  await company
    .updateTable("engagements")
    .set({ ended_at: now })
    .where("practice_id", "=", practiceId)
    .where("ended_at", "is", null)
    .where("ends_on", "<", dayIn(zone, now))
    .execute();
}

export type EndedEngagement = Readonly<{ practiceId: string; practice: string }>;

/**
 * Ends an engagement at once: the consultants' next request finds no company. Ended twice is ended.
 * @returns null when it was ended before
 * @throws {Refusal} not-found
 */
export async function endEngagement(
  trx: TenantTrx,
  engagementId: string,
  { personId, address, now }: Act,
): Promise<EndedEngagement | null> {
  const ended = await trx
    .updateTable("engagements")
    .set({ ended_at: now, ended_by: personId })
    .where("engagement_id", "=", engagementId)
    .where("ended_at", "is", null)
    .returning(["practice_id", "practice_name"])
    .executeTakeFirst();
  if (ended) {
    await record(trx, {
      actor: { kind: "person", id: personId },
      action: "engagement.ended",
      object: { kind: "engagement", id: engagementId },
      detail: { practice: ended.practice_name, practiceId: ended.practice_id },
      address,
      now,
    });
    return { practiceId: ended.practice_id, practice: ended.practice_name };
  }
  const known = await trx
    .selectFrom("engagements")
    .select("engagement_id")
    .where("engagement_id", "=", engagementId)
    .executeTakeFirst();
  if (!known) throw new Refusal("not-found", `no engagement ${engagementId}`);
  return null;
}

/**
 * The company that a practice is or was engaged by.
 * @throws {Refusal} not-found
 */
export async function companyEngaging(
  trx: PracticeTrx,
  { practiceId, engagementId }: { practiceId: string; engagementId: string },
): Promise<string> {
  const engagement = await trx
    .selectFrom("engagements")
    .select("tenant_id")
    .where("practice_id", "=", practiceId)
    .where("engagement_id", "=", engagementId)
    .executeTakeFirst();
  if (!engagement) throw new Refusal("not-found", `no engagement ${engagementId} of practice ${practiceId}`);
  return engagement.tenant_id;
}

/** The owners of a practice, each in the language that the company knows them by. Called where both can be read. */
export async function practiceOwners(
  trx: TenantTrx,
  practiceId: string,
): Promise<{ slug: string; owners: { email: string; language: Language }[] }> {
  return alongPractice(trx, practiceId, async (practice) => {
    const { slug } = await practiceOf(practice, practiceId);
    const owners = await practice
      .selectFrom("practice_members as m")
      .leftJoin("people as p", "p.person_id", "m.person_id")
      .select(["m.email", sql<Language>`coalesce(p.language, 'vi')`.as("language")])
      .where("m.practice_id", "=", practiceId)
      .where("m.role", "=", "owner")
      .orderBy("m.person_id")
      .execute();
    return { slug, owners };
  });
}
