import type { AuditCursor, AuditFilter } from "#db/audit.ts";
import { isDay, plusDays } from "#domain/schedule.ts";
import { isAuditAction } from "./audit-actions.ts";

const uuid = /^[0-9a-f-]{36}$/;

/** The filter that a query asks for; what makes no sense is left out. Days are the company's own. */
export function auditFilterOf(
  query: URLSearchParams,
  zone: string,
): { filter: AuditFilter; fields: Record<string, string> } {
  const fields: Record<string, string> = {};
  const take = (name: string, isGood: (value: string) => boolean) => {
    const value = query.get(name) ?? "";
    if (!isGood(value)) return undefined;
    fields[name] = value;
    return value;
  };
  const actorId = take("who", (value) => uuid.test(value));
  const action = take("what", isAuditAction);
  const from = take("from", isDay);
  const until = take("until", isDay);
  const filter = {
    ...(actorId && { actorId }),
    ...(action && { action }),
    ...(from && { from: startOf(from, zone) }),
    ...(until && { until: startOf(plusDays(until, 1), zone) }),
  };
  return { filter, fields };
}

/** The instant at which a day begins in a zone. */
export function startOf(day: string, zone: string): Date {
  const guess = new Date(`${day}T00:00:00Z`);
  const shown = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    dateStyle: "short",
    timeStyle: "medium",
  }).formatToParts(guess);
  const part = (type: string) => Number(shown.find((p) => p.type === type)?.value);
  const local = Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute"), part("second"));
  return new Date(guess.getTime() - (local - guess.getTime()));
}

export function cursorText({ at, eventId }: AuditCursor): string {
  return `${at.toISOString()}_${eventId}`;
}

export function cursorIn(query: URLSearchParams): AuditCursor | undefined {
  const [at = "", eventId = ""] = (query.get("after") ?? "").split("_");
  const instant = new Date(at);
  return uuid.test(eventId) && !Number.isNaN(instant.getTime()) ? { at: instant, eventId } : undefined;
}
