import type { Fines } from "#domain/scoring/fines.ts";
import type { Answers, Assessment, ScoredFramework, ScoredQuestion } from "#domain/scoring/model.ts";
import { dontKnow, framework, given, notApplicable, question } from "#tests/arbitraries.ts";

// A shop with staff and nothing abroad; days are instants, today is 0.
const e = { evidence: [{ validUntil: 200 }] };
const er = { ...e, review: { validUntil: 300 } };

const withStaff = { appliesWhen: [{ fact: "staff", in: ["yes"] }] };

const questions: ScoredQuestion[] = [
  question("inv.list", { topic: "keeping", severity: "S3" }),
  question("inv.one-place", { topic: "keeping", severity: "S4" }),
  question("share.named", { topic: "keeping", severity: "S4" }),
  question("policy.written", { topic: "rules", severity: "S2" }),
  question("policy.reviewed", {
    topic: "rules",
    severity: "S1",
    asksWhen: [{ question: "policy.written", least: 50 }],
  }),
  question("access.least", { topic: "access", severity: "S4" }),
  question("auth.2fa", { topic: "access", severity: "S4" }),
  question("leaver.same-day", { topic: "people", severity: "S4", ...withStaff }),
  question("handover.minutes", { topic: "people", severity: "S3", ...withStaff }),
  question("training.yearly", { topic: "people", severity: "S2", ...withStaff }),
  question("breach.72h", { topic: "incident", severity: "S3" }),
  question("abroad.dossier", {
    topic: "abroad",
    severity: "S4",
    appliesWhen: [{ fact: "abroad", in: ["yes"] }],
  }),
];

export const shopFramework: ScoredFramework = framework(questions);

const firstAnswers: Answers = {
  "inv.list": given(50),
  "inv.one-place": given(0),
  "share.named": given(100, e),
  "policy.written": given(0),
  "access.least": given(50),
  "auth.2fa": given(100, er),
  "leaver.same-day": given(dontKnow),
  "handover.minutes": given(0),
  "training.yearly": given(notApplicable),
};

const secondAnswers: Answers = {
  "inv.list": given(50),
  "inv.one-place": given(50),
  "share.named": given(100, e),
  "policy.written": given(100, e),
  "policy.reviewed": given(100),
  "access.least": given(50),
  "auth.2fa": given(100, er),
  "leaver.same-day": given(100, er),
  "handover.minutes": given(50),
  "training.yearly": given(50),
  "breach.72h": given(100),
};

const nothingAbroad = { staff: ["yes"], abroad: ["no"] };

export const firstRunning: Assessment = {
  framework: shopFramework,
  facts: nothingAbroad,
  given: firstAnswers,
  locked: false,
};
export const firstCompleted: Assessment = { ...firstRunning, locked: true };
export const second: Assessment = { ...firstRunning, given: secondAnswers };
export const secondAbroad: Assessment = { ...second, facts: { ...nothingAbroad, abroad: ["yes"] } };
export const secondAbroadCompleted: Assessment = { ...secondAbroad, locked: true };

/** One dropped, one reworded, one raised, two added. */
export const secondOnNewVersion: Assessment = {
  ...second,
  framework: {
    ...shopFramework,
    version: "2",
    questions: [
      ...questions.flatMap((old): ScoredQuestion[] => {
        if (old.id === "inv.list") return [];
        if (old.id === "access.least") return [{ ...old, meaning: 2 }];
        return [old.id === "breach.72h" ? { ...old, severity: "S4" } : old];
      }),
      question("vendor.list", { topic: "keeping", severity: "S3" }),
      question("backup.tested", { topic: "keeping", severity: "S2" }),
    ],
  },
  given: { ...secondAnswers, "vendor.list": given(0), "backup.tested": given(100) },
};

const safety = {
  kind: "band",
  clause: "VN-SEC-02",
  unit: "VND",
  min: 20_000_000,
  max: 40_000_000,
  printedFor: "organisation",
  confidence: "H",
} as const;
const breach = { ...safety, clause: "VN-BR-01", min: 40_000_000, max: 60_000_000, confidence: "M" } as const;

export const shopFines: Fines = { "access.least": [safety], "auth.2fa": [safety], "breach.72h": [breach] };
