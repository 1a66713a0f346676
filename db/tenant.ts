import { CompiledQuery, sql, type Kysely, type Transaction } from "kysely";
import type { Database } from "./database.ts";

declare const scoped: unique symbol;
/** A transaction confined to one tenant by row-level security. Only `withTenant` makes one. */
export type TenantTrx = Transaction<Database> & { readonly [scoped]: "tenant" };
/** Reads the names and roles of one person's own companies and practices, and nothing else of them. */
export type PersonTrx = Transaction<Database> & { readonly [scoped]: "person" };
/** Reads what the live engagements of one practice open. */
export type PracticeTrx = Transaction<Database> & { readonly [scoped]: "practice" };
/** Reads mail that waits, for the operator. */
export type OperatorTrx = Transaction<Database> & { readonly [scoped]: "operator" };

/** What belongs to no company: identity mails, sign-in events. */
export const INSTALLATION = "00000000-0000-0000-0000-000000000000";
/** No tenant has it, so that no row of any tenant is seen under it. */
const NOBODY = "ffffffff-ffff-ffff-ffff-ffffffffffff";
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

type Scope = Readonly<Partial<Record<"tenant_id" | "person_id" | "practice_id" | "operator_id", string>>>;

/**
 * Begins with the scope set in the same round trip: round trips are what a small save costs. The settings are local to
 * the transaction, so they hold behind a pooler in transaction mode and end with it.
 */
async function within<T>(
  db: Kysely<Database>,
  scope: Scope,
  work: (trx: Transaction<Database>) => Promise<T>,
): Promise<T> {
  const settings = Object.entries({ tenant_id: NOBODY, ...scope }).map(([name, id]) => {
    // a statement with several commands takes no parameters, so what goes in is proven to be an id and nothing else
    if (!uuid.test(id)) throw new Error(`app.${name} is no uuid`);
    return `set_config('app.${name}', '${id}', true)`;
  });
  return db.connection().execute(async (connection) => {
    await connection.executeQuery(CompiledQuery.raw(`begin; select ${settings.join(", ")}`));
    let result: T;
    try {
      result = await work(connection as unknown as Transaction<Database>);
    } catch (error) {
      // when the connection itself is gone the server has rolled back already, and the first error is the one to tell
      await connection.executeQuery(CompiledQuery.raw("rollback")).catch(() => undefined);
      throw error;
    }
    await connection.executeQuery(CompiledQuery.raw("commit"));
    return result;
  });
}

/** Runs `work` where only this tenant's rows exist. Make no network calls inside: it holds a connection. */
export function withTenant<T>(
  db: Kysely<Database>,
  { tenantId }: { tenantId: string },
  work: (trx: TenantTrx) => Promise<T>,
) {
  return within(db, { tenant_id: tenantId }, (trx) => work(trx as TenantTrx));
}

/** Runs `work` where a person's own companies and practices can be read. */
export function withPerson<T>(
  db: Kysely<Database>,
  { personId }: { personId: string },
  work: (trx: PersonTrx) => Promise<T>,
) {
  return within(db, { person_id: personId }, (trx) => work(trx as PersonTrx));
}

/** Runs `work` in one practice: its own rows can be changed, its live clients' standings read. */
export function withPractice<T>(
  db: Kysely<Database>,
  { practiceId }: { practiceId: string },
  work: (trx: PracticeTrx) => Promise<T>,
) {
  return within(db, { practice_id: practiceId }, (trx) => work(trx as PracticeTrx));
}

/**
 * Runs `work` where a company and a practice meet, which is where an engagement is made: both handles are the one
 * transaction. With the installation for a company, it is where a practice's own changes are put on record.
 */
export function withTenantAndPractice<T>(
  db: Kysely<Database>,
  { tenantId, practiceId }: { tenantId: string; practiceId: string },
  work: (tenant: TenantTrx, practice: PracticeTrx) => Promise<T>,
) {
  return within(db, { tenant_id: tenantId, practice_id: practiceId }, (trx) =>
    work(trx as TenantTrx, trx as PracticeTrx),
  );
}

/** Within a company's transaction, for as long as `work` lasts, also what a practice may read of itself. */
export async function alongPractice<T>(
  trx: TenantTrx,
  practiceId: string,
  work: (practice: PracticeTrx) => Promise<T>,
): Promise<T> {
  const scope = (id: string) => sql`select set_config('app.practice_id', ${id}, true)`.execute(trx);
  await scope(practiceId);
  const result = await work(trx as Transaction<Database> as PracticeTrx);
  await scope("");
  return result;
}

/** Runs `work` where the operator, and nobody else, sees the outbox. */
export function withOperator<T>(
  db: Kysely<Database>,
  { operatorId }: { operatorId: string },
  work: (trx: OperatorTrx) => Promise<T>,
) {
  return within(db, { operator_id: operatorId }, (trx) => work(trx as OperatorTrx));
}
