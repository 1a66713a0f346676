import type { Asked } from "#app/request.server.ts";
import { assessmentForUpdate } from "#db/assessments.ts";
import { foundCompany, findMembership } from "#db/companies.ts";
import { keepAnswers, openForCheck } from "#db/kept-check.ts";
import { withPerson, withTenant } from "#db/tenant.ts";
import { subjects, zones } from "#domain/company.ts";
import { may } from "#domain/permission.ts";
import { Refusal } from "#domain/refusal.ts";
import type { KeepForm } from "./keep.schema.ts";
import { checkedFramework } from "./sheet.server.ts";

export interface KeptCheck {
  /** The address of the result. */
  readonly to: string;
  readonly taken: number;
  /** Not taken: somebody has answered otherwise, or the question is another one by now. */
  readonly left: number;
}

/**
 * Makes the answers of a free check those of a company's assessment. Sent twice, it does so once.
 * @throws {Refusal} not-found, not-allowed, assessment-locked
 */
export async function keepCheck(
  { key, company, name, answers }: KeepForm,
  {
    person,
    personId,
    address,
    now,
    services: { db, library },
  }: Pick<Asked, "person" | "personId" | "address" | "now" | "services">,
): Promise<KeptCheck> {
  const newOne = { key, name, zone: zones[0], subject: subjects[0], owner: person };
  const slug = company || (await foundCompany(db, newOne, { address, now }));
  const membership = await withPerson(db, { personId }, (trx) => findMembership(trx, slug));
  if (!membership) throw new Refusal("not-found", `no company ${slug} of theirs`);
  const { role } = membership;
  if (!may(role, "assessment:answer")) throw new Refusal("not-allowed", `a ${role} answers nothing`);
  return withTenant(db, membership, async (trx) => {
    const by = { personId, address, now };
    const latest = library.latest(checkedFramework);
    const id = await openForCheck(trx, { framework: latest, library, mayStart: may(role, "assessment:start"), ...by });
    const assessment = await assessmentForUpdate(trx, id);
    const framework = library.framework(assessment.frameworkId, assessment.frameworkVersion);
    const kept = await keepAnswers(trx, { assessment, framework, said: answers, ...by });
    return { to: `/c/${slug}/assessments/${id}/result`, ...kept };
  });
}
