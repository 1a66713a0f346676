import { openForChange } from "#app/answering/save.server.ts";
import { asTenant, uuidParam, type AskedOfTenant, type RouteArgs } from "#app/request.server.ts";
import {
  attachFile,
  attachLink,
  evidenceIn,
  removeEvidence,
  restoreEvidence,
  type Attached,
  type KeptFile,
} from "#db/evidence.ts";
import type { TenantTrx } from "#db/tenant.ts";
import { isLocked } from "#domain/answering-rules.ts";
import { cleanFileName, cleanLink, endOf, judgeFile, lastDayOf, longestTitle } from "#domain/evidence.ts";
import { Refusal } from "#domain/refusal.ts";
import { contentKindOf } from "./evidence-content.server.ts";
import { receiveForm, type ReceivedFile, type ReceivedForm } from "./evidence-form.server.ts";
import type { EvidenceChanged, EvidenceRefused, SeenEvidence } from "./evidence-model.ts";

interface Reader {
  readonly slug: string;
  readonly personId: string;
  readonly zone: string;
  readonly now: Date;
}

export function seenEvidence(attached: readonly Attached[], reader: Reader): SeenEvidence[] {
  return attached.map((each) => {
    const validUntil = lastDayOf(each, reader.zone);
    return {
      id: each.id,
      questionId: each.questionId,
      kind: each.kind,
      title: each.title,
      bytes: each.bytes,
      mediaType: each.mediaType,
      to: each.url ?? `/c/${reader.slug}/evidence/${each.id}/file`,
      at: each.attachedAt.toISOString(),
      byName: each.attachedByName,
      isMine: each.attachedBy === reader.personId,
      validUntil,
      isInDate: reader.now.getTime() < endOf(validUntil, reader.zone),
    };
  });
}

/**
 * Takes a form that attaches a file or a link, takes one off, or puts it back. Who asks and whether they may is settled
 * before a byte of a file is read, and once more when it is there: minutes may lie between. The address names the question.
 * Throws what `asTenant` throws.
 */
export async function takeEvidence(args: RouteArgs): Promise<EvidenceChanged | EvidenceRefused> {
  const { files } = args.context.services;
  const tenantId = await tenantThatTakes(args).catch(async (refused: unknown) => {
    // a browser hears nothing of an answer that comes while it is still sending
    await discard(args.request);
    throw refused;
  });
  const form = await received(args, tenantId);
  if ("refusal" in form) return form;
  const { fields, file } = form;
  const questionId = new URL(args.request.url).searchParams.get("q") ?? "";
  let incoming = file?.incoming;
  let isKept = false;
  try {
    const judged = file && (await judge(file));
    if (judged && "refusal" in judged) return judged;
    const keep = async () => {
      if (!file) return;
      isKept = true;
      incoming = await files.keep(file.incoming, { tenantId, sha256: file.sha256 });
    };
    const said = await asTenant(args, "assessment:answer", (trx, ctx) =>
      change(trx, ctx, { assessmentId: args.params.assessmentId, questionId, fields, file: judged, keep }),
    );
    isKept = false;
    return said;
  } finally {
    // kept without a row, when the transaction failed: what came in stays, to tell the sweep of it
    if (incoming && !isKept) await files.forget(incoming);
  }
}

function tenantThatTakes(args: RouteArgs): Promise<string> {
  return asTenant(args, "assessment:answer", async (trx, { tenantId, services }) => {
    const { assessment } = await openForChange(trx, uuidParam(args.params.assessmentId), services.library);
    if (isLocked(assessment.state)) throw new Refusal("assessment-locked", `it is ${assessment.state}`);
    return tenantId;
  });
}

async function received(args: RouteArgs, tenantId: string): Promise<ReceivedForm | EvidenceRefused> {
  const { files, log } = args.context.services;
  try {
    return await receiveForm(args.request, { receive: () => files.receive(tenantId), forget: files.forget });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    log.info({ requestId: args.context.requestId, refusal: error.code, because: error.message }, "refused");
    return { refusal: error.code };
  }
}

async function judge(file: ReceivedFile): Promise<KeptFile | EvidenceRefused> {
  if (file.bytes === 0) return { refusal: "file-empty" };
  const found = await contentKindOf(file.incoming.path);
  const judged = judgeFile({ name: cleanFileName(file.name), declared: file.declared, found });
  if (judged.kind === "refused") return { refusal: judged.code, found };
  return { title: judged.name, mediaType: judged.mediaType, bytes: file.bytes, sha256: file.sha256 };
}

type Change = Readonly<{
  assessmentId: string | undefined;
  questionId: string;
  fields: ReadonlyMap<string, string>;
  file: KeptFile | undefined;
  keep: () => Promise<void>;
}>;

async function change(
  trx: TenantTrx,
  ctx: AskedOfTenant,
  { assessmentId, questionId, fields, file, keep }: Change,
): Promise<EvidenceChanged | EvidenceRefused> {
  const opened = await openForChange(trx, uuidParam(assessmentId), ctx.services.library);
  const { assessment } = opened;
  const place = { ...opened, questionId, personId: ctx.personId, address: ctx.address, now: ctx.now };
  const removed = fields.get("remove");
  if (removed !== undefined) {
    await removeEvidence(trx, { ...place, id: uuidParam(removed) });
    return { removed };
  }
  const restored = fields.get("restore");
  const given = fields.get("url")?.trim();
  let id: string;
  if (restored !== undefined) {
    id = uuidParam(restored);
    await restoreEvidence(trx, { ...place, id });
  } else if (file) id = await attachFile(trx, { ...place, file, keep });
  else if (given) {
    const url = cleanLink(given);
    if (url === undefined) return { refusal: "link-not-https" };
    const title = fields.get("title")?.trim().slice(0, longestTitle) || new URL(url).hostname;
    id = await attachLink(trx, { ...place, link: { title, url } });
  } else return { refusal: "no-file" };
  const attached = await evidenceIn(trx, assessment.id);
  const own = attached.filter((each) => each.id === id && each.questionId === questionId);
  const [evidence] = seenEvidence(own, { ...ctx, zone: assessment.zone });
  if (!evidence) throw new Error(`evidence ${id} is not there after it was attached`);
  return { evidence };
}

/** Reads what is still coming, and keeps nothing: the server's limit says how much that can be. */
async function discard({ body }: Request): Promise<void> {
  const reader = body?.getReader();
  while (reader && !(await reader.read().catch(() => ({ done: true }))).done);
}
