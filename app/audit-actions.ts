/** What happens in a company, as its trail names it. A test holds this list against what the code records. */
export const auditActions = [
  "answer.accepted",
  "answer.saved",
  "answer.undone",
  "assessment.started",
  "assessment.completed",
  "assessment.reopened",
  "assessment.abandoned",
  "assessment.kept-from-check",
  "company.created",
  "company.changed",
  "member.joined",
  "member.role-changed",
  "member.removed",
  "link.created",
  "link.revoked",
  "engagement.started",
  "engagement.ended",
  "practice.created",
  "practice-member.joined",
  "practice-member.removed",
  "question.asked",
  "question.replied",
  "question.reply-accepted",
  "question.reply-declined",
  "question.withdrawn",
  "schedule.set",
  "schedule.stopped",
  "schedule.opened",
  "schedule.still-running",
  "task.created",
  "task.changed",
  "task.step-done",
  "task.step-undone",
  "task.closed",
  "task.reopened",
  "audit.exported",
] as const;
export type AuditAction = (typeof auditActions)[number];

export function isAuditAction(action: string): action is AuditAction {
  return auditActions.includes(action as AuditAction);
}
