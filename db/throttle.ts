import { createHmac } from "node:crypto";
import { isIPv6 } from "node:net";
import { sql, type Kysely } from "kysely";
import type { Limit } from "#domain/throttling.ts";
import type { AuthDatabase } from "./identity.ts";

/** One thing whose tries are counted, an account or a client address, and how many it may have. */
export interface Counted {
  key: string;
  limit: Limit;
}
/** `left`: tries that remain after this one. `until`: the moment from which trying makes sense again. */
export type Count = { allowed: true; left: number; until: Date } | { allowed: false; until: Date };

/**
 * The key that tries are counted under. Keyed and hashed, so that the table names neither e-mails nor addresses.
 * @param kind what is tried, such as `sign-in`, and whose count it is, such as `account`
 */
export function throttleKey(secret: string, kind: string, subject: string): string {
  return createHmac("sha256", secret).update(`${kind}\n${subject}`).digest("base64url");
}

/**
 * What a client address is counted as: an IPv4 address alone, an IPv6 address by the 64 bits that one subscriber holds.
 * @returns null when there is no address: what cannot be told apart is not counted together
 */
export function countedAddress(address: string): string | null {
  const plain = address
    .trim()
    .toLowerCase()
    .replace(/^::ffff:(?=\d+\.)/, "");
  if (plain === "") return null;
  if (!isIPv6(plain)) return plain;
  const [head = "", tail] = plain.replace(/%.*$/, "").split("::");
  const before = head === "" ? [] : head.split(":");
  const after = tail === undefined || tail === "" ? [] : tail.split(":");
  const groups = [...before, ...Array<string>(Math.max(0, 8 - before.length - after.length)).fill("0"), ...after];
  return groups
    .slice(0, 4)
    .map((group) => parseInt(group, 16).toString(16))
    .join(":");
}

/**
 * Counts one try before its outcome is known, so that tries sent at once cannot slip past the limit together, and says
 * whether it may go on. One statement whatever the number of keys, one more when it is refused.
 *
 * The count of a key begins anew when its window has ended; the last allowed try opens a whole window of waiting.
 */
export async function countTry(db: Kysely<AuthDatabase>, counted: readonly Counted[], now: Date): Promise<Count> {
  if (counted.length === 0) return { allowed: true, left: Infinity, until: now };
  // in one order always, so that two requests for the same keys cannot lock each other out
  const sorted = [...counted].sort((a, b) => (a.key < b.key ? -1 : 1));
  const rows = sorted.map(
    ({ key, limit }) =>
      sql`(${key}, 1, ${limit.tries}::int, ${new Date(now.getTime() + limit.minutes * 60_000)}::timestamptz)`,
  );
  const keys = sql.val(sorted.map(({ key }) => key));
  const { rows: counts } = await sql<{ key: string; tries: number; most: number; ends_at: Date }>`
    with forgotten as (
      delete from auth.throttle where key in (
        select old.key from auth.throttle old where old.ends_at < ${now}::timestamptz - interval '1 day' and old.key <> all(${keys}::text[])
        limit 20 for update skip locked)
    )
    insert into auth.throttle as t (key, tries, most, ends_at) values ${sql.join(rows)}
    on conflict (key) do update set
      most = excluded.most,
      tries = case when t.ends_at <= ${now}::timestamptz then 1 else least(t.tries, excluded.most) + 1 end,
      ends_at = case when t.ends_at <= ${now}::timestamptz or t.tries + 1 = excluded.most then excluded.ends_at else t.ends_at end
    returning key, tries, most, ends_at
  `.execute(db);
  const over = counts.filter(({ tries, most }) => tries > most);
  if (over.length === 0) {
    const scarcest = counts.reduce((a, b) => (b.most - b.tries < a.most - a.tries ? b : a));
    return { allowed: true, left: scarcest.most - scarcest.tries, until: scarcest.ends_at };
  }
  // nothing was tried, so whoever is not over the limit keeps the try
  const untouched = counts.filter((count) => !over.includes(count)).map(({ key }) => key);
  if (untouched.length > 0) await giveBackTry(db, untouched);
  return { allowed: false, until: new Date(Math.max(...over.map(({ ends_at }) => ends_at.getTime()))) };
}

/** Takes one counted try back: it was right, or it was never made. */
export async function giveBackTry(db: Kysely<AuthDatabase>, keys: readonly string[]): Promise<void> {
  await sql`update auth.throttle set tries = greatest(tries - 1, 0) where key = any(${sql.val([...keys])}::text[])`.execute(
    db,
  );
}

/** After a right try: `cleared` start from nothing, `givenBack` lose this one try. */
export async function forgiveTries(
  db: Kysely<AuthDatabase>,
  { cleared, givenBack }: { cleared: readonly string[]; givenBack: readonly string[] },
): Promise<void> {
  await sql`
    with gone as (delete from auth.throttle where key = any(${sql.val([...cleared])}::text[]))
    update auth.throttle set tries = greatest(tries - 1, 0) where key = any(${sql.val([...givenBack])}::text[])
  `.execute(db);
}
