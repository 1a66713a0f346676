import { createHash, randomBytes } from "node:crypto";
import { sql, type Kysely } from "kysely";
import {
  disclosureHashes,
  GENESIS,
  REDACTED,
  sealed,
  type Disclosed,
  type Json,
  type Link,
  type Sha256,
} from "#domain/audit-chain.ts";
import type { actorKinds, AuditLine } from "#domain/audit-line.schema.ts";
import type { Database } from "./database.ts";
import { withTenant, type TenantTrx } from "./tenant.ts";

export const sha256: Sha256 = (text) => createHash("sha256").update(text).digest("hex");

export type Actor = Readonly<{ kind: (typeof actorKinds)[number]; id: string | null }>;
type Happening = Readonly<{
  actor: Actor;
  /** `<noun>.<what was done>`, for ever the same: `task.closed`. */
  action: string;
  object: Readonly<{ kind: string; id: string }>;
  /** What changed, from what to what, if that needs saying. May name people: it lies where erasure reaches it. */
  detail?: { [key: string]: Json };
  /** The client's address; null for what no client asked for. */
  address: string | null;
  now: Date;
}>;

/** Writes what is happening into the trail, in the transaction that makes it happen. It is chained soon after, by `seal`. */
export async function record(
  trx: TenantTrx,
  { actor, action, object, detail = {}, address, now }: Happening,
): Promise<void> {
  const disclosed: Disclosed = { salt: randomBytes(16).toString("hex"), address, detail };
  const { detailHash, addressHash } = disclosureHashes(disclosed, sha256);
  // uuidv7, so that events of the same moment keep the order in which they were written
  await sql`
    with event as (
      insert into audit_events (event_id, at, actor_kind, actor_id, action, object_kind, object_id, address_hash, detail_hash)
      values (uuidv7(), ${now}, ${actor.kind}, ${actor.id}, ${action}, ${object.kind}, ${object.id}, ${addressHash}, ${detailHash})
      returning event_id
    )
    insert into audit_details (event_id, salt, detail)
    select event_id, ${disclosed.salt}, ${JSON.stringify({ address, detail })}::jsonb from event`.execute(trx);
}

/** Sealed in one go, at most: a tenant whose sealing was held up catches up in several transactions. */
const BATCH = 1_000;

/**
 * Chains the oldest events that are in no chain yet. One sealer of a tenant at a time: the others wait for its commit.
 * @returns how many it chained, and whether more are waiting
 */
export async function seal(trx: TenantTrx, now: Date): Promise<{ count: number; more: boolean }> {
  await sql`select pg_advisory_xact_lock(hashtextextended('audit-chain:' || current_setting('app.tenant_id'), 0))`.execute(
    trx,
  );
  const head = await trx
    .selectFrom("audit_events")
    .select(["sequence", "hash"])
    .where("sequence", "is not", null)
    .orderBy("sequence", "desc")
    .limit(1)
    .executeTakeFirst();
  const waiting = await trx
    .selectFrom("audit_events")
    .selectAll()
    .where("sequence", "is", null)
    .orderBy("at")
    .orderBy("event_id")
    .limit(BATCH)
    .execute();
  if (waiting.length === 0) return { count: 0, more: false };

  let previous: Pick<Link, "sequence" | "hash"> = head
    ? { sequence: Number(head.sequence), hash: head.hash as string }
    : GENESIS;
  const links = waiting.map((row) => {
    const link = sealed(factOf(row), previous, sha256);
    previous = link;
    return { eventId: row.event_id, ...link };
  });
  await sql`
    update audit_events e set sequence = l."sequence", previous_hash = l."previousHash", hash = l."hash", sealed_at = ${now}
    from jsonb_to_recordset(${JSON.stringify(links)}::jsonb) as l("eventId" uuid, "sequence" bigint, "previousHash" text, "hash" text)
    where e.event_id = l."eventId"`.execute(trx);
  return { count: links.length, more: links.length === BATCH };
}

