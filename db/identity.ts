import { createHash } from "node:crypto";
import { sql, type Kysely } from "kysely";
import type { Language, Theme } from "#domain/language.ts";

/** What we read and write of schema `auth` ourselves, as role `auth`; all else there is better-auth's own business. */
export interface AuthDatabase {
  "auth.user": {
    id: string;
    name: string;
    email: string;
    emailVerified: boolean;
    language: Language;
    theme: Theme;
    operator: boolean;
    twoFactorEnabled: boolean | null;
    updatedAt: Date;
  };
  "auth.session": {
    id: string;
    token: string;
    userId: string;
    ipAddress: string | null;
    userAgent: string | null;
    createdAt: Date;
    updatedAt: Date;
    expiresAt: Date;
  };
  "auth.verification": { identifier: string; value: string; expiresAt: Date };
}
type AuthDb = Kysely<AuthDatabase>;

export interface Account {
  id: string;
  name: string;
  email: string;
  emailVerified: boolean;
  language: Language;
  hasSecondFactor: boolean;
}

export async function findAccountByEmail(db: AuthDb, email: string): Promise<Account | undefined> {
  return accounts(db).where("email", "=", email.trim().toLowerCase()).executeTakeFirst();
}

export async function findAccount(db: AuthDb, personId: string): Promise<Account | undefined> {
  return accounts(db).where("id", "=", personId).executeTakeFirst();
}

function accounts(db: AuthDb) {
  return db
    .selectFrom("auth.user")
    .select(({ fn, val }) => [
      "id",
      "name",
      "email",
      "emailVerified",
      "language",
      fn.coalesce("twoFactorEnabled", val(false)).as("hasSecondFactor"),
    ]);
}

/** What a person chose to be called and how they like to read. */
export async function changePerson(
  db: AuthDb,
  { personId, now, ...chosen }: { personId: string; name?: string; language?: Language; theme?: Theme; now: Date },
): Promise<void> {
  await db
    .updateTable("auth.user")
    .set({ ...chosen, updatedAt: now })
    .where("id", "=", personId)
    .execute();
}

export async function makeOperator(db: AuthDb, { personId, now }: { personId: string; now: Date }): Promise<void> {
  await db.updateTable("auth.user").set({ operator: true, updatedAt: now }).where("id", "=", personId).execute();
}

export interface LiveSession {
  id: string;
  address: string | null;
  userAgent: string | null;
  since: Date;
  /** Renewed at most once a day, so no finer than that. */
  lastSeen: Date;
}

/** The sessions that would be let in, the latest first; the token of none of them leaves the database. */
export async function sessionsOf(db: AuthDb, personId: string): Promise<LiveSession[]> {
  return db
    .selectFrom("auth.session")
    .select(["id", "ipAddress as address", "userAgent", "createdAt as since", "updatedAt as lastSeen"])
    .where("userId", "=", personId)
    .where("expiresAt", ">", sql<Date>`now()`)
    .orderBy("updatedAt", "desc")
    .limit(100)
    .execute();
}

/** Ends one session of this person, and no other's. @returns whether there was one */
export async function endSession(
  db: AuthDb,
  { personId, sessionId }: { personId: string; sessionId: string },
): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom("auth.session")
    .where("id", "=", sessionId)
    .where("userId", "=", personId)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

/** Ends all sessions of this person but one. @returns how many */
export async function endOtherSessions(
  db: AuthDb,
  { personId, keep }: { personId: string; keep: string },
): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom("auth.session")
    .where("userId", "=", personId)
    .where("id", "<>", keep)
    .executeTakeFirst();
  return Number(numDeletedRows);
}

/** Deletes the sessions of this person that have ended by themselves: they name addresses and browsers to no end. */
export async function forgetEndedSessions(db: AuthDb, personId: string): Promise<void> {
  await db
    .deleteFrom("auth.session")
    .where("userId", "=", personId)
    .where("expiresAt", "<", sql<Date>`now()`)
    .execute();
}

/** Makes every link and half-done sign-in of this person void: reset links, second steps that wait for a code. */
export async function voidPending(db: AuthDb, personId: string): Promise<void> {
  await db.deleteFrom("auth.verification").where("value", "=", personId).execute();
}

/** Stores a link for a new password as better-auth stores its own: of the token, the hash alone. */
export async function storeResetToken(
  db: AuthDb,
  { personId, token, expiresAt }: { personId: string; token: string; expiresAt: Date },
): Promise<void> {
  const identifier = createHash("sha256").update(`reset-password:${token}`).digest("base64url");
  await db.insertInto("auth.verification").values({ identifier, value: personId, expiresAt }).execute();
}
