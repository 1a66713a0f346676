import { findAccount, findAccountByEmail } from "#db/identity.ts";
import { passwordFlaw, type PasswordFlaw } from "#domain/password.ts";
import { addressMoved } from "./account.server.ts";
import { asked, headersFor, recordIdentity } from "./signing-in.server.ts";
import { countAttempt, type Identifying } from "./throttle.server.ts";

type TooMany = { outcome: "too-many"; minutes: number };

/** A known address costs a mail to write, an unknown one does not; a floor under both tells nobody which it was. */
const floorMs = 400;

/**
 * Sends a link for a new password, where the address has an account and was proved to be theirs. The answer is the same
 * for every address, in words and in time.
 */
export async function askForReset(args: Identifying, email: string): Promise<{ outcome: "asked" } | TooMany> {
  const { auth } = args.context.services;
  const attempt = await countAttempt(args, "forgot", email);
  if (!attempt.allowed) return { outcome: "too-many", minutes: attempt.minutes };
  const floor = new Promise((resolve) => setTimeout(resolve, floorMs));
  const account = await findAccountByEmail(auth.db, email);
  await auth.api.requestPasswordReset({ body: { email: email.toLowerCase() }, headers: headersFor(args) });
  await recordIdentity(args, "person.reset-asked", account?.id ?? null, { actor: { kind: "person", id: null } });
  await floor;
  return { outcome: "asked" };
}

/** Whose password a link of ours may set, or null when it is over or was used. */
export async function bearerOfReset({ context }: Pick<Identifying, "context">, token: string | null) {
  if (!token) return null;
  const { auth } = context.services;
  const found = await (await auth.context).internalAdapter.findVerificationValue(`reset-password:${token}`);
  return found && found.expiresAt > new Date() ? ((await findAccount(auth.db, found.value)) ?? null) : null;
}

/** Sets the password that a link allows, once, and ends every session of the account. */
export async function resetPassword(
  args: Identifying,
  { token, password }: { token: string; password: string },
): Promise<{ outcome: "done" } | { outcome: "link-expired" } | { outcome: "mistaken"; flaw: PasswordFlaw }> {
  const { auth } = args.context.services;
  const account = await bearerOfReset(args, token);
  if (!account) return { outcome: "link-expired" };
  const flaw = passwordFlaw(password, account.email);
  if (flaw) return { outcome: "mistaken", flaw };
  const { refused } = await asked(
    auth.api.resetPassword({ body: { token, newPassword: password }, headers: headersFor(args) }),
  );
  if (refused !== undefined) return { outcome: "link-expired" };
  await recordIdentity(args, "person.password-reset", account.id);
  return { outcome: "done" };
}

/** The address that a link of ours would prove, unread of its signature: only for telling a person that it is another's. */
function addressInLink(token: string): string | null {
  try {
    const claims: unknown = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString("utf8"));
    const email = claims && typeof claims === "object" && "email" in claims ? claims.email : null;
    return typeof email === "string" ? email : null;
  } catch {
    return null;
  }
}

export type Verification = "verified" | "verified-already" | "link-expired" | "other-person" | "not-signed-in";

/**
 * Confirms the address that the mail went to. Only for the person who is signed in: the mail alone may lie in a
 * stranger's box, when the address was mistyped, and would make the account theirs.
 */
export async function verifyAddress(args: Identifying, token: string): Promise<Verification> {
  const { services, visit } = args.context;
  const { person } = visit;
  if (!person) return "not-signed-in";
  const account = await findAccount(services.auth.db, person.id);
  const meant = addressInLink(token);
  if (!account || !meant) return "link-expired";
  if (meant !== account.email) return "other-person";
  const { refused } = await asked(services.auth.api.verifyEmail({ query: { token }, headers: headersFor(args) }));
  if (refused === "INVALID_USER") return "other-person";
  if (refused !== undefined) return "link-expired";
  const now = await findAccount(services.auth.db, person.id);
  if (now && now.email !== account.email) await addressMoved(args, { before: account, after: now.email });
  else if (account.emailVerified) return "verified-already";
  await recordIdentity(args, "person.address-verified", person.id);
  return "verified";
}

/** Sends the mail once more that confirms the person's address. */
export async function sendVerificationAgain(args: Identifying): Promise<{ outcome: "sent" } | TooMany> {
  const { services, visit } = args.context;
  if (!visit.person || visit.person.emailVerified) return { outcome: "sent" };
  const attempt = await countAttempt(args, "verification-mail", visit.person.id);
  if (!attempt.allowed) return { outcome: "too-many", minutes: attempt.minutes };
  await services.auth.api.sendVerificationEmail({ body: { email: visit.person.email }, headers: headersFor(args) });
  return { outcome: "sent" };
}
