import type { FactValues, GivenFacts } from "./content/facts.ts";

/** What a company says of itself: `unsure` are asked facts answered with "not sure". What is in neither was not asked yet. */
export interface ProfileSays {
  readonly given: GivenFacts;
  readonly unsure: readonly string[];
}
/** What is said of one fact: a value by its kind, or null for "not sure". */
export type Said = NonNullable<GivenFacts[string]> | null;

const nothing: ProfileSays = { given: {}, unsure: [] };

/** What is said of a fact; undefined when it was not asked yet. */
export function saidOf({ given, unsure }: ProfileSays, fact: string): Said | undefined {
  return given[fact] ?? (unsure.includes(fact) ? null : undefined);
}

/** The profile with these facts said anew, the others as they were. */
export function withSaid(profile: ProfileSays | null, said: Readonly<Record<string, Said>>): ProfileSays {
  const { given, unsure } = profile ?? nothing;
  const known = Object.entries(given).filter(([fact, value]) => value !== undefined && !(fact in said));
  const anew = Object.entries(said);
  return {
    given: Object.fromEntries([...known, ...anew.filter(([, value]) => value !== null)]) as GivenFacts,
    unsure: [
      ...unsure.filter((fact) => !(fact in said)),
      ...anew.filter(([, value]) => value === null).map(([fact]) => fact),
    ].sort(),
  };
}

/** The facts of which the two say something else, in the order of `asked`. */
export function differing(one: ProfileSays, other: ProfileSays, asked: readonly string[]): string[] {
  return asked.filter((fact) => !sameSaid(saidOf(one, fact), saidOf(other, fact)));
}

function sameSaid(one: Said | undefined, other: Said | undefined): boolean {
  const plain = (said: Said | undefined) => JSON.stringify(Array.isArray(said) ? [...said].sort() : said);
  return plain(one) === plain(other);
}

/** Whether two sets of known values are the same to every condition: what is unknown may be left out. */
export function sameValues(one: FactValues, other: FactValues): boolean {
  const facts = new Set([...Object.keys(one), ...Object.keys(other)]);
  const plain = (values: readonly string[] | undefined) => JSON.stringify(values && [...values].sort());
  return [...facts].every((fact) => plain(one[fact]) === plain(other[fact]));
}
