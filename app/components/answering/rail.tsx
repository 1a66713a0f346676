import { CloudOff, MessageSquareText } from "lucide-react";
import { classNames } from "#app/components/class-names.ts";
import { Icon } from "#app/components/icons.tsx";
import { StateMark } from "#app/components/marks.tsx";
import { ProgressBar } from "#app/components/progress.tsx";
import { isDone, isShown, markIn, progressOf, type Answering, type Sheet } from "#app/answering/model.ts";
import { useText } from "#app/text.tsx";
import { isLocked, type Mark } from "#domain/answering-rules.ts";
import { GoTo } from "./go-to.tsx";
import { TimeLeft } from "./time-left.tsx";
import { markWords } from "./mark-words.ts";
import { ScoreSoFar } from "./score-so-far.tsx";

interface RailProps {
  page: Pick<Answering, "framework" | "assessment">;
  sheet: Sheet;
  current: string;
  /** questions whose answer has not reached the server yet */
  waiting: ReadonlySet<string>;
  /** questions with a reply by link that nobody has decided on */
  suggested: ReadonlySet<string>;
  onGo: (questionId: string) => void;
}

/** The parts of the questionnaire with how far each is, the questions of the current one, and the score so far. */
export function Rail({ page, sheet, current, waiting, suggested, onGo }: RailProps) {
  const t = useText();
  const { topics, questions } = page.framework;
  const { asked, answered, minutes } = progressOf(page, sheet);
  const topicNow = questions.find(({ id }) => id === current)?.topic;
  return (
    <>
      <div className="flex flex-wrap items-baseline justify-between gap-x-2 px-2 pb-1 whitespace-nowrap">
        <span className="font-semibold">{t("answering.progress", { answered, asked })}</span>
        {!isLocked(page.assessment.state) && <TimeLeft minutes={minutes} />}
      </div>
      <div className="mx-2 mb-3.5">
        <ProgressBar value={answered} max={asked} label={t("answering.progress-label", { answered, asked })} />
      </div>
      <ol>
        {topics.map(({ id, title }) => {
          const own = questions.filter((question) => question.topic === id && isShown(sheet, question.id));
          const first = own.find((question) => !isDone(sheet, question.id)) ?? own[0];
          if (!first) return null;
          const isNow = id === topicNow;
          return (
            <li key={id}>
              <GoTo
                questionId={first.id}
                onGo={onGo}
                current={isNow ? "step" : undefined}
                className={classNames(
                  "grid grid-cols-[1fr_auto] items-center gap-x-2 rounded-sm px-2 py-[0.4375rem] leading-[1.3125rem] text-ink-2 no-underline hover:bg-hover hover:text-ink pointer-coarse:min-h-11",
                  isNow && "font-semibold text-ink",
                )}
              >
                <span>
                  {title}
                  {!isNow && own.some((question) => suggested.has(question.id)) && <SuggestedMark />}
                </span>
                <TopicMark
                  {...progressOf(
                    page,
                    sheet,
                    own.map((question) => question.id),
                  )}
                />
              </GoTo>
              {isNow && (
                <ol className="mt-0.5 mb-2 ml-2 border-l border-line-2">
                  {own.map((question) => (
                    <li key={question.id}>
                      <QuestionLink
                        questionId={question.id}
                        mark={markIn(sheet, question.id)}
                        isImplied={sheet.standings.get(question.id)?.state === "implied"}
                        isNow={question.id === current}
                        isWaiting={waiting.has(question.id)}
                        isSuggested={suggested.has(question.id)}
                        onGo={onGo}
                      >
                        {question.short}
                      </QuestionLink>
                    </li>
                  ))}
                </ol>
              )}
            </li>
          );
        })}
      </ol>
      <ScoreSoFar score={sheet.score} state={page.assessment.state} />
      {page.assessment.isMended && <p className="mt-4 px-2 text-ink-3">{t("answering.mended")}</p>}
    </>
  );
}

function TopicMark({ answered, asked }: { answered: number; asked: number }) {
  const t = useText();
  if (answered === asked) return <StateMark state="met" label={t("answering.part-done")} />;
  return <span className="text-xs font-normal text-ink-3">{t("answering.part-count", { answered, asked })}</span>;
}

function QuestionLink({
  mark,
  isImplied,
  isNow,
  isWaiting,
  isSuggested,
  children,
  ...link
}: {
  questionId: string;
  mark: Mark;
  /** not met by an earlier answer, so nobody asks */
  isImplied: boolean;
  isNow: boolean;
  isWaiting: boolean;
  isSuggested: boolean;
  onGo: (questionId: string) => void;
  children: string;
}) {
  const t = useText();
  return (
    <GoTo
      {...link}
      current={isNow ? "true" : undefined}
      className={classNames(
        "-ml-px flex items-start gap-2 py-[0.3125rem] pr-2 pl-2.5 leading-5 text-ink-2 no-underline hover:text-ink pointer-coarse:min-h-11 pointer-coarse:py-3",
        isNow && "bg-selected font-medium text-ink shadow-[inset_2px_0_0_var(--color-son)]",
      )}
    >
      <span className="mt-0.5 inline-flex">
        <StateMark state={mark} size="s" label={t(isImplied ? "states.state-implied" : markWords[mark])} />
      </span>
      <span className="grow">
        {children}
        {isSuggested && <SuggestedMark />}
      </span>
      {isWaiting && (
        <span className="mt-0.5 inline-flex text-partly">
          <Icon of={CloudOff} size="s" />
          <span className="sr-only">{t("answering.not-sent")}</span>
        </span>
      )}
    </GoTo>
  );
}

function SuggestedMark() {
  const t = useText();
  return (
    <span className="ml-1.5 inline-flex translate-y-0.5 text-accent">
      <Icon of={MessageSquareText} size="s" />
      <span className="sr-only">{t("asking.rail")}</span>
    </span>
  );
}
