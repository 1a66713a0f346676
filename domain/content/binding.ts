import type { Fact, Rule } from "./fact.schema.ts";
import { conditionsHold, factValuesOf, type FactValues, type GivenFacts } from "./facts.ts";
import type { FactCondition } from "./question.schema.ts";

/** Why conditions hold, or do not. All ids are of asked facts, in the order of the intake. */
export interface Reasons {
  /** As it is applied: what is not known holds. */
  readonly holds: boolean;
  /**
   * Known facts by which it is decided: with these, no value of any other fact changes it. Where one of several would do
   * alone, each is named. Empty when it is decided whatever is said, and when it is open.
   */
  readonly because: readonly string[];
  /** Unknown facts that would decide it. Empty when it is decided: then nothing that becomes known changes it. */
  readonly open: readonly string[];
}

/** Something with the facts that it applies by: an obligation, a question. */
interface Conditional {
  readonly appliesWhen: readonly FactCondition[];
}
export type Bound<T> = Reasons & { readonly item: T };

/** Which of these bind by what was given, and why. */
export function boundBy<T extends Conditional>(
  items: readonly T[],
  facts: readonly Fact[],
  given: GivenFacts,
): Bound<T>[] {
  const reasonsFor = reasoner(facts, given);
  return items.map((item) => ({ item, ...reasonsFor(item.appliesWhen) }));
}

/** What a change of the profile brings and takes away. Each of these binds under one of the two profiles alone. */
export interface Changed<T> {
  readonly appears: readonly T[];
  readonly disappears: readonly T[];
}

/** What appears and disappears among these when known values change. */
export function changedBy<T extends Conditional>(
  items: readonly T[],
  before: FactValues,
  after: FactValues,
): Changed<T> {
  const [was, is] = [before, after].map((values) =>
    items.map(({ appliesWhen }) => conditionsHold(appliesWhen, values)),
  );
  return {
    appears: items.filter((_, i) => is?.[i] && !was?.[i]),
    disappears: items.filter((_, i) => was?.[i] && !is?.[i]),
  };
}

/** Whether these hold, or could still come to: nothing that is known decides against them. */
export function mayHold(conditions: readonly FactCondition[], facts: readonly Fact[], given: GivenFacts): boolean {
  return workedOut(facts, factValuesOf(facts, given)).all(conditions) !== false;
}

/** A fact that decides a computed one, with the values by which it does so. */
export interface Ground {
  readonly fact: string;
  /** Of `fact`, as they hold. */
  readonly values: readonly string[];
  readonly because: readonly string[];
}

/** Why a computed fact has its value. */
export interface Computation extends Omit<Reasons, "holds"> {
  readonly value: string;
  /** The facts that make the deciding case hold; none where no case does. */
  readonly grounds: readonly Ground[];
}

/**
 * The value of a computed fact with the reasons for it.
 * @throws {Error} when there is no computed fact of this id
 */
export function computationOf(facts: readonly Fact[], given: GivenFacts, id: string): Computation {
  const fact = facts.find((each) => each.id === id);
  if (fact?.kind !== "computed") throw new Error(`${id} is no computed fact`);
  const values = factValuesOf(facts, given);
  const [value = fact.unknown] = values[id] ?? [];
  const reasonsFor = reasoner(facts, given);
  const { because, open } = reasonsFor([{ fact: id, in: [value] }]);
  const worked = workedOut(facts, values);
  const deciding = fact.cases.find(({ when }) => worked.held(when) !== false);
  const grounds = deciding && worked.held(deciding.when) ? trueParts(deciding.when, worked) : [];
  return {
    value,
    because,
    open,
    grounds: grounds.map((part) => ({
      fact: part.fact,
      values: (values[part.fact] ?? []).filter((each) => part.in.includes(each)),
      because: reasonsFor([part]).because,
    })),
  };
}

/** The values of an asked fact that conditions behind these name, so that an answer can be shown by what matters in it. */
export function valuesNamed(
  facts: readonly Fact[],
  conditions: readonly FactCondition[],
  asked: string,
): ReadonlySet<string> {
  const named = new Set<string>();
  const byId = new Map(facts.map((fact) => [fact.id, fact]));
  const seen = new Set<string>();
  const read = ({ fact: id, in: values }: FactCondition) => {
    if (id === asked) for (const value of values) named.add(value);
    const fact = byId.get(id);
    if (fact?.kind !== "computed" || seen.has(id)) return;
    seen.add(id);
    for (const { when } of fact.cases) leavesOf(when).forEach(read);
  };
  conditions.forEach(read);
  return named;
}

function leavesOf(rule: Rule): FactCondition[] {
  if ("fact" in rule) return [rule];
  if ("not" in rule) return leavesOf(rule.not);
  return ("any" in rule ? rule.any : rule.all).flatMap(leavesOf);
}

/** Reasons by conditions, each set of conditions worked out once: many duties share theirs. */
function reasoner(facts: readonly Fact[], given: GivenFacts) {
  const values = factValuesOf(facts, given);
  const known = new Map<string, Reasons>();
  return (conditions: readonly FactCondition[]): Reasons => {
    const key = JSON.stringify(conditions);
    const found = known.get(key) ?? reasonsOf(facts, values, conditions);
    known.set(key, found);
    return found;
  };
}

