import { describe, expect, test } from "vitest";
import { loadLibrary } from "#content/library.ts";
import { legalForm, legalFormOf, subjectOf, subjects } from "#domain/company.ts";
import { boundBy } from "#domain/content/binding.ts";
import { conditionsHold, factValuesOf, valuesOf } from "#domain/content/facts.ts";
import { factsToAsk } from "#domain/intake.ts";
import { threeCompanies } from "#tests/three-companies.ts";
import { realContent } from "./sample-content.ts";

const library = loadLibrary(realContent);
const { facts, instruments } = library;
const asked = facts.filter(({ kind }) => kind !== "computed");
const duties = [...library.obligations.values()].filter(({ nature }) => nature === "duty");
const frameworks = [...new Set(library.frameworks.map(({ id }) => id))].map((id) => library.latest(id));

describe.each(Object.entries(threeCompanies))("the %s", (_, company) => {
  const { given, computed, binds, spared, questions, doubts } = company;
  const values = factValuesOf(facts, given);
  const bound = boundBy(duties, facts, given);

  test("answers the whole intake as it is asked, with values that it offers", () => {
    const put = factsToAsk(facts, { given, unsure: [] });
    expect(Object.keys(given)).toEqual(put.map(({ id }) => id));
    for (const fact of asked)
      expect(valuesOf(fact), fact.id).toEqual(expect.arrayContaining([...(values[fact.id] ?? [])]));
  });

  test("is fined as what its legal form says", () => {
    expect(subjectOf(given[legalForm])).toBe(company.subject);
    const form = facts.find(({ id }) => id === legalForm);
    expect(form && valuesOf(form)).toEqual(subjects.map(legalFormOf));
  });

  test("comes to the computed facts that the clauses give, the relief of Article 38 among them", () => {
    const found = facts.filter(({ kind }) => kind === "computed").map(({ id }) => [id, values[id]?.join()]);
    expect(Object.fromEntries(found)).toEqual(computed);
  });

  test("is bound by these duties, each by its clause, and by no other", () => {
    const found = bound.filter(({ holds }) => holds).map(({ item }) => [item.id, item.basis[0]]);
    expect(Object.fromEntries(found)).toEqual(binds);
    for (const clause of Object.values(binds)) expect(instruments.has(clause.split(" ")[0] ?? ""), clause).toBe(true);
  });

  test("is spared the others by what it answered", () => {
    const found = bound.filter(({ holds }) => !holds).map(({ item, because }) => [item.id, because]);
    expect(Object.fromEntries(found)).toEqual(spared);
    expect(Object.keys(binds).length + Object.keys(spared).length).toBe(duties.length);
  });

  test("leaves nothing open: what binds, binds by what is known", () => {
    expect(bound.filter(({ open }) => open.length > 0)).toEqual([]);
  });

  test("is asked these questions of each framework", () => {
    const found = frameworks.map(({ id, version, questions: all }) => {
      const hidden = all.filter(({ appliesWhen }) => !conditionsHold(appliesWhen, values));
      return [id, { version, asked: all.length - hidden.length, hidden: hidden.map((question) => question.id) }];
    });
    expect(Object.fromEntries(found)).toEqual(questions);
  });

  test("has its doubts about duties that bind it", () => {
    for (const id of Object.keys(doubts)) expect(Object.keys(binds)).toContain(id);
  });
});

test("a micro household keeps its relief, a clinic and a firm that runs systems for others have lost theirs", () => {
  const { shop, clinic, software } = threeCompanies;
  expect([shop, clinic, software].map(({ computed }) => computed.relief)).toEqual(["exempt", "none", "none"]);
  // Article 38 spares Articles 21, 22 and 33.2 alone: never the dossier of a transfer abroad
  expect(Object.keys(shop.binds)).toEqual(expect.arrayContaining(["VN-XB-02", "VN-XB-03"]));
  for (const duty of ["VN-DPIA-01", "VN-DPIA-05", "VN-DPO-01"])
    expect(
      [shop, clinic, software].map(({ binds }) => duty in binds),
      duty,
    ).toEqual([false, true, true]);
});

test("who sells to the EU and works for clients there owes the clients word of a breach by contract, with no fine of the EU", () => {
  const gdpr = library.latest("gdpr");
  const tiers = (id: string, link: readonly string[]) => {
    const values = factValuesOf(facts, { ...threeCompanies.software.given, "eu-link": [...link] });
    return library
      .finesFor(
        gdpr.questions.find((question) => question.id === id)!,
        values,
      )
      .flatMap((fine) => (fine.kind === "gdpr" ? [fine.tier] : []));
  };
  const { "eu-link": own } = threeCompanies.software.given;
  expect(own).toEqual(["offering", "monitoring", "client-in-eu"]);
  expect(tiers("eu-breach.client-told-at-once", own as string[])).toEqual([]);
  expect(tiers("eu-breach.authority-72-hours", own as string[])).toEqual(["T1"]);
  expect(tiers("eu-breach.client-told-at-once", ["offering", "client-aims-at-eu"])).toEqual(["T1"]);
});
