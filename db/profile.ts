import { sql } from "kysely";
import { isRunning, standingsOf } from "#domain/answering-rules.ts";
import type { Fact } from "#domain/content/fact.schema.ts";
import { factValuesOf, type FactValues, type GivenFacts } from "#domain/content/facts.ts";
import { differing, sameValues, withSaid, type ProfileSays, type Said } from "#domain/profile.ts";
import { Refusal } from "#domain/refusal.ts";
import { numbersOf } from "#domain/standing.ts";
import { settleBehind } from "./answers.ts";
import { assessmentForUpdate, type By } from "./assessments.ts";
import { record } from "./audit.ts";
import type { Versions } from "./carry-over.ts";
import { keepStanding } from "./standings.ts";
import { followLegalForm } from "./subject.ts";
import type { TenantTrx } from "./tenant.ts";

/** What the company says of itself. */
export interface Profile extends ProfileSays {
  /** Since when a change goes through a preview; null while the intake is taken for the first time. */
  readonly appliedAt: Date | null;
  readonly revision: number;
  readonly changedAt: Date;
  readonly changedBy: string;
}
declare const locked: unique symbol;
/** Nobody else changes it before this transaction ends. Only `profileForUpdate` makes one. */
export type LockedProfile = Profile & { readonly [locked]: true };

function rowOf(trx: TenantTrx) {
  return trx
    .selectFrom("profiles")
    .select(["given", "unsure", "applied_at as appliedAt", "revision"])
    .select(["changed_at as changedAt", "changed_by as changedBy"]);
}

/** The profile; null before the first answer of the intake. */
export async function profileOf(trx: TenantTrx): Promise<Profile | null> {
  return (await rowOf(trx).executeTakeFirst()) ?? null;
}

/**
 * The values that an assessment which starts now pins. Held until the commit: whoever changes the profile meanwhile waits, and
 * then finds the assessment among those that run.
 */
export async function factsToPin(trx: TenantTrx, facts: readonly Fact[]): Promise<FactValues> {
  const profile = await rowOf(trx).forShare().executeTakeFirst();
  return factValuesOf(facts, profile?.given ?? {});
}

/** The profile, for a transaction that changes it; begun by this when there was none. */
export async function profileForUpdate(trx: TenantTrx, { personId, now }: Omit<By, "address">): Promise<LockedProfile> {
  await trx
    .insertInto("profiles")
    .values({ given: "{}", applied_at: null, changed_at: now, changed_by: personId })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const profile: Profile = await rowOf(trx).forUpdate().executeTakeFirstOrThrow();
  return profile as LockedProfile;
}

/** An assessment that runs, with what a preview rests on. */
export interface RunningAssessment {
  readonly id: string;
  readonly frameworkId: string;
  readonly frameworkVersion: string;
  readonly number: number;
  readonly facts: FactValues;
  readonly revision: number;
  /** Ids of the questions that somebody answered, be it a note alone. */
  readonly answered: readonly string[];
}

/** All assessments that run, in the order in which they are locked. */
export function runningAssessmentsOf(trx: TenantTrx): Promise<RunningAssessment[]> {
  return trx
    .selectFrom("assessments as a")
    .select(["a.assessment_id as id", "a.framework_id as frameworkId", "a.framework_version as frameworkVersion"])
    .select(["a.number", "a.facts", "a.revision"])
    .select(
      sql<string[]>`coalesce((select array_agg(w.question_id) from answers w
        where w.tenant_id = a.tenant_id and w.assessment_id = a.assessment_id and (w.kind <> 'none' or w.note is not null)), '{}')`.as(
        "answered",
      ),
    )
    .where("a.state", "in", ["open", "in-review"])
    .orderBy("a.assessment_id")
    .execute();
}

type Saving = Readonly<{
  profile: LockedProfile;
  /** The asked facts, in the order of the intake. */
  asked: readonly string[];
  said: Readonly<Record<string, Said>>;
  /** The revision that the writer saw, 0 for none. */
  basedOn: number;
}> &
  By;

/**
 * Keeps what is said in the first intake, until it is applied. What stands already is no change, whoever said it.
 * @returns the revision afterwards
 * @throws {Refusal} changed-meanwhile, when somebody else has said one of these since `basedOn`, or the profile was applied
 */
export async function saveProfileAnswers(trx: TenantTrx, saving: Saving): Promise<number> {
  const { profile, asked, said, basedOn, personId, address, now } = saving;
  const next = withSaid(profile, said);
  const facts = differing(profile, next, asked);
  if (facts.length === 0) return profile.revision;
  if (profile.appliedAt !== null) throw new Refusal("changed-meanwhile", "the profile was applied");
  if (basedOn < profile.revision && (await wereSaidSince(trx, facts, basedOn)))
    throw new Refusal("changed-meanwhile", `${facts.join(", ")} said since revision ${basedOn}`);
  const revision = await write(trx, { ...saving, next, facts, isApplying: false });
  await record(trx, {
    actor: { kind: "person", id: personId },
    action: "profile.answered",
    object: { kind: "profile", id: String(revision) },
    detail: changeInLines(profile, next, facts),
    address,
    now,
  });
  return revision;
}

async function wereSaidSince(trx: TenantTrx, facts: readonly string[], basedOn: number): Promise<boolean> {
  const found = await trx
    .selectFrom("profile_changes")
    .select("revision")
    .where("revision", ">", basedOn)
    .where(sql<boolean>`facts && ${sql.val([...facts])}::text[]`)
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}

