import { Form, Link, useNavigation } from "@remix-run/react";
import { ArrowRight, MessageSquareText, Plus } from "lucide-react";
import { Badge } from "#app/components/badge.tsx";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { Icon } from "#app/components/icons.tsx";
import { ProgressBar } from "#app/components/progress.tsx";
import { Seal } from "#app/components/seal.tsx";
import { SectionHeading } from "#app/components/section-heading.tsx";
import { Sheet } from "#app/components/sheet.tsx";
import { useLanguage, useText } from "#app/text.tsx";
import type { AssessmentInList } from "#db/assessment-list.ts";
import { isCompleted, isRunning } from "#domain/answering-rules.ts";
import { formatDate, formatDay } from "#domain/format.ts";
import { wholePoints } from "#domain/scoring/basis-points.ts";
import type { StandingNumbers } from "#domain/standing.ts";

interface Reader {
  zone: string;
  mayStart: boolean;
  mayAnswer: boolean;
  /** the one of the page that counts: its sheet has the margin line, or it is the first to start with */
  isMarked: boolean;
}
type FrameworkRoundsProps = Reader & {
  id: string;
  title: string;
  /** what it is, and whom it is for */
  about: string;
  questions: number;
  /** the newest first */
  rounds: readonly AssessmentInList[];
};

/** One framework: the assessment that runs, the ones before, and the way to the next. */
export function FrameworkRounds({ id, title, about, questions, rounds, ...reader }: FrameworkRoundsProps) {
  const t = useText();
  const running = rounds.find(({ state }) => isRunning(state));
  const earlier = rounds.filter(({ state }) => !isRunning(state));
  return (
    <section>
      <SectionHeading
        title={title}
        aside={<span className="text-ink-3">{t("assessments.questions", { n: questions })}</span>}
        className="mb-2"
      />
      <p className="mb-4 max-w-prose text-ink-2">{about}</p>
      <div className="grid gap-5">
        {rounds.length === 0 ? (
          <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
            {reader.mayStart && <Start frameworkId={id} isFirst isMain={reader.isMarked} />}
            <p className="text-sm text-ink-3">
              {t("assessments.none-body", { minutes: Math.ceil(questions / 2) })}
              {!reader.mayStart && <> {t("assessments.start-who")}</>}
            </p>
          </div>
        ) : running ? (
          <Running round={running} {...reader} />
        ) : (
          reader.mayStart && (
            <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
              <Start frameworkId={id} isMain={reader.isMarked} />
              {rounds.some(({ state }) => state === "completed") && (
                <p className="text-sm text-ink-3">{t("assessments.start-carries")}</p>
              )}
            </div>
          )
        )}
        {earlier.length > 0 && (
          <div>
            {running && <h3 className="mb-1">{t("assessments.earlier")}</h3>}
            <ul className="border-t border-line">
              {earlier.map((round) => (
                <Earlier key={round.id} round={round} zone={reader.zone} />
              ))}
            </ul>
          </div>
        )}
      </div>
    </section>
  );
}

interface StartProps {
  frameworkId: string;
  isFirst?: boolean;
  /** The one to press, among those of other frameworks. */
  isMain: boolean;
}

function Start({ frameworkId, isFirst = false, isMain }: StartProps) {
  const t = useText();
  const isBusy = useNavigation().formData?.get("frameworkId") === frameworkId;
  return (
    <Form method="post">
      <input type="hidden" name="frameworkId" value={frameworkId} />
      <Button type="submit" variant={isMain ? "primary" : "secondary"} icon={Plus} busy={isBusy}>
        {t(isFirst ? "assessments.start-first" : "assessments.start")}
      </Button>
    </Form>
  );
}

