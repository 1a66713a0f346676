import type { AuditLine } from "./audit-line.schema.ts";

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
/** SHA-256 of the text's UTF-8, in lower-case hex. Handed in, since the domain imports nothing. */
export type Sha256 = (text: string) => string;
export type Disclosed = NonNullable<AuditLine["disclosed"]>;
type Fact = Omit<AuditLine, "sequence" | "previousHash" | "hash" | "disclosed" | "redactedAt">;
export type Link = Pick<AuditLine, "sequence" | "previousHash" | "hash">;

/** What the first event of a tenant is chained to. */
export const GENESIS: Pick<Link, "sequence" | "hash"> = { sequence: 0, hash: "0".repeat(64) };
/** The action whose detail names the events that were redacted, so that no detail vanishes unannounced. */
export const REDACTED = "audit.redacted";

/**
 * One text for one value, whatever order its keys came in: keys sorted by UTF-16 code unit, no white space, numbers and
 * strings as JSON.stringify writes them (RFC 8785).
 */
export function canonicalJson(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (value !== null && typeof value === "object") {
    const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([key, part]) => `${JSON.stringify(key)}:${canonicalJson(part)}`).join(",")}}`;
  }
  if (typeof value === "number" && !Number.isFinite(value)) throw new Error(`${value} has no JSON`);
  return JSON.stringify(value);
}

/** The hashes that stand in the event for what is said of it elsewhere; without the salt nobody can guess their way back. */
export function disclosureHashes({ salt, address, detail }: Disclosed, sha256: Sha256) {
  return {
    detailHash: sha256(canonicalJson({ salt, detail })),
    addressHash: address === null ? null : sha256(canonicalJson({ salt, address })),
  };
}

/** Chains an event to the one before it. */
export function sealed(fact: Fact, previous: Pick<Link, "sequence" | "hash">, sha256: Sha256): Link {
  const { tenantId, eventId, at, actor, action, object, addressHash, detailHash } = fact;
  const sequence = previous.sequence + 1;
  const previousHash = previous.hash;
  const text = canonicalJson({
    sequence,
    tenantId,
    eventId,
    at,
    actor,
    action,
    object,
    addressHash,
    detailHash,
    previousHash,
  });
  return { sequence, previousHash, hash: sha256(text) };
}

export type Fault =
  | "event-changed" // its hash is not that of what it says
  | "link-broken" // it does not follow the event before it
  | "events-missing" // numbers are left out
  | "detail-changed" // what was said of it is not what was hashed
  | "detail-removed" // nothing is said of it, and no redaction either
  | "redaction-unannounced" // a redaction that no event of the chain tells of
  | "other-tenant"; // it belongs to another chain

export type Verdict = Readonly<{
  /** Events read, up to the first fault. */
  count: number;
  first: number | null;
  last: Pick<Link, "sequence" | "hash"> | null;
  redacted: readonly { sequence: number; on: string }[];
  fault: Readonly<{ sequence: number; fault: Fault }> | null;
}>;

/**
 * Follows a chain of one tenant, in order of sequence, as far as it holds. A chain that was cut off at its end still holds:
 * compare `last` with what was known before.
 * @param isExtract that the lines are a selection: events may be missing between them, and the redactions' own events too
 */
export async function verifyChain(
  lines: AsyncIterable<AuditLine> | Iterable<AuditLine>,
  sha256: Sha256,
  { isExtract = false }: { isExtract?: boolean } = {},
): Promise<Verdict> {
  let count = 0;
  let first: AuditLine | null = null;
  let last: AuditLine | null = null;
  const redacted = new Map<string, { sequence: number; on: string }>();
  const announced = new Set<string>();
  const verdict = (fault: Verdict["fault"]): Verdict => ({
    count,
    first: first?.sequence ?? null,
    last: last && { sequence: last.sequence, hash: last.hash },
    redacted: [...redacted.values()],
    fault,
  });

  for await (const line of lines) {
    const fault = faultOf(line, last, sha256, isExtract);
    if (fault) return verdict({ sequence: line.sequence, fault });
    if (line.redactedAt) redacted.set(line.eventId, { sequence: line.sequence, on: line.redactedAt });
    if (line.action === REDACTED) for (const id of eventIdsOf(line.disclosed)) announced.add(id);
    first ??= line;
    last = line;
    count += 1;
  }
  const unannounced = isExtract ? undefined : [...redacted].find(([eventId]) => !announced.has(eventId));
  return verdict(unannounced ? { sequence: unannounced[1].sequence, fault: "redaction-unannounced" } : null);
}

function faultOf(line: AuditLine, before: AuditLine | null, sha256: Sha256, isExtract: boolean): Fault | null {
  const previous = before ?? (isExtract ? null : { ...GENESIS, tenantId: line.tenantId });
  if (previous && previous.tenantId !== line.tenantId) return "other-tenant";
  if (previous && line.sequence <= previous.sequence) return "link-broken";
  const follows = previous && line.sequence === previous.sequence + 1;
  if (!follows && !isExtract) return "events-missing";
  if (follows && line.previousHash !== previous.hash) return "link-broken";
  const { hash } = sealed(line, { sequence: line.sequence - 1, hash: line.previousHash }, sha256);
  if (hash !== line.hash) return "event-changed";
  if (!line.disclosed) return line.redactedAt ? null : "detail-removed";
  const { detailHash, addressHash } = disclosureHashes(line.disclosed, sha256);
  return detailHash === line.detailHash && addressHash === line.addressHash ? null : "detail-changed";
}

/** The events that a redaction's own event names. */
function eventIdsOf(disclosed: AuditLine["disclosed"]): string[] {
  const named = disclosed?.detail["eventIds"];
  return Array.isArray(named) ? named.filter((id) => typeof id === "string") : [];
}
