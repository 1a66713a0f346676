import { z } from "zod";
import type { Json } from "./audit-chain.ts";

const Hash = z.string().regex(/^[0-9a-f]{64}$/);
const Value: z.ZodType<Json> = z.lazy(() =>
  z.union([z.null(), z.boolean(), z.number(), z.string(), z.array(Value), z.record(z.string(), Value)]),
);

export const actorKinds = ["person", "job", "link", "operator"] as const;

/** One line of an exported audit trail. Times are UTC to the millisecond, hashes SHA-256 in lower-case hex. */
export type AuditLine = z.infer<typeof AuditLine>;
export const AuditLine = z.strictObject({
  sequence: z.int().min(1),
  tenantId: z.uuid(),
  eventId: z.uuid(),
  at: z.iso.datetime({ precision: 3 }),
  actor: z.strictObject({ kind: z.enum(actorKinds), id: z.string().nullable() }),
  action: z.string().min(1),
  object: z.strictObject({ kind: z.string().min(1), id: z.string() }),
  addressHash: Hash.nullable(),
  detailHash: Hash,
  previousHash: Hash,
  hash: Hash,
  /** What was said of the event: erasure may delete it, and then says when. */
  disclosed: z
    .strictObject({ salt: z.string(), address: z.string().nullable(), detail: z.record(z.string(), Value) })
    .nullable(),
  redactedAt: z.iso.datetime({ precision: 3 }).nullable(),
});
