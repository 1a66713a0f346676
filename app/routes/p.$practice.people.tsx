import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { Banner } from "#app/components/banner.tsx";
import { Button } from "#app/components/button.tsx";
import { FieldSet, useFocusOnError } from "#app/components/field.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Members } from "#app/components/people/members.tsx";
import { SectionHeading } from "#app/components/section-heading.tsx";
import { Radio } from "#app/components/ticks.tsx";
import { orRefused, wrongForm } from "#app/forms.server.ts";
import { InviteFields } from "#app/invitations/invite-fields.tsx";
import { MadeLinkSheet } from "#app/invitations/made-link.tsx";
import { hasMailedTooMany, makeLink } from "#app/invitations/make-link.server.ts";
import { PendingLinks } from "#app/invitations/pending-links.tsx";
import { asPractice, practicePage } from "#app/practice.server.ts";
import { useText } from "#app/text.tsx";
import { pendingLinks, revokeLink } from "#db/links.ts";
import { practiceMembersOf, practiceOf, removePracticeMember } from "#db/practices.ts";
import { INSTALLATION, withTenant } from "#db/tenant.ts";
import { zones } from "#domain/company.ts";
import { formatDate, formatMoment } from "#domain/format.ts";
import { readForm } from "#domain/identity.schema.ts";
import { practiceRoles } from "#domain/membership.ts";
import { PracticePeopleForm } from "#domain/people.schema.ts";

/** A practice has no zone of its own: its links end by the usual one. */
const zone = zones[0];

export async function loader(args: LoaderFunctionArgs) {
  const page = await practicePage(
    args,
    ["practice", "people"],
    async (trx, { practiceId, personId, language, role }) => ({
      practiceId,
      isOwner: role === "owner",
      members: (await practiceMembersOf(trx)).map(({ joinedAt, ...member }) => ({
        ...member,
        since: formatDate(language, zone, joinedAt),
        isMe: member.personId === personId,
      })),
      formKey: crypto.randomUUID(),
    }),
  );
  const { practiceId, ...rest } = page;
  const { visit, services } = args.context;
  if (!page.isOwner) return { ...rest, pending: [] };
  const links = await withTenant(services.db, { tenantId: INSTALLATION }, (trx) =>
    pendingLinks(trx, "practice", { now: visit.now, practiceId }),
  );
  const pending = links.map(({ linkId, detail, inviter, expiresAt }) => ({
    linkId,
    inviter,
    email: detail.email,
    role: detail.role,
    until: formatMoment(visit.language, zone, expiresAt),
  }));
  return { ...rest, pending };
}

export async function action(args: ActionFunctionArgs) {
  const form = await args.request.formData();
  const { values, errors } = readForm(PracticePeopleForm, form);
  if (errors) return wrongForm(errors, form);
  switch (values.intent) {
    case "invite":
      if (await hasMailedTooMany(args, values.email)) return wrongForm({ email: "too-many" }, form);
      return asPractice(args, { ownerOnly: true }, async (installation, practice, ctx) => {
        const { key, email, days, language, role } = values;
        const { practiceId, person } = ctx;
        const { name } = await practiceOf(practice, practiceId);
        const detail = { for: "practice", practiceId, practice: name, role, inviter: person.name, email } as const;
        const wanted = { tenantId: INSTALLATION, key, detail, days, language, to: name, zone };
        return data({ made: await makeLink(installation, ctx, wanted) });
      });
    case "revoke":
      await asPractice(args, { ownerOnly: true }, (installation, _, ctx) =>
        revokeLink(installation, values.linkId, { purpose: "practice", practiceId: ctx.practiceId }, ctx),
      );
      return data({ done: "revoked" as const });
    case "remove":
    case "leave": {
      const isMe = values.intent === "leave";
      const { refused } = await orRefused(["last-owner"], () =>
        asPractice(args, { ownerOnly: !isMe }, (installation, practice, ctx) => {
          const memberId = values.intent === "leave" ? ctx.personId : values.memberId;
          return removePracticeMember(installation, practice, memberId, ctx);
        }),
      );
      if (refused) return data({ refused }, { status: 409 });
      return isMe ? redirect("/companies?all") : data({ done: "removed" as const });
    }
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `${page?.text["practice.people"] ?? ""} · ${page?.practice.name ?? ""} · Chữ Tín` },
];

export default function PracticePeopleRoute() {
  const { members, pending, isOwner, formKey } = useLoaderData<typeof loader>();
  const told = useActionData<typeof action>();
  const answer = { made: null, done: null, refused: null, errors: {}, typed: {}, ...told };
  const t = useText();
  const form = useFocusOnError(told && "errors" in told ? told : null);
  const isBusy = useNavigation().formData?.get("intent") === "invite";
  return (
    <div className="grid grid-cols-1 gap-8">
      {answer.made && <MadeLinkSheet made={answer.made} />}
      {answer.done && (
        <Banner tone="done" live>
          {t(answer.done === "removed" ? "practice.done-removed" : "people.done-revoked")}
        </Banner>
      )}
      {(answer.refused || "intent" in answer.errors) && (
        <Banner tone="danger" live>
          {t(answer.refused ? "practice.last-owner" : "practice.error-form")}
        </Banner>
      )}
      <section>
        <PageHeader title={t("practice.people")} intro={t("practice.people-intro")} />
        <Members
          label={t("practice.people-table")}
          members={members.map((member) => ({
            ...member,
            roleName: t(`practice.role-${member.role}`),
            canRemove: isOwner,
            rolesToGive: [],
          }))}
          words={{
            remove: (name) => t("practice.remove", { name }),
            removeBody: t("practice.remove-body"),
            leave: t("practice.leave"),
            leaveBody: t("practice.leave-body"),
          }}
        />
        {!isOwner && <p className="mt-3 text-sm text-ink-2">{t("practice.owner-only")}</p>}
      </section>
      {isOwner && (
        <>
          <section className="max-w-form">
            <SectionHeading title={t("people.invite")} className="mb-4" />
            {/* a link that was made leaves an empty form behind */}
            <Form key={answer.made?.link?.url} ref={form} method="post" noValidate className="grid gap-5">
              <FieldSet legend={t("people.invite-role")} className="grid gap-2">
                {practiceRoles.map((role) => (
                  <Radio
                    key={role}
                    name="role"
                    value={role}
                    defaultChecked={role === ("role" in answer.typed ? answer.typed.role : "consultant")}
                    label={t(`practice.role-${role}`)}
                    hint={t(`practice.role-${role}-hint`)}
                  />
                ))}
              </FieldSet>
              <InviteFields {...answer} formKey={formKey} emailLabel={t("people.email")} />
              <Button
                type="submit"
                name="intent"
                value="invite"
                variant="primary"
                busy={isBusy}
                className="justify-self-start"
              >
                {t("people.invite-submit")}
              </Button>
            </Form>
          </section>
          <PendingLinks
            links={pending.map((link) => ({ ...link, role: t(`practice.role-${link.role}`) }))}
            canRevoke={isOwner}
          />
        </>
      )}
    </div>
  );
}
