/** A calendar day in the company's own zone, `2026-11-24`. */
export type Day = string;
export const cadences = ["monthly", "quarterly", "half-yearly", "yearly", "once"] as const;
export type Cadence = (typeof cadences)[number];
const monthsOf: Record<Exclude<Cadence, "once">, number> = { monthly: 1, quarterly: 3, "half-yearly": 6, yearly: 12 };

/**
 * The first due day after `after`. Days are counted from the anchor in whole months, so that the 31st falls on the last
 * day of a shorter month and comes back in a longer one, and 29 February comes back in the next leap year.
 * @returns null when nothing is due any more
 */
export function nextDue(cadence: Cadence, anchorOn: Day, after: Day): Day | null {
  if (anchorOn > after) return anchorOn;
  if (cadence === "once") return null;
  const step = monthsOf[cadence];
  let times = Math.max(1, Math.floor((monthNumber(after) - monthNumber(anchorOn)) / step));
  while (plusMonths(anchorOn, times * step) <= after) times += 1;
  return plusMonths(anchorOn, times * step);
}

/** The next `count` due days after `after`, for showing what is to come. */
export function dueDays(cadence: Cadence, anchorOn: Day, after: Day, count: number): Day[] {
  const days: Day[] = [];
  let last = after;
  while (days.length < count) {
    const next = nextDue(cadence, anchorOn, last);
    if (next === null) break;
    days.push(next);
    last = next;
  }
  return days;
}

/** How many due days lie after `from`, up to and including `until`: those that a downtime has swallowed. */
export function dueDaysMissed(cadence: Cadence, anchorOn: Day, from: Day, until: Day): number {
  let missed = 0;
  for (let day = nextDue(cadence, anchorOn, from); day !== null && day <= until; day = nextDue(cadence, anchorOn, day))
    missed += 1;
  return missed;
}

/** Whether the text is a day that the calendar has. */
export function isDay(text: string): text is Day {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!parts) return false;
  const [year, month, day] = parts.slice(1).map(Number) as [number, number, number];
  return year >= 1900 && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
}

/** The day `count` days later. */
export function plusDays(day: Day, count: number): Day {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + count);
  return date.toISOString().slice(0, 10);
}

function plusMonths(anchor: Day, months: number): Day {
  const total = monthNumber(anchor) + months;
  const [year, month] = [Math.floor(total / 12), (total % 12) + 1];
  const day = Math.min(Number(anchor.slice(8, 10)), daysIn(year, month));
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

function monthNumber(day: Day): number {
  return Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
}

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}
