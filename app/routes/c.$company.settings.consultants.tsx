import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { Handshake } from "lucide-react";
import { Banner } from "#app/components/banner.tsx";
import { Button } from "#app/components/button.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { Field, useFocusOnError } from "#app/components/field.tsx";
import { TextInput } from "#app/components/inputs.tsx";
import { Engagements } from "#app/components/people/engagements.tsx";
import { SectionHeading } from "#app/components/section-heading.tsx";
import { tellPractice } from "#app/engagement-mail.server.ts";
import { wrongForm } from "#app/forms.server.ts";
import { InviteFields } from "#app/invitations/invite-fields.tsx";
import { MadeLinkSheet } from "#app/invitations/made-link.tsx";
import { hasMailedTooMany, makeLink } from "#app/invitations/make-link.server.ts";
import { PendingLinks } from "#app/invitations/pending-links.tsx";
import { asTenant, companyPage } from "#app/request.server.ts";
import { useText } from "#app/text.tsx";
import { companyOf } from "#db/companies.ts";
import { endEngagement, engagementsOf } from "#db/engagements.ts";
import { pendingLinks, revokeLink } from "#db/links.ts";
import { dayIn, formatDate, formatDay, formatMoment } from "#domain/format.ts";
import { readForm } from "#domain/identity.schema.ts";
import { ConsultantsForm } from "#domain/people.schema.ts";
import { may } from "#domain/permission.ts";

export async function loader(args: LoaderFunctionArgs) {
  return companyPage(args, "people:read", ["companies", "people"], async (trx, { company, language, now, role }) => {
    const { zone } = company;
    const today = dayIn(zone, now);
    const canInvite = may(role, "engagement:invite");
    const engagements = await engagementsOf(trx, { today });
    const pending = canInvite ? await pendingLinks(trx, "engagement", { now }) : [];
    return {
      canInvite,
      canEnd: may(role, "engagement:end"),
      today,
      engagements: engagements.map(({ startedAt, endedAt, endsOn, isLive, ...engagement }) => ({
        ...engagement,
        isLive,
        from: formatDate(language, zone, startedAt),
        to: isLive ? null : endedAt ? formatDate(language, zone, endedAt) : endsOn && formatDay(language, endsOn),
        endsOn: endsOn && formatDay(language, endsOn),
      })),
      pending: pending.map(({ linkId, detail, inviter, expiresAt }) => ({
        linkId,
        inviter,
        email: detail.email,
        role: null,
        until: formatMoment(language, zone, expiresAt),
      })),
      formKey: crypto.randomUUID(),
    };
  });
}

export async function action(args: ActionFunctionArgs) {
  const form = await args.request.formData();
  const { values, errors } = readForm(ConsultantsForm, form);
  if (errors) return wrongForm(errors, form);
  switch (values.intent) {
    case "invite":
      if (await hasMailedTooMany(args, values.email)) return wrongForm({ email: "too-many" }, form);
      return asTenant(args, "engagement:invite", async (trx, asked) => {
        const { key, email, days, language, endsOn } = values;
        const { name, zone } = await companyOf(trx, asked.tenantId);
        if (endsOn && endsOn < dayIn(zone, asked.now)) return wrongForm({ endsOn: "day-wrong" }, form);
        const { tenantId } = asked;
        const detail = { for: "engagement", endsOn, email } as const;
        return data({ made: await makeLink(trx, asked, { tenantId, key, detail, days, language, to: name, zone }) });
      });
    case "revoke":
      await asTenant(args, "engagement:invite", (trx, asked) =>
        revokeLink(trx, values.linkId, { purpose: "engagement" }, asked),
      );
      return data({ done: "revoked" as const });
    case "end":
      await asTenant(args, "engagement:end", async (trx, asked) => {
        const ended = await endEngagement(trx, values.engagementId, asked);
        if (ended) await tellPractice(trx, asked, { ...ended, company: await companyOf(trx, asked.tenantId) });
      });
      return data({ done: "ended" as const });
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `${page?.text["people.consultants"] ?? ""} · ${page?.shell.company.name ?? ""} · Chữ Tín` },
];

export default function ConsultantsRoute() {
  const { engagements, pending, canInvite, canEnd, today, formKey } = useLoaderData<typeof loader>();
  const told = useActionData<typeof action>();
  const answer = { made: null, done: null, errors: {}, typed: {}, ...told };
  const t = useText();
  const form = useFocusOnError(told && "errors" in told ? told : null);
  const isBusy = useNavigation().formData?.get("intent") === "invite";
  const endsOnError = "endsOn" in answer.errors ? t(`people.error-${answer.errors.endsOn}`) : null;
  return (
    <div className="grid grid-cols-1 gap-10">
      {answer.made && <MadeLinkSheet made={answer.made} />}
      {answer.done && (
        <Banner tone="done" live>
          {t(`people.done-${answer.done}`)}
        </Banner>
      )}
      {"intent" in answer.errors && (
        <Banner tone="danger" live>
          {t("people.error-form")}
        </Banner>
      )}
      <section>
        <SectionHeading title={t("people.consultants")} />
        <p className="my-3 max-w-prose text-ink-2">{t("people.consultants-intro")}</p>
        {engagements.length > 0 ? (
          <Engagements engagements={engagements} canEnd={canEnd} />
        ) : (
          <EmptyState icon={Handshake} title={t("people.consultants-none-title")}>
            {t("people.consultants-none-body")}
          </EmptyState>
        )}
        {!canInvite && <p className="mt-3 text-sm text-ink-2">{t("people.consultant-owner-only")}</p>}
      </section>
      {canInvite && (
        <>
          <section className="max-w-form">
            <SectionHeading title={t("people.consultant-invite")} className="mb-4" />
            {/* a link that was made leaves an empty form behind */}
            <Form key={answer.made?.link?.url} ref={form} method="post" noValidate className="grid gap-5">
              <InviteFields {...answer} formKey={formKey} emailLabel={t("people.consultant-email")} />
              <Field
                label={t("people.ends-on")}
                note={t("people.email-note")}
                hint={t("people.ends-on-hint")}
                error={endsOnError}
              >
                {(control) => <TextInput {...control} name="endsOn" type="date" min={today} className="max-w-52" />}
              </Field>
              <Button
                type="submit"
                name="intent"
                value="invite"
                variant="primary"
                busy={isBusy}
                className="justify-self-start max-md:w-full"
              >
                {t("people.invite-submit")}
              </Button>
            </Form>
          </section>
          <PendingLinks links={pending} canRevoke={canInvite} />
        </>
      )}
    </div>
  );
}
