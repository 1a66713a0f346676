import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { companyOf, type Company } from "#db/companies.ts";
import { knowPerson } from "#db/people.ts";
import { withOperator, withPerson, withTenant, type OperatorTrx, type PersonTrx, type TenantTrx } from "#db/tenant.ts";
import type { Language } from "#domain/language.ts";
import { may, type Permission, type Role } from "#domain/permission.ts";
import { Refusal } from "#domain/refusal.ts";
import type { Services, Visit } from "./context.ts";
import { statusFor } from "./status.ts";
import { textFor } from "./text.server.ts";

export type RouteArgs = LoaderFunctionArgs | ActionFunctionArgs;
export type Person = NonNullable<Visit["person"]>;

/** What every piece of work on a request may know. */
export interface Asked {
  person: Person;
  personId: string;
  language: Language;
  now: Date;
  requestId: string;
  address: string;
  services: Services;
  /** Runs once the transaction is committed: the place to enqueue. What fails there is logged; the sweep repairs it. */
  after(act: () => Promise<unknown>): void;
}
export interface AskedOfTenant extends Asked {
  tenantId: string;
  slug: string;
  role: Role;
}
/** What the frame around a company's page shows. */
export interface ShellData {
  company: Company;
  role: Role;
}

/**
 * Who asks, which company the address names, what they may do there and whose rows exist, in one call.
 * Throws a redirect to the sign-in page, or the response that a refusal becomes.
 */
export async function asTenant<T>(
  args: RouteArgs,
  permission: Permission,
  work: (trx: TenantTrx, ctx: AskedOfTenant) => Promise<T>,
): Promise<T> {
  return answering(args, async (asked) => {
    const { access } = args.context.visit;
    if (!access || access.slug !== args.params.company)
      throw new Refusal("not-found", "no such company, or not theirs");
    if (!may(access.role, permission)) throw new Refusal("not-allowed", `${access.role} may not ${permission}`);
    const { services } = args.context;
    return withTenant(services.db, access, async (trx) => {
      // a consultant is known to the company by name from the first act on
      if (access.role === "consultant" && isMutation(args.request)) await knowPerson(trx, asked.person);
      return work(trx, { ...asked, tenantId: access.tenantId, slug: access.slug, role: access.role });
    });
  });
}

/** A page of a company: `asTenant`, with the frame's data and the texts of these areas beside what `work` returns. */
export function companyPage<T extends object>(
  args: RouteArgs,
  permission: Permission,
  areas: readonly string[],
  work: (trx: TenantTrx, ctx: AskedOfTenant & { company: Company }) => Promise<T>,
): Promise<T & { shell: ShellData; text: Record<string, string> }> {
  return asTenant(args, permission, async (trx, ctx) => {
    const company = await companyOf(trx, ctx.tenantId);
    const page = await work(trx, { ...ctx, company });
    return { ...page, shell: { company, role: ctx.role }, text: textFor(args, ...areas) };
  });
}

/** For pages of a person, outside any company. */
export function asPerson<T>(args: RouteArgs, work: (trx: PersonTrx, asked: Asked) => Promise<T>): Promise<T> {
  return answering(args, (asked) => withPerson(args.context.services.db, asked, (trx) => work(trx, asked)));
}

/** For the operator's pages: jobs, outbox, health; no tenant's data. To everybody else they do not exist. */
export function asOperator<T>(args: RouteArgs, work: (trx: OperatorTrx, asked: Asked) => Promise<T>): Promise<T> {
  return answering(args, async (asked) => {
    if (!asked.person.isOperator) throw new Refusal("not-found", "not the operator");
    return withOperator(args.context.services.db, { operatorId: asked.personId }, (trx) => work(trx, asked));
  });
}

/** For work of a signed-in person that opens its own transactions (a link of a company that is not yet theirs, say). */
export async function answering<T>(args: RouteArgs, work: (asked: Asked) => Promise<T>): Promise<T> {
  const { visit, services, requestId } = args.context;
  const later: (() => Promise<unknown>)[] = [];
  try {
    const { person } = visit;
    if (!person) {
      if (!isMutation(args.request)) throw signInFirst(args.request);
      throw new Refusal("not-signed-in", "no live session");
    }
    const result = await work({
      person,
      personId: person.id,
      language: visit.language,
      now: visit.now,
      requestId,
      address: visit.address,
      services,
      after: (act) => void later.push(act),
    });
    await Promise.all(
      later.map((act) =>
        act().catch((error: unknown) => services.log.error({ err: error, requestId }, "after commit")),
      ),
    );
    return result;
  } catch (error) {
    throw refusalResponse(error, args) ?? error;
  }
}

/** The response that an expected no becomes; undefined for anything else. */
export function refusalResponse(error: unknown, { context }: RouteArgs) {
  if (!(error instanceof Refusal)) return undefined;
  context.services.log.info({ requestId: context.requestId, refusal: error.code, because: error.message }, "refused");
  return data({ refusal: error.code, reference: context.requestId }, { status: statusFor(error.code) });
}

const uuidShape = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** @throws {Refusal} not-found, for what cannot be an id of ours */
export function uuidParam(value: string | undefined): string {
  if (!value || !uuidShape.test(value)) throw new Refusal("not-found", "the address holds no id");
  return value.toLowerCase();
}

function signInFirst(request: Request) {
  const { pathname, search } = new URL(request.url);
  return redirect(
    `/sign-in?${new URLSearchParams({ next: pathname.replace(/\.data$/, "") + search.replace(/[?&]_routes=[^&]*/, "") }).toString()}`,
  );
}

function isMutation(request: Request): boolean {
  return request.method !== "GET" && request.method !== "HEAD";
}
