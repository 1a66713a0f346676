import { randomUUID } from "node:crypto";
import { assessmentForUpdate, startAssessment, type LockedAssessment } from "#db/assessments.ts";
import { saveAnswer } from "#db/answers.ts";
import { withTenant, type TenantTrx } from "#db/tenant.ts";
import type { Reply } from "#domain/answering-rules.ts";
import type { Framework } from "#domain/content/framework.schema.ts";
import { aFramework } from "#tests/answering-framework.ts";
import { aCompany, aPerson, type TestPerson } from "#tests/companies.ts";
import { freshDatabase } from "#tests/database.ts";

export const now = new Date("2026-11-24T02:00:00Z");
export const minutesLater = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
export const address = "203.0.113.7";
/** What a choice's value answers. */
export const choose = (value: string | number | string[]): Reply => ({ kind: "choice", value });

/** A database with companies that answer one framework; `versions` are those that the content holds. */
export async function answeringWorld(versions: readonly Framework[] = [aFramework()]) {
  const database = await freshDatabase();
  const latest = versions[0] as Framework;
  const library = {
    framework: (_: string, version: string) => versions.find((framework) => framework.version === version) as Framework,
  };
  return {
    database,
    library,
    framework: latest,
    close: () => database.close(),
    /** A company with its owner, and what is done in it. */
    async company(name = "Gốm An Nhiên") {
      const owner = aPerson("Nguyễn Thu Hạnh");
      const company = await aCompany(database, { name, owner, now });
      return companyHandle(company, owner);
    },
  };

  function companyHandle(company: { tenantId: string; slug: string }, owner: TestPerson) {
    const within = <T>(work: (trx: TenantTrx) => Promise<T>) => withTenant(database.app, company, work);
    const locked = <T>(id: string, work: (trx: TenantTrx, assessment: LockedAssessment) => Promise<T>) =>
      within(async (trx) => work(trx, await assessmentForUpdate(trx, id)));
    return {
      ...company,
      owner,
      within,
      locked,
      start: (more: Partial<Parameters<typeof startAssessment>[1]> = {}) =>
        within((trx) =>
          startAssessment(trx, { framework: latest, facts: {}, library, personId: owner.id, address, now, ...more }),
        ),
      save: (id: string, questionId: string, reply: Reply | undefined, more: Partial<SaveArgs> = {}) =>
        locked(id, (trx, assessment) =>
          saveAnswer(trx, {
            assessment,
            framework: latest,
            questionId,
            reply,
            basedOn: 0,
            saveKey: randomUUID(),
            mayAccept: true,
            personId: owner.id,
            address,
            now,
            ...more,
          }),
        ),
      join: async (person: TestPerson, role: "manager" | "contributor") =>
        within(async (trx) => {
          await trx
            .insertInto("people")
            .values({ person_id: person.id, name: person.name, email: person.email })
            .execute();
          await trx.insertInto("memberships").values({ person_id: person.id, role, joined_at: now }).execute();
        }),
      history: (questionId: string) =>
        within((trx) =>
          trx
            .selectFrom("answer_revisions")
            .select(["revision", "kind", "value"])
            .where("question_id", "=", questionId)
            .orderBy("revision")
            .execute(),
        ),
    };
  }
}
type SaveArgs = Parameters<typeof saveAnswer>[1];
export type CompanyHandle = Awaited<ReturnType<Awaited<ReturnType<typeof answeringWorld>>["company"]>>;
