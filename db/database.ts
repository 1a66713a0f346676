import type { ColumnType, Generated, JSONColumnType } from "kysely";
import type { GivenFacts } from "#domain/content/facts.ts";
import type { ProfileSays } from "#domain/profile.ts";
import type { Role } from "#domain/permission.ts";
import type { Language } from "#domain/language.ts";

/** Set by the transaction's own setting, so nobody names it in an insert. */
type TenantId = Generated<string>;
/** A calendar day, `2026-11-27`: read as text, since a Date would move it with the zone. */
type Day = ColumnType<string, string, string>;
type Json<T> = JSONColumnType<T & object, string, string>;
type NullableJson = ColumnType<unknown, string | null, string | null>;

export interface TenantsTable {
  tenant_id: TenantId;
  slug: string;
  name: string;
  kind: Generated<"company" | "installation">;
  zone: Generated<string>;
  subject: Generated<"organisation" | "household" | "individual">;
  created_at: Date;
  revision: Generated<number>;
}
export interface PeopleTable {
  tenant_id: TenantId;
  person_id: string;
  name: string;
  email: string | null;
  language: Generated<Language>;
}
export interface MembershipsTable {
  tenant_id: TenantId;
  person_id: string;
  role: Exclude<Role, "consultant">;
  joined_at: Date;
}
export interface PracticesTable {
  practice_id: Generated<string>;
  slug: string;
  name: string;
  created_at: Date;
}
export interface PracticeMembersTable {
  practice_id: Generated<string>;
  person_id: string;
  role: "owner" | "consultant";
  name: string;
  email: string;
  joined_at: Date;
}
export interface EngagementsTable {
  tenant_id: TenantId;
  engagement_id: Generated<string>;
  practice_id: string;
  practice_name: string;
  started_at: Date;
  ends_on: Day | null;
  ended_at: Date | null;
  ended_by: string | null;
}
export interface LinksTable {
  tenant_id: TenantId;
  link_id: Generated<string>;
  kind: "invitation" | "engagement" | "question";
  token_hash: string;
  detail: Json<Record<string, unknown>>;
  created_at: Date;
  created_by: string;
  expires_at: Date;
  used_at: Date | null;
  used_by: string | null;
  revoked_at: Date | null;
  revoked_by: string | null;
}
export interface OutboxTable {
  tenant_id: TenantId;
  mail_id: Generated<string>;
  to_address: string;
  language: Language;
  kind: string;
  subject: string;
  body_text: string;
  body_html: string;
  message_id: string;
  created_at: Date;
  sent_at: Date | null;
  attempts: Generated<number>;
  last_error: string | null;
  next_attempt_at: Date;
}
export interface AuditEventsTable {
  tenant_id: TenantId;
  event_id: Generated<string>;
  at: Date;
  actor_kind: "person" | "job" | "link" | "operator";
  actor_id: string | null;
  action: string;
  object_kind: string;
  object_id: string;
  address_hash: string | null;
  detail_hash: string;
  sequence: ColumnType<string | null, never, string | number | null>;
  previous_hash: string | null;
  hash: string | null;
  sealed_at: Date | null;
}
export interface AuditDetailsTable {
  tenant_id: TenantId;
  event_id: string;
  salt: string;
  detail: NullableJson;
  redacted_at: Date | null;
}
export type Cadence = "monthly" | "quarterly" | "half-yearly" | "yearly" | "once";
export type AssessmentState = "open" | "in-review" | "completed" | "abandoned" | "superseded";
export type TaskStatus = "to-do" | "doing" | "in-review" | "done" | "accepted-risk";
export interface SchedulesTable {
  tenant_id: TenantId;
  schedule_id: Generated<string>;
  framework_id: string;
  cadence: Cadence;
  anchor_on: Day;
  next_on: Day | null;
  created_at: Date;
  created_by: string;
  revision: Generated<number>;
}
export interface ScheduleRunsTable {
  tenant_id: TenantId;
  schedule_id: string;
  due_on: Day;
  outcome: "opened" | "still-running";
  assessment_id: string;
  skipped: Generated<number>;
  at: Date;
}
export interface AssessmentsTable {
  tenant_id: TenantId;
  assessment_id: Generated<string>;
  framework_id: string;
  framework_version: string;
  content_revision: string;
  number: number;
  state: AssessmentState;
  facts: Json<Record<string, string[]>>;
  previous_id: string | null;
  schedule_id: string | null;
  due_on: Day | null;
  opened_at: Date;
  opened_by: string | null;
  completed_at: Date | null;
  completed_by: string | null;
  result: NullableJson;
  revision: Generated<number>;
}
export interface AssessmentResultsTable {
  tenant_id: TenantId;
  assessment_id: string;
  sequence: number;
  completed_at: Date;
  completed_by: string;
  result: Json<object>;
  reopened_at: Date | null;
  reopened_by: string | null;
}
export interface AnswersTable {
  tenant_id: TenantId;
  assessment_id: string;
  question_id: string;
  revision: number;
  kind: "choice" | "dont-know" | "not-applicable" | "none";
  value: NullableJson;
  credit: Generated<number>;
  reason: string | null;
  note: string | null;
  confirmed: Generated<boolean>;
  accepted_by: string | null;
  accepted_at: Date | null;
  verdict_credit: number | null;
  verdict_by: string | null;
  verdict_at: Date | null;
  source: Generated<"person" | "task" | "carried">;
  task_id: string | null;
  answered_by: string;
  answered_at: Date;
  save_key: string | null;
  request_id: string | null;
}
export interface AnswerRevisionsTable extends AnswersTable {
  replaced_at: Date;
}
export interface EvidenceTable {
  tenant_id: TenantId;
  evidence_id: Generated<string>;
  kind: "file" | "link";
  title: string;
  sha256: string | null;
  media_type: string | null;
  /** Read as text: the driver leaves 64 bits alone. */
  bytes: ColumnType<string | null, number | null, never>;
  url: string | null;
  period_from: Day | null;
  period_to: Day | null;
  valid_until: Day | null;
  owner_id: string | null;
  created_at: Date;
  created_by: string;
  removed_at: Date | null;
  removed_by: string | null;
  revision: Generated<number>;
}
export interface AnswerEvidenceTable {
  tenant_id: TenantId;
  assessment_id: string;
  question_id: string;
  evidence_id: string;
  attached_at: Date;
  attached_by: string;
  removed_at: Date | null;
  removed_by: string | null;
}
export interface QuestionRequestsTable {
  tenant_id: TenantId;
  link_id: string;
  assessment_id: string;
  question_ids: string[];
  colleague: string;
  message: string | null;
  language: Language;
  opened_at: Date | null;
}
export interface AskedRepliesTable {
  tenant_id: TenantId;
  link_id: string;
  question_id: string;
  revision: number;
  kind: "choice" | "dont-know" | "not-applicable";
  value: NullableJson;
  reason: string | null;
  note: string | null;
  given_name: string;
  replied_at: Date;
  save_key: string;
  decision: "accepted" | "declined" | null;
  decided_by: string | null;
  decided_at: Date | null;
}
export interface TasksTable {
  tenant_id: TenantId;
  task_id: Generated<string>;
  number: number;
  framework_id: string;
  playbook_id: string;
  status: TaskStatus;
  owner_id: string | null;
  due_on: Day | null;
  created_at: Date;
  created_by: string;
  closed_at: Date | null;
  closed_by: string | null;
  revision: Generated<number>;
}
export interface TaskGapsTable {
  tenant_id: TenantId;
  task_id: string;
  question_id: string;
  assessment_id: string;
}
export interface TaskStepsTable {
  tenant_id: TenantId;
  task_id: string;
  step: number;
  done_at: Date;
  done_by: string;
}
export interface TaskEventsTable {
  tenant_id: TenantId;
  task_id: string;
  event_id: Generated<string>;
  at: Date;
  person_id: string;
  kind: string;
  detail: Json<Record<string, unknown>>;
}
export interface ImprovementsTable {
  tenant_id: TenantId;
  assessment_id: string;
  question_id: string;
  task_id: string;
  value: NullableJson;
  credit: number;
  recorded_at: Date;
  recorded_by: string;
}
export interface StandingsTable {
  tenant_id: TenantId;
  framework_id: string;
  running_id: string | null;
  running: NullableJson;
  completed_id: string | null;
  completed: NullableJson;
  changed_at: Date;
}
export interface ProfilesTable {
  tenant_id: TenantId;
  given: Json<GivenFacts>;
  unsure: Generated<string[]>;
  applied_at: Date | null;
  revision: Generated<number>;
  changed_at: Date;
  changed_by: string;
}
export interface ProfileChangesTable {
  tenant_id: TenantId;
  revision: number;
  facts: string[];
  before: Json<ProfileSays>;
  after: Json<ProfileSays>;
  applied: boolean;
  changed_at: Date;
  changed_by: string;
}

/** What role `app` may touch. Row-level security decides which rows of it exist. */
export interface Database {
  tenants: TenantsTable;
  people: PeopleTable;
  memberships: MembershipsTable;
  practices: PracticesTable;
  practice_members: PracticeMembersTable;
  engagements: EngagementsTable;
  links: LinksTable;
  outbox: OutboxTable;
  audit_events: AuditEventsTable;
  audit_details: AuditDetailsTable;
  schedules: SchedulesTable;
  schedule_runs: ScheduleRunsTable;
  assessments: AssessmentsTable;
  assessment_results: AssessmentResultsTable;
  answers: AnswersTable;
  answer_revisions: AnswerRevisionsTable;
  evidence: EvidenceTable;
  answer_evidence: AnswerEvidenceTable;
  question_requests: QuestionRequestsTable;
  asked_replies: AskedRepliesTable;
  tasks: TasksTable;
  task_gaps: TaskGapsTable;
  task_steps: TaskStepsTable;
  task_events: TaskEventsTable;
  improvements: ImprovementsTable;
  standings: StandingsTable;
  profiles: ProfilesTable;
  profile_changes: ProfileChangesTable;
}
