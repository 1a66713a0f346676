import type { LoaderFunctionArgs } from "@remix-run/node";
import { partInRows } from "#app/answering/explained.server.ts";
import { asTenant, uuidParam } from "#app/request.server.ts";
import { assessmentWithAnswers } from "#db/assessments.ts";
import { companyOf } from "#db/companies.ts";

/** What the rows of one part of the table say when they are opened: `?part=…`. */
export async function loader(args: LoaderFunctionArgs) {
  return asTenant(args, "assessment:read", async (trx, { services: { library }, language, tenantId }) => {
    const company = await companyOf(trx, tenantId);
    const { frameworkId, frameworkVersion, facts } = await assessmentWithAnswers(
      trx,
      uuidParam(args.params.assessmentId),
    );
    const part = new URL(args.request.url).searchParams.get("part") ?? "";
    const framework = library.framework(frameworkId, frameworkVersion);
    return Response.json(partInRows(framework, part, { library, language, company, facts }));
  });
}
