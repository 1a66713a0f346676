import { sql } from "kysely";
import { Refusal } from "#domain/refusal.ts";
import { knowPerson, type KnownPerson } from "./people.ts";
import type { PersonTrx, TenantTrx } from "./tenant.ts";

export interface Company {
  tenantId: string;
  slug: string;
  name: string;
  zone: string;
  subject: "organisation" | "household" | "individual";
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

type NewCompany = {
  tenantId: string;
  slug: string;
  name: string;
  owner: KnownPerson;
  now: Date;
};

/**
 * The company of a fresh tenant id, with its first owner. Called inside `withTenant` of that id.
 * @throws {Refusal} slug-taken
 */
export async function createCompany(trx: TenantTrx, { slug, name, owner, now }: NewCompany): Promise<void> {
  const made = await trx
    .insertInto("tenants")
    .values({ slug, name, created_at: now })
    .onConflict((conflict) => conflict.column("slug").doNothing())
    .returning("slug")
    .executeTakeFirst();
  if (!made) throw new Refusal("slug-taken", slug);
  await knowPerson(trx, owner);
  await trx.insertInto("memberships").values({ person_id: owner.id, role: "owner", joined_at: now }).execute();
}
