import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { GivenFacts } from "#domain/content/facts.ts";

/**
 * A company as it answers the intake, and what that must come to: read from the laws by hand, line by line, and kept beside
 * the journey that it is tried in.
 */
export interface ExpectedCompany {
  readonly name: { readonly vi: string; readonly en: string };
  readonly about: string;
  readonly subject: "organisation" | "household" | "individual";
  readonly given: GivenFacts;
  /** Values of the computed facts. */
  readonly computed: Readonly<Record<string, string>>;
  /** Duties that bind, each with its leading clause. */
  readonly binds: Readonly<Record<string, string>>;
  /** Duties that do not, each with the answers that decide. */
  readonly spared: Readonly<Record<string, readonly string[]>>;
  /** By framework: how many questions apply, and the ids of those that do not. */
  readonly questions: Readonly<Record<string, { version: string; asked: number; hidden: readonly string[] }>>;
  /** Duties among `binds` of which the sources leave open whether they truly do. */
  readonly doubts: Readonly<Record<string, string>>;
}

const expected = (name: string) =>
  JSON.parse(readFileSync(join(import.meta.dirname, "browser/expected", `${name}.json`), "utf8")) as ExpectedCompany;

export const threeCompanies = {
  shop: expected("shop"),
  clinic: expected("clinic"),
  software: expected("software"),
} as const;
