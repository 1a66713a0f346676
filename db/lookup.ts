import { sql, type Kysely } from "kysely";
import type { Language, Theme } from "#domain/language.ts";
import type { Role } from "#domain/permission.ts";
import type { Database } from "./database.ts";

/**
 * Before a tenant is known: the functions of schema `lookup` run as the owner and return ids; they need no transaction, and
 * as role `app` nothing else is to be had outside one.
 */
type Lookups = Kysely<Database>;

/** Who asks, with their own settings, and what they may do in the company that the address names. */
export type Access = Readonly<{
  sessionId: string;
  sessionUpdatedAt: Date;
  personId: string;
  name: string;
  email: string;
  emailVerified: boolean;
  language: Language;
  theme: Theme;
  isOperator: boolean;
  tenantId: string | null;
  role: Role | null;
  practiceId: string | null;
}>;

/**
 * Session, membership or engagement, and role in one statement. `company` is the slug of the address, "" for none; a
 * company that does not exist and one that is not theirs look the same.
 */
export async function accessOf(
  db: Lookups,
  { token, company, now }: { token: string; company: string; now: Date },
): Promise<Access | undefined> {
  const { rows } = await sql<Access>`
    select session_id as "sessionId", session_updated_at as "sessionUpdatedAt", person_id as "personId", name, email,
      email_verified as "emailVerified", language, theme, is_operator as "isOperator", tenant_id as "tenantId", role,
      practice_id as "practiceId"
    from lookup.access(${token}, ${company}, ${now})`.execute(db);
  return rows[0];
}

/** The tenant and the row behind a token, by its hash. Says nothing of whether it is still good. */
export async function findLink(
  db: Lookups,
  tokenHash: string,
): Promise<{ tenantId: string; linkId: string } | undefined> {
  const { rows } = await sql<{ tenantId: string; linkId: string }>`
    select tenant_id as "tenantId", link_id as "linkId" from lookup.link(${tokenHash})`.execute(db);
  return rows[0];
}

/** The practice that the address names, when the person belongs to it. */
export async function findPractice(db: Lookups, { personId, slug }: { personId: string; slug: string }) {
  const { rows } = await sql<{ practiceId: string; role: "owner" | "consultant" }>`
    select practice_id as "practiceId", role from lookup.practice(${personId}, ${slug})`.execute(db);
  return rows[0];
}

/** Schedules whose day has come, oldest first. */
export async function dueSchedules(db: Lookups, { now, most }: { now: Date; most: number }) {
  const { rows } = await sql<{ tenantId: string; scheduleId: string; dueOn: string }>`
    select tenant_id as "tenantId", schedule_id as "scheduleId", due_on as "dueOn" from lookup.due_schedules(${now}, ${most})`.execute(
    db,
  );
  return rows;
}

/** Mail that waits and may be tried now. */
export async function unsentMail(db: Lookups, { now, most }: { now: Date; most: number }) {
  const { rows } = await sql<{ tenantId: string; mailId: string }>`
    select tenant_id as "tenantId", mail_id as "mailId" from lookup.unsent_mail(${now}, ${most})`.execute(db);
  return rows;
}

/** Tenants with audit events that no chain holds yet. */
export async function unsealedTenants(db: Lookups, { most }: { most: number }): Promise<string[]> {
  const { rows } = await sql<{
    tenantId: string;
  }>`select t as "tenantId" from lookup.unsealed_tenants(${most}) t`.execute(db);
  return rows.map(({ tenantId }) => tenantId);
}
