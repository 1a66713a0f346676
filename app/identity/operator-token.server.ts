import { timingSafeEqual } from "node:crypto";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { makeOperator } from "#db/identity.ts";
import type { Identifying } from "./throttle.server.ts";

const fileName = "operator-token";

/** Whether this is the token that was named at the console for the first account. It lies in the data folder until it is used. */
export async function isOperatorToken(dataDir: string, token: string | null): Promise<boolean> {
  if (!token) return false;
  const known = await readFile(join(dataDir, fileName), "utf8").then(
    (text) => text.trim(),
    () => "",
  );
  const [given, wanted] = [Buffer.from(token), Buffer.from(known)];
  return wanted.length >= 16 && given.length === wanted.length && timingSafeEqual(given, wanted);
}

/**
 * Makes the bearer of the token the operator, and the token void. In this order: when the process dies in between, the
 * token still stands and its bearer can ask again.
 * @returns whether the token was good
 */
export async function claimOperator(
  { context }: Identifying,
  token: string | null,
  personId: string,
): Promise<boolean> {
  const { auth, settings } = context.services;
  if (!(await isOperatorToken(settings.dataDir, token))) return false;
  await makeOperator(auth.db, { personId, now: context.visit.now });
  await rm(join(settings.dataDir, fileName), { force: true });
  return true;
}