/** All that waits, so that a reading which follows in the same transaction finds the chain whole. */
async function sealAll(trx: TenantTrx, now: Date): Promise<void> {
  while ((await seal(trx, now)).more);
}

/**
 * Deletes what was said of these events, for whoever may ask to be forgotten; that they happened stays. An event of its own
 * names them, and is chained at once: a detail that is missing without one counts as tampering.
 */
export async function redact(
  trx: TenantTrx,
  { eventIds, actor, address, now }: { eventIds: readonly string[]; actor: Actor; address: string | null; now: Date },
): Promise<void> {
  const gone = await trx
    .updateTable("audit_details")
    // the salt goes too: with it, a short detail could be guessed from its hash
    .set({ detail: null, salt: "", redacted_at: now })
    .where("event_id", "in", [...eventIds])
    .where("redacted_at", "is", null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("audit_events")
            .select("audit_events.event_id")
            .whereRef("audit_events.event_id", "=", "audit_details.event_id")
            .where("action", "=", REDACTED),
        ),
      ),
    )
    .returning("event_id")
    .execute();
  if (gone.length === 0) return;
  const detail = { eventIds: gone.map(({ event_id }) => event_id) };
  await record(trx, { actor, action: REDACTED, object: { kind: "audit", id: "trail" }, detail, address, now });
  await sealAll(trx, now);
}

export type AuditFilter = Readonly<{
  actorId?: string;
  action?: string;
  objectKind?: string;
  objectId?: string;
  /** From this moment on. */
  from?: Date;
  /** Before this moment. */
  until?: Date;
}>;
export type AuditCursor = Readonly<{ at: Date; eventId: string }>;
export type AuditEntry = Readonly<{
  eventId: string;
  at: Date;
  /** The name that the company knows the actor by; null for jobs, links, and people who were erased. */
  actor: Actor & Readonly<{ name: string | null }>;
  action: string;
  object: Readonly<{ kind: string; id: string }>;
  /** Null when redacted. */
  address: string | null;
  detail: { [key: string]: Json } | null;
  redactedAt: Date | null;
  /** Its place in the chain; null for the moment that it waits to be sealed. */
  sequence: number | null;
}>;

/** Newest first, `size` at a time; `next` is where the following page begins, null when there is none. */
export async function auditEvents(
  trx: TenantTrx,
  { filter = {}, after, size }: { filter?: AuditFilter; after?: AuditCursor | undefined; size: number },
): Promise<{ entries: AuditEntry[]; next: AuditCursor | null }> {
  const rows = await joined(trx, filter)
    .leftJoin("people as p", (join) =>
      join.onRef("p.tenant_id", "=", "e.tenant_id").onRef("p.person_id", "=", "e.actor_id"),
    )
    .select("p.name as actor_name")
    .$if(after !== undefined, (query) =>
      query.where(({ eb, refTuple, tuple }) =>
        eb(refTuple("e.at", "e.event_id"), "<", tuple((after as AuditCursor).at, (after as AuditCursor).eventId)),
      ),
    )
    .orderBy("e.at", "desc")
    .orderBy("e.event_id", "desc")
    .limit(size + 1)
    .execute();
  const entries = rows.slice(0, size).map((row): AuditEntry => {
    const disclosed = disclosedOf(row);
    return {
      eventId: row.event_id,
      at: row.at,
      actor: { kind: row.actor_kind, id: row.actor_id, name: row.actor_name },
      action: row.action,
      object: { kind: row.object_kind, id: row.object_id },
      address: disclosed?.address ?? null,
      detail: disclosed?.detail ?? null,
      redactedAt: row.redacted_at,
      sequence: row.sequence === null ? null : Number(row.sequence),
    };
  });
  const last = entries.at(-1);
  return { entries, next: rows.length > size && last ? { at: last.at, eventId: last.eventId } : null };
}

