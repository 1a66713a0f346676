/** Whose fine it would be: the decrees halve an organisation's amounts for the other two. */
export const subjects = ["organisation", "household", "individual"] as const;
export type Subject = (typeof subjects)[number];

/** Zones that a company may choose: statutory clocks and due days count in it. The first is the usual one. */
export const zones = [
  "Asia/Ho_Chi_Minh",
  "Asia/Singapore",
  "Asia/Tokyo",
  "Asia/Seoul",
  "Asia/Taipei",
  "Australia/Sydney",
  "Europe/London",
  "Europe/Berlin",
  "America/New_York",
  "America/Los_Angeles",
] as const;
export type Zone = (typeof zones)[number];

/** The key of a zone among the texts: `zone-ho-chi-minh`. */
export function zoneKey(zone: string): string {
  return `zone-${(zone.split("/").at(-1) ?? "").toLowerCase().replaceAll("_", "-")}`;
}
