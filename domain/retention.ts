/** Days that something is kept after it has served, before the sweep deletes it. The README tells the operator. */
export const keptDays = {
  /** After a session, a reset or a confirmation has ended. */
  session: 7,
  /** After an invitation was used, withdrawn or ran out: until then its page says which. */
  link: 30,
  /** After a mail was delivered. What it said goes at delivery. */
  mail: 90,
} as const;

const day = 86_400_000;

/** What ended before this instant goes. */
export function keptSince(now: Date, days: number): Date {
  return new Date(now.getTime() - days * day);
}
