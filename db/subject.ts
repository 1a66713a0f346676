import { legalForm, subjectOf, type Subject } from "#domain/company.ts";
import type { GivenFacts } from "#domain/content/facts.ts";
import type { By } from "./assessments.ts";
import { record } from "./audit.ts";
import type { TenantTrx } from "./tenant.ts";

/** Whose fine it would be, where the profile that was applied says it; null where that is open. */
export async function subjectByProfile(trx: TenantTrx): Promise<Subject | null> {
  const profile = await trx
    .selectFrom("profiles")
    .select("given")
    .where("applied_at", "is not", null)
    .executeTakeFirst();
  return subjectOf(profile?.given[legalForm]) ?? null;
}

/** Makes the company what its profile says that it is; where that is open, it stays what it was said to be. */
export async function followLegalForm(
  trx: TenantTrx,
  given: GivenFacts,
  { personId, address, now }: By,
): Promise<void> {
  const subject = subjectOf(given[legalForm]);
  if (!subject) return;
  const company = await trx
    .selectFrom("tenants")
    .select(["tenant_id", "subject", "revision"])
    .forUpdate()
    .executeTakeFirstOrThrow();
  if (company.subject === subject) return;
  await trx
    .updateTable("tenants")
    .set({ subject, revision: company.revision + 1 })
    .where("tenant_id", "=", company.tenant_id)
    .execute();
  await record(trx, {
    actor: { kind: "person", id: personId },
    action: "company.changed",
    object: { kind: "company", id: company.tenant_id },
    detail: { subject: { from: company.subject, to: subject } },
    address,
    now,
  });
}
