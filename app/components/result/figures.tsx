import { FactRow } from "#app/components/description-list.tsx";
import { SectionHeading } from "#app/components/section-heading.tsx";
import type { ExposureView } from "#app/result/gaps.server.ts";
import type { ResultView } from "#app/result/page.server.ts";
import { useLanguage, useText, type Translate } from "#app/text.tsx";
import { formatNumber, formatVnd } from "#domain/format.ts";
import type { Language } from "#domain/language.ts";
import { worseMark } from "#domain/scoring/fines.ts";

const percent = (basisPoints: number | null) => (basisPoints === null ? null : `${Math.floor(basisPoints / 100)}%`);

type List = ExposureView["certain"];

function rangeIn(t: Translate, language: Language, { unit, from, to }: List["sums"][number]): string {
  if (unit !== "VND") return t("result.exposure-eur", { from, to });
  return t("result.exposure-millions", {
    from: formatNumber(language, from / 1_000_000),
    to: formatNumber(language, to / 1_000_000),
  });
}

/** Four figures that are kept apart, never blended into one. */
export function Figures({ result }: { result: ResultView }) {
  const t = useText();
  const language = useLanguage();
  const critical = result.gaps.filter(({ severity }) => severity === "S4").length;
  const { sums, gdpr } = result.exposure.certain;
  const [sum] = sums;
  return (
    <FactRow
      items={[
        { key: "coverage", term: t("result.coverage"), detail: percent(result.coverage) ?? "0%" },
        {
          key: "confidence",
          term: t("result.confidence"),
          detail: percent(result.confidence) ?? t("result.confidence-none"),
        },
        {
          key: "gaps",
          term: t("result.gaps-figure"),
          detail: (
            <>
              {result.gaps.length}{" "}
              {critical > 0 && (
                <span className="text-sm font-normal text-ink-2">({t("result.gaps-critical", { n: critical })})</span>
              )}
            </>
          ),
        },
        {
          key: "exposure",
          term: t("result.exposure"),
          detail: sum
            ? rangeIn(t, language, sum)
            : gdpr && result.kind !== "check"
              ? t(`result.exposure-gdpr-${gdpr.tier}`)
              : t("result.exposure-none"),
        },
      ]}
    />
  );
}

interface ExposureProps {
  result: Pick<ResultView, "exposure" | "damage" | "kind">;
  subject: string;
}

const amountsIn = ({ sums, gdpr, ceilings }: List) => [...sums, ...(gdpr ? [gdpr] : []), ...ceilings];

/** What the clauses allow, in words that promise nothing; and the kinds of damage, heaviest first. */
export function Exposure({ result: { exposure, damage, kind }, subject }: ExposureProps) {
  const t = useText();
  const { certain, possible } = exposure;
  const amounts = [...amountsIn(certain), ...amountsIn(possible)];
  const named = certain.words;
  if (amounts.length + named.length + damage.length === 0) return null;
  // a standard fines nobody: without a law behind its gaps there is nothing to say of fines
  const isFined = kind !== "standard" || amounts.length + named.length > 0;
  const mark = amounts.map(({ confidence }) => confidence).reduce(worseMark, "H");
  return (
    <div className="grid gap-10 lg:grid-cols-[minmax(0,1.7fr)_minmax(0,1fr)]">
      {isFined && (
        <section aria-labelledby="exposure" className="grid content-start gap-3">
          <SectionHeading id="exposure" title={t("result.exposure-title")} />
          <Amounts list={certain} certainty="certain" kind={kind} />
          <Amounts
            // "if the GDPR applies to you" is said once
            list={kind === "check" && certain.gdpr ? { ...possible, gdpr: null } : possible}
            certainty="possible"
            kind={kind}
          />
          {amounts.length === 0 && <p className="text-ink-2">{t("result.exposure-none")}</p>}
          {named.length > 0 && (
            <div>
              <p className="text-ink-2">{t("result.exposure-words")}</p>
              <ul className="mt-1 grid gap-1 text-sm text-ink-2">
                {named.map(({ clause, text }) => (
                  <li key={`${clause} ${text}`}>
                    {text} <span className="text-ink-3">({clause})</span>
                  </li>
                ))}
              </ul>
            </div>
          )}
          <p className="max-w-prose text-sm text-ink-3">
            {t("result.exposure-note")} {t("result.exposure-subject", { subject: t(`result.subject-${subject}`) })}{" "}
            {amounts.length > 0 && t("result.exposure-mark", { mark: t(`states.confidence-${mark}`) })}
          </p>
        </section>
      )}
      {damage.length > 0 && (
        <section aria-labelledby="damage">
          <SectionHeading id="damage" title={t("result.damage")} />
          <ol>
            {damage.map(({ kind, questions }) => (
              <li key={kind} className="flex justify-between gap-4 border-b border-line py-2.5">
                <span className="font-medium">{t(`states.consequence-${kind}`)}</span>
                <span className="text-ink-2">{t("result.damage-count", { n: questions })}</span>
              </li>
            ))}
          </ol>
        </section>
      )}
    </div>
  );
}

/** Bands as a sum, and apart from them what is never added up: the tier of the GDPR, ceilings of single acts. */
function Amounts({
  list,
  certainty,
  kind,
}: {
  list: List;
  certainty: "certain" | "possible";
  kind: ResultView["kind"];
}) {
  const t = useText();
  const language = useLanguage();
  const { sums, gdpr, ceilings } = list;
  const isCertain = certainty === "certain";
  const gdprKey = kind === "check" ? "exposure-gdpr-if" : `exposure-gdpr-${certainty}`;
  return (
    <>
      {sums.map((sum) => (
        <p key={sum.unit} className={isCertain ? "font-serif text-lg" : "text-ink-2"}>
          {t(`result.exposure-${certainty}`, { n: sum.clauses, range: rangeIn(t, language, sum) })}
        </p>
      ))}
      {gdpr && (
        <p className={isCertain && kind !== "check" ? "font-serif text-lg" : "text-ink-2"}>
          {t(`result.${gdprKey}`, { amount: t(`result.exposure-gdpr-${gdpr.tier}`) })}
        </p>
      )}
      {ceilings.map(({ clause, amount, atLeast }) => (
        <p key={clause} className="text-ink-2">
          {t(atLeast ? "result.exposure-ceiling-at-least" : "result.exposure-ceiling", {
            clause,
            amount: formatVnd(language, amount),
          })}
        </p>
      ))}
    </>
  );
}
