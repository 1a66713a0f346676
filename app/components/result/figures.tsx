import { FactRow } from "#app/components/description-list.tsx";
import { SectionHeading } from "#app/components/section-heading.tsx";
import type { SumView } from "#app/result/gaps.server.ts";
import type { ResultView } from "#app/result/page.server.ts";
import { useLanguage, useText, type Translate } from "#app/text.tsx";
import { formatNumber } from "#domain/format.ts";
import type { Language } from "#domain/language.ts";
import { worseMark } from "#domain/scoring/fines.ts";

const percent = (basisPoints: number | null) => (basisPoints === null ? null : `${Math.floor(basisPoints / 100)}%`);

function rangeIn(t: Translate, language: Language, { unit, from, to }: SumView): string {
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
  const [sum] = result.exposure.certain;
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
          detail: sum ? rangeIn(t, language, sum) : t("result.exposure-none"),
        },
      ]}
    />
  );
}

interface ExposureProps {
  exposure: ResultView["exposure"];
  damage: ResultView["damage"];
  subject: string;
}

/** What the clauses allow, in words that promise nothing; and the kinds of damage, heaviest first. */
export function Exposure({ exposure, damage, subject }: ExposureProps) {
  const t = useText();
  const language = useLanguage();
  const { certain, possible } = exposure;
  if (certain.length + possible.length + damage.length === 0) return null;
  const mark = [...certain, ...possible].map(({ confidence }) => confidence).reduce(worseMark, "H");
  return (
    <div className="grid gap-10 lg:grid-cols-[minmax(0,1.7fr)_minmax(0,1fr)]">
      <section aria-labelledby="exposure" className="grid content-start gap-3">
        <SectionHeading id="exposure" title={t("result.exposure-title")} />
        {certain.map((sum) => (
          <p key={sum.unit} className="font-serif text-lg">
            {t("result.exposure-certain", { n: sum.clauses, range: rangeIn(t, language, sum) })}
          </p>
        ))}
        {possible.map((sum) => (
          <p key={sum.unit} className="text-ink-2">
            {t("result.exposure-possible", { n: sum.clauses, range: rangeIn(t, language, sum) })}
          </p>
        ))}
        {certain.length + possible.length === 0 && <p className="text-ink-2">{t("result.exposure-none")}</p>}
        <p className="max-w-prose text-sm text-ink-3">
          {t("result.exposure-note")} {t("result.exposure-subject", { subject: t(`result.subject-${subject}`) })}{" "}
          {certain.length + possible.length > 0 && t("result.exposure-mark", { mark: t(`states.confidence-${mark}`) })}
        </p>
      </section>
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
