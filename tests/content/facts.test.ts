import { expect, test } from "vitest";
import { loadLibrary } from "#content/library.ts";
import { conditionsHold, factValuesOf, type GivenFacts } from "#domain/content/facts.ts";
import { realContent } from "./sample-content.ts";

const library = loadLibrary(realContent);
const { facts, obligations } = library;
const relief = (given: GivenFacts) => factValuesOf(facts, given).relief;
const inUse = (given: GivenFacts) => factValuesOf(facts, given)["relief-in-use"];

/** A firm about which all is known and nothing takes the relief away. */
const plain = {
  "legal-form": "company",
  size: "large",
  "start-up": false,
  "people-known": 5000,
  "sensitive-kinds": [],
  tools: [],
  marketing: [],
  "for-others": [],
} satisfies GivenFacts;

test.each<[string, GivenFacts, string]>([
  ["large", { size: "large" }, "none"],
  ["medium: no relief any more", { size: "medium" }, "none"],
  ["small", { size: "small" }, "may-choose"],
  ["medium and a start-up", { size: "medium", "start-up": true }, "may-choose"],
  ["micro", { size: "micro" }, "exempt"],
  ["a household business, whatever its size", { "legal-form": "household", size: undefined }, "exempt"],
  ["an individual without registration", { "legal-form": "individual", size: "micro" }, "none"],
  ["micro with images of ID cards", { size: "micro", "sensitive-kinds": ["id-card"] }, "none"],
  ["micro with a fingerprint clock", { size: "micro", tools: ["fingerprint-face"] }, "none"],
  ["micro that follows its vehicles", { size: "micro", tools: ["gps"] }, "none"],
  ["micro with a tracking tag", { size: "micro", marketing: ["tracking"] }, "none"],
  ["micro with a camera and an AI tool", { size: "micro", tools: ["cameras", "ai"] }, "exempt"],
  ["a household with one of the nine services", { "legal-form": "household", "for-others": ["scoring"] }, "none"],
  ["a household that does other work for firms", { "legal-form": "household", "for-others": ["plain"] }, "exempt"],
  ["small, 99,999 people", { size: "small", "people-known": 99_999 }, "may-choose"],
  ["small, 100,000 people", { size: "small", "people-known": 100_000 }, "none"],
  ["micro, 1,000,000 people", { size: "micro", "people-known": 1_000_000 }, "none"],
])("relief by Law 91, Article 38: %s", (_, given, value) => {
  expect(relief({ ...plain, ...given })).toEqual([value]);
});

test.each(["legal-form", "size", "sensitive-kinds", "tools", "marketing", "for-others", "people-known"])(
  "without %s no relief is assumed",
  (fact) => {
    for (const size of ["micro", "small"]) expect(relief({ ...plain, size, [fact]: undefined })).toEqual(["none"]);
  },
);

test.each<[string, GivenFacts, string]>([
  ["micro", { size: "micro" }, "in-use"],
  ["small, recorded", { size: "small", "relief-chosen": true }, "in-use"],
  ["small, not recorded", { size: "small", "relief-chosen": false }, "not-in-use"],
  ["small, not known whether recorded", { size: "small" }, "not-in-use"],
  ["large, recorded for nothing", { size: "large", "relief-chosen": true }, "not-in-use"],
])("the choice counts only once it is recorded: %s", (_, given, value) => {
  expect(inUse({ ...plain, ...given })).toEqual([value]);
});

const computed = (fact: string, given: GivenFacts) => factValuesOf(facts, given)[fact];

test.each<[string, string, GivenFacts, string]>([
  [
    "decides and does it itself",
    "role",
    { "whose-data": ["customers"], "data-places": ["own", "handed-out"] },
    "controller-processor",
  ],
  ["hands all of it out", "role", { "whose-data": ["customers"], "data-places": ["handed-out"] }, "controller"],
  ["only acts for others", "role", { "whose-data": [], "for-others": ["plain"], "data-places": ["own"] }, "processor"],
  ["neither", "role", { "whose-data": [], "for-others": [], "data-places": ["own"] }, "third-party"],
  [
    "own people and others'",
    "role",
    { "whose-data": ["staff"], "for-others": ["systems"], "data-places": ["own"] },
    "controller-processor",
  ],
  ["in Vietnam only", "transfer", { "data-places": ["own", "domestic-cloud"] }, "none"],
  ["own staff's data in a foreign cloud", "transfer", { "data-places": ["foreign-cloud-staff"] }, "no-dossier"],
  [
    "customers' data in a foreign cloud",
    "transfer",
    { "data-places": ["foreign-cloud-staff", "foreign-cloud"] },
    "dossier",
  ],
  ["sent to a firm abroad", "transfer", { "data-places": ["foreign-recipient"] }, "dossier"],
  ["an office in the EU", "gdpr-applies", { "eu-link": ["establishment"] }, "applies"],
  ["offers aimed at people in the EU", "gdpr-applies", { "eu-link": ["offering"] }, "applies"],
  ["tracking people in the EU", "gdpr-applies", { "eu-link": ["monitoring"] }, "applies"],
  ["a client's offers or tracking there", "gdpr-applies", { "eu-link": ["client-aims-at-eu"] }, "applies"],
  ["other work for a client there", "gdpr-applies", { "eu-link": ["client-in-eu"] }, "by-contract"],
  ["nothing there", "gdpr-applies", { "eu-link": [] }, "does-not-apply"],
  ["alone", "staff", { headcount: 0 }, "false"],
  ["one helper", "staff", { headcount: 1 }, "true"],
])("%s: %s", (_, fact, given, value) => {
  expect(computed(fact, given)).toEqual([value]);
});

