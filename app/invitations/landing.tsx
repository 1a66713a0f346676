import { Form, useNavigation } from "@remix-run/react";
import { Banner } from "#app/components/banner.tsx";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { Field, FieldSet } from "#app/components/field.tsx";
import { TextInput } from "#app/components/inputs.tsx";
import { Radio } from "#app/components/ticks.tsx";
import { IdentityFrame } from "#app/identity/frame.tsx";
import { useText } from "#app/text.tsx";
import type { FieldErrors } from "#domain/identity.schema.ts";
import { withNext } from "#domain/next-path.ts";
import type { pageOf } from "./landing.server.ts";

type Page = Awaited<ReturnType<typeof pageOf>>["page"];
type Open = Extract<Page, { state: "open" }>;

interface LandingProps {
  page: Page;
  /** Of this page: to come back to after signing in. */
  path: string;
  errors: FieldErrors;
}

/** What somebody reads who follows a link: signed in or not, in time or too late. Areas: `invitations`, `identity`, `states`. */
export function InvitationLanding({ page, path, errors }: LandingProps) {
  const t = useText();
  if (page.state === "open") return <OpenInvitation page={page} path={path} errors={errors} />;
  if (page.state === "unknown")
    return <Elsewhere title={t("invitations.unknown-title")} body={t("invitations.unknown-body")} />;
  const inviter = page.inviter ?? t("invitations.somebody");
  const company = page.place;
  switch (page.state) {
    case "wrong-person": {
      const { email, yours } = page;
      return (
        <IdentityFrame
          title={t("invitations.wrong-title")}
          intro={t("invitations.wrong-body", { company, email, yours })}
        >
          <Form method="post">
            <Button type="submit" name="intent" value="switch" variant="primary" block>
              {t("invitations.wrong-switch")}
            </Button>
          </Form>
          <p className="text-sm text-ink-2">{t("invitations.wrong-ask", { inviter })}</p>
        </IdentityFrame>
      );
    }
    case "member":
    case "accepted":
      return (
        <IdentityFrame
          title={t(`invitations.${page.state}-title`, { company })}
          intro={t(`invitations.${page.state}-body`)}
        >
          <ButtonLink to={page.to} variant="primary" block>
            {t("invitations.open", { company })}
          </ButtonLink>
        </IdentityFrame>
      );
    default:
      return (
        <Elsewhere
          title={t(`invitations.${page.state}-title`)}
          body={t(`invitations.${page.state}-body`, { company, inviter, time: page.until })}
        />
      );
  }
}

/** Nothing opens here; what still works. */
function Elsewhere({ title, body }: { title: string; body: string }) {
  const t = useText();
  return (
    <IdentityFrame title={title} intro={body}>
      <ButtonLink to="/companies" block>
        {t("invitations.go-companies")}
      </ButtonLink>
    </IdentityFrame>
  );
}

function OpenInvitation({ page, path, errors }: { page: Open; path: string; errors: FieldErrors }) {
  const t = useText();
  const { for: purpose, place: company, role, endsOn, email, reader, until } = page;
  const inviter = page.inviter ?? t("invitations.somebody");
  const roleName = role ? t(purpose === "practice" ? `invitations.role-${role}` : `shell.role-${role}`) : "";
  return (
    <IdentityFrame
      title={t(`invitations.title-${purpose}`, { company })}
      intro={
        <>
          {t(`invitations.says-${purpose}`, { inviter, company, role: roleName })}{" "}
          {endsOn && t("invitations.says-engagement-until", { day: endsOn })}
        </>
      }
    >
      <div className="grid gap-1 text-sm text-ink-2">
        <p>{t("invitations.until", { time: until })}</p>
        {!reader && email && <p>{t("invitations.for-address", { email })}</p>}
      </div>
      {"form" in errors && (
        <Banner tone="danger" live>
          {t(`invitations.error-${errors.form}`)}
        </Banner>
      )}
      {reader ? (
        <Accept page={page} reader={reader} errors={errors} />
      ) : (
        <div className="grid gap-3">
          <ButtonLink to={withNext("/sign-in", path)} variant="primary" block>
            {t("invitations.sign-in")}
          </ButtonLink>
          {page.canSignUp && (
            <>
              <ButtonLink to={withNext("/sign-up", path)} block>
                {t("invitations.sign-up")}
              </ButtonLink>
              <p className="text-sm text-ink-2">{t("invitations.sign-up-hint")}</p>
            </>
          )}
        </div>
      )}
      <p className="rule-above pt-5 text-sm text-ink-2">{t("invitations.about")}</p>
    </IdentityFrame>
  );
}

function Accept({
  page,
  reader,
  errors,
}: {
  page: Open;
  reader: { name: string; email: string };
  errors: FieldErrors;
}) {
  const t = useText();
  const isBusy = useNavigation().formMethod === "POST";
  const isForPractice = page.for === "engagement";
  return (
    <div className="grid gap-4">
      <p className="text-sm">{t("invitations.as-you", reader)}</p>
      <Form method="post" noValidate className="grid gap-4">
        {isForPractice && <PracticeChoice page={page} errors={errors} />}
        <Button
          type="submit"
          name="intent"
          value={isForPractice ? "engage" : "accept"}
          variant="primary"
          block
          busy={isBusy}
        >
          {t("invitations.accept")}
        </Button>
      </Form>
      <Form method="post">
        <Button type="submit" name="intent" value="switch" block>
          {t("invitations.not-you")}
        </Button>
      </Form>
    </div>
  );
}

function PracticeChoice({ page: { practices, formKey, place }, errors }: { page: Open; errors: FieldErrors }) {
  const t = useText();
  const problem = (field: string) => {
    const code = errors[field];
    return code ? t(`invitations.error-${code}`, { company: place }) : null;
  };
  return (
    <>
      <input type="hidden" name="key" value={formKey} />
      {practices.length > 0 && (
        <FieldSet legend={t("invitations.practice-choose")} error={problem("practice")} className="grid gap-1">
          {practices.map(({ slug, name }, i) => (
            <Radio key={slug} name="practice" value={slug} label={name} defaultChecked={i === 0} />
          ))}
          <Radio name="practice" value="" label={t("invitations.practice-new")} />
        </FieldSet>
      )}
      {practices.length === 0 && <input type="hidden" name="practice" value="" />}
      <Field
        label={t("invitations.practice-name")}
        hint={t(practices.length > 0 ? "invitations.practice-name-hint" : "invitations.practice-name-seen")}
        error={problem("name") ?? (practices.length === 0 ? problem("practice") : null)}
      >
        {(control) => <TextInput {...control} name="name" autoComplete="organization" maxLength={120} />}
      </Field>
    </>
  );
}
