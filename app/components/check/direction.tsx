import { Link } from "@remix-run/react";
import type { Picture } from "#app/check/picture.ts";
import type { ResultText } from "#app/check/sheet.server.ts";
import { StateMark } from "#app/components/marks.tsx";
import { SectionHeading } from "#app/components/section-heading.tsx";
import { useText } from "#app/text.tsx";
import { questionAt } from "./question.tsx";

/** The kinds of damage, heaviest first: a direction, and no amount. */
export function CheckDamage({ damage }: Pick<Picture, "damage">) {
  const t = useText();
  if (damage.length === 0) return null;
  return (
    <section aria-labelledby="damage">
      <SectionHeading id="damage" title={t("check.damage")} />
      <ol>
        {damage.map(({ kind, questions }) => (
          <li key={kind} className="flex justify-between gap-4 border-b border-line py-2.5">
            <span className="font-medium">{t(`states.consequence-${kind}`)}</span>
            <span className="text-ink-2">{t("check.damage-count", { n: questions })}</span>
          </li>
        ))}
      </ol>
      <p className="mt-2 text-sm text-ink-3">{t("check.damage-note")}</p>
    </section>
  );
}

interface UnknownProps {
  unknown: Picture["unknown"];
  questions: Readonly<Record<string, ResultText | undefined>>;
}

/** What nobody knows yet, the heaviest first: those narrow the range most. */
export function CheckUnknown({ unknown, questions }: UnknownProps) {
  const t = useText();
  return (
    <section aria-labelledby="unknown">
      <SectionHeading id="unknown" title={t("check.unknown")} aside={unknown.length} />
      {unknown.length === 0 && <p className="pt-3 text-ink-2">{t("check.unknown-none")}</p>}
      <ul>
        {unknown.map(({ id, isAnswered }) => {
          const title = questions[id]?.short ?? id;
          return (
            <li key={id} className="flex gap-3 border-b border-line py-3">
              <StateMark state={isAnswered ? "unknown" : "open"} />
              <div className="min-w-0 grow">
                <p className="font-medium">{title}</p>
                <p className="flex items-center justify-between gap-3 text-sm text-ink-3">
                  {t(isAnswered ? "states.state-dontKnow" : "states.state-unanswered")}
                  <Link
                    className="inline-flex min-h-6 items-center pointer-coarse:min-h-11"
                    to={questionAt(id)}
                    aria-label={t("check.answer-of", { title })}
                  >
                    {t("check.answer")}
                  </Link>
                </p>
              </div>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