function reasonsOf(facts: readonly Fact[], values: FactValues, conditions: readonly FactCondition[]): Reasons {
  const holds = conditionsHold(conditions, values);
  const behind = askedBehind(facts, conditions);
  const decided = (asked: readonly string[]) => workedOut(facts, pick(values, asked)).all(conditions) === holds;
  const said = behind.filter((id) => values[id] !== undefined);
  if (!decided(said)) return { holds, because: [], open: workedOut(facts, values).openIn(conditions, behind) };
  // whatever can be left out without making it open is; the fact in question goes last
  const because = said.filter((id) => {
    const others = said.filter((other) => other !== id);
    const left = others.reduce<string[]>(
      (kept, other) => (decided(without(kept, other)) ? without(kept, other) : kept),
      said,
    );
    return !decided(without(left, id));
  });
  return { holds, because, open: [] };
}

const without = (ids: readonly string[], id: string) => ids.filter((each) => each !== id);
const pick = (values: FactValues, ids: readonly string[]): FactValues =>
  Object.fromEntries(ids.map((id) => [id, values[id]]));

/** The asked facts that conditions read, through the computed ones too. */
export function askedBehind(facts: readonly Fact[], conditions: readonly FactCondition[]): string[] {
  const byId = new Map(facts.map((fact) => [fact.id, fact]));
  const found = new Set<string>();
  const read = ({ fact: id }: FactCondition) => {
    if (found.has(id)) return;
    found.add(id);
    const fact = byId.get(id);
    if (fact?.kind === "computed") for (const { when } of fact.cases) leavesOf(when).forEach(read);
  };
  conditions.forEach(read);
  return facts.filter(({ id, kind }) => kind !== "computed" && found.has(id)).map(({ id }) => id);
}

/** What follows from the asked facts that are known, and what is left open by the others. */
interface WorkedOut {
  /** Undefined where it could still come either way. */
  held(rule: Rule): boolean | undefined;
  all(conditions: readonly FactCondition[]): boolean | undefined;
  /** The unknown ones among `asked` that keep these conditions open. */
  openIn(conditions: readonly FactCondition[], asked: readonly string[]): string[];
}

/**
 * Each computed fact as the values that it may have: those of the cases that could hold, and where one is not decided also
 * `unknown`, which it has meanwhile. So what is decided here is so as it is applied now, and stays so whatever becomes known.
 */
function workedOut(facts: readonly Fact[], values: FactValues): WorkedOut {
  const byId = new Map(facts.map((fact) => [fact.id, fact]));
  const possible = new Map<string, ReadonlySet<string>>();

  function possibleOf(fact: Extract<Fact, { kind: "computed" }>): ReadonlySet<string> {
    const found = possible.get(fact.id);
    if (found) return found;
    const reached = new Set<string>();
    let isSettled = false;
    for (const { value, when } of fact.cases) {
      const is = held(when);
      if (is === false) continue;
      reached.add(value);
      if (is === undefined) reached.add(fact.unknown);
      isSettled = is === true;
      if (isSettled) break;
    }
    if (!isSettled) reached.add(fact.otherwise);
    possible.set(fact.id, reached);
    return reached;
  }

  function held(rule: Rule): boolean | undefined {
    if ("fact" in rule) {
      const fact = byId.get(rule.fact);
      if (fact?.kind !== "computed") return values[rule.fact]?.some((value) => rule.in.includes(value));
      const may = [...possibleOf(fact)].map((value) => rule.in.includes(value));
      return may.every(Boolean) ? true : may.some(Boolean) ? undefined : false;
    }
    if ("not" in rule) {
      const inner = held(rule.not);
      return inner === undefined ? undefined : !inner;
    }
    const decisive = "any" in rule;
    const parts = (decisive ? rule.any : rule.all).map(held);
    if (parts.includes(decisive)) return decisive;
    return parts.includes(undefined) ? undefined : !decisive;
  }

  function openBehind(rule: Rule, into: Set<string>): void {
    if (held(rule) !== undefined) return;
    if ("not" in rule) return openBehind(rule.not, into);
    if (!("fact" in rule)) return ("any" in rule ? rule.any : rule.all).forEach((part) => openBehind(part, into));
    const fact = byId.get(rule.fact);
    if (fact?.kind !== "computed") return void into.add(rule.fact);
    for (const { when } of fact.cases) {
      if (held(when) === true) return;
      openBehind(when, into);
    }
  }

  const all = (conditions: readonly FactCondition[]) => held({ all: [...conditions] });
  return {
    held,
    all,
    openIn(conditions, asked) {
      const open = new Set<string>();
      openBehind({ all: [...conditions] }, open);
      return asked.filter((id) => open.has(id));
    },
  };
}

/** The conditions in a rule that holds which make it hold. */
function trueParts(rule: Rule, worked: WorkedOut): FactCondition[] {
  if (worked.held(rule) !== true || "not" in rule) return [];
  if ("fact" in rule) return [rule];
  return ("any" in rule ? rule.any : rule.all).flatMap((part) => trueParts(part, worked));
}
