import type { ReactElement } from "react";
import { explanationsOf } from "#app/answering/explained.server.ts";
import type { Explanations } from "#app/answering/explained.ts";
import { answeringOf } from "#app/answering/page.server.ts";
import type { Answering } from "#app/answering/model.ts";
import { TextProvider } from "#app/text.tsx";
import { loadLibrary } from "#content/library.ts";
import type { AssessmentWithAnswers, NamedAnswer } from "#db/assessments.ts";
import type { Framework } from "#domain/content/framework.schema.ts";
import type { Language } from "#domain/language.ts";
import { aFramework } from "#tests/answering-framework.ts";
import { renderPage } from "./render.tsx";

export const content = loadLibrary("content");
/** The texts of the screens, and nothing behind the questions of the tests. */
const library = { ...content, obligationsFor: () => [] };
const now = new Date("2026-11-24T02:00:00Z");
export const hanh = { id: "00000000-0000-4000-8000-000000000001", name: "Nguyễn Thu Hạnh" };

/** A stored answer of the one person of these tests, worth nothing unless said. */
export function answer(questionId: string, said: Partial<NamedAnswer>): NamedAnswer {
  return {
    questionId,
    revision: 1,
    kind: "choice",
    value: null,
    credit: 0,
    reason: null,
    note: null,
    confirmed: true,
    acceptedBy: null,
    acceptedAt: null,
    acceptedByName: null,
    verdictCredit: null,
    verdictBy: null,
    verdictAt: null,
    source: "person",
    taskId: null,
    requestId: null,
    suggestedByName: null,
    answeredBy: hanh.id,
    answeredByName: hanh.name,
    answeredAt: now,
    saveKey: null,
    ...said,
  };
}

export interface Given {
  answers?: readonly NamedAnswer[];
  state?: AssessmentWithAnswers["state"];
  facts?: AssessmentWithAnswers["facts"];
  question?: string;
  rights?: Partial<Pick<Answering, "mayAnswer" | "mayAccept" | "acceptsAlone">>;
  framework?: Framework;
  language?: Language;
}

/** The page of an assessment of the small questionnaire, as its loader would bring it. */
export function pageOf({
  answers = [],
  state = "open",
  facts = {},
  question,
  rights,
  framework = aFramework(),
  language = "vi",
}: Given) {
  const assessment: AssessmentWithAnswers = {
    id: "00000000-0000-4000-8000-00000000000a",
    frameworkId: framework.id,
    frameworkVersion: framework.version,
    contentRevision: framework.revision,
    number: 2,
    state,
    facts,
    previousId: null,
    scheduleId: null,
    dueOn: null,
    openedAt: now,
    openedBy: hanh.id,
    completedAt: null,
    completedBy: null,
    result: null,
    zone: "Asia/Ho_Chi_Minh",
    answers: Object.fromEntries(answers.map((given) => [given.questionId, given])),
  };
  const company = {
    tenantId: "00000000-0000-4000-8000-0000000000ff",
    slug: "gom-an-nhien",
    name: "Gốm An Nhiên",
    zone: "Asia/Ho_Chi_Minh",
    subject: "organisation" as const,
    openTasks: 0,
    revision: 1,
  };
  const all = { mayAnswer: true, mayAccept: true, acceptsAlone: true, ...rights };
  return answeringOf(
    { assessment, framework, question: question ?? null, asked: { suggestions: [], outstanding: [] }, rights: all },
    { language, company, person: hanh, now },
  );
}

/** What the questions of the same page say of themselves. */
export function explainedOf({ facts = {}, framework = aFramework(), language = "vi" }: Given): Explanations["of"] {
  return explanationsOf(framework, { library, language, facts, company: { subject: "organisation" } }).of;
}

/** The markup of an answering screen, with all the texts that it may ask for. */
export async function rendered(screen: ReactElement, language: Language = "vi", path = "/"): Promise<string> {
  const text: Record<string, string> = {};
  for (const area of ["answering", "asking", "evidence", "table", "states", "clauses", "errors", "shell"])
    for (const [key, words] of Object.entries(content.messages[area]?.[language] ?? {})) text[`${area}.${key}`] = words;
  return renderPage(<TextProvider language={language}>{screen}</TextProvider>, path, { text });
}
