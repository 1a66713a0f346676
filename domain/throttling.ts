/** So many tries within so many minutes; whoever has used them up waits as many minutes again. */
export interface Limit {
  tries: number;
  minutes: number;
}

/**
 * By account and, beside it, by client address: the first stops guessing at one account from many places, the second
 * trying one password on many accounts. An office sits behind one address, so that limit is wider.
 */
export const limits = {
  "sign-in": { account: { tries: 5, minutes: 15 }, address: { tries: 20, minutes: 15 } },
  "second-factor": { account: { tries: 5, minutes: 15 }, address: { tries: 20, minutes: 15 } },
  "sign-up": { account: { tries: 5, minutes: 60 }, address: { tries: 30, minutes: 60 } },
  forgot: { account: { tries: 3, minutes: 60 }, address: { tries: 20, minutes: 60 } },
  // a person who is signed in and is asked for the password again, or asks for one more mail
  confirm: { account: { tries: 5, minutes: 15 }, address: { tries: 20, minutes: 15 } },
  "verification-mail": { account: { tries: 3, minutes: 60 }, address: { tries: 20, minutes: 60 } },
  // a mail to an address that somebody else chose: enough for a company that lets everybody in, too few for spam
  "invitation-mail": { account: { tries: 30, minutes: 60 }, address: { tries: 60, minutes: 60 } },
  // a sheet behind a link: by the link, and by who sends; an unknown link counts by the address alone
  "question-reply": { account: { tries: 60, minutes: 60 }, address: { tries: 120, minutes: 60 } },
  "question-link": { account: { tries: 30, minutes: 15 }, address: { tries: 30, minutes: 15 } },
} as const satisfies Record<string, { account: Limit; address: Limit }>;

export type Tried = keyof typeof limits;

/** Whole minutes to wait, at least one. */
export function minutesUntil(until: Date, now: Date): number {
  return Math.max(1, Math.ceil((until.getTime() - now.getTime()) / 60_000));
}
