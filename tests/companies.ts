import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { createCompany } from "#db/companies.ts";
import { accessOf } from "#db/lookup.ts";
import { INSTALLATION, withTenant } from "#db/tenant.ts";
import type { FreshDatabase } from "./database.ts";

export type TestPerson = { id: string; name: string; email: string; language: "vi" };

/** Somebody whom no company knows yet. */
export function aPerson(name: string): TestPerson {
  const id = randomUUID();
  return { id, name, email: `${id.slice(0, 8)}@nguoi.example`, language: "vi" };
}

/** A company with its first owner. @returns its tenant id and slug */
export async function aCompany(
  { app }: Pick<FreshDatabase, "app">,
  { name, owner, now }: { name: string; owner: TestPerson; now: Date },
): Promise<{ tenantId: string; slug: string }> {
  const tenantId = randomUUID();
  const slug = `c-${tenantId.slice(0, 8)}`;
  await withTenant(app, { tenantId }, (trx) => createCompany(trx, { tenantId, slug, name, owner, now }));
  return { tenantId, slug };
}

/** Signs a person in, as the identity library would leave it. @returns what they may do in a company, asked anew each time */
export async function aSession({ app, auth }: Pick<FreshDatabase, "app" | "auth">, person: TestPerson) {
  const token = randomUUID();
  await sql`insert into auth."user" ("id", "name", "email", "emailVerified") values (${person.id}, ${person.name}, ${person.email}, true)
    on conflict do nothing`.execute(auth);
  await sql`insert into auth."session" ("expiresAt", "token", "updatedAt", "userId")
    values (now() + interval '1 day', ${token}, now(), ${person.id})`.execute(auth);
  return async (company: string, now: Date) => {
    const access = await accessOf(app, { token, company, now });
    if (!access) throw new Error("no session");
    return { role: access.role, tenantId: access.tenantId };
  };
}

/** What the trail of a company, or of the installation, says was done, in order. */
export async function actionsOf({ app }: Pick<FreshDatabase, "app">, tenantId = INSTALLATION): Promise<string[]> {
  const rows = await withTenant(app, { tenantId }, (trx) =>
    trx.selectFrom("audit_events").select("action").orderBy("event_id").execute(),
  );
  return rows.map(({ action }) => action);
}
