import { Disclosure } from "#app/components/disclosure.tsx";
import { SectionHeading } from "#app/components/section-heading.tsx";
import type { AssessmentInPreview, DutyInPreview, Preview } from "#app/profile/preview.server.ts";
import { useText } from "#app/text.tsx";
import { DutyClause } from "./duty-clause.tsx";

/** What is said anew, before and after. */
export function SaidAnew({ changes }: Pick<Preview, "changes">) {
  const t = useText();
  return (
    <dl className="grid gap-3">
      {changes.map(({ fact, label, before, after }) => (
        <div key={fact}>
          <dt className="text-sm text-ink-3">{label}</dt>
          <dd>
            <s className="text-ink-3">
              <span className="sr-only">{t("profile.was")} </span>
              {before}
            </s>
            <span className="block font-medium">
              <span className="sr-only">{t("profile.becomes")} </span>
              {after}
            </span>
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** What follows from it: the relief, duties, questionnaires, the questions of each assessment that runs. */
export function Consequences({ preview }: { preview: Preview }) {
  const t = useText();
  const { relief, appears, disappears, frameworks, assessments } = preview;
  const isSame = appears.length + disappears.length + frameworks.appears.length + frameworks.disappears.length === 0;
  return (
    <>
      {relief.before !== relief.after && (
        <section aria-labelledby="change-relief">
          <SectionHeading id="change-relief" title={t("binding.relief")} />
          <p className="mt-3">
            {t("profile.from-to", {
              before: t(`binding.relief-word-${relief.before}`),
              after: t(`binding.relief-word-${relief.after}`),
            })}
          </p>
          <p className="mt-1 max-w-prose text-ink-2">{t(`binding.relief-${relief.after}`)}</p>
        </section>
      )}
      <section aria-labelledby="change-duties">
        <SectionHeading id="change-duties" title={t("profile.duties")} />
        {isSame && <p className="mt-3 text-ink-2">{t("profile.duties-same")}</p>}
        <Duties title={t("profile.appear", { n: appears.length })} duties={appears} />
        <Duties title={t("profile.disappear", { n: disappears.length })} duties={disappears} />
        {frameworks.appears.length > 0 && (
          <p className="mt-3">{t("profile.framework-appears", { titles: frameworks.appears.join(", ") })}</p>
        )}
        {frameworks.disappears.length > 0 && (
          <p className="mt-3">{t("profile.framework-disappears", { titles: frameworks.disappears.join(", ") })}</p>
        )}
      </section>
      <section aria-labelledby="change-assessments">
        <SectionHeading id="change-assessments" title={t("profile.assessments")} />
        {assessments.length === 0 && <p className="mt-3 text-ink-2">{t("profile.assessments-none")}</p>}
        <ul>
          {assessments.map((assessment) => (
            <Assessment key={assessment.id} {...assessment} />
          ))}
        </ul>
        <p className="mt-3 max-w-prose text-sm text-ink-3">{t("profile.nothing-lost")}</p>
      </section>
    </>
  );
}

function Duties({ title, duties }: { title: string; duties: readonly DutyInPreview[] }) {
  if (duties.length === 0) return null;
  return (
    <div className="border-b border-line">
      <Disclosure summary={title} open={duties.length <= 12}>
        <ul className="grid gap-1.5">
          {duties.map(({ id, title: duty, clause }) => (
            <li key={id}>
              {duty}
              {clause && (
                <span className="flex min-h-6 items-center text-sm pointer-coarse:min-h-11">
                  <DutyClause clause={clause} />
                </span>
              )}
            </li>
          ))}
        </ul>
      </Disclosure>
    </div>
  );
}

function Assessment({ title, number, appears, disappears }: AssessmentInPreview) {
  const t = useText();
  const kept = disappears.filter(({ isAnswered }) => isAnswered).length;
  const back = appears.filter(({ isAnswered }) => isAnswered).length;
  return (
    <li className="border-b border-line py-3">
      <p className="font-medium">
        {title} <span className="font-normal text-ink-3">· {t("profile.assessment", { number })}</span>
      </p>
      {appears.length + disappears.length === 0 && <p className="text-sm text-ink-2">{t("profile.questions-same")}</p>}
      <Questions title={t("profile.questions-appear", { n: appears.length })} questions={appears} />
      {back > 0 && <p className="text-sm text-ink-2">{t("profile.questions-back", { n: back })}</p>}
      <Questions title={t("profile.questions-disappear", { n: disappears.length })} questions={disappears} />
      {kept > 0 && <p className="text-sm text-ink-2">{t("profile.questions-kept", { n: kept })}</p>}
    </li>
  );
}

function Questions({ title, questions }: { title: string; questions: AssessmentInPreview["appears"] }) {
  const t = useText();
  if (questions.length === 0) return null;
  return (
    <Disclosure summary={<span className="text-sm">{title}</span>}>
      <ul className="grid list-disc gap-1 pl-5 text-sm text-ink-2">
        {questions.map(({ id, short, isAnswered }) => (
          <li key={id}>
            {short}
            {isAnswered && <span className="text-ink-3"> · {t("profile.has-answer")}</span>}
          </li>
        ))}
      </ul>
    </Disclosure>
  );
}
