import { Link } from "@remix-run/react";
import { Seal } from "#app/components/seal.tsx";
import { SectionHeading } from "#app/components/section-heading.tsx";
import type { OtherStanding } from "#app/home/page.server.ts";
import { useLanguage, useText } from "#app/text.tsx";
import { formatDate, formatDay } from "#domain/format.ts";
import { wholePoints } from "#domain/scoring/basis-points.ts";

interface OthersProps {
  others: readonly OtherStanding[];
  zone: string;
  /** The company's address. */
  here: string;
}

/** The frameworks that are not the verdict above: seal, score, state and when next, a line each. */
export function OtherStandings({ others, zone, here }: OthersProps) {
  const t = useText();
  return (
    <section aria-labelledby="other-standings">
      <SectionHeading
        id="other-standings"
        title={t("home.others")}
        aside={<Link to={`${here}/assessments`}>{t("home.all-assessments")}</Link>}
      />
      <ul>
        {others.map((standing) => (
          <Line key={standing.id} standing={standing} zone={zone} here={here} />
        ))}
      </ul>
    </section>
  );
}

function Line({ standing, zone, here }: { standing: OtherStanding; zone: string; here: string }) {
  const { title, completed, running, nextOn } = standing;
  const t = useText();
  const language = useLanguage();
  const shown = completed ?? running;
  if (!shown) return null;
  const { final, gradeLow, score, low, high } = shown.numbers;
  const grade = completed && final ? gradeLow : null;
  return (
    <li className="relative grid grid-cols-[auto_1fr_auto] items-center gap-x-4 border-b border-line py-3 hover:bg-hover">
      <Seal
        grade={grade}
        label={grade ? t("verdict.grade", { grade, word: t(`states.grade-${grade}`) }) : t("verdict.seal-provisional")}
      />
      <div className="min-w-0">
        <Link
          to={`${here}/assessments/${shown.assessmentId}/${completed ? "result" : ""}`}
          className="font-medium text-ink no-underline after:absolute after:inset-0 hover:underline"
        >
          {title}
        </Link>
        <div className="flex flex-wrap gap-x-4 text-sm text-ink-3">
          {completed && (
            <span>{t("home.row-completed", { day: formatDate(language, zone, completed.numbers.at) })}</span>
          )}
          {running && (
            <span>{t("home.row-running", { answered: running.numbers.answered, asked: running.numbers.asked })}</span>
          )}
          {nextOn && <span>{t("home.row-next", { day: formatDay(language, nextOn) })}</span>}
        </div>
      </div>
      <span className="font-semibold whitespace-nowrap">{figure()}</span>
    </li>
  );

  function figure(): string {
    const points = (basisPoints: number) => wholePoints(basisPoints).points;
    if (completed) return score === null ? "–" : String(points(score));
    if (low === null || high === null) return "–";
    return t("verdict.range", { low: points(low), high: points(high) });
  }
}
