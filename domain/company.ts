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

/** Where two places of one person have one name, the address tells them apart. */
export function toldApart<P extends Readonly<{ name: string; slug: string }>>(places: readonly P[]): P[] {
  const isShared = (name: string) => places.filter((place) => place.name === name).length > 1;
  return places.map((place) => (isShared(place.name) ? { ...place, name: `${place.name} (${place.slug})` } : place));
}

/** The key of a zone among the texts: `zone-ho-chi-minh`. */
export function zoneKey(zone: string): string {
  return `zone-${(zone.split("/").at(-1) ?? "").toLowerCase().replaceAll("_", "-")}`;
}
