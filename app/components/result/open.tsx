import { Link } from "@remix-run/react";
import { AskLink } from "#app/components/asking/ask-link.tsx";
import { Disclosure } from "#app/components/disclosure.tsx";
import { StateMark } from "#app/components/marks.tsx";
import { SectionHeading } from "#app/components/section-heading.tsx";
import type { OpenView } from "#app/result/gaps.server.ts";
import type { ResultView } from "#app/result/page.server.ts";
import { useText } from "#app/text.tsx";

interface OpenProps {
  open: readonly OpenView[];
  answers: string;
  canAnswer: boolean;
  canAsk: boolean;
}

/** More of them would push what to do below the fold. */
const shownAtOnce = 8;

/** What nobody has answered, the heaviest first: those narrow the range most. */
export function OpenQuestions({ open, answers, canAnswer, canAsk }: OpenProps) {
  const t = useText();
  return (
    <section aria-labelledby="open">
      <SectionHeading id="open" title={t("result.open")} aside={open.length} />
      {canAsk && (
        <p className="pt-2 text-sm">
          <AskLink to={answers} />
        </p>
      )}
      {open.length === 0 && <p className="pt-3 text-ink-2">{t("result.open-none")}</p>}
      <OpenList open={open.slice(0, shownAtOnce)} answers={answers} canAnswer={canAnswer} canAsk={canAsk} />
      {open.length > shownAtOnce && (
        <Disclosure summary={t("result.open-more", { n: open.length - shownAtOnce })}>
          <OpenList open={open.slice(shownAtOnce)} answers={answers} canAnswer={canAnswer} canAsk={canAsk} />
        </Disclosure>
      )}
    </section>
  );
}

function OpenList({ open, answers, canAnswer, canAsk }: OpenProps) {
  const t = useText();
  return (
    <ul>
      {open.map(({ id, label, state }) => (
        <li key={id} className="flex gap-3 border-b border-line py-3">
          <StateMark state={state === "dontKnow" ? "unknown" : "open"} />
          <div className="min-w-0 grow">
            <p className="font-medium">{label}</p>
            <p className="flex flex-wrap gap-x-4 text-sm text-ink-3">
              <span className="grow">{t(`states.state-${state}`)}</span>
              {canAsk && <AskLink to={answers} question={{ id, label }} />}
              {canAnswer && (
                <Link
                  className="inline-flex min-h-6 items-center pointer-coarse:min-h-11"
                  data-print="none"
                  to={`${answers}?q=${id}`}
                  aria-label={`${t("result.answer")}: ${label}`}
                >
                  {t("result.answer")}
                </Link>
              )}
            </p>
          </div>
        </li>
      ))}
    </ul>
  );
}

/** Not-applicable marks with their reasons: they leave both sides of the fraction, so they are always shown. */
export function NotApplicable({ result }: { result: ResultView }) {
  const t = useText();
  const { notApplicable, naLift, warnsOfNotApplicable } = result;
  if (notApplicable.length === 0) return null;
  const lift = Math.floor((naLift ?? 0) / 100);
  return (
    <section aria-labelledby="not-applicable">
      <SectionHeading id="not-applicable" title={t("result.not-applicable")} aside={notApplicable.length} />
      {lift > 0 && <p className="pt-3 text-ink-2">{t("result.not-applicable-lift", { n: lift })}</p>}
      {warnsOfNotApplicable && <p className="pt-1 font-medium text-partly">{t("result.not-applicable-warn")}</p>}
      <ul>
        {notApplicable.map(({ id, label, reason, isAccepted, isSelfAccepted }) => (
          <li key={id} className="border-b border-line py-3">
            <p className="font-medium">{label}</p>
            <p className="text-sm text-ink-2">
              {reason}{" "}
              <span className="text-ink-3">
                ({t(isSelfAccepted ? "result.self-accepted" : isAccepted ? "result.accepted" : "result.not-accepted")})
              </span>
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
