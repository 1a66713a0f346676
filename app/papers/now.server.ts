import type { Library } from "#content/library.ts";
import { assessmentWithAnswers } from "#db/assessments.ts";
import { improvementsOf } from "#db/closing.ts";
import type { Company } from "#db/companies.ts";
import { standingsOfCompany } from "#db/standings.ts";
import { tasksOf } from "#db/tasks.ts";
import type { TenantTrx } from "#db/tenant.ts";
import { isCompleted } from "#domain/answering-rules.ts";
import { dayIn } from "#domain/format.ts";
import { improvedAnswers, improvedStates } from "#domain/improvements.ts";
import { inLanguage, type Language } from "#domain/language.ts";
import { gapsOf } from "#domain/scoring/gaps.ts";
import { daysLate, isOpen, proposedDueDay } from "#domain/tasks.ts";
import { planView } from "#app/result/plan.server.ts";

/** How many lines leave the signature on the same sheet. */
const mostLines = 12;

/** One line: what, who (null: nobody yet), until when (null: no day yet). */
export interface NowLine {
  readonly id: string;
  readonly what: string;
  readonly who: string | null;
  readonly until: string | null;
  readonly late: number;
}
interface Asked {
  readonly company: Company;
  readonly library: Library;
  /** Of the paper. */
  readonly language: Language;
  readonly now: Date;
}

/** What the company does now: its open tasks; while there are none, what to do first by its result. */
export async function nowView(trx: TenantTrx, asked: Asked) {
  const { company, library, language, now } = asked;
  const today = dayIn(company.zone, now);
  const standing = (await standingsOfCompany(trx))[0];
  const shown = standing?.completed ?? standing?.running ?? null;
  const tasks = (await tasksOf(trx)).filter(({ status }) => isOpen(status));
  const lines = tasks.map(({ id, playbookId, ownerName, dueOn }): NowLine => {
    const playbook = library.playbooks.get(playbookId);
    if (!playbook) throw new Error(`no playbook ${playbookId}: content is never taken away`);
    const late = daysLate(dueOn, today);
    return { id, what: inLanguage(language, playbook.title), who: ownerName, until: dueOn, late };
  });
  const isProposed = lines.length === 0;
  const proposed = isProposed && shown ? await proposedLines(trx, shown.assessmentId, { ...asked, today }) : [];
  const all = isProposed ? proposed : lines;
  return {
    today,
    shown: shown && {
      title: inLanguage(language, library.latest(standing?.frameworkId ?? "").title),
      isCompleted: shown === standing?.completed,
      numbers: shown.numbers,
    },
    lines: all.slice(0, mostLines),
    more: Math.max(0, all.length - mostLines),
    isProposed: isProposed && all.length > 0,
  };
}
export type NowView = Awaited<ReturnType<typeof nowView>>;

async function proposedLines(
  trx: TenantTrx,
  assessmentId: string,
  { library, language, today }: Asked & { today: string },
): Promise<NowLine[]> {
  const assessment = await assessmentWithAnswers(trx, assessmentId);
  const improvements = await improvementsOf(trx, assessmentId);
  const framework = library.framework(assessment.frameworkId, assessment.frameworkVersion);
  const gaps = gapsOf({ framework, states: improvedStates(framework, assessment, improvements) });
  const { first } = planView({
    framework,
    assessment: {
      framework,
      facts: assessment.facts,
      given: improvedAnswers(assessment.answers, improvements),
      locked: isCompleted(assessment.state),
    },
    gaps,
    tasks: [],
    library,
    language,
  });
  return first.map(({ playbookId, title, effort }) => {
    const owner = library.playbooks.get(playbookId)?.owner;
    return {
      id: playbookId,
      what: title,
      who: owner ? inLanguage(language, owner) : null,
      until: proposedDueDay(effort, today),
      late: 0,
    };
  });
}
