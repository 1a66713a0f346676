import { askedBehind } from "#domain/content/binding.ts";
import type { Fact, Rule } from "#domain/content/fact.schema.ts";
import { valuesOf } from "#domain/content/facts.ts";
import type { FactCondition } from "#domain/content/question.schema.ts";
import type { Content } from "./parsed.ts";
import { problemAt, type Located, type Problem } from "./source.ts";

/** Conditions name facts and values that exist; computed facts read earlier ones; a fact that nothing reads is a warning. */
export function checkFacts(content: Content, problems: Problem[], warnings: Problem[]): void {
  const facts = new Map<string, Located<Fact>>();
  const read = new Set<string>();
  const report = (at: Located<unknown>, within: (string | number)[], reason: string) =>
    problems.push(problemAt(at, within, reason));

  for (const fact of content.facts) {
    const { id, kind } = fact.item;
    const values = valuesOf(fact.item);
    for (const value of values.filter((value, i) => values.indexOf(value) !== i))
      report(fact, [], `${id}: value "${value}" is there twice`);
    if (kind === "computed") checkComputed(fact as Located<Computed>, facts);
    if (facts.has(id)) report(fact, ["id"], `fact ${id} is there twice`);
    else facts.set(id, fact);
  }
  for (const fact of content.facts) checkAsked(fact);
  for (const { questions } of content.frameworks)
    for (const question of questions)
      checkConditions(
        question,
        question.item.id,
        question.item.appliesWhen,
        new Set(questions.map(({ item }) => item.id)),
      );
  for (const obligation of content.obligations) {
    const { id, appliesWhen, fines } = obligation.item;
    checkConditions(obligation, id, appliesWhen, new Set());
    fines.forEach((fine, i) => {
      if (fine.kind === "gdpr") checkConditions(obligation, id, fine.appliesWhen, new Set(), ["fines", i]);
    });
  }
  for (const fact of content.facts)
    if (!read.has(fact.item.id))
      warnings.push(problemAt(fact, ["id"], `fact ${fact.item.id}: no condition and no rule reads it`));

  function checkConditions(
    at: Located<unknown>,
    id: string,
    conditions: readonly FactCondition[],
    questions: ReadonlySet<string>,
    within: (string | number)[] = [],
  ): void {
    conditions.forEach((condition, i) => {
      read.add(condition.fact);
      if (questions.has(condition.fact))
        report(
          at,
          [...within, "appliesWhen", i, "fact"],
          `${id}: appliesWhen names the question ${condition.fact}; only facts may hide a question (asksWhen is for questions)`,
        );
      else checkNamed(at, id, condition, [...within, "appliesWhen", i], facts);
    });
  }

  /** A question that its own answer could hide would come and go. */
  function checkAsked(fact: Located<Fact>): void {
    const { id, kind } = fact.item;
    if (kind === "computed" || !fact.item.asksWhen) return;
    fact.item.asksWhen.forEach((condition, i) => {
      read.add(condition.fact);
      checkNamed(fact, id, condition, ["asksWhen", i], facts);
      const all = content.facts.map(({ item }) => item);
      if (askedBehind(all, [condition]).includes(id))
        report(fact, ["asksWhen", i], `${id}: asksWhen names ${condition.fact}, which reads ${id} itself`);
    });
  }

  function checkNamed(
    at: Located<unknown>,
    id: string,
    named: FactCondition,
    within: (string | number)[],
    among: ReadonlyMap<string, Located<Fact>>,
  ): void {
    const fact = among.get(named.fact);
    if (!fact) {
      const later = content.ids.facts.has(named.fact) && among === facts && among.size < content.facts.length;
      if (later || !content.ids.facts.has(named.fact))
        report(
          at,
          [...within, "fact"],
          `${id} names the fact ${named.fact}, which ${later ? "comes later in facts.yaml" : "does not exist"}`,
        );
      return;
    }
    const values = valuesOf(fact.item);
    named.in.forEach((value, i) => {
      if (!values.includes(value))
        report(
          at,
          [...within, "in", i],
          `${id}: the fact ${named.fact} has no value "${value}" (it has ${values.join(", ")})`,
        );
    });
  }

  function checkComputed(fact: Located<Computed>, earlier: ReadonlyMap<string, Located<Fact>>): void {
    const { id, cases, otherwise, unknown } = fact.item;
    const values = valuesOf(fact.item);
    const own = (value: string, within: (string | number)[]) => {
      if (!values.includes(value)) report(fact, within, `${id} has no value "${value}" (it has ${values.join(", ")})`);
    };
    own(otherwise, ["otherwise"]);
    own(unknown, ["unknown"]);
    cases.forEach(({ value, when }, i) => {
      own(value, ["cases", i, "value"]);
      for (const { rule, path } of namedIn(when, ["cases", i, "when"])) {
        read.add(rule.fact);
        checkNamed(fact, id, rule, path, earlier);
      }
    });
  }
}

type Computed = Extract<Fact, { kind: "computed" }>;
type Naming = { rule: FactCondition; path: (string | number)[] };

/** The places in a rule that name a fact. */
export function namedIn(rule: Rule, path: (string | number)[] = []): Naming[] {
  if ("fact" in rule) return [{ rule, path }];
  if ("not" in rule) return namedIn(rule.not, [...path, "not"]);
  const key = "any" in rule ? "any" : "all";
  const parts = "any" in rule ? rule.any : rule.all;
  return parts.flatMap((part, i) => namedIn(part, [...path, key, i]));
}
