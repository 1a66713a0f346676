import { requireLink, tokenHash } from "#db/links.ts";
import { findLink } from "#db/lookup.ts";
import { withTenant } from "#db/tenant.ts";
import { linkStateOf } from "#domain/link.ts";
import type { Identifying } from "./throttle.server.ts";

/** Whether a visitor comes from an invitation that still stands: `next` is its page. */
export async function isInvited({ context }: Pick<Identifying, "context">, next: string | null): Promise<boolean> {
  const token = /^\/i\/([\w-]{20,64})(?=[/?#]|$)/.exec(next ?? "")?.[1];
  if (!token) return false;
  const { services, visit } = context;
  const found = await findLink(services.db, tokenHash(token));
  if (!found) return false;
  const link = await withTenant(services.db, found, (trx) => requireLink(trx, found.linkId));
  return linkStateOf(link, visit.now) === "live";
}
