import { randomBytes } from "node:crypto";
import { countedAddress, countTry, forgiveTries, giveBackTry, throttleKey, type Count } from "#db/throttle.ts";
import { limits, minutesUntil, type Tried } from "#domain/throttling.ts";
import type { RouteArgs } from "#app/request.server.ts";
import { cookieLine, cookieName, readCookies, signed, verified } from "#app/session.server.ts";

/** What a function of identity is given: the request and all that its context holds. */
export type Identifying = Pick<RouteArgs, "context" | "request">;

/** A counted try: what came of the counting, and how to take it back when it was right. */
export type Attempt =
  | { allowed: false; minutes: number }
  | { allowed: true; left: number; minutes: number; forgive(): Promise<void>; giveBack(): Promise<void> };

/**
 * Counts one try, by account and by the client's address. Without an address only the account counts: what cannot be
 * told apart must not lock each other out.
 * @param account what names the account: a person's id, or the e-mail that was typed, whether it exists or not
 */
export async function countAttempt({ context, request }: Identifying, tried: Tried, account: string): Promise<Attempt> {
  const { services, visit } = context;
  const { auth, settings } = services;
  const secret = settings.secrets[0] as string;
  const of = account.trim().toLowerCase();
  const device = tried === "sign-in" ? knownDevice(settings, request.headers.get("cookie"), of) : null;
  const accountKey = throttleKey(secret, `${tried} ${device ? "device" : "account"}`, device ? `${device} ${of}` : of);
  const address = countedAddress(visit.address);
  const addressKey = address === null ? null : throttleKey(secret, `${tried} address`, address);
  const limit = limits[tried];
  const counted = [
    { key: accountKey, limit: limit.account },
    ...(addressKey ? [{ key: addressKey, limit: limit.address }] : []),
  ];
  const count: Count = await countTry(auth.db, counted, visit.now);
  if (!count.allowed) return { allowed: false, minutes: minutesUntil(count.until, visit.now) };
  return {
    allowed: true,
    left: count.left,
    minutes: limit.account.minutes,
    forgive: () => forgiveTries(auth.db, { cleared: [accountKey], givenBack: addressKey ? [addressKey] : [] }),
    giveBack: () =>
      giveBackTry(
        auth.db,
        counted.map(({ key }) => key),
      ),
  };
}

/** Whether a code is used for the first time within the minutes that it is good for. */
export async function isFirstUse({ context }: Identifying, personId: string, code: string): Promise<boolean> {
  const { auth, settings } = context.services;
  const key = throttleKey(settings.secrets[0] as string, "one-time code", `${personId} ${code}`);
  return (await countTry(auth.db, [{ key, limit: { tries: 1, minutes: 2 } }], context.visit.now)).allowed;
}

type Signing = Identifying["context"]["services"]["settings"];
const yearSeconds = 365 * 86_400;

/**
 * The cookie of a browser that this account has signed in on. Its tries are counted apart, so that a stranger who types
 * wrong passwords for somebody's e-mail all day does not lock them out of their own machine.
 */
export function knownDeviceCookie(settings: Signing, email: string): string {
  const value = `${randomBytes(12).toString("base64url")}~${deviceAccount(settings, email.toLowerCase())}`;
  return cookieLine(settings, "known", encodeURIComponent(signed(settings.secrets, value)), yearSeconds);
}

function knownDevice(settings: Signing, cookieHeader: string | null, email: string): string | null {
  const value = verified(settings.secrets, readCookies(cookieHeader).get(cookieName(settings, "known")));
  const [device, account] = value?.split("~") ?? [];
  return device && account === deviceAccount(settings, email) ? device : null;
}

function deviceAccount(settings: Signing, email: string): string {
  return throttleKey(settings.secrets[0] as string, "known device", email);
}