type Applying = Saving &
  Readonly<{
    /** Revisions of the running assessments by id, as the preview showed them. */
    seen: Readonly<Record<string, number>>;
    facts: readonly Fact[];
    library: Versions;
  }>;

/**
 * Applies the profile, with these facts said anew: from now on all running assessments ask by it. No answer is lost: one to a
 * question that is no longer asked stays and counts again when the question comes back. Completed assessments keep the facts
 * that they were sealed with. The legal form, where it is known, says whose fine it would be. Applied twice, it is applied once.
 * @returns the revision afterwards
 * @throws {Refusal} changed-meanwhile, when the profile or the running assessments are no longer those of the preview
 */
export async function applyProfile(trx: TenantTrx, applying: Applying): Promise<number> {
  const { profile, asked, said, basedOn, seen, personId, address, now } = applying;
  const next = withSaid(profile, said);
  const changed = differing(profile, next, asked);
  if (profile.revision !== basedOn) {
    if (changed.length === 0 && (await wasAppliedAt(trx, profile.revision, personId))) return profile.revision;
    throw new Refusal("changed-meanwhile", `the profile is past revision ${basedOn}`);
  }
  const running = await trx
    .selectFrom("assessments")
    .select(["assessment_id as id", "revision", "facts"])
    .where("state", "in", ["open", "in-review"])
    .orderBy("assessment_id")
    .forNoKeyUpdate()
    .execute();
  const isAsSeen =
    running.length === Object.keys(seen).length && running.every(({ id, revision }) => seen[id] === revision);
  if (!isAsSeen) throw new Refusal("changed-meanwhile", "other assessments run than those of the preview");
  const values = factValuesOf(applying.facts, next.given);
  const moved = running.filter(({ facts }) => !sameValues(facts, values));
  if (changed.length === 0 && moved.length === 0 && profile.appliedAt !== null) return profile.revision;
  for (const { id } of moved) await moveAssessment(trx, { id, values, ...applying });
  await followLegalForm(trx, next.given, { personId, address, now });
  const revision = await write(trx, { ...applying, next, facts: changed, isApplying: true });
  await record(trx, {
    actor: { kind: "person", id: personId },
    action: "profile.applied",
    object: { kind: "profile", id: String(revision) },
    detail: {
      ...changeInLines(profile, next, changed),
      ...(moved.length > 0 && { assessments: moved.map(({ id }) => id) }),
    },
    address,
    now,
  });
  return revision;
}

async function wasAppliedAt(trx: TenantTrx, revision: number, personId: string): Promise<boolean> {
  const found = await trx
    .selectFrom("profile_changes")
    .select("revision")
    .where("revision", "=", revision)
    .where("applied", "=", true)
    .where("changed_by", "=", personId)
    .executeTakeFirst();
  return found !== undefined;
}

async function moveAssessment(
  trx: TenantTrx,
  { id, values, library, now }: { id: string; values: FactValues; library: Versions; now: Date },
): Promise<void> {
  const assessment = { ...(await assessmentForUpdate(trx, id)), facts: values };
  const { frameworkId, frameworkVersion, number, state } = assessment;
  if (!isRunning(state)) throw new Error(`${id} is ${state} behind its lock`);
  const framework = library.framework(frameworkId, frameworkVersion);
  await trx
    .updateTable("assessments")
    .set({ facts: JSON.stringify(values), revision: sql<number>`revision + 1` })
    .where("assessment_id", "=", id)
    .execute();
  const { answers } = await settleBehind(trx, { assessment, framework }, assessment.answers);
  const states = standingsOf(framework, { facts: values, answers, state });
  const numbers = numbersOf({ framework, states, number, now });
  await keepStanding(trx, frameworkId, { running: { assessmentId: id, numbers }, now });
}

type Writing = Omit<By, "address"> &
  Readonly<{ profile: LockedProfile; next: ProfileSays; facts: readonly string[]; isApplying: boolean }>;

async function write(trx: TenantTrx, { profile, next, facts, isApplying, personId, now }: Writing): Promise<number> {
  const revision = profile.revision + 1;
  const { given, unsure } = profile;
  await trx
    .updateTable("profiles")
    .set({
      given: JSON.stringify(next.given),
      unsure: [...next.unsure],
      ...(isApplying && profile.appliedAt === null && { applied_at: now }),
      revision,
      changed_at: now,
      changed_by: personId,
    })
    .execute();
  await trx
    .insertInto("profile_changes")
    .values({
      revision,
      facts: [...facts],
      before: JSON.stringify({ given, unsure }),
      after: JSON.stringify(next),
      applied: isApplying,
      changed_at: now,
      changed_by: personId,
    })
    .execute();
  return revision;
}

function changeInLines(before: ProfileSays, after: ProfileSays, facts: readonly string[]) {
  const [from, to] = [inLines(before, facts), inLines(after, facts)];
  return { ...(from.length > 0 && { from }), ...(to.length > 0 && { to }) };
}

/** What is said of these facts, a line each: `tools=cameras`; `tools=` is none of them, `tools?` not sure. */
function inLines({ given, unsure }: ProfileSays, facts: readonly string[]): string[] {
  return facts.flatMap((fact) => lineOf(fact, given[fact], unsure.includes(fact)));
}

function lineOf(fact: string, value: GivenFacts[string], isUnsure: boolean): string[] {
  if (value === undefined) return isUnsure ? [`${fact}?`] : [];
  if (typeof value !== "object") return [`${fact}=${value}`];
  return value.length === 0 ? [`${fact}=`] : value.map((each) => `${fact}=${each}`);
}
