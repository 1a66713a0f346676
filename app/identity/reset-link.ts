import { randomBytes } from "node:crypto";
import type { Kysely } from "kysely";
import { record } from "#db/audit.ts";
import type { Database } from "#db/database.ts";
import { findAccountByEmail, storeResetToken, type AuthDatabase } from "#db/identity.ts";
import { INSTALLATION, withTenant } from "#db/tenant.ts";
import type { Settings } from "#domain/settings.schema.ts";
import { linkMinutes } from "./link-minutes.ts";

/** The page where the bearer of this token chooses a new password. */
export function resetLink({ baseUrl }: Pick<Settings, "baseUrl">, token: string): string {
  return `${baseUrl}/reset?token=${encodeURIComponent(token)}`;
}

interface Needs {
  settings: Pick<Settings, "baseUrl">;
  authDb: Kysely<AuthDatabase>;
  db: Kysely<Database>;
  now: Date;
}

/**
 * A link for whoever is locked out, made at the console of the server. Unlike one that is asked for on the page, it is
 * given for an unconfirmed address too: the operator knows whom they hand it to.
 * @returns null when no account has this address
 */
export async function issueResetLink({ settings, authDb, db, now }: Needs, email: string): Promise<string | null> {
  const account = await findAccountByEmail(authDb, email);
  if (!account) return null;
  const token = randomBytes(24).toString("base64url");
  // by the real clock, as better-auth reads it
  const expiresAt = new Date(Date.now() + linkMinutes.resetPassword * 60_000);
  await storeResetToken(authDb, { personId: account.id, token, expiresAt });
  await withTenant(db, { tenantId: INSTALLATION }, (trx) =>
    record(trx, {
      actor: { kind: "operator", id: null },
      action: "person.reset-link-made",
      object: { kind: "person", id: account.id },
      address: null,
      now,
    }),
  );
  return resetLink(settings, token);
}
