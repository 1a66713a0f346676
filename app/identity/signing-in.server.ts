import { isAPIError } from "better-auth/api";
import { record, type Actor } from "#db/audit.ts";
import { findAccountByEmail, forgetEndedSessions } from "#db/identity.ts";
import { INSTALLATION, withTenant } from "#db/tenant.ts";
import type { FieldErrors } from "#domain/identity.schema.ts";
import { passwordFlaw } from "#domain/password.ts";
import { normalRecoveryCode } from "#domain/recovery-code.ts";
import type { Settings } from "#domain/settings.schema.ts";
import { claimOperator, isOperatorToken } from "./operator-token.server.ts";
import { authHeaders, cookieLine, cookieName, readCookies, readSessionCookie, verified } from "#app/session.server.ts";
import { countAttempt, isFirstUse, knownDeviceCookie, type Identifying } from "./throttle.server.ts";

/** Nobody knows how long to wait and nobody is told which of the two was wrong: the same words whether the account exists. */
export type Refused = { outcome: "too-many"; minutes: number } | { outcome: "wrong"; left: number; minutes: number };

/** better-auth's code for what it refused, or undefined for what went well. What is no refusal is thrown on. */
export async function asked<T>(
  call: Promise<T>,
): Promise<{ done: T; refused: undefined } | { done: undefined; refused: string }> {
  try {
    return { done: await call, refused: undefined };
  } catch (error) {
    if (!isAPIError(error) || error.statusCode >= 500) throw error;
    return { done: undefined, refused: String(error.body?.code ?? error.status) };
  }
}

/** The headers for better-auth, of this request. */
export function headersFor({ context, request }: Identifying): Headers {
  return authHeaders(context.services.settings, { headers: request.headers, address: context.visit.address });
}

/** Writes into the installation's trail what no company is concerned with. */
export async function recordIdentity(
  { context }: Identifying,
  action: string,
  personId: string | null,
  {
    actor = { kind: "person", id: personId },
    detail,
  }: { actor?: Actor; detail?: Record<string, string | number> } = {},
): Promise<void> {
  const { services, visit } = context;
  await withTenant(services.db, { tenantId: INSTALLATION }, (trx) =>
    record(trx, {
      actor,
      action,
      object: { kind: "person", id: personId ?? "unknown" },
      detail,
      address: visit.address || null,
      now: visit.now,
    }),
  );
}

type SignedIn = { outcome: "signed-in"; personId: string; cookies: string[] };

/** Signs in with e-mail and password; whoever has a second factor is asked for it next. */
export async function signIn(
  args: Identifying,
  { email, password, remember }: { email: string; password: string; remember: boolean },
): Promise<SignedIn | { outcome: "second-factor"; cookies: string[] } | Refused> {
  const { auth, settings } = args.context.services;
  const attempt = await countAttempt(args, "sign-in", email);
  if (!attempt.allowed) return { outcome: "too-many", minutes: attempt.minutes };
  const { done, refused } = await asked(
    auth.api.signInEmail({
      body: { email, password, rememberMe: remember },
      headers: headersFor(args),
      returnHeaders: true,
    }),
  );
  if (refused !== undefined) {
    const account = await findAccountByEmail(auth.db, email);
    await recordIdentity(args, "person.sign-in-failed", account?.id ?? null, { actor: { kind: "person", id: null } });
    return { outcome: "wrong", left: attempt.left, minutes: attempt.minutes };
  }
  await attempt.forgive();
  const cookies = done.headers.getSetCookie();
  // the plugin's answer, which its own types do not tell of
  if ("twoFactorRedirect" in done.response) return { outcome: "second-factor", cookies };
  const personId = done.response.user.id;
  await letIn(args, personId, {});
  return { outcome: "signed-in", personId, cookies: [...cookies, knownDeviceCookie(settings, email)] };
}

async function letIn(args: Identifying, personId: string, detail: Record<string, string>): Promise<void> {
  await forgetEndedSessions(args.context.services.auth.db, personId);
  await recordIdentity(args, "person.signed-in", personId, { detail });
}

/** Whose second step this browser is in the middle of, or null. */
export async function waitingForCode({ context, request }: Identifying): Promise<string | null> {
  const { auth, settings } = context.services;
  const cookies = readCookies(request.headers.get("cookie"));
  const challenge = verified(settings.secrets, cookies.get(cookieName(settings, "two_factor")));
  if (!challenge) return null;
  const found = await (await auth.context).internalAdapter.findVerificationValue(challenge);
  return found && found.expiresAt > new Date() ? found.value : null;
}