function Running({ round, zone, mayAnswer, isMarked }: Reader & { round: AssessmentInList }) {
  const t = useText();
  const language = useLanguage();
  const { numbers, openedByName, openedBy } = round;
  const day = formatDate(language, zone, round.openedAt);
  const answered = { answered: numbers?.answered ?? 0, asked: numbers?.asked ?? 0 };
  return (
    <Sheet as="article" variant={isMarked ? "margin" : "plain"} className="grid gap-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h3>{t("assessments.round", { number: round.number })}</h3>
        <Badge>{t(`assessments.state-${round.state}`)}</Badge>
        {round.dueOn && (
          <span className="text-sm text-ink-3">{t("assessments.due", { day: formatDay(language, round.dueOn) })}</span>
        )}
      </div>
      <p className="text-sm text-ink-2">
        {openedByName
          ? t("assessments.opened-by", { day, name: openedByName })
          : t(openedBy === null ? "assessments.opened-by-schedule" : "assessments.opened", { day })}
      </p>
      <div className="grid max-w-120 gap-1.5">
        <ProgressBar value={answered.answered} max={answered.asked} label={t("assessments.answered", answered)} />
        <p className="flex flex-wrap justify-between gap-x-4 text-sm">
          <span>{t("assessments.answered", answered)}</span>
          {numbers && <span className="text-ink-2">{rangeOf(numbers, t)}</span>}
        </p>
      </div>
      {mayAnswer && round.waitingReplies > 0 && (
        <p>
          <Link
            to={`${round.id}/ask`}
            className="inline-flex min-h-6 items-center gap-2 font-medium pointer-coarse:min-h-11"
          >
            <Icon of={MessageSquareText} size="s" />
            {t("assessments.replies-waiting", { n: round.waitingReplies })}
          </Link>
        </p>
      )}
      <div className="flex flex-wrap gap-2">
        <ButtonLink to={`${round.id}`} variant={isMarked ? "primary" : "secondary"} iconAfter={ArrowRight}>
          {!mayAnswer
            ? t("assessments.see-answers")
            : t(answered.answered > 0 ? "assessments.continue" : "assessments.begin")}
        </ButtonLink>
        <ButtonLink to={`${round.id}/result`}>{t("assessments.see-result")}</ButtonLink>
      </div>
    </Sheet>
  );
}

function Earlier({ round, zone }: { round: AssessmentInList; zone: string }) {
  const t = useText();
  const language = useLanguage();
  const { numbers, completedAt, completedByName, state } = round;
  const isSealed = isCompleted(state) && numbers !== null;
  const grade = isSealed ? numbers.gradeLow : null;
  const day = completedAt && formatDate(language, zone, completedAt);
  return (
    <li className="border-b border-line">
      <Link
        to={isSealed ? `${round.id}/result` : round.id}
        className="grid grid-cols-[auto_1fr_auto] items-center gap-x-4 py-3 text-ink no-underline hover:bg-hover hover:text-ink"
      >
        <Seal
          grade={grade}
          label={
            grade
              ? t("assessments.grade-label", { grade, word: t(`states.grade-${grade}`) })
              : t("assessments.grade-provisional")
          }
        />
        <span className="min-w-0">
          <span className="flex flex-wrap items-baseline gap-x-2">
            <span className="font-medium">{t("assessments.round", { number: round.number })}</span>
            <span className="text-sm text-ink-3">{t(`assessments.state-${state}`)}</span>
          </span>
          <span className="block text-sm text-ink-2">
            {day
              ? completedByName
                ? t("assessments.completed-by", { day, name: completedByName })
                : t("assessments.completed", { day })
              : t("assessments.opened", { day: formatDate(language, zone, round.openedAt) })}
          </span>
        </span>
        {isSealed && <span className="font-semibold whitespace-nowrap">{pointsOf(numbers, t)}</span>}
      </Link>
    </li>
  );
}

type Say = ReturnType<typeof useText>;

function pointsOf({ score }: StandingNumbers, t: Say): string {
  return score === null ? "" : t("assessments.points", { points: wholePoints(score).points });
}

function rangeOf({ low, high }: StandingNumbers, t: Say): string {
  if (low === null || high === null) return "";
  return t("assessments.range", { low: wholePoints(low).points, high: wholePoints(high).points });
}
