import type { Library } from "#content/library.ts";
import { applyProfile, profileForUpdate, profileOf, runningAssessmentsOf } from "#db/profile.ts";
import type { By } from "#db/assessments.ts";
import type { TenantTrx } from "#db/tenant.ts";
import { factValuesOf } from "#domain/content/facts.ts";
import { askedFacts, factsToAsk, firstNotAsked } from "#domain/intake.ts";
import { sameValues } from "#domain/profile.ts";

/**
 * Where the intake goes on: to the question after this one, then to whichever was left out. With the last answer the profile
 * is applied; where an assessment runs whose questions that would change, by a preview.
 */
export async function nextOfIntake(
  trx: TenantTrx,
  { library, home, after, by }: { library: Library; home: string; after: string; by: By },
): Promise<string> {
  const profile = await profileOf(trx);
  const asked = factsToAsk(library.facts, profile);
  const place = asked.findIndex(({ id }) => id === after);
  const behind = place < 0 ? undefined : asked[place + 1];
  const open = firstNotAsked(library.facts, profile);
  const next = behind ?? open;
  // whoever comes back to one of the first questions goes on from there; the last answer of all ends the intake
  if (next && (open || profile?.appliedAt)) return `${home}/profile?q=${next.id}`;
  if (!profile || profile.appliedAt) return `${home}/profile/binding`;
  const values = factValuesOf(library.facts, profile.given);
  const running = await runningAssessmentsOf(trx);
  if (running.some(({ facts }) => !sameValues(facts, values))) return `${home}/profile/change`;
  await applyProfile(trx, {
    profile: await profileForUpdate(trx, by),
    asked: askedFacts(library.facts).map(({ id }) => id),
    said: {},
    basedOn: profile.revision,
    seen: Object.fromEntries(running.map(({ id, revision }) => [id, revision])),
    facts: library.facts,
    library,
    ...by,
  });
  return `${home}/profile/binding`;
}