/** How many questions of the GDPR are asked, and how many of its duties bind. */
function gdprFor(given: GivenFacts) {
  const values = factValuesOf(facts, given);
  const { questions } = library.latest("gdpr");
  const covered = questions.flatMap(({ covers }) => covers.flatMap((id) => obligations.get(id) ?? []));
  return {
    controller: values["gdpr-controller"],
    processor: values["gdpr-processor"],
    representative: values["gdpr-representative"],
    questions: questions.filter(({ appliesWhen }) => conditionsHold(appliesWhen, values)).length,
    duties: covered.filter(({ appliesWhen }) => conditionsHold(appliesWhen, values)).length,
  };
}

test.each<[string, GivenFacts, string, string, string, number]>([
  ["offers to people in the EU", { "eu-link": ["offering"] }, "true", "false", "needed", 18],
  ["an establishment there", { "eu-link": ["establishment"], "for-others": [] }, "true", "false", "not-needed", 18],
  [
    "an establishment that works for others",
    { "eu-link": ["establishment"], "for-others": ["plain"] },
    "true",
    "true",
    "not-needed",
    19,
  ],
  ["work for a client there", { "eu-link": ["client-in-eu"] }, "false", "true", "not-needed", 7],
  ["work for a client that aims at people there", { "eu-link": ["client-aims-at-eu"] }, "false", "true", "needed", 8],
  ["nothing there", { "eu-link": [] }, "false", "false", "not-needed", 0],
  ["not known", {}, "true", "true", "needed", 20],
])("GDPR, Article 3 and Article 27: %s", (_, link, controller, processor, representative, asked) => {
  const whole: GivenFacts = Object.keys(link).length === 0 ? {} : { ...plain, marketing: ["email"], ...link };
  expect(gdprFor(whole)).toEqual({
    controller: [controller],
    processor: [processor],
    representative: [representative],
    questions: asked,
    duties: asked,
  });
});

test("a firm that only a contract binds is told of the contract, and of no fine of the EU", () => {
  const fines = (link: string) =>
    library.latest("gdpr").questions.flatMap((question) => {
      const values = factValuesOf(facts, { ...plain, "eu-link": [link] });
      return conditionsHold(question.appliesWhen, values) ? library.finesFor(question, values) : [];
    });
  expect(fines("client-in-eu").map(({ kind }) => kind)).not.toContain("gdpr");
  expect(fines("client-in-eu").filter((fine) => fine.kind === "words" && fine.about === "contract")).not.toEqual([]);
  expect(fines("client-aims-at-eu").map(({ kind }) => kind)).toContain("gdpr");
});

test("what is not known takes the value that binds", () => {
  const unknown = factValuesOf(facts, {});
  expect(unknown).toMatchObject({
    staff: ["true"],
    consumers: ["true"],
    cloud: ["true"],
    "sensitive-data": ["true"],
    "biometrics-or-location": ["true"],
    role: ["controller-processor"],
    transfer: ["dossier"],
    relief: ["none"],
    "relief-in-use": ["not-in-use"],
    "gdpr-applies": ["applies"],
  });
});

test("the duty to name a person rests while the relief is in use, and never where something is unknown", () => {
  const { appliesWhen } = obligations.get("VN-DPO-01")!;
  const binds = (given: GivenFacts) => conditionsHold(appliesWhen, factValuesOf(facts, given));
  expect(binds({ ...plain, size: "micro" })).toBe(false);
  expect(binds({ ...plain, size: "large" })).toBe(true);
  expect(binds({})).toBe(true);
});

test("facts of each kind are read as the values that conditions compare", () => {
  const text = { vi: "?", en: "?" };
  const kinds = factValuesOf(
    [
      { id: "flag", kind: "boolean", text },
      { id: "tools", kind: "several", text, none: text, values: ["a", "b"].map((value) => ({ value, text })) },
      {
        id: "since",
        kind: "date",
        text,
        bands: [
          { value: "before-2026", before: "2026-01-01", text },
          { value: "later", before: null, text },
        ],
      },
    ],
    { flag: false, tools: ["b", "c"], since: "2025-12-31" },
  );
  expect(kinds).toEqual({ flag: ["false"], tools: ["b", "c"], since: ["before-2026"] });
  expect(conditionsHold([{ fact: "tools", in: ["a", "b"] }], kinds)).toBe(true);
  expect(conditionsHold([{ fact: "tools", in: ["a"] }], kinds)).toBe(false);
  expect(
    conditionsHold(
      [
        { fact: "tools", in: ["a"] },
        { fact: "flag", in: ["false"] },
      ],
      kinds,
    ),
  ).toBe(false);
  expect(conditionsHold([{ fact: "never-asked", in: ["a"] }], kinds)).toBe(true);
  expect(conditionsHold([{ fact: "tools", in: ["a"] }], { tools: [] })).toBe(false);
});
