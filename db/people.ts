import type { TenantTrx } from "./tenant.ts";

/** Makes a person known to the company by name, or brings the name up to date. */
export async function knowPerson(
  trx: TenantTrx,
  { id, name, email }: { id: string; name: string; email: string | null },
): Promise<void> {
  await trx
    .insertInto("people")
    .values({ person_id: id, name, email })
    .onConflict((conflict) => conflict.columns(["tenant_id", "person_id"]).doUpdateSet({ name, email }))
    .execute();
}
