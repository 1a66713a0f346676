import { expect, test } from "vitest";
import { legalFormOf, subjectOf, subjects, toldApart, zoneKey, zones } from "#domain/company.ts";

test("places of one name are told apart by their addresses, others keep their name alone", () => {
  const places = [
    { name: "Tiệm Nam", slug: "tiem-nam" },
    { name: "Gốm An Nhiên", slug: "gom-an-nhien" },
    { name: "Tiệm Nam", slug: "tiem-nam-2" },
  ];
  expect(toldApart(places).map(({ name }) => name)).toEqual([
    "Tiệm Nam (tiem-nam)",
    "Gốm An Nhiên",
    "Tiệm Nam (tiem-nam-2)",
  ]);
});

test("each subject has one legal form of the intake, and what is not known says nothing", () => {
  expect(subjects.map((subject) => subjectOf(legalFormOf(subject)))).toEqual([...subjects]);
  for (const open of [undefined, "", "unsure"]) expect(subjectOf(open)).toBeUndefined();
});

test("a zone that may be chosen is one that the runtime knows, and has its text", () => {
  for (const zone of zones) expect(() => new Intl.DateTimeFormat("vi", { timeZone: zone })).not.toThrow();
  expect(zones.map(zoneKey)).toContain("zone-ho-chi-minh");
  expect(new Set(zones.map(zoneKey)).size).toBe(zones.length);
});
