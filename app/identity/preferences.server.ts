import { changePerson } from "#db/identity.ts";
import { isLanguage, isTheme, languageFromHeader, type Language, type Theme } from "#domain/language.ts";
import type { Settings } from "#domain/settings.schema.ts";
import { tellCompanies } from "./account.server.ts";
import { cookieLine, cookieName, readCookies } from "#app/session.server.ts";
import type { Identifying } from "./throttle.server.ts";

export interface Preferences {
  language: Language;
  theme: Theme;
}
const yearSeconds = 365 * 86_400;

/** What a visitor chose before on this browser; else the browser's own language, and the system's light or dark. */
export function visitorPreferences(
  settings: Pick<Settings, "baseUrl">,
  { cookie, acceptLanguage }: { cookie: string | undefined; acceptLanguage: string | undefined },
): Preferences {
  const cookies = readCookies(cookie);
  const language = cookies.get(cookieName(settings, "language"));
  const theme = cookies.get(cookieName(settings, "theme"));
  return {
    language: isLanguage(language) ? language : languageFromHeader(acceptLanguage),
    theme: isTheme(theme) ? theme : "system",
  };
}

/**
 * Remembers the choice: with the person, who finds it on every machine, and on this browser, which keeps it after signing out.
 * @returns the Set-Cookie lines
 */
export async function choosePreferences(args: Identifying, chosen: Partial<Preferences>): Promise<string[]> {
  const { services, visit } = args.context;
  const given = Object.fromEntries(
    Object.entries(chosen).filter(([, value]) => value !== undefined),
  ) as Partial<Preferences>;
  if (visit.person && Object.keys(given).length > 0) {
    await changePerson(services.auth.db, { personId: visit.person.id, ...given, now: visit.now });
    // companies write their mails in it
    if (given.language) await tellCompanies(args, { ...visit.person, language: given.language });
  }
  return Object.entries(given).map(([name, value]) => cookieLine(services.settings, name, value, yearSeconds));
}
