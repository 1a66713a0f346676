import { Readable } from "node:stream";
import { createReadableStreamFromReadable, type LoaderFunctionArgs } from "@remix-run/node";
import { auditFilterOf } from "#app/audit.server.ts";
import { asTenant } from "#app/request.server.ts";
import { exportAudit, record } from "#db/audit.ts";
import { companyOf } from "#db/companies.ts";

/** The trail as JSON lines, which `npm run verify-audit` checks without this server. Filtered, it is an excerpt of the chain. */
export async function loader(args: LoaderFunctionArgs) {
  const query = new URL(args.request.url).searchParams;
  const { services } = args.context;
  const asked = await asTenant(args, "audit:read", async (trx, { tenantId, slug, personId, address, now }) => {
    const { zone } = await companyOf(trx, tenantId);
    const { filter, fields } = auditFilterOf(query, zone);
    await record(trx, {
      actor: { kind: "person", id: personId },
      action: "audit.exported",
      object: { kind: "audit", id: slug },
      detail: fields,
      address,
      now,
    });
    return { tenantId, slug, filter, now };
  });
  const lines = Readable.from(
    (async function* () {
      for await (const line of exportAudit(services.db, asked)) yield `${JSON.stringify(line)}\n`;
    })(),
  );
  return new Response(createReadableStreamFromReadable(lines), {
    headers: {
      "content-type": "application/x-ndjson; charset=utf-8",
      "content-disposition": `attachment; filename="audit-${asked.slug}-${asked.now.toISOString().slice(0, 10)}.jsonl"`,
    },
  });
}
