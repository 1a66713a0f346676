import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { loadLibrary } from "#content/library.ts";
import type { Fine, Obligation } from "#domain/content/obligation.schema.ts";
import { realContent } from "./sample-content.ts";

const duties = [...loadLibrary(realContent).obligations.values()].filter(
  ({ id, nature }) => nature === "duty" && /^(VN|GDPR)-/.test(id),
);

/** By duty: its severity, deadline and fines, read against the sources one by one. */
const read = JSON.parse(readFileSync(join(import.meta.dirname, "numbers.json"), "utf8")) as Record<string, string[]>;

const millions = (amount: number) => amount / 1_000_000;

function inShort(fine: Fine): string {
  const clause = fine.clause.replace(/^vn-|^eu-/, "");
  if (fine.kind === "band")
    return `${clause}: ${millions(fine.min)}–${millions(fine.max)} million ${fine.unit} of ${fine.printedFor}, ${fine.confidence}`;
  if (fine.kind === "revenue")
    return `${clause}: ${fine.share / 100}% of revenue, at least ${millions(fine.floor)} million ${fine.unit}, ${fine.confidence}`;
  if (fine.kind === "proceeds")
    return `${clause}: ${fine.times} × proceeds, at least ${millions(fine.floor)} million ${fine.unit}, ${fine.confidence}`;
  if (fine.kind === "act") return `${clause}: ${millions(fine.floor)} million ${fine.unit}, ${fine.confidence}`;
  if (fine.kind === "gdpr") return `${clause}: ${fine.tier}, ${fine.confidence}`;
  return `${clause}: ${fine.words.en.replaceAll("\u00a0", " ")} ${fine.confidence}`;
}

function numbersOf({ severity, confidence, deadline, fines, basis }: Obligation): string[] {
  const period = deadline?.amount ? [`${deadline.amount} ${deadline.unit}`] : [];
  return [`${severity} ${confidence}`, basis.join(", "), ...period, ...fines.map(inShort)];
}

test.each(duties.map((duty) => [duty.id, duty] as const))(
  "%s stands in its clauses, with its severity, deadline and fines",
  (id, duty) => {
    expect(numbersOf(duty)).toEqual(read[id]);
  },
);

test("no duty was read that is gone", () => {
  expect(Object.keys(read).filter((id) => !duties.some((duty) => duty.id === id))).toEqual([]);
});