/** The second step: a code of the authenticator, or a recovery code in its place. Each opens once. */
export async function signInWithCode(
  args: Identifying,
  typed: string,
): Promise<SignedIn | { outcome: "start-again" } | Refused> {
  const { auth, settings } = args.context.services;
  const personId = await waitingForCode(args);
  if (!personId) return { outcome: "start-again" };
  const attempt = await countAttempt(args, "second-factor", personId);
  if (!attempt.allowed) return { outcome: "too-many", minutes: attempt.minutes };
  const call = { headers: headersFor(args), returnHeaders: true } as const;
  const digits = typed.replaceAll(/\s/g, "");
  const isAuthenticator = /^\d{6}$/.test(digits);
  const wrong = async (): Promise<Refused> => {
    await recordIdentity(args, "person.second-factor-failed", personId, { actor: { kind: "person", id: null } });
    return { outcome: "wrong", left: attempt.left, minutes: attempt.minutes };
  };
  if (isAuthenticator && !(await isFirstUse(args, personId, digits))) return wrong();
  const { done, refused } = await asked(
    isAuthenticator
      ? auth.api.verifyTOTP({ body: { code: digits }, ...call })
      : auth.api.verifyBackupCode({ body: { code: normalRecoveryCode(typed) }, ...call }),
  );
  if (refused === "INVALID_TWO_FACTOR_COOKIE" || refused === "TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE")
    return { outcome: "start-again" };
  if (refused === "ACCOUNT_TEMPORARILY_LOCKED") return { outcome: "too-many", minutes: attempt.minutes };
  if (refused !== undefined) return wrong();
  await attempt.forgive();
  await letIn(args, personId, { secondFactor: isAuthenticator ? "authenticator" : "recovery-code" });
  return {
    outcome: "signed-in",
    personId,
    cookies: [...done.headers.getSetCookie(), knownDeviceCookie(settings, done.response.user.email)],
  };
}

type NewPerson = { name: string; email: string; password: string };

/** Opens an account and signs it in: a fresh person may work at once, the address is confirmed by mail meanwhile. */
export async function signUp(
  args: Identifying,
  { name, email, password }: NewPerson,
  operatorToken: string | null,
): Promise<SignedIn | { outcome: "too-many"; minutes: number } | { outcome: "mistaken"; errors: FieldErrors }> {
  const { services, visit } = args.context;
  const flaw = passwordFlaw(password, email);
  if (flaw) return { outcome: "mistaken", errors: { password: flaw } };
  const attempt = await countAttempt(args, "sign-up", email);
  if (!attempt.allowed) return { outcome: "too-many", minutes: attempt.minutes };
  const { done, refused } = await asked(
    services.auth.api.signUpEmail({
      body: { name, email, password, language: visit.language, theme: visit.theme },
      headers: headersFor(args),
      returnHeaders: true,
    }),
  );
  if (refused !== undefined) {
    const isTaken =
      refused.startsWith("USER_ALREADY_EXISTS") || (await findAccountByEmail(services.auth.db, email)) !== undefined;
    if (!isTaken) throw new Error(`sign-up refused: ${refused}`);
    return { outcome: "mistaken", errors: { email: "email-taken" } };
  }
  const personId = done.response.user.id;
  const isOperator = await claimOperator(args, operatorToken, personId);
  await recordIdentity(args, "person.signed-up", personId, { detail: isOperator ? { operator: "yes" } : {} });
  return {
    outcome: "signed-in",
    personId,
    cookies: [...done.headers.getSetCookie(), knownDeviceCookie(services.settings, email)],
  };
}

/** Whether this visitor may open an account here. @param isInvited by a live link that they came from */
export async function maySignUp(
  { context }: Identifying,
  { operatorToken, isInvited }: { operatorToken: string | null; isInvited: boolean },
): Promise<boolean> {
  const { settings } = context.services;
  if (settings.signUp === "open" || (settings.signUp === "invited" && isInvited)) return true;
  return isOperatorToken(settings.dataDir, operatorToken);
}

/** Ends this browser's session. @returns the Set-Cookie lines that take its cookies away */
export async function signOut(args: Identifying): Promise<string[]> {
  const { visit, services } = args.context;
  if (!readSessionCookie(services.settings, args.request.headers.get("cookie"))) return [];
  const { headers } = await services.auth.api.signOut({ headers: headersFor(args), returnHeaders: true });
  if (visit.person) await recordIdentity(args, "person.signed-out", visit.person.id);
  return headers.getSetCookie();
}

type CookieSettings = Pick<Settings, "baseUrl">;

/** Tells the next page that somebody has just signed out here: it deletes what waits on this device of theirs. */
export function justLeftCookie(settings: CookieSettings): string {
  return cookieLine(settings, "just_left", "yes", 60);
}

/** Whether somebody has just signed out on this browser. No address can say so: it would delete another's answers. */
export function hasJustLeft(settings: CookieSettings, request: Request): boolean {
  return readCookies(request.headers.get("cookie")).has(cookieName(settings, "just_left"));
}

export function forgetJustLeft(settings: CookieSettings): string {
  return cookieLine(settings, "just_left", "", 0);
}
