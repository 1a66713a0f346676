import type { Language } from "#domain/language.ts";
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

/** The companies whose member this person is. */
export async function tenantsOfPerson(trx: PersonTrx): Promise<string[]> {
  const rows = await trx.selectFrom("memberships").select("tenant_id").execute();
  return rows.map(({ tenant_id }) => tenant_id);
}

/** Brings name, address and language up to date in every company that knows the person, in one statement. */
export async function renamePerson(trx: PersonTrx, { id, name, email, language }: KnownPerson): Promise<void> {
  await trx.updateTable("people").set({ name, email, language }).where("person_id", "=", id).execute();
}
