import type { Migration } from "kysely";
import * as auth from "./0000_auth.ts";
import * as tenancy from "./0001_tenancy.ts";
import * as assessments from "./0002_assessments.ts";
import * as profiles from "./0003_profiles.ts";
import * as evidence from "./0004_evidence.ts";
import * as askedQuestions from "./0005_asked_questions.ts";

/** In the order they run. A list, since Node 20 cannot load a folder of `.ts` files by itself. */
export const migrations: Record<string, Migration> = {
  "0000_auth": auth,
  "0001_tenancy": tenancy,
  "0002_assessments": assessments,
  "0003_profiles": profiles,
  "0004_evidence": evidence,
  "0005_asked_questions": askedQuestions,
};
