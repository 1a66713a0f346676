import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { seenAnswers } from "#app/answering/page.server.ts";
import { Sent } from "#app/answering/save.schema.ts";
import { openForChange, permissionFor, refusalIn, takeChange } from "#app/answering/save.server.ts";
import type { Latest } from "#app/answering/send.ts";
import { seenAsked } from "#app/asking/seen.server.ts";
import { asTenant, uuidParam } from "#app/request.server.ts";
import { statusFor } from "#app/status.ts";
import { requestsOf } from "#db/asked-questions.ts";
import { assessmentWithAnswers } from "#db/assessments.ts";
import { Refusal, type RefusalCode } from "#domain/refusal.ts";

/** What others have answered since. */
export async function loader(args: LoaderFunctionArgs) {
  return asTenant(args, "assessment:read", async (trx, { personId, now }) => {
    const { id, state, answers } = await assessmentWithAnswers(trx, uuidParam(args.params.assessmentId));
    const asked = seenAsked(await requestsOf(trx, id), now);
    const latest: Latest = { state, answers: seenAnswers(answers, personId), asked };
    return Response.json(latest);
  });
}

/** Takes one change that the page has held and now sends, be it for the first time or once more. */
export async function action(args: ActionFunctionArgs) {
  const sent = Sent.safeParse(await args.request.json().catch(() => null));
  if (!sent.success) return refused("invalid-form");
  try {
    return await asTenant(args, permissionFor(sent.data.act), async (trx, ctx) => {
      // held on this device by somebody else, who signed out of it since: it is theirs to send
      if (sent.data.personId !== ctx.personId) throw new Refusal("not-signed-in", "another person's change");
      const opened = await openForChange(trx, uuidParam(args.params.assessmentId), ctx.services.library);
      const taken = await takeChange(trx, opened, sent.data, ctx);
      return Response.json(taken, { status: "refusal" in taken ? statusFor(taken.refusal) : 200 });
    });
  } catch (thrown) {
    const refusal = refusalIn(thrown);
    if (!refusal) throw thrown;
    return refused(refusal);
  }
}

function refused(refusal: RefusalCode) {
  return Response.json({ refusal }, { status: statusFor(refusal) });
}
