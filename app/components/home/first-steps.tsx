import { Form, Link } from "@remix-run/react";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { StateMark } from "#app/components/marks.tsx";
import { SectionHeading } from "#app/components/section-heading.tsx";
import { Sheet } from "#app/components/sheet.tsx";
import { useText } from "#app/text.tsx";

interface NothingYetProps {
  framework: { id: string; title: string; questions: number };
  /** Where an assessment is started. */
  action: string;
  canStart: boolean;
  /** Where the company says what it is, for who may say it, until all is said. */
  intake: { to: string; isBegun: boolean } | null;
}

/** The home of a company that has answered nothing: one sheet, and on it what comes first. */
export function NothingYet({ framework, action, canStart, intake }: NothingYetProps) {
  const t = useText();
  return (
    <Sheet variant="margin" className="grid justify-items-start gap-3">
      {!intake && <p className="text-sm text-ink-3">{framework.title}</p>}
      <h1>{t("home.start-title")}</h1>
      {intake && (
        <>
          <p className="max-w-prose font-serif text-lg text-ink-2">{t("home.intake-body")}</p>
          <ButtonLink to={intake.to} variant="primary" size="large">
            {t(intake.isBegun ? "home.intake-go-on" : "home.intake")}
          </ButtonLink>
          <h2 className="mt-4 font-sans text-base font-semibold">{framework.title}</h2>
        </>
      )}
      <p className={intake ? "max-w-prose text-ink-2" : "max-w-prose font-serif text-lg text-ink-2"}>
        {t("home.start-body", { n: framework.questions, minutes: Math.round(framework.questions / 2) })}
      </p>
      {canStart ? (
        <Form method="post" action={`${action}?index`}>
          <input type="hidden" name="frameworkId" value={framework.id} />
          <Button
            type="submit"
            variant={intake ? "secondary" : "primary"}
            name="intent"
            value="start"
            size={intake ? "medium" : "large"}
          >
            {t("home.start")}
          </Button>
        </Form>
      ) : (
        <p className="text-ink-2">{t("home.start-nobody")}</p>
      )}
    </Sheet>
  );
}

interface FirstStepsProps {
  /** The company's address. */
  here: string;
  assessmentId: string | null;
  /** Whether the company has said all that the intake asks. */
  isKnown: boolean;
  isAnswered: boolean;
  hasSchedule: boolean;
}

/** Leads a new company along: intake, assessment, first task, schedule. */
export function FirstSteps({ here, assessmentId, isKnown, isAnswered, hasSchedule }: FirstStepsProps) {
  const t = useText();
  const steps = [
    { key: "0", isDone: isKnown, to: `${here}/profile` },
    { key: "1", isDone: isAnswered, to: assessmentId ? `${here}/assessments/${assessmentId}` : `${here}/assessments` },
    { key: "2", isDone: false, to: assessmentId && isAnswered ? `${here}/assessments/${assessmentId}/result` : null },
    { key: "3", isDone: hasSchedule, to: `${here}/schedules` },
  ];
  return (
    <section aria-labelledby="first-steps">
      <SectionHeading id="first-steps" title={t("home.steps-title")} />
      <ol>
        {steps.map(({ key, isDone, to }) => (
          <li key={key} className="flex items-center gap-3 border-b border-line py-3">
            <StateMark state={isDone ? "met" : "open"} label={isDone ? t("home.step-done") : undefined} />
            {to && !isDone ? (
              <Link to={to} className="inline-flex min-h-6 items-center font-medium pointer-coarse:min-h-11">
                {t(`home.step-${key}`)}
              </Link>
            ) : (
              <span className={isDone ? "text-ink-3" : "text-ink-2"}>{t(`home.step-${key}`)}</span>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
