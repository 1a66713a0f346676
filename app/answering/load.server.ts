import { redirect, type LoaderFunctionArgs } from "@remix-run/node";
import { seenAsked } from "#app/asking/seen.server.ts";
import { companyPage, uuidParam } from "#app/request.server.ts";
import { acceptsAlone } from "#db/answers.ts";
import { requestsOf } from "#db/asked-questions.ts";
import { assessmentWithAnswers } from "#db/assessments.ts";
import { evidenceIn } from "#db/evidence.ts";
import { may } from "#domain/permission.ts";
import { seenEvidence } from "./evidence.server.ts";
import { explanationsOf } from "./explained.server.ts";
import { answeringModeOf } from "./mode.server.ts";
import { answeringOf } from "./page.server.ts";

interface Wanted {
  readonly areas: readonly string[];
  /** Whether the page shows beside each question what is to be said about it. */
  readonly isExplained: boolean;
}

/** The page of an assessment's answers, one question at a time or as a table. */
export function loadAnswering(args: LoaderFunctionArgs, { areas, isExplained }: Wanted) {
  const id = args.params.assessmentId;
  return companyPage(args, "assessment:read", areas, async (trx, ctx) => {
    const { role, services, personId, now } = ctx;
    const assessment = await assessmentWithAnswers(trx, uuidParam(id));
    const framework = services.library.framework(assessment.frameworkId, assessment.frameworkVersion);
    const mayAccept = may(role, "assessment:accept");
    const rights = {
      mayAnswer: may(role, "assessment:answer"),
      mayAccept,
      acceptsAlone: mayAccept && (await acceptsAlone(trx, { assessment, personId, now })),
    };
    const question = new URL(args.request.url).searchParams.get("q");
    const asked = seenAsked(await requestsOf(trx, assessment.id), now);
    const reader = { library: services.library, language: ctx.language, company: ctx.company, facts: assessment.facts };
    return {
      explained: isExplained ? explanationsOf(framework, reader) : { of: {}, glossary: {} },
      attached: seenEvidence(await evidenceIn(trx, assessment.id), { ...ctx, zone: assessment.zone }),
      answering: answeringOf({ assessment, framework, question, asked, rights }, ctx),
    };
  });
}

/** Sends on to the table whoever answers so; a question that the address names is shown by itself. @throws a redirect */
export function toTableIfUsual({ request, params, context }: LoaderFunctionArgs): void {
  const { visit, services } = context;
  const url = new URL(request.url);
  if (!visit.person || url.searchParams.has("q")) return;
  const asked = { cookie: request.headers.get("cookie"), personId: visit.person.id };
  if (answeringModeOf(services.settings, asked) !== "table") return;
  throw redirect(`/c/${params.company}/assessments/${params.assessmentId}/table`);
}
