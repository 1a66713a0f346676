/** Whose fine it would be: the decrees halve an organisation's amounts for the other two. */
export const subjects = ["organisation", "household", "individual"] as const;
export type Subject = (typeof subjects)[number];

/** The fact of the intake that says the same, and decides it once it is known. */
export const legalForm = "legal-form";
const formOf = { organisation: "company", household: "household", individual: "individual" } as const;

/** By what was given as the legal form; undefined while that is not known. */
export function subjectOf(form: unknown): Subject | undefined {
  return subjects.find((subject) => formOf[subject] === form);
}

/** The legal form that the intake offers for confirmation. */
export function legalFormOf(subject: Subject): string {
  return formOf[subject];
}

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
