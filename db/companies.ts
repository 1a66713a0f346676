import { createHash, randomBytes } from "node:crypto";
import { sql, type Kysely } from "kysely";
import type { Subject } from "#domain/company.ts";
import { Refusal } from "#domain/refusal.ts";
import { nthSlug, slugOf } from "#domain/slug.ts";
import { record } from "./audit.ts";
import type { Database } from "./database.ts";
import type { Act } from "./links.ts";
import { knowPerson, type KnownPerson } from "./people.ts";
import { subjectByProfile } from "./subject.ts";
import { withTenant, type PersonTrx, type TenantTrx } from "./tenant.ts";

export interface Company {
  tenantId: string;
  slug: string;
  name: string;
  zone: string;
  subject: Subject;
  openTasks: number;
  revision: number;
}

/** The company of this transaction with what the frame of its pages counts. */
export async function companyOf(trx: TenantTrx, tenantId: string): Promise<Company> {
  return trx
    .selectFrom("tenants")
    .select(["tenant_id as tenantId", "slug", "name", "zone", "subject", "revision"])
    .select(
      sql<number>`(select count(*)::int from tasks where status in ('to-do', 'doing', 'in-review'))`.as("openTasks"),
    )
    .where("tenant_id", "=", tenantId)
    .executeTakeFirstOrThrow();
}

/** The companies of one person, by name, with what they are there. */
export async function companiesOf(trx: PersonTrx) {
  return trx
    .selectFrom("memberships")
    .innerJoin("tenants", "tenants.tenant_id", "memberships.tenant_id")
    .select(["tenants.slug", "tenants.name", "memberships.role"])
    .orderBy(sql`tenants.name collate "vi-x-icu"`)
    .execute();
}

/** What a person is in one of their companies; undefined in any other. Consultants come by an engagement. */
export function findMembership(trx: PersonTrx, slug: string) {
  return trx
    .selectFrom("memberships")
    .innerJoin("tenants", "tenants.tenant_id", "memberships.tenant_id")
    .select(["memberships.tenant_id as tenantId", "memberships.role"])
    .where("tenants.slug", "=", slug)
    .executeTakeFirst();
}

type NewCompany = {
  tenantId: string;
  slug: string;
  name: string;
  zone?: string;
  subject?: Subject;
  owner: KnownPerson;
  now: Date;
};

/**
 * The company of a fresh tenant id, with its first owner. Called inside `withTenant` of that id.
 * @throws {Refusal} slug-taken
 */
export async function createCompany(trx: TenantTrx, company: NewCompany): Promise<void> {
  if (!(await insertedCompany(trx, company))) throw new Refusal("slug-taken", company.slug);
}

/** @returns false when the slug, or the tenant itself, is there already */
async function insertedCompany(
  trx: TenantTrx,
  { slug, name, zone, subject, owner, now }: NewCompany,
): Promise<boolean> {
  const made = await trx
    .insertInto("tenants")
    .values({ slug, name, ...(zone && { zone }), ...(subject && { subject }), created_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .returning("slug")
    .executeTakeFirst();
  if (!made) return false;
  await knowPerson(trx, owner);
  await trx.insertInto("memberships").values({ person_id: owner.id, role: "owner", joined_at: now }).execute();
  return true;
}

type Founded = Readonly<{
  /** The form's own mark: sent twice, it founds once. */
  key: string;
  name: string;
  zone: string;
  subject: Subject;
  owner: KnownPerson & { email: string };
}>;

/** Founds a company under the first free address that its name gives, with its founder as owner. @returns its slug */
export async function foundCompany(
  db: Kysely<Database>,
  { key, name, zone, subject, owner }: Founded,
  { address, now }: Pick<Act, "address" | "now">,
): Promise<string> {
  const tenantId = idOfForm(owner.id, key);
  return withTenant(db, { tenantId }, async (trx) => {
    const present = () => trx.selectFrom("tenants").select("slug").where("tenant_id", "=", tenantId).executeTakeFirst();
    for (const slug of slugsFor(slugOf(name, "cong-ty"))) {
      const before = await present();
      if (before) return before.slug;
      if (!(await insertedCompany(trx, { tenantId, slug, name, zone, subject, owner, now }))) continue;
      await record(trx, {
        actor: { kind: "person", id: owner.id },
        action: "company.created",
        object: { kind: "company", id: tenantId },
        detail: { slug, name, zone, subject },
        address,
        now,
      });
      return slug;
    }
    throw new Error(`no address is free for ${slugOf(name, "cong-ty")}`);
  });
}

/**
 * The id of what a form founds, the same when it is sent again. Mixed from both, so that nobody can choose an id that
 * is somebody else's.
 */
export function idOfForm(personId: string, key: string): string {
  const hex = createHash("sha256").update(`${personId}\n${key}`).digest("hex");
  const variant = ((parseInt(hex.charAt(16), 16) & 3) | 8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    variant + hex.slice(17, 20),
    hex.slice(20, 32),
  ].join("-");
}

/** The addresses to try, one after another; for a name that everybody uses, one that nobody can have. */
export function* slugsFor(slug: string): Generator<string> {
  for (let n = 1; n <= 9; n++) yield nthSlug(slug, n);
  for (let n = 0; n < 9; n++) yield `${slug}-${randomBytes(4).toString("hex")}`;
}

/**
 * Changes what the company says of itself; whose fine it would be only while its profile does not say it. Saved twice, it is
 * saved once.
 * @param revision the one that the writer saw
 * @throws {Refusal} changed-meanwhile
 */
export async function changeCompany(
  trx: TenantTrx,
  {
    tenantId,
    revision,
    ...typed
  }: Readonly<{ tenantId: string; revision: number; name: string; zone: string; subject: Subject }>,
  { personId, address, now }: Act,
): Promise<void> {
  const from = await trx
    .selectFrom("tenants")
    .select(["name", "zone", "subject", "revision"])
    .where("tenant_id", "=", tenantId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  // behind the lock: a profile that is applied meanwhile waits for it, or has been applied
  const to = { ...typed, subject: (await subjectByProfile(trx)) ?? typed.subject };
  const changed = (["name", "zone", "subject"] as const).filter((field) => from[field] !== to[field]);
  if (changed.length === 0) return;
  if (from.revision !== revision) throw new Refusal("changed-meanwhile", `the company is at revision ${from.revision}`);
  await trx
    .updateTable("tenants")
    .set({ ...to, revision: revision + 1 })
    .where("tenant_id", "=", tenantId)
    .execute();
  await record(trx, {
    actor: { kind: "person", id: personId },
    action: "company.changed",
    object: { kind: "company", id: tenantId },
    detail: Object.fromEntries(changed.map((field) => [field, { from: from[field], to: to[field] }])),
    address,
    now,
  });
}
