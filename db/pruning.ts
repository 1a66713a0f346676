import { sql, type Kysely } from "kysely";
import { keptDays, keptSince } from "#domain/retention.ts";
import type { AuthDatabase } from "./identity.ts";
import type { TenantTrx } from "./tenant.ts";

/** Deletes a company's invitations that open nothing any more and its delivered mails, once their time is over; two statements. */
export async function pruneCompany(trx: TenantTrx, now: Date): Promise<{ links: number; mails: number }> {
  const linksSince = keptSince(now, keptDays.link);
  const links = await trx
    .deleteFrom("links")
    .where("kind", "in", ["invitation", "engagement"])
    .where(sql<boolean>`least(used_at, revoked_at, expires_at) < ${linksSince}`)
    .executeTakeFirst();
  const mails = await trx.deleteFrom("outbox").where("sent_at", "<", keptSince(now, keptDays.mail)).executeTakeFirst();
  return { links: Number(links.numDeletedRows), mails: Number(mails.numDeletedRows) };
}

/** Deletes sessions and links of identity that ended some days ago; two statements, whatever their number. */
export async function pruneIdentity(db: Kysely<AuthDatabase>): Promise<void> {
  // by the real clock, which wrote them: a moved one (CLOCK_SHIFT_FILE) would end each at once
  const ended = sql<Date>`now() - make_interval(days => ${keptDays.session})`;
  await db.deleteFrom("auth.session").where("expiresAt", "<", ended).execute();
  await db.deleteFrom("auth.verification").where("expiresAt", "<", ended).execute();
}
