import { Form, useNavigation } from "@remix-run/react";
import type { ReactNode } from "react";
import { Banner } from "#app/components/banner.tsx";
import { Button } from "#app/components/button.tsx";
import { Disclosure } from "#app/components/disclosure.tsx";
import { useFocusOnError } from "#app/components/field.tsx";
import { SectionHeading } from "#app/components/section-heading.tsx";
import { CopyButton, QrCode } from "#app/components/share.tsx";
import { useText } from "#app/text.tsx";
import { CodeField, PasswordField, useProblem } from "./fields.tsx";
import type { Problems } from "./problem.ts";
import type { Enrolment } from "./two-factor.server.ts";

type Wrong = Problems | undefined;

export function PasswordSection({ email, problems, isDone }: { email: string; problems: Wrong; isDone: boolean }) {
  const t = useText();
  const problem = useProblem(problems);
  const form = useFocusOnError(problems);
  return (
    <section aria-labelledby="password">
      <SectionHeading id="password" title={t("identity.password-title")} />
      {/* a new key empties the fields once they have done their work */}
      <Form key={String(isDone)} ref={form} method="post" noValidate className="mt-4 grid gap-4">
        <input type="hidden" name="intent" value="password" />
        <input type="email" name="email" value={email} autoComplete="username" readOnly hidden />
        {isDone && (
          <Banner tone="done" live>
            {t("identity.password-changed")}
          </Banner>
        )}
        <PasswordField label={t("identity.current-password")} error={problem("password")} />
        <PasswordField name="newPassword" label={t("identity.new-password")} isNew error={problem("newPassword")} />
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <Button type="submit">{t("identity.password-change")}</Button>
          <p className="text-sm text-ink-3">{t("identity.password-change-hint")}</p>
        </div>
      </Form>
    </section>
  );
}

interface SecondFactorProps {
  /** null: it is off */
  codesLeft: number | null;
  /** of the authenticator that is being added */
  enrolment: Enrolment | null;
  /** new ones, shown this once */
  codes: readonly string[] | null;
  done: "second-confirmed" | "second-ended" | null;
  problemsOf: (intent: string) => Wrong;
}

export function SecondFactorSection({ codesLeft, enrolment, codes, done, problemsOf }: SecondFactorProps) {
  const t = useText();
  const isOn = codesLeft !== null || done === "second-confirmed";
  return (
    <section aria-labelledby="second" className="grid gap-4">
      <SectionHeading id="second" title={t("identity.second-title")} />
      {done && (
        <Banner tone="done" live>
          {t(`identity.${done}`)}
        </Banner>
      )}
      {codes && <RecoveryCodes codes={codes} />}
      {!isOn && !enrolment && (
        <>
          <p>{t("identity.second-off")}</p>
          <WithPassword intent="begin" label={t("identity.second-begin")} problems={problemsOf("begin")} />
        </>
      )}
      {!isOn && enrolment && <Enrol enrolment={enrolment} problems={problemsOf("confirm")} />}
      {isOn && (
        <>
          <p>
            {t("identity.second-on")} {codesLeft !== null && t("identity.second-codes-left", { n: codesLeft })}
          </p>
          <div className="divide-y divide-line border-y border-line">
            <Disclosure summary={t("identity.second-renew")} open={problemsOf("renew") !== undefined}>
              <WithPassword
                intent="renew"
                label={t("identity.second-renew")}
                note={t("identity.second-renew-hint")}
                problems={problemsOf("renew")}
              />
            </Disclosure>
            <Disclosure summary={t("identity.second-end")} open={problemsOf("end") !== undefined}>
              <WithPassword
                intent="end"
                label={t("identity.second-end")}
                variant="danger"
                problems={problemsOf("end")}
              />
            </Disclosure>
          </div>
        </>
      )}
    </section>
  );
}

interface WithPasswordProps {
  intent: string;
  label: string;
  note?: ReactNode;
  variant?: "secondary" | "danger";
  problems: Wrong;
}

function WithPassword({ intent, label, note, variant = "secondary", problems }: WithPasswordProps) {
  const t = useText();
  const problem = useProblem(problems);
  const form = useFocusOnError(problems);
  const { state, formData } = useNavigation();
  return (
    <Form ref={form} method="post" noValidate preventScrollReset className="grid gap-4">
      <input type="hidden" name="intent" value={intent} />
      {note && <p className="text-sm text-ink-2">{note}</p>}
      <PasswordField label={t("identity.current-password")} error={problem("password")} />
      <div>
        <Button type="submit" variant={variant} busy={state !== "idle" && formData?.get("intent") === intent}>
          {label}
        </Button>
      </div>
    </Form>
  );
}

function Enrol({ enrolment, problems }: { enrolment: Enrolment; problems: Wrong }) {
  const t = useText();
  const problem = useProblem(problems);
  const form = useFocusOnError(problems);
  return (
    <div className="grid gap-4">
      <p>{t("identity.second-scan")}</p>
      <QrCode {...enrolment.qr} label={t("identity.second-qr")} />
      <dl className="grid gap-1">
        <dt className="text-sm text-ink-2">{t("identity.second-secret")}</dt>
        <dd translate="no" className="font-medium break-words">
          {enrolment.secret}
        </dd>
      </dl>
      <p>
        <a href={enrolment.uri}>{t("identity.second-open")}</a>
      </p>
      <Form ref={form} method="post" noValidate preventScrollReset className="grid gap-4">
        <input type="hidden" name="intent" value="confirm" />
        <input type="hidden" name="uri" value={enrolment.uri} />
        <CodeField label={t("identity.second-confirm-code")} error={problem("code")} />
        <div>
          <Button type="submit" variant="primary">
            {t("identity.second-confirm")}
          </Button>
        </div>
      </Form>
    </div>
  );
}

function RecoveryCodes({ codes }: { codes: readonly string[] }) {
  const t = useText();
  return (
    <div className="grid gap-3 rounded-md border border-line-2 bg-sheet p-4">
      <h3>{t("identity.codes-title")}</h3>
      <p className="text-sm text-ink-2">{t("identity.codes-body")}</p>
      <ul translate="no" className="grid grid-cols-2 gap-x-6 gap-y-1 font-mono text-base sm:max-w-80">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div data-print="none">
        <CopyButton text={codes.join("\n")} label={t("identity.codes-copy")} doneLabel={t("identity.codes-copied")} />
      </div>
    </div>
  );
}
