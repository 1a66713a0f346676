import { lastAssessmentOf, startAssessment } from "#db/assessments.ts";
import { record } from "#db/audit.ts";
import { companyOf } from "#db/companies.ts";
import { writeMail } from "#db/outbox.ts";
import { factsToPin } from "#db/profile.ts";
import { finishDueDay, leadersOf, takeDueDay } from "#db/schedules.ts";
import { withTenant } from "#db/tenant.ts";
import { dayIn, formatDay } from "#domain/format.ts";
import { inLanguage } from "#domain/language.ts";
import { mailTexts } from "./mail-texts.ts";
import type { openDueAssessment } from "./open-due-assessment.ts";
import type { Payload, Ports } from "./queue.ts";
import { sendMail } from "./send-mail.ts";

/**
 * Opens the assessment that is due, or notes that the last one is still being worked on, and tells the leaders. All of it
 * is one transaction behind the schedule's row lock: of several workers that race, one finds the day still due.
 */
export async function workOpenDueAssessment(
  { tenantId, scheduleId, dueOn }: Payload<typeof openDueAssessment>,
  { db, library, settings, queue, now }: Ports,
): Promise<void> {
  const mailIds = await withTenant(db, { tenantId }, async (trx) => {
    const schedule = await takeDueDay(trx, { scheduleId, dueOn });
    if (!schedule) return [];
    const framework = library.latest(schedule.frameworkId);
    const company = await companyOf(trx, tenantId);
    const last = await lastAssessmentOf(trx, framework.id);
    const isRunning = last?.state === "open" || last?.state === "in-review";
    const { id, carried } = isRunning
      ? { id: last.id, carried: 0 }
      : await startAssessment(trx, {
          framework,
          library,
          facts: await factsToPin(trx, library.facts),
          personId: null,
          schedule: { id: scheduleId, dueOn },
          address: null,
          now,
        });
    const outcome = isRunning ? "still-running" : "opened";
    const today = dayIn(company.zone, now);
    const { skipped, nextOn } = await finishDueDay(trx, { schedule, dueOn, today, outcome, assessmentId: id, now });
    await record(trx, {
      actor: { kind: "job", id: null },
      action: `schedule.${outcome}`,
      object: { kind: "schedule", id: scheduleId },
      detail: { framework: framework.id, dueOn, assessment: id, skipped, nextOn },
      address: null,
      now,
    });
    const link = `${settings.baseUrl}/c/${company.slug}/assessments/${id}`;
    const written: string[] = [];
    for (const { email, language } of await leadersOf(trx)) {
      const told = { to: email, language, texts: mailTexts(library, language), now };
      const values = { company: company.name, assessment: inLanguage(language, framework.title), link };
      written.push(
        isRunning
          ? await writeMail(trx, {
              ...told,
              kind: "schedule-skipped",
              values: { ...values, day: formatDay(language, dueOn) },
            })
          : await writeMail(trx, { ...told, kind: "assessment-opened", values: { ...values, carried } }),
      );
    }
    return written;
  });
  await queue.enqueueMany(
    sendMail,
    mailIds.map((mailId) => ({ tenantId, mailId })),
  );
}
