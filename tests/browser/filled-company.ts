import { randomUUID } from "node:crypto";
import { expect } from "vitest";
import { sampleFiles } from "#tests/evidence-files.ts";
import { makeCompany, signUp, type Stage, type Visitor } from "./stage.ts";
import { library } from "./words.ts";

export const framework = library.latest("leakage");
/** Days of the next year are still to come, whenever this runs. */
export const someDay = `${new Date().getUTCFullYear() + 1}-01-15`;

/** What a visitor's browser gets, without a page around it. `text` is the whole body, `status` that before any redirect. */
export interface Answer {
  status: number;
  text: string;
  /** Where a redirect leads; empty for none. */
  to: string;
}
/** Fields of a form, or a value that a script of ours sends as JSON. */
export type Sent = { form: Record<string, string> } | { data: object };

/** Asks with the visitor's own cookies, as a page of ours would. */
export async function ask(
  { context }: Pick<Visitor, "context">,
  path: string,
  sent?: Sent,
  origin?: string,
): Promise<Answer> {
  const response = sent
    ? await context.request.post(path, { ...sent, headers: { origin: origin ?? "" }, maxRedirects: 0 })
    : await context.request.get(path, { maxRedirects: 0 });
  return { status: response.status(), text: await response.text(), to: response.headers().location ?? "" };
}

/** A company with something in every table, and the ids that an outsider could get hold of. */
export interface Filled {
  home: string;
  name: string;
  tenantId: string;
  personId: string;
  assessmentId: string;
  taskId: string;
  /** Of the task's gap. */
  questionId: string;
  playbookId: string;
  /** Of the file that proves an answer. */
  evidenceId: string;
  /** Of the invitation that waits. */
  linkId: string;
  engagementId: string;
  /** Of the question that went out by link and came back. */
  askedId: string;
  /** Tokens of its links: the waiting invitation and the used engagement. */
  tokens: string[];
  /** The address of the practice that is let in. */
  practice: string;
}

const tokenIn = ({ text }: Answer) => /\/i\/([\w-]{24})/.exec(text)?.[1] ?? "";

/**
 * Fills a company through its own pages: an assessment with notes and a reason, completed, a task, a schedule, an invitation by
 * mail, a consulting practice let in. `mark` stands in every word that its people type.
 */
export async function fillCompany(stage: Stage, owner: Visitor, consultant: Visitor, mark: string): Promise<Filled> {
  const { database, baseUrl } = stage;
  await signUp(owner.page, { name: `Hạnh ${mark}`, email: `hanh-${mark}@annhien.example` });
  await signUp(consultant.page, { name: `Quân ${mark}`, email: `quan-${mark}@tuvan.example` });
  const name = `Gốm ${mark}`;
  const home = await makeCompany(owner.page, name);
  const post = async (path: string, sent: Sent, who = owner) => {
    const answer = await ask(who, path, sent, baseUrl);
    expect(answer.status, `${path} ${JSON.stringify(sent)}`).toBeLessThan(400);
    return answer;
  };
  const { tenant_id: tenantId } = await database.owner
    .selectFrom("tenants")
    .select("tenant_id")
    .where("slug", "=", home.slice(3))
    .executeTakeFirstOrThrow();
  const { id: personId } = await database.auth
    .selectFrom("auth.user")
    .select("id")
    .where("email", "=", `hanh-${mark}@annhien.example`.toLowerCase())
    .executeTakeFirstOrThrow();

  await post(`${home}/profile?index`, { form: { fact: "size", said: "small", basedOn: "0" } });
  const started = await post(`${home}/assessments`, { form: { frameworkId: framework.id } });
  const assessmentId = started.to.split("/").at(-1) ?? "";
  const assessment = `${home}/assessments/${assessmentId}`;
  const asked = framework.questions.filter(({ asksWhen }) => asksWhen.length === 0);
  for (const { id: questionId, allowsNotApplicable } of asked) {
    const reply = allowsNotApplicable
      ? { kind: "not-applicable", reason: `Lý do ${mark}` }
      : { kind: "choice", value: "unmet" };
    await post(`${assessment}/answers`, {
      data: {
        act: "save",
        personId,
        questionId,
        basedOn: 0,
        saveKey: randomUUID(),
        reply,
        note: `Ghi chú ${mark}`,
      },
    });
  }
  const file = { name: `Biên bản ${mark}.pdf`, mimeType: "application/pdf", buffer: sampleFiles.pdf };
  const attached = await owner.context.request.post(`${assessment}/evidence?q=${asked[0]?.id}`, {
    multipart: { file },
    headers: { origin: baseUrl, accept: "application/json" },
  });
  const { id: evidenceId } = ((await attached.json()) as { evidence: { id: string } }).evidence;
  const askedId = randomUUID();
  const asking = { intent: "ask", key: askedId, q: asked[0]?.id ?? "", name: `Nam ${mark}`, days: "14" };
  const sent = await post(`${assessment}/ask`, {
    form: { ...asking, email: `nam-${mark}@annhien.example`, message: `Nhờ ${mark}`, language: "vi" },
  });
  const sheet = `/q/${/\/q\/([\w-]{24})/.exec(sent.text)?.[1] ?? ""}`;
  const replied = { questionId: asked[0]?.id ?? "", basedOn: "0", saveKey: randomUUID(), reply: "dont-know" };
  await post(`${sheet}?lang=vi`, { form: { ...replied, name: `Nam ${mark}`, note: `Trả lời ${mark}` } });
  await post(`${assessment}/result`, { form: { intent: "complete" } });

  const questionId = asked.find(({ allowsNotApplicable }) => !allowsNotApplicable)?.id ?? "";
  const playbookId = library.playbooksForQuestion(questionId)[0]?.id ?? "";
  const made = await post(`${home}/tasks/new`, {
    form: { assessment: assessmentId, question: questionId, playbook: playbookId, ownerId: personId, dueOn: someDay },
  });
  const taskId = made.to.split("/").at(-1) ?? "";
  await post(`${home}/tasks/${taskId}`, { form: { intent: "tick", step: "0", done: "yes" } });
  await post(`${home}/schedules`, {
    form: { intent: "set", frameworkId: framework.id, basedOn: "0", cadence: "monthly", firstOn: someDay },
  });

  const linkId = randomUUID();
  const link = { days: "7", language: "vi" };
  const invited = await post(`${home}/settings/people`, {
    form: { intent: "invite", key: linkId, role: "viewer", email: `lan-${mark}@annhien.example`, ...link },
  });
  const engaged = await post(`${home}/settings/consultants`, {
    form: { intent: "invite", key: randomUUID(), email: "", endsOn: "", ...link },
  });
  const door = `/i/${tokenIn(engaged)}`;
  await ask(consultant, door);
  await post(door, { form: { intent: "engage", practice: "", key: randomUUID(), name: `Tư vấn ${mark}` } }, consultant);
  const { practice_id: practiceId, engagement_id: engagementId } = await database.owner
    .selectFrom("engagements")
    .select(["practice_id", "engagement_id"])
    .where("tenant_id", "=", tenantId)
    .executeTakeFirstOrThrow();
  const { slug } = await database.owner
    .selectFrom("practices")
    .select("slug")
    .where("practice_id", "=", practiceId)
    .executeTakeFirstOrThrow();
  const tokens = [tokenIn(invited), tokenIn(engaged)];
  expect(tokens.every((token) => token.length === 24)).toBe(true);
  const ids = { tenantId, personId, assessmentId, taskId, evidenceId, linkId, engagementId, askedId };
  return { home, name, ...ids, questionId, playbookId, tokens, practice: `/p/${slug}` };
}
