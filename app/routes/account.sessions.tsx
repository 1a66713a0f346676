import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { Monitor, Smartphone } from "lucide-react";
import { Badge } from "#app/components/badge.tsx";
import { Banner } from "#app/components/banner.tsx";
import { Button } from "#app/components/button.tsx";
import { Icon } from "#app/components/icons.tsx";
import { SectionHeading } from "#app/components/section-heading.tsx";
import { endSessions } from "#app/identity/account.server.ts";
import { identityZone } from "#app/identity/mail.server.ts";
import { answering, refusalResponse } from "#app/request.server.ts";
import { useText } from "#app/text.tsx";
import { sessionsOf } from "#db/identity.ts";
import { deviceOf, isHandheld } from "#domain/device.ts";
import { formatDate, formatMoment } from "#domain/format.ts";
import { EndSessionForm, readForm } from "#domain/identity.schema.ts";
import { Refusal } from "#domain/refusal.ts";

export function loader(args: LoaderFunctionArgs) {
  return answering(args, async ({ person, language, services }) => {
    const sessions = await sessionsOf(services.auth.db, person.id);
    const shown = sessions.map(({ id, address, userAgent, since, lastSeen }) => ({
      id,
      isThis: id === person.sessionId,
      ...deviceOf(userAgent),
      isHandheld: isHandheld(userAgent),
      address: address || null,
      since: formatMoment(language, identityZone, since),
      last: formatDate(language, identityZone, lastSeen),
    }));
    // the one in use comes first, whatever was used since
    return { sessions: shown.sort((a, b) => Number(b.isThis) - Number(a.isThis)) };
  });
}

export function action(args: ActionFunctionArgs) {
  return answering(args, async ({ person }) => {
    const form = await args.request.formData();
    if (form.get("others") !== null) {
      await endSessions(args, person, "others");
      return data({ ended: true });
    }
    const { values, errors } = readForm(EndSessionForm, form);
    if (errors) throw refusalResponse(new Refusal("invalid-form", "no session named"), args);
    await endSessions(args, person, values);
    return data({ ended: true });
  });
}

export default function SessionsRoute() {
  const { sessions } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText();
  const nameOf = ({ browser, system }: { browser: string | null; system: string | null }) =>
    browser && system
      ? t("identity.sessions-device", { browser, system })
      : (browser ?? system ?? t("identity.sessions-unknown"));
  return (
    <section aria-labelledby="sessions">
      <SectionHeading id="sessions" title={t("identity.account-sessions")} />
      <p className="mt-3 text-ink-2">{t("identity.sessions-intro")}</p>
      {answer?.ended && (
        <div className="mt-3">
          <Banner tone="done" live>
            {t("identity.sessions-ended")}
          </Banner>
        </div>
      )}
      <ul aria-label={t("identity.sessions-list")} className="mt-4 border-t border-line">
        {sessions.map((session) => (
          <li key={session.id} className="flex flex-wrap items-start gap-x-3 gap-y-2 border-b border-line py-3">
            <Icon of={session.isHandheld ? Smartphone : Monitor} className="mt-1 text-ink-3" />
            <div className="min-w-0 grow basis-48">
              <p className="flex flex-wrap items-center gap-x-2 font-medium">
                {nameOf(session)}
                {session.isThis && <Badge>{t("identity.sessions-this")}</Badge>}
              </p>
              <p className="text-sm text-ink-2">
                {t("identity.sessions-detail", { since: session.since, last: session.last })}
              </p>
              {session.address && (
                <p className="text-sm text-ink-3">{t("identity.sessions-address", { address: session.address })}</p>
              )}
            </div>
            {!session.isThis && (
              <Form method="post">
                <Button
                  type="submit"
                  size="small"
                  name="sessionId"
                  value={session.id}
                  aria-label={t("identity.sessions-end-label", { device: nameOf(session) })}
                >
                  {t("identity.sessions-end")}
                </Button>
              </Form>
            )}
          </li>
        ))}
      </ul>
      {sessions.length > 1 ? (
        <Form method="post" className="mt-4">
          <Button type="submit" name="others" value="yes" variant="danger">
            {t("identity.sessions-end-others")}
          </Button>
        </Form>
      ) : (
        <p className="mt-4 text-sm text-ink-3">{t("identity.sessions-alone")}</p>
      )}
    </section>
  );
}
