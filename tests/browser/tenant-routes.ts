import { randomUUID } from "node:crypto";
import { framework, someDay, type Filled, type Sent } from "./filled-company.ts";

type Route = { path: string; sends?: Sent[] };
export const form = (fields: Record<string, string>): Sent => ({ form: fields });

/** What an address names. */
interface Ids {
  assessmentId: string;
  taskId: string;
  evidenceId: string;
}
/** What the forms name: somebody and something of the first company, and who says that they changed it. */
interface Named {
  first: Filled;
  changer: string;
}

/**
 * Every route of a company by its file, with forms that fit it: what is refused is refused for who asks, and not for its
 * shape. A new route that nobody entered here fails the first test.
 */
export function routesOf(home: string, ids: Ids, { first, changer }: Named): Record<string, Route> {
  const assessment = `${home}/assessments/${ids.assessmentId}`;
  const task = `${home}/tasks/${ids.taskId}`;
  const { linkId, personId, engagementId, questionId, playbookId } = first;
  const sent = { key: randomUUID(), email: "", days: "7", language: "vi" };
  const closing = JSON.stringify({ [questionId]: "met" });
  const saving = { act: "save", questionId, basedOn: 0, saveKey: randomUUID() };
  const change = { personId: changer, ...saving };
  return {
    "c.$company": { path: home },
    "c.$company._index": { path: `${home}?index` },
    "c.$company.assessments._index": { path: `${home}/assessments`, sends: [form({ frameworkId: framework.id })] },
    "c.$company.assessments.$assessmentId.ask": {
      path: `${assessment}/ask`,
      sends: [
        form({ intent: "ask", q: questionId, name: "Nam", message: "", ...sent }),
        form({ intent: "withdraw", linkId: first.askedId }),
      ],
    },
    "c.$company.assessments.$assessmentId.result": {
      path: `${assessment}/result`,
      sends: ["complete", "reopen", "abandon"].map((intent) => form({ intent })),
    },
    "c.$company_.assessments.$assessmentId._index": {
      path: assessment,
      sends: [form({ ...saving, basedOn: "0", reply: "met" })],
    },
    "c.$company_.assessments.$assessmentId.answers": {
      path: `${assessment}/answers`,
      sends: [
        { data: { ...change, reply: { kind: "choice", value: "met" } } },
        { data: { ...change, act: "undo" } },
        { data: { act: "accept", personId: changer, questionId, basedOn: 1 } },
        { data: { ...change, act: "take", linkId: first.askedId, replyRevision: 1 } },
      ],
    },
    "c.$company_.assessments.$assessmentId.evidence": {
      path: `${assessment}/evidence?q=${questionId}`,
      sends: [
        form({ remove: ids.evidenceId }),
        form({ restore: ids.evidenceId }),
        form({ url: "https://la.example/" }),
      ],
    },
    "c.$company_.evidence.$evidenceId.file": { path: `${home}/evidence/${ids.evidenceId}/file` },
    "c.$company_.assessments.$assessmentId.explained": { path: `${assessment}/explained?part=people` },
    "c.$company_.assessments.$assessmentId.table": { path: `${assessment}/table` },
    "c.$company.audit._index": { path: `${home}/audit` },
    "c.$company.audit.export": { path: `${home}/audit/export` },
    "c.$company.profile._index": {
      path: `${home}/profile?index&list=1`,
      sends: [form({ fact: "size", said: "micro", basedOn: "0" }), form({ fact: "tools", said: "none", basedOn: "0" })],
    },
    "c.$company.profile.binding": { path: `${home}/profile/binding` },
    "c.$company.profile.change": {
      path: `${home}/profile/change?size=large`,
      sends: [form({ basedOn: "1", seen: "{}" })],
    },
    "c.$company.papers.now": { path: `${home}/papers/now?lang=en` },
    "c.$company.papers.relief": { path: `${home}/papers/relief?lang=en` },
    "c.$company.schedules": {
      path: `${home}/schedules`,
      sends: [
        form({ intent: "set", frameworkId: framework.id, cadence: "yearly", firstOn: someDay, basedOn: "1" }),
        form({ intent: "stop", frameworkId: framework.id, basedOn: "1" }),
      ],
    },
    "c.$company.settings": { path: `${home}/settings` },
    "c.$company.settings._index": {
      path: `${home}/settings?index`,
      sends: [form({ name: "Đổi Tên", zone: "Asia/Tokyo", subject: "organisation", revision: "1" })],
    },
    "c.$company.settings.consultants": {
      path: `${home}/settings/consultants`,
      sends: [
        form({ intent: "invite", endsOn: "", ...sent }),
        form({ intent: "end", engagementId }),
        form({ intent: "revoke", linkId }),
      ],
    },
    "c.$company.settings.people": {
      path: `${home}/settings/people`,
      sends: [
        form({ intent: "invite", role: "owner", ...sent }),
        form({ intent: "role", memberId: personId, role: "viewer" }),
        form({ intent: "remove", memberId: personId }),
        form({ intent: "revoke", linkId }),
        form({ intent: "leave" }),
      ],
    },
    "c.$company.tasks._index": { path: `${home}/tasks` },
    "c.$company.tasks.new": {
      path: `${home}/tasks/new?assessment=${ids.assessmentId}&question=${questionId}`,
      sends: [
        form({ assessment: ids.assessmentId, question: questionId, playbook: playbookId, ownerId: "", dueOn: "" }),
      ],
    },
    "c.$company.tasks.$taskId": {
      path: task,
      sends: [
        form({ intent: "change", basedOn: "1", ownerId: "", dueOn: "" }),
        form({ intent: "tick", step: "0", done: "no" }),
        form({ intent: "close", answers: closing }),
        form({ intent: "reopen" }),
      ],
    },
    "c.$company.tasks.$taskId_.preview": { path: `${task}/preview?answers=${encodeURIComponent(closing)}` },
  };
}

/** The address as a page, and as what the page's script asks for. */
export function bothOf(path: string): string[] {
  const [bare = "", query] = path.split("?");
  return [path, `${bare}.data${query === undefined ? "" : `?${query}`}`];
}
