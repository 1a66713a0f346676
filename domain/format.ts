import type { Language } from "./language.ts";

const locale: Record<Language, string> = { vi: "vi-VN", en: "en-GB" };
const cache = new Map<string, Intl.DateTimeFormat>();

function formatter(language: Language, zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language} ${zone} ${JSON.stringify(options)}`;
  const known = cache.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(locale[language], { timeZone: zone, ...options });
  cache.set(key, made);
  return made;
}

/** 27/11/2026 in both languages: the day before the month. */
export function formatDate(language: Language, zone: string, instant: Date | string): string {
  return formatter(language, zone, { day: "2-digit", month: "2-digit", year: "numeric" }).format(new Date(instant));
}

/** 14:32 */
export function formatTime(language: Language, zone: string, instant: Date | string): string {
  return formatter(language, zone, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(new Date(instant));
}

/** 14:32, 27/11/2026 */
export function formatMoment(language: Language, zone: string, instant: Date | string): string {
  return `${formatTime(language, zone, instant)}, ${formatDate(language, zone, instant)}`;
}

/** A calendar day, `2026-11-27`, as 27/11/2026. */
export function formatDay(language: Language, day: string): string {
  return formatDate(language, "UTC", `${day}T00:00:00Z`);
}

/** A calendar day with its weekday: Thứ Sáu, 27/11/2026 / Friday, 27/11/2026 */
export function formatWeekday(language: Language, day: string): string {
  const weekday = formatter(language, "UTC", { weekday: "long" }).format(new Date(`${day}T00:00:00Z`));
  return `${weekday}, ${formatDay(language, day)}`;
}

/** tháng 11/2026 / November 2026 */
export function formatMonth(language: Language, zone: string, instant: Date | string): string {
  const date = new Date(instant);
  if (language === "en") return formatter("en", zone, { month: "long", year: "numeric" }).format(date);
  const parts = formatter("vi", zone, { month: "numeric", year: "numeric" }).formatToParts(date);
  const part = (type: string) => parts.find((p) => p.type === type)?.value ?? "";
  return `tháng\u00a0${part("month")}/${part("year")}`;
}

/** 1.234.567 / 1,234,567 */
export function formatNumber(language: Language, value: number): string {
  return new Intl.NumberFormat(locale[language]).format(value);
}

/** Whole đồng: 1.234.567 đ / 1,234,567 VND */
export function formatVnd(language: Language, dong: number): string {
  return `${formatNumber(language, dong)}\u00a0${language === "vi" ? "đ" : "VND"}`;
}

/** The calendar day, `2026-11-27`, that it is in this zone. */
export function dayIn(zone: string, instant: Date): string {
  const parts = new Intl.DateTimeFormat("en-CA", {
    timeZone: zone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  }).formatToParts(instant);
  const part = (type: string) => parts.find((p) => p.type === type)?.value ?? "";
  return `${part("year")}-${part("month")}-${part("day")}`;
}
