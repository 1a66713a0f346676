import type { Asked } from "#app/request.server.ts";
import { practiceOwners, type EndedEngagement } from "#db/engagements.ts";
import { writeMail } from "#db/outbox.ts";
import { leadersOf } from "#db/schedules.ts";
import type { TenantTrx } from "#db/tenant.ts";
import { mailTexts } from "#jobs/mail-texts.ts";
import { sendMail } from "#jobs/send-mail.ts";

interface Ended extends EndedEngagement {
  company: { tenantId: string; slug: string; name: string };
}

/** Tells the practice's owners that the company has ended the engagement. */
export async function tellPractice(trx: TenantTrx, asked: Asked, ended: Ended): Promise<void> {
  const { slug, owners } = await practiceOwners(trx, ended.practiceId);
  await tell(trx, asked, { kind: "engagement-ended", ended, to: owners, path: `/p/${slug}` });
}

/** Tells the company's leaders that the practice has. */
export async function tellCompany(trx: TenantTrx, asked: Asked, ended: Ended): Promise<void> {
  const path = `/c/${ended.company.slug}/settings/consultants`;
  await tell(trx, asked, { kind: "engagement-left", ended, to: await leadersOf(trx), path });
}

interface Mails {
  kind: "engagement-ended" | "engagement-left";
  ended: Ended;
  to: readonly { email: string; language: Asked["language"] }[];
  path: string;
}

/** In the company's own outbox, in the transaction that ends it. */
async function tell(trx: TenantTrx, asked: Asked, { kind, ended, to, path }: Mails): Promise<void> {
  const { person, now, services } = asked;
  const { company, practice } = ended;
  const link = services.settings.baseUrl + path;
  for (const { email, language } of to) {
    const mailId = await writeMail(trx, {
      to: email,
      language,
      kind,
      values: { name: person.name, company: company.name, practice, link },
      texts: mailTexts(services.library, language),
      now,
    });
    asked.after(() => services.queue.enqueue(sendMail, { tenantId: company.tenantId, mailId }));
  }
}
