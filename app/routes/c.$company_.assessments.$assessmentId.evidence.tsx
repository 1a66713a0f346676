import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { seenEvidence, takeEvidence } from "#app/answering/evidence.server.ts";
import type { EvidenceChanged, EvidenceRefused } from "#app/answering/evidence-model.ts";
import { refusalIn } from "#app/answering/save.server.ts";
import { asTenant, uuidParam } from "#app/request.server.ts";
import { statusFor } from "#app/status.ts";
import { assessmentWithAnswers } from "#db/assessments.ts";
import { evidenceIn } from "#db/evidence.ts";

/** What others have attached since. */
export async function loader(args: LoaderFunctionArgs) {
  return asTenant(args, "assessment:read", async (trx, ctx) => {
    const { id, zone } = await assessmentWithAnswers(trx, uuidParam(args.params.assessmentId));
    return Response.json(seenEvidence(await evidenceIn(trx, id), { ...ctx, zone }));
  });
}

/** Takes a file or a link, from the page's script or from a plain form, which is led back to its question. */
export async function action(args: ActionFunctionArgs) {
  const isScript = args.request.headers.get("accept")?.includes("application/json") ?? false;
  try {
    const said = await takeEvidence(args);
    if (isScript) return Response.json(said, { status: "refusal" in said ? statusFor(said.refusal) : 200 });
    return backTo(args, said);
  } catch (thrown) {
    const refusal = refusalIn(thrown);
    if (!refusal || !isScript) throw thrown;
    return Response.json({ refusal }, { status: statusFor(refusal) });
  }
}

function backTo({ params, request }: ActionFunctionArgs, said: EvidenceChanged | EvidenceRefused) {
  const query = new URLSearchParams({ q: new URL(request.url).searchParams.get("q") ?? "" });
  if ("refusal" in said) query.set("refused", said.refusal);
  if ("found" in said && said.found) query.set("found", said.found);
  if ("removed" in said) query.set("removed", said.removed);
  return redirect(`/c/${params.company}/assessments/${params.assessmentId}?${query.toString()}#evidence`, 303);
}
