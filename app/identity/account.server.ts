import { changePerson, endOtherSessions, endSession, voidPending, type Account } from "#db/identity.ts";
import { renamePerson, type KnownPerson } from "#db/people.ts";
import { withPerson } from "#db/tenant.ts";
import type { FieldErrors } from "#domain/identity.schema.ts";
import { passwordFlaw } from "#domain/password.ts";
import { Refusal } from "#domain/refusal.ts";
import { asked, headersFor, recordIdentity } from "./signing-in.server.ts";
import type { Person } from "#app/request.server.ts";
import { countAttempt, type Identifying } from "./throttle.server.ts";

export type Mistaken = { outcome: "mistaken"; errors: FieldErrors; left?: number; minutes?: number };
type TooMany = { outcome: "too-many"; minutes: number };

/** Changes what a person is called, here and in every company that knows them by name. */
export async function rename(args: Identifying, person: Person, name: string): Promise<void> {
  const { services, visit } = args.context;
  await changePerson(services.auth.db, { personId: person.id, name, now: visit.now });
  await tellCompanies(args, { ...person, name });
  await recordIdentity(args, "person.renamed", person.id);
}

/** Companies keep names and languages of their people, so that none of their pages reaches into schema `auth`. */
export async function tellCompanies(
  { context }: Identifying,
  { id, name, email, language }: KnownPerson,
): Promise<void> {
  await withPerson(context.services.db, { personId: id }, (trx) => renamePerson(trx, { id, name, email, language }));
}

/** Runs what needs the password again, counting the tries. `act` says whether the password was right. */
export async function withPassword<T extends object>(
  args: Identifying,
  person: Person,
  act: () => Promise<{ done: T; refused: undefined } | { done: undefined; refused: string }>,
): Promise<{ outcome: "done"; done: T } | Mistaken | TooMany> {
  const attempt = await countAttempt(args, "confirm", person.id);
  if (!attempt.allowed) return { outcome: "too-many", minutes: attempt.minutes };
  const { done, refused } = await act();
  if (refused === "INVALID_PASSWORD") {
    await recordIdentity(args, "person.password-wrong", person.id);
    return {
      outcome: "mistaken",
      errors: { password: "password-wrong" },
      left: attempt.left,
      minutes: attempt.minutes,
    };
  }
  await attempt.forgive();
  // another tab was faster: what this one asked for is done, or undone, already
  if (refused !== undefined) throw new Refusal("changed-meanwhile", `better-auth: ${refused}`);
  return { outcome: "done", done };
}

/**
 * Asks for another e-mail address. One that was confirmed stays until the new one is; one that was not is replaced at once.
 * A taken address gets the same answer: that it is taken, its owner alone may know.
 */
export async function changeAddress(
  args: Identifying,
  person: Person,
  { email, password }: { email: string; password: string },
): Promise<{ outcome: "asked" } | { outcome: "replaced" } | Mistaken | TooMany> {
  const { auth } = args.context.services;
  const address = email.toLowerCase();
  if (address === person.email) return { outcome: "mistaken", errors: { email: "email-same" } };
  const mails = await countAttempt(args, "verification-mail", person.id);
  if (!mails.allowed) return { outcome: "too-many", minutes: mails.minutes };
  const headers = headersFor(args);
  const confirmed = await withPassword(args, person, () =>
    asked(auth.api.verifyPassword({ body: { password }, headers })),
  );
  if (confirmed.outcome !== "done") return confirmed;
  await auth.api.changeEmail({ body: { newEmail: address }, headers });
  await recordIdentity(args, "person.address-change-asked", person.id);
  if (person.emailVerified) return { outcome: "asked" };
  await tellCompanies(args, { ...person, email: address });
  return { outcome: "replaced" };
}

/** After the new address was confirmed: the companies learn it, and the old one is told. */
export async function addressMoved(
  args: Identifying,
  { before, after }: { before: Account; after: string },
): Promise<void> {
  const { auth } = args.context.services;
  await tellCompanies(args, { ...before, email: after });
  await auth.mail({
    to: before.email,
    language: before.language,
    name: before.name,
    kind: "address-changed",
    address: after,
  });
  await recordIdentity(args, "person.address-changed", before.id);
}

/** Sets another password; every other session of the person ends. @returns the cookies of the one that goes on */
export async function changePassword(
  args: Identifying,
  person: Person,
  { password, newPassword }: { password: string; newPassword: string },
): Promise<{ outcome: "changed"; cookies: string[] } | Mistaken | TooMany> {
  const { auth } = args.context.services;
  const flaw = passwordFlaw(newPassword, person.email);
  if (flaw) return { outcome: "mistaken", errors: { newPassword: flaw } };
  const changed = await withPassword(args, person, () =>
    asked(
      auth.api.changePassword({
        body: { currentPassword: password, newPassword, revokeOtherSessions: true },
        headers: headersFor(args),
        returnHeaders: true,
      }),
    ),
  );
  if (changed.outcome !== "done") return changed;
  await voidPending(auth.db, person.id);
  await auth.mail({ to: person.email, language: person.language, name: person.name, kind: "password-changed" });
  await recordIdentity(args, "person.password-changed", person.id);
  return { outcome: "changed", cookies: changed.done.headers.getSetCookie() };
}

/** Ends one other session, or all of them: they are dead at their next request. */
export async function endSessions(
  args: Identifying,
  person: Person,
  which: { sessionId: string } | "others",
): Promise<void> {
  const { db } = args.context.services.auth;
  if (which === "others") {
    const count = await endOtherSessions(db, { personId: person.id, keep: person.sessionId });
    await recordIdentity(args, "person.sessions-ended", person.id, { detail: { count } });
  } else if (await endSession(db, { personId: person.id, sessionId: which.sessionId })) {
    await recordIdentity(args, "person.sessions-ended", person.id, { detail: { count: 1 } });
  }
}
