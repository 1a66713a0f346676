import type { Picture } from "#app/check/picture.ts";
import { ButtonLink } from "#app/components/button.tsx";
import { Ruler } from "#app/components/ruler.tsx";
import { Seal } from "#app/components/seal.tsx";
import { Sheet } from "#app/components/sheet.tsx";
import { pointsOf } from "#app/components/verdict.tsx";
import { useText } from "#app/text.tsx";
import type { Grade } from "#domain/scoring/grade.ts";

const order: readonly Grade[] = ["A", "B", "C", "D", "E"];

interface FirstPictureProps {
  picture: Picture;
  /** Questions of the whole questionnaire that the check leaves for later. */
  left: number;
  first: string;
}

/** The letter in words beside a seal that stays provisional: twenty questions give a picture and no grade. Areas: `check`, `verdict`, `states`. */
export function FirstPicture({ picture, left, first }: FirstPictureProps) {
  const t = useText();
  const { score, asked, answered } = picture;
  const { low, high, gradeLow, gradeHigh, final, cappedBy } = score;
  if (low === null || high === null || !gradeLow || !gradeHigh) return null;
  const [from, to] = [pointsOf(low), pointsOf(high)];
  const possible = order.slice(order.indexOf(gradeHigh), order.indexOf(gradeLow) + 1);
  return (
    <Sheet variant="margin" className="grid gap-4">
      <div className="flex flex-wrap items-start gap-x-5 gap-y-3">
        <Seal grade={null} size="l" label={t("check.seal")} />
        <div className="min-w-0 grow basis-60">
          <p className="text-sm text-ink-3">{t("check.lead", { n: asked })}</p>
          <h1 className="font-title text-2xl">{headline()}</h1>
          <p className="mt-1 max-w-prose font-serif text-lg text-ink-2">{sentence()}</p>
        </div>
      </div>
      <p className="flex items-baseline gap-2">
        <span className="font-title text-4xl md:text-score">
          {from === to ? from : t("verdict.range", { low: from, high: to })}
        </span>
        <span className="text-lg text-ink-3">{t("verdict.out-of")}</span>
      </p>
      <Ruler
        measure={{ kind: "running", low: low / 100, high: high / 100, points: pointOnRuler() }}
        grades={possible}
        label={t("verdict.ruler-running", { low: from, high: to })}
      />
      <p className="max-w-prose text-sm text-ink-3">{t("check.not-grade", { n: asked })}</p>
      <div className="flex flex-wrap gap-3" data-print="none">
        <ButtonLink variant="primary" to="/check/keep">
          {t("check.keep")}
        </ButtonLink>
        <ButtonLink to={first}>{t("check.change-answers")}</ButtonLink>
      </div>
      <p className="max-w-prose text-sm text-ink-2" data-print="none">
        {t("check.keep-why")} {left > 0 && t("check.keep-more", { n: left })} {t("check.only-here")}
      </p>
    </Sheet>
  );

  function headline(): string {
    if (final && gradeLow) return t("check.headline", { grade: gradeLow, word: t(`states.grade-${gradeLow}`) });
    if (gradeLow === gradeHigh || !gradeLow || !gradeHigh) return t("check.headline-open");
    return t("check.headline-range", { low: gradeLow, high: gradeHigh });
  }
  function sentence(): string {
    if (!final) return t("check.sentence-open", { answered, asked });
    if (cappedBy)
      return t("verdict.sentence-capped", {
        points: from,
        without: cappedBy.without,
        grade: cappedBy.grade,
        n: cappedBy.questions.length,
      });
    return t(`verdict.sentence-${gradeLow}`);
  }
  /** As everywhere, once half of the weight is answered. */
  function pointOnRuler(): number | null {
    return score.score !== null && (score.coverage ?? 0) >= 5000 ? score.score / 100 : null;
  }
}
