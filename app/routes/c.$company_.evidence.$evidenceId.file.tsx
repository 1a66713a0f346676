import { createReadableStreamFromReadable, type LoaderFunctionArgs } from "@remix-run/node";
import { asTenant, uuidParam } from "#app/request.server.ts";
import { evidenceToRead } from "#db/evidence.ts";
import { contentDisposition, isShownInline } from "#domain/evidence.ts";
import { Refusal } from "#domain/refusal.ts";

/**
 * A file that proves something, to whoever may read the company's assessments. Whatever it holds, it is shown as what it
 * was found to be, in a sandbox of its own, or else saved.
 */
export async function loader(args: LoaderFunctionArgs) {
  return asTenant(args, "assessment:read", async (trx, { tenantId, services }) => {
    const { sha256, mediaType, title } = await evidenceToRead(trx, uuidParam(args.params.evidenceId));
    if (sha256 === null || mediaType === null) throw new Refusal("not-found", "a link has no bytes with us");
    const file = await services.files.read({ tenantId, sha256 });
    if (!file) throw new Error(`the bytes of evidence ${args.params.evidenceId} are gone`);
    const headers = {
      "content-type": mediaType === "text/plain" ? "text/plain; charset=utf-8" : mediaType,
      "content-length": String(file.bytes),
      "content-disposition": contentDisposition(isShownInline(mediaType) ? "inline" : "attachment", title),
      // beside the policy of every page, which forbids scripts: both hold
      "content-security-policy": "default-src 'none'; sandbox",
      "cross-origin-resource-policy": "same-origin",
    };
    const isAsked = args.request.method !== "HEAD";
    return new Response(isAsked ? createReadableStreamFromReadable(file.stream()) : null, { headers });
  });
}
