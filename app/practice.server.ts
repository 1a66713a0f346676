import { companyEngaging } from "#db/engagements.ts";
import { findPractice } from "#db/lookup.ts";
import { practiceOf } from "#db/practices.ts";
import {
  INSTALLATION,
  withPractice,
  withTenant,
  withTenantAndPractice,
  type PracticeTrx,
  type TenantTrx,
} from "#db/tenant.ts";
import type { PracticeRole } from "#domain/membership.ts";
import { Refusal } from "#domain/refusal.ts";
import { answering, type Asked, type RouteArgs } from "./request.server.ts";
import { textFor } from "./text.server.ts";

export interface AskedOfPractice extends Asked {
  practiceId: string;
  role: PracticeRole;
}
/** What the frame around a practice's page shows. */
export interface PracticeShell {
  slug: string;
  name: string;
  role: PracticeRole;
}

/** Which practice the address names, and that the person belongs to it: one statement, before any row is read. */
async function ofPractice(args: RouteArgs, asked: Asked): Promise<AskedOfPractice> {
  const slug = args.params.practice ?? "";
  const found = await findPractice(asked.services.db, { personId: asked.personId, slug });
  if (!found) throw new Refusal("not-found", "no such practice, or not theirs");
  return { ...asked, ...found };
}

/** A page of a practice, with the frame's data and the texts of these areas beside what `work` returns. */
export function practicePage<T extends object>(
  args: RouteArgs,
  areas: readonly string[],
  work: (trx: PracticeTrx, ctx: AskedOfPractice) => Promise<T>,
): Promise<T & { practice: PracticeShell; text: Record<string, string> }> {
  return answering(args, async (asked) => {
    const ctx = await ofPractice(args, asked);
    return withPractice(asked.services.db, ctx, async (trx) => {
      const { slug, name } = await practiceOf(trx, ctx.practiceId);
      const page = await work(trx, ctx);
      return { ...page, practice: { slug, name, role: ctx.role }, text: textFor(args, ...areas) };
    });
  });
}

/**
 * Work of a practice's owner where the practice meets the company that engaged it.
 * @throws a refusal's response: not-allowed, not-found
 */
export function asEngaged<T>(
  args: RouteArgs,
  engagementId: string,
  work: (company: TenantTrx, ctx: AskedOfPractice & { tenantId: string }) => Promise<T>,
): Promise<T> {
  return answering(args, async (asked) => {
    const ctx = await ofPractice(args, asked);
    if (ctx.role !== "owner") throw new Refusal("not-allowed", `a ${ctx.role} of the practice`);
    const { services } = asked;
    const { practiceId } = ctx;
    const tenantId = await withPractice(services.db, ctx, (trx) => companyEngaging(trx, { practiceId, engagementId }));
    return withTenant(services.db, { tenantId }, (company) => work(company, { ...ctx, tenantId }));
  });
}

/**
 * Work that changes a practice, or needs its links: these stand with the installation, and so does the trail.
 * @throws a refusal's response: not-allowed, when only an owner may
 */
export function asPractice<T>(
  args: RouteArgs,
  { ownerOnly }: { ownerOnly: boolean },
  work: (installation: TenantTrx, practice: PracticeTrx, ctx: AskedOfPractice) => Promise<T>,
): Promise<T> {
  return answering(args, async (asked) => {
    const ctx = await ofPractice(args, asked);
    if (ownerOnly && ctx.role !== "owner") throw new Refusal("not-allowed", `a ${ctx.role} of the practice`);
    return withTenantAndPractice(
      asked.services.db,
      { tenantId: INSTALLATION, practiceId: ctx.practiceId },
      (installation, practice) => work(installation, practice, ctx),
    );
  });
}
