import { asked, headersFor, recordIdentity } from "./signing-in.server.ts";
import { withPassword, type Mistaken } from "./account.server.ts";
import type { Person } from "#app/request.server.ts";
import { qrOf, type Qr } from "#app/qr.server.ts";
import { countAttempt, isFirstUse, type Identifying } from "./throttle.server.ts";

type TooMany = { outcome: "too-many"; minutes: number };

/** What an authenticator reads with its camera, or a person types into it. */
export interface Enrolment {
  uri: string;
  /** In groups of four, for typing. */
  secret: string;
  qr: Qr;
}

export function enrolmentOf(uri: string): Enrolment {
  const secret = new URL(uri).searchParams.get("secret") ?? "";
  return { uri, secret: secret.replaceAll(/(.{4})(?=.)/g, "$1 "), qr: qrOf(uri) };
}

/** Begins: a secret for the authenticator. Nothing is asked for at sign-in until a first code has come back. */
export async function beginSecondFactor(
  args: Identifying,
  person: Person,
  password: string,
): Promise<{ outcome: "begun"; enrolment: Enrolment } | Mistaken | TooMany> {
  const { auth } = args.context.services;
  const begun = await withPassword(args, person, () =>
    asked(auth.api.enableTwoFactor({ body: { password }, headers: headersFor(args) })),
  );
  if (begun.outcome !== "done") return begun;
  if (!("totpURI" in begun.done)) throw new Error("no secret for the authenticator");
  return { outcome: "begun", enrolment: enrolmentOf(begun.done.totpURI) };
}

/** The first right code turns it on. @returns the recovery codes, to be shown this once, and the renewed session's cookies */
export async function confirmSecondFactor(
  args: Identifying,
  person: Person,
  typed: string,
): Promise<{ outcome: "on"; codes: string[]; cookies: string[] } | Mistaken | TooMany> {
  const { auth } = args.context.services;
  const attempt = await countAttempt(args, "second-factor", person.id);
  if (!attempt.allowed) return { outcome: "too-many", minutes: attempt.minutes };
  const code = typed.replaceAll(/\s/g, "");
  const { done, refused } = await asked(
    auth.api.verifyTOTP({ body: { code }, headers: headersFor(args), returnHeaders: true }),
  );
  if (refused !== undefined)
    return { outcome: "mistaken", errors: { code: "code-wrong" }, left: attempt.left, minutes: attempt.minutes };
  // the code that turned it on opens nothing afterwards
  await isFirstUse(args, person.id, code);
  await attempt.forgive();
  const { backupCodes } = await auth.api.viewBackupCodes({ body: { userId: person.id } });
  await auth.mail({ to: person.email, language: person.language, name: person.name, kind: "two-factor-on" });
  await recordIdentity(args, "person.second-factor-on", person.id);
  return { outcome: "on", codes: backupCodes, cookies: done.headers.getSetCookie() };
}

/** Turns it off. @returns the renewed session's cookies */
export async function endSecondFactor(
  args: Identifying,
  person: Person,
  password: string,
): Promise<{ outcome: "off"; cookies: string[] } | Mistaken | TooMany> {
  const { auth } = args.context.services;
  const ended = await withPassword(args, person, () =>
    asked(auth.api.disableTwoFactor({ body: { password }, headers: headersFor(args), returnHeaders: true })),
  );
  if (ended.outcome !== "done") return ended;
  await auth.mail({ to: person.email, language: person.language, name: person.name, kind: "two-factor-off" });
  await recordIdentity(args, "person.second-factor-off", person.id);
  return { outcome: "off", cookies: ended.done.headers.getSetCookie() };
}

/** Ten new recovery codes; the earlier ones open nothing any more. */
export async function renewRecoveryCodes(
  args: Identifying,
  person: Person,
  password: string,
): Promise<{ outcome: "renewed"; codes: string[] } | Mistaken | TooMany> {
  const { auth } = args.context.services;
  const renewed = await withPassword(args, person, () =>
    asked(auth.api.generateBackupCodes({ body: { password }, headers: headersFor(args) })),
  );
  if (renewed.outcome !== "done") return renewed;
  await recordIdentity(args, "person.recovery-codes-renewed", person.id);
  return { outcome: "renewed", codes: renewed.done.backupCodes };
}

/** How many recovery codes are left to use. */
export async function recoveryCodesLeft({ context }: Pick<Identifying, "context">, personId: string): Promise<number> {
  const { backupCodes } = await context.services.auth.api.viewBackupCodes({ body: { userId: personId } });
  return backupCodes.length;
}