/**
 * The chain from its first event on, sealed up to now; with a filter an extract of it, which `npm run verify-audit` takes
 * with `--extract`.
 */
export async function* exportAudit(
  db: Kysely<Database>,
  { tenantId, filter = {}, now }: { tenantId: string; filter?: AuditFilter; now: Date },
): AsyncGenerator<AuditLine> {
  await withTenant(db, { tenantId }, (trx) => sealAll(trx, now));
  yield* auditChain(db, { tenantId, filter });
}

const PAGE = 500;

/**
 * What is sealed, in order. Each page has a transaction of its own, so that a slow reader holds no connection: what is
 * sealed does not move any more.
 */
export async function* auditChain(
  db: Kysely<Database>,
  { tenantId, filter = {} }: { tenantId: string; filter?: AuditFilter },
): AsyncGenerator<AuditLine> {
  let read = GENESIS.sequence;
  for (;;) {
    const after = String(read);
    const rows = await withTenant(db, { tenantId }, (trx) =>
      joined(trx, filter).where("e.sequence", ">", after).orderBy("e.sequence").limit(PAGE).execute(),
    );
    yield* rows.map(lineOf);
    if (rows.length < PAGE) return;
    read = Number(rows.at(-1)?.sequence);
  }
}

/** How many events wait to be sealed. */
export async function countUnsealed(trx: TenantTrx): Promise<number> {
  const { count } = await trx
    .selectFrom("audit_events")
    .select(({ fn }) => fn.countAll<string>().as("count"))
    .where("sequence", "is", null)
    .where("tenant_id", "=", ownTenant)
    .executeTakeFirstOrThrow();
  return Number(count);
}

const ownTenant = sql<string>`current_setting('app.tenant_id')::uuid`;

function joined(trx: TenantTrx, { actorId, action, objectKind, objectId, from, until }: AuditFilter) {
  return (
    trx
      .selectFrom("audit_events as e")
      .leftJoin("audit_details as d", (join) =>
        join.onRef("d.tenant_id", "=", "e.tenant_id").onRef("d.event_id", "=", "e.event_id"),
      )
      .selectAll("e")
      .select(["d.salt", "d.detail", "d.redacted_at"])
      // the verifying owner sees the events of all companies
      .where("e.tenant_id", "=", ownTenant)
      .$if(actorId !== undefined, (query) => query.where("e.actor_id", "=", actorId as string))
      .$if(action !== undefined, (query) => query.where("e.action", "=", action as string))
      .$if(objectKind !== undefined, (query) => query.where("e.object_kind", "=", objectKind as string))
      .$if(objectId !== undefined, (query) => query.where("e.object_id", "=", objectId as string))
      .$if(from !== undefined, (query) => query.where("e.at", ">=", from as Date))
      .$if(until !== undefined, (query) => query.where("e.at", "<", until as Date))
  );
}

type Row = Awaited<ReturnType<ReturnType<typeof joined>["execute"]>>[number];

function factOf(row: Omit<Row, "salt" | "detail" | "redacted_at">) {
  return {
    tenantId: row.tenant_id,
    eventId: row.event_id,
    at: row.at.toISOString(),
    actor: { kind: row.actor_kind, id: row.actor_id },
    action: row.action,
    object: { kind: row.object_kind, id: row.object_id },
    addressHash: row.address_hash,
    detailHash: row.detail_hash,
  };
}

function disclosedOf({ salt, detail }: Pick<Row, "salt" | "detail">): Disclosed | null {
  if (salt === null || detail === null) return null;
  return { salt, ...(detail as Omit<Disclosed, "salt">) };
}

function lineOf(row: Row): AuditLine {
  return {
    sequence: Number(row.sequence),
    ...factOf(row),
    previousHash: row.previous_hash as string,
    hash: row.hash as string,
    disclosed: disclosedOf(row),
    redactedAt: row.redacted_at?.toISOString() ?? null,
  };
}
