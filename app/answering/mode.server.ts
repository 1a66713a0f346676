import { cookieLine, cookieName, readCookies } from "#app/session.server.ts";
import { isAnsweringMode, type AnsweringMode } from "#domain/answering-mode.ts";
import type { Settings } from "#domain/settings.schema.ts";

const yearSeconds = 365 * 86_400;

/** Of one person, since several may sign in on one browser. */
function nameFor(personId: string): string {
  return `answering-${personId.slice(0, 8)}`;
}

/** How this person answered last on this browser: question by question, until they chose otherwise. */
export function answeringModeOf(
  settings: Pick<Settings, "baseUrl">,
  { cookie, personId }: { cookie: string | null; personId: string },
): AnsweringMode {
  const mode = readCookies(cookie).get(cookieName(settings, nameFor(personId)));
  return isAnsweringMode(mode) ? mode : "question";
}

/** @returns the Set-Cookie line that remembers it */
export function rememberedMode(settings: Pick<Settings, "baseUrl">, personId: string, mode: AnsweringMode): string {
  return cookieLine(settings, nameFor(personId), mode, yearSeconds);
}
