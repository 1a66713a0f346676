import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { Banner } from "#app/components/banner.tsx";
import { Button } from "#app/components/button.tsx";
import { FieldSet, useFocusOnError } from "#app/components/field.tsx";
import { Members } from "#app/components/people/members.tsx";
import { SectionHeading } from "#app/components/section-heading.tsx";
import { Radio } from "#app/components/ticks.tsx";
import { orRefused, wrongForm } from "#app/forms.server.ts";
import { InviteFields } from "#app/invitations/invite-fields.tsx";
import { MadeLinkSheet } from "#app/invitations/made-link.tsx";
import { hasMailedTooMany, makeLink } from "#app/invitations/make-link.server.ts";
import { PendingLinks } from "#app/invitations/pending-links.tsx";
import { asTenant, companyPage } from "#app/request.server.ts";
import { useText } from "#app/text.tsx";
import { companyOf } from "#db/companies.ts";
import { pendingLinks, revokeLink } from "#db/links.ts";
import { changeRole, membersOf, removeMember } from "#db/people.ts";
import { formatDate, formatMoment } from "#domain/format.ts";
import { readForm } from "#domain/identity.schema.ts";
import { mayChange, rolesToGive } from "#domain/membership.ts";
import { PeopleForm } from "#domain/people.schema.ts";
import { may } from "#domain/permission.ts";

export async function loader(args: LoaderFunctionArgs) {
  return companyPage(args, "people:read", ["companies", "people"], async (trx, asked) => {
    const { company, language, now, personId, role } = asked;
    const canManage = may(role, "people:manage");
    const members = await membersOf(trx);
    const pending = canManage ? await pendingLinks(trx, "company", { now }) : [];
    return {
      canManage,
      givable: rolesToGive(role),
      members: members.map(({ joinedAt, ...member }) => ({
        ...member,
        since: formatDate(language, company.zone, joinedAt),
        isMe: member.personId === personId,
        canChange: mayChange(role, member.role),
      })),
      pending: pending.map(({ linkId, detail, inviter, expiresAt }) => ({
        linkId,
        inviter,
        email: detail.email,
        role: detail.role,
        until: formatMoment(language, company.zone, expiresAt),
      })),
      formKey: crypto.randomUUID(),
    };
  });
}

export async function action(args: ActionFunctionArgs) {
  const form = await args.request.formData();
  const { values, errors } = readForm(PeopleForm, form);
  if (errors) return wrongForm(errors, form);
  switch (values.intent) {
    case "invite":
      if (await hasMailedTooMany(args, values.email)) return wrongForm({ email: "too-many" }, form);
      return asTenant(args, "people:manage", async (trx, asked) => {
        const { key, email, days, language, role } = values;
        if (!rolesToGive(asked.role).includes(role)) return wrongForm({ role: "role-above" }, form);
        if (email && (await membersOf(trx)).some((member) => member.email?.toLowerCase() === email))
          return wrongForm({ email: "email-member" }, form);
        const { name, zone } = await companyOf(trx, asked.tenantId);
        const { tenantId } = asked;
        const detail = { for: "company", role, email } as const;
        return data({ made: await makeLink(trx, asked, { tenantId, key, detail, days, language, to: name, zone }) });
      });
    case "revoke":
      await asTenant(args, "people:manage", (trx, asked) =>
        revokeLink(trx, values.linkId, { purpose: "company" }, asked),
      );
      return data({ done: "revoked" as const });
    case "role": {
      const { memberId, role: to } = values;
      const { refused } = await orRefused(["last-owner"], () =>
        asTenant(args, "people:manage", (trx, asked) => changeRole(trx, { memberId, to }, asked)),
      );
      return refused ? data({ refused }, { status: 409 }) : data({ done: "role" as const });
    }
    case "remove":
    case "leave": {
      const isMe = values.intent === "leave";
      const { refused } = await orRefused(["last-owner"], () =>
        asTenant(args, isMe ? "people:read" : "people:manage", (trx, asked) =>
          removeMember(trx, values.intent === "leave" ? asked.personId : values.memberId, asked),
        ),
      );
      if (refused) return data({ refused }, { status: 409 });
      return isMe ? redirect("/companies?all") : data({ done: "removed" as const });
    }
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `${page?.text["people.title"] ?? ""} · ${page?.shell.company.name ?? ""} · Chữ Tín` },
];

export default function PeopleRoute() {
  const { members, pending, givable, canManage, formKey } = useLoaderData<typeof loader>();
  const told = useActionData<typeof action>();
  const answer = { made: null, done: null, refused: null, errors: {}, typed: {}, ...told };
  const t = useText();
  const form = useFocusOnError(told && "errors" in told ? told : null);
  const isBusy = useNavigation().formData?.get("intent") === "invite";
  const roles = givable.map((value) => ({ value, label: t(`shell.role-${value}`) }));
  return (
    <div className="grid grid-cols-1 gap-10">
      {answer.made && <MadeLinkSheet made={answer.made} />}
      {answer.done && (
        <Banner tone="done" live>
          {t(`people.done-${answer.done}`)}
        </Banner>
      )}
      {answer.refused && (
        <Banner tone="danger" live>
          {t("people.last-owner")}
        </Banner>
      )}
      {"intent" in answer.errors && (
        <Banner tone="danger" live>
          {t("people.error-form")}
        </Banner>
      )}
      <section>
        <SectionHeading title={t("people.members")} />
        <Members
          label={t("people.members-table")}
          members={members.map(({ canChange, ...member }) => ({
            ...member,
            roleName: t(`shell.role-${member.role}`),
            canRemove: canChange,
            rolesToGive: canChange ? roles : [],
          }))}
          words={{
            remove: (name) => t("people.remove", { name }),
            removeBody: t("people.remove-body"),
            leave: t("people.leave"),
            leaveBody: t("people.leave-body"),
          }}
        />
        {!canManage && <p className="mt-3 text-sm text-ink-2">{t("people.managed-by-leaders")}</p>}
      </section>
      {canManage && (
        <>
          <section className="max-w-form">
            <SectionHeading title={t("people.invite")} className="mb-4" />
            {/* a link that was made leaves an empty form behind */}
            <Form key={answer.made?.link?.url} ref={form} method="post" noValidate className="grid gap-5">
              <FieldSet
                legend={t("people.invite-role")}
                error={"role" in answer.errors ? t(`people.error-${answer.errors.role}`) : null}
                className="grid gap-2"
              >
                {roles.map(({ value, label }) => (
                  <Radio
                    key={value}
                    name="role"
                    value={value}
                    defaultChecked={value === ("role" in answer.typed ? answer.typed.role : "contributor")}
                    label={label}
                    hint={t(`people.role-${value}-hint`)}
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
                className="justify-self-start max-md:w-full"
              >
                {t("people.invite-submit")}
              </Button>
            </Form>
          </section>
          <PendingLinks
            links={pending.map((link) => ({ ...link, role: t(`shell.role-${link.role}`) }))}
            canRevoke={canManage}
          />
        </>
      )}
    </div>
  );
}
