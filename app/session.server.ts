import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { Request, Response } from "express";
import type { Settings } from "#domain/settings.schema.ts";
import type { Services } from "./context.ts";

type Signing = Pick<Settings, "baseUrl" | "secrets">;

/** A session lasts this long after it was last renewed, and is renewed at most once a day. */
export const sessionSeconds = 30 * 86_400;
export const renewalSeconds = 86_400;
/** All cookies of ours begin with it; over https with `__Secure-` before it. */
export const cookiePrefix = "chu-tin";

/** Whether cookies travel over https alone: so it is when people reach us by https, and only then. */
export function isSecure({ baseUrl }: Pick<Settings, "baseUrl">): boolean {
  return baseUrl.startsWith("https:");
}

export function cookieName(settings: Pick<Settings, "baseUrl">, name: string): string {
  return `${isSecure(settings) ? "__Secure-" : ""}${cookiePrefix}.${name}`;
}

/** The first value of each name in a Cookie header, decoded; what cannot be decoded is left out. */
export function readCookies(header: string | null | undefined): ReadonlyMap<string, string> {
  const cookies = new Map<string, string>();
  for (const part of (header ?? "").split(";")) {
    const equals = part.indexOf("=");
    const name = part.slice(0, equals).trim();
    if (equals < 1 || cookies.has(name)) continue;
    try {
      cookies.set(
        name,
        decodeURIComponent(
          part
            .slice(equals + 1)
            .trim()
            .replace(/^"(.*)"$/, "$1"),
        ),
      );
    } catch {
      // not ours: ours are encoded
    }
  }
  return cookies;
}

export interface SessionCookie {
  /** The session's token, as it stands in the database. */
  token: string;
  /** False when the person asked not to be remembered: such a session ends after a day and is never renewed. */
  remembered: boolean;
  /** Signed by the secret before the present one: time to sign it anew. */
  outdated: boolean;
}

/** The session that a request claims, when its cookie carries our signature; whether it lives, the database says. */
export function readSessionCookie(settings: Signing, cookieHeader: string | null | undefined): SessionCookie | null {
  const cookies = readCookies(cookieHeader);
  const session = unsign(settings.secrets, cookies.get(cookieName(settings, "session_token")));
  if (!session) return null;
  const forgetful = unsign(settings.secrets, cookies.get(cookieName(settings, "dont_remember")));
  return { token: session.value, remembered: forgetful === null, outdated: session.secret > 0 };
}

/** Whether the session is to be renewed with this response. By the real clock, as better-auth writes it. */
export function isRenewalDue({ remembered, outdated }: SessionCookie, updatedAt: Date): boolean {
  return outdated || (remembered && updatedAt.getTime() + renewalSeconds * 1000 <= Date.now());
}

/** Renews a session for another thirty days, and signs its cookie by the present secret, with this response. */
export async function renewSession(
  { auth, settings }: Pick<Services, "auth" | "settings">,
  request: Request,
  response: Response,
): Promise<void> {
  const cookie = readSessionCookie(settings, request.headers.cookie);
  if (!cookie) return;
  const asked = new Headers({
    cookie: request.headers.cookie ?? "",
    "user-agent": request.headers["user-agent"] ?? "",
  });
  const { headers } = await auth.api.getSession({
    headers: authHeaders(settings, { headers: asked, address: request.ip ?? "" }),
    returnHeaders: true,
  });
  const renewed = headers.getSetCookie();
  if (renewed.length === 0 && cookie.outdated) renewed.push(sessionCookieLine(settings, cookie));
  for (const line of renewed) response.append("set-cookie", line);
}

/**
 * The headers that better-auth is called with: our own view of the client's address, never what the client wrote there,
 * and its cookies, signed by the present secret where ours verified by the earlier one.
 */
export function authHeaders(settings: Signing, { headers, address }: { headers: Headers; address: string }): Headers {
  const cookies: string[] = [];
  for (const [name, value] of readCookies(headers.get("cookie"))) {
    if (!name.includes(`${cookiePrefix}.`)) continue;
    const known = unsign(settings.secrets, value);
    cookies.push(`${name}=${encodeURIComponent(known ? signed(settings.secrets, known.value) : value)}`);
  }
  const sent = new Headers({
    cookie: cookies.join("; "),
    "user-agent": (headers.get("user-agent") ?? "").slice(0, 400),
  });
  if (address) sent.set("x-chu-tin-address", address);
  return sent;
}

function sessionCookieLine(settings: Signing, { token, remembered }: SessionCookie): string {
  const value = encodeURIComponent(signed(settings.secrets, token));
  return cookieLine(settings, "session_token", value, remembered ? sessionSeconds : null);
}

/** @param value as it goes over the wire @param seconds null: until the browser is closed */
export function cookieLine(
  settings: Pick<Settings, "baseUrl">,
  name: string,
  value: string,
  seconds: number | null,
): string {
  const age = seconds === null ? "" : `; Max-Age=${seconds}`;
  return `${cookieName(settings, name)}=${value}${age}; Path=/; HttpOnly; SameSite=Lax${isSecure(settings) ? "; Secure" : ""}`;
}

/** A value that we shall know again as ours, in better-auth's form: the value, a dot, its HMAC-SHA256 in base64. */
export function signed(secrets: readonly string[], value: string): string {
  return `${value}.${signature(secrets[0] as string, value)}`;
}

/** The value that one of our secrets signed, or null. */
export function verified(secrets: readonly string[], text: string | undefined): string | null {
  return unsign(secrets, text)?.value ?? null;
}

/** @returns the value and the index of the secret that signed it; null when none of ours did */
function unsign(secrets: readonly string[], text: string | undefined): { value: string; secret: number } | null {
  const dot = text?.lastIndexOf(".") ?? -1;
  if (!text || dot < 1) return null;
  const value = text.slice(0, dot);
  const given = Buffer.from(text.slice(dot + 1), "base64");
  const secret = secrets.findIndex((candidate) => {
    const wanted = Buffer.from(signature(candidate, value), "base64");
    return given.length === wanted.length && timingSafeEqual(given, wanted);
  });
  return secret < 0 ? null : { value, secret };
}

function signature(secret: string, value: string): string {
  return createHmac("sha256", secret).update(value).digest("base64");
}

/** The same secret is the same version for ever, so what it encrypted can be read while it is among the settings. */
export function secretVersion(secret: string): number {
  return createHash("sha256").update("version\n").update(secret).digest().readUInt32BE(0);
}
