/** A link that nobody used is good until then, unless whoever makes it says otherwise. */
export const usualDays = 7;
/** What a maker of a link may choose from. */
export const linkDays = [1, 3, 7, 14, 30] as const;

export type LinkState = "live" | "used" | "withdrawn" | "expired";
type Times = Readonly<{ usedAt: Date | null; revokedAt: Date | null; expiresAt: Date }>;

/** Whether a link still opens its door, and if not, why. */
export function linkStateOf({ usedAt, revokedAt, expiresAt }: Times, now: Date): LinkState {
  if (usedAt) return "used";
  if (revokedAt) return "withdrawn";
  return expiresAt > now ? "live" : "expired";
}

const dayMs = 86_400_000;

export function expiryOf(now: Date, days: number): Date {
  return new Date(now.getTime() + days * dayMs);
}

/** Whether a link made out to `named` is for somebody with this address. One made out to nobody is for whoever holds it. */
export function isMadeOutTo(named: string | null, address: string): boolean {
  return named === null || named.toLowerCase() === address.trim().toLowerCase();
}

/**
 * An address for eyes that may not be its owner's: the owner knows it again, a stranger to whom the link was passed on
 * does not learn it. "hanh@annhien.example" becomes "h***h@annhien.example".
 */
export function maskedAddress(address: string): string {
  const at = address.lastIndexOf("@");
  const [first, ...rest] = [...address.slice(0, at)];
  return `${first ?? ""}***${rest.at(-1) ?? ""}${address.slice(at)}`;
}
