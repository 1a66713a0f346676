import { Undo2 } from "lucide-react";
import { memo, useEffect, useRef, useState } from "react";
import { Button } from "#app/components/button.tsx";
import { classNames } from "#app/components/class-names.ts";
import { Icon } from "#app/components/icons.tsx";
import { SeverityBars, StateMark } from "#app/components/marks.tsx";
import { markWords } from "#app/components/answering/mark-words.ts";
import { inWords } from "#app/components/answering/words.ts";
import type { ExplainedInRow } from "#app/answering/explained.ts";
import type { AskedQuestion, SeenAnswer } from "#app/answering/model.ts";
import type { Queued } from "#app/answering/outbox.ts";
import { replyOfAnswer } from "#app/answering/replies.ts";
import { useKeys } from "#app/answering/use-keys.ts";
import { useReply } from "#app/answering/use-reply.ts";
import { headIdOf } from "#app/answering/use-table.ts";
import { useLanguage, useText } from "#app/text.tsx";
import type { Mark } from "#domain/answering-rules.ts";
import { RowChoices } from "./row-choices.tsx";
import { RowAcceptance, RowNote, RowReason, RowTrouble } from "./row-parts.tsx";
import { RowDeskPlace, RowDesks } from "./row-desks.tsx";
import { RowQuestion } from "./row-question.tsx";
import { RowWho, type RowSaving } from "./row-who.tsx";
import { answerCell, cell, line, rowClass } from "./row-looks.ts";
import type { DeskKind } from "./use-row-desk.ts";
import type { RowActs } from "./used.ts";

export interface RowProps {
  question: AskedQuestion;
  /** what an open row says of it, once it is there */
  explained: ExplainedInRow | undefined;
  number: string;
  /** the question by itself */
  to: string;
  answer: SeenAnswer | undefined;
  mark: Mark;
  /** not met by an earlier answer, so nobody asks */
  isImplied: boolean;
  /** can be answered now */
  isAsked: boolean;
  isReadOnly: boolean;
  /** the question whose answer decides whether this one is asked */
  gate: string | undefined;
  /** how many questions wait behind this one */
  holds: number;
  saving: RowSaving;
  trouble: Queued | undefined;
  canUndo: boolean;
  isCurrent: boolean;
  isOpen: boolean;
  /** how many files and links prove it */
  attached: number;
  /** whose reply by link waits */
  suggester: string | undefined;
  /** what is worked on under it */
  desk: DeskKind | undefined;
  keysAreOn: boolean;
  today: string;
  zone: string;
  acts: RowActs;
}

/** One question as a row. Drawn anew only when something that it shows has changed. */
export const Row = memo(function Row(props: RowProps) {
  const { question, number, to, answer, mark, isImplied, isAsked, isReadOnly, gate, holds, isCurrent, isOpen, acts } =
    props;
  const t = useText();
  const language = useLanguage();
  const { id } = question;
  const replying = useReply(question, answer, acts.say);
  const { explain } = acts;
  useEffect(() => {
    if (isOpen) explain(question.topic);
  }, [explain, isOpen, question.topic]);
  const [isNoting, setNoting] = useState(false);
  const noteField = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (isNoting) noteField.current?.focus();
  }, [isNoting]);
  const { trouble } = props;
  const isAnswerable = isAsked && !isReadOnly && trouble?.trouble?.kind !== "overtaken";
  const { said, waits } = replying;
  const words = answer && answer.kind !== "none" ? inWords(question, answer, { t, language }) : null;
  useKeys(isCurrent && props.keysAreOn, (act) => {
    if (act.kind === "help") acts.onHelp();
    else if (act.kind === "next") {
      if (replying.mayGoOn()) acts.goOn();
    } else if (act.kind === "forward") acts.move(1);
    else if (act.kind === "back") acts.move(-1);
    else if (act.kind === "evidence") {
      if (isAsked && (!isReadOnly || props.attached > 0)) acts.openDesk(id, "evidence", true);
    } else if (!isAnswerable || trouble) return;
    else if (act.kind === "choose") replying.choosePlace(act.place);
    else if (act.kind === "dont-know") replying.reply({ kind: "dont-know" });
    else if (act.kind === "note") setNoting(true);
  });
  const isNotApplicable = said?.kind === "not-applicable" && isAnswerable;
  const [isReasoning, setReasoning] = useState(false);
  const backToHead = () => document.getElementById(headIdOf(id))?.focus({ preventScroll: true });
  return (
    <tr role="row" data-current={isCurrent || undefined} onFocus={() => acts.select(id)} className={rowClass}>
      <td role="cell" className={classNames(cell, "max-md:order-1")}>
        <span className="inline-flex items-center gap-1.5">
          <StateMark state={mark} size="s" label={t(isImplied ? "states.state-implied" : markWords[mark])} />
          <a
            href={to}
            aria-label={t("table.open-question", { number })}
            className="inline-flex min-h-6 items-center text-ink-3 pointer-coarse:min-h-11 pointer-coarse:px-1"
          >
            {number}
          </a>
        </span>
      </td>
      <RowQuestion
        question={question}
        explained={props.explained}
        number={number}
        note={isNoting ? null : (answer?.note ?? null)}
        holds={isReadOnly ? 0 : holds}
        isOpen={isOpen}
        onExpand={acts.expand}
        onNote={isAnswerable && !isNoting ? () => setNoting(true) : undefined}
      >
        <RowDesks
          questionId={id}
          number={number}
          attached={props.attached}
          mayAttach={isAnswerable && isOpen}
          suggester={isAnswerable ? props.suggester : undefined}
          desk={props.desk}
          onOpen={acts.openDesk}
        />
      </RowQuestion>
      <td role="cell" className={classNames(cell, "max-md:order-2")}>
        <SeverityBars level={question.severity} word={t(`states.severity-${question.severity}`)} wordHidden />
      </td>
      <td role="cell" className={classNames(answerCell, "max-md:order-5 max-md:col-span-3 max-md:mt-1.5")}>
        {trouble && <RowTrouble question={question} trouble={trouble} />}
        {!isAsked ? (
          <p className="text-ink-2">
            {gate !== undefined && t(isImplied ? "answering.implied" : "answering.behind", { question: gate })}
          </p>
        ) : isReadOnly ? (
          <p className={classNames(words === null && "text-ink-3")}>{words ?? t("answering.no-answer")}</p>
        ) : (
          trouble?.trouble?.kind !== "overtaken" && (
            <div
              className={classNames("flex gap-x-2.5 gap-y-1", isOpen ? "flex-col" : "max-md:flex-col md:items-center")}
            >
              <RowChoices
                question={question}
                said={said}
                today={props.today}
                disabled={!isAnswerable}
                isOpen={isOpen}
                onReply={replying.reply}
                onNotApplicable={() => {
                  setReasoning(true);
                  replying.chooseNotApplicable();
                }}
              />
              {waits && answer && words !== null ? (
                <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
                  <span className="text-ink-2">{t("table.earlier", { answer: words })}</span>
                  <Button size="small" onClick={() => replying.reply(replyOfAnswer(answer))}>
                    {t("answering.confirm")}
                  </Button>
                </div>
              ) : (
                (words !== null || props.canUndo) && (
                  <div className="flex min-w-0 flex-wrap items-center gap-x-3">
                    <span
                      className={classNames(
                        "min-w-0 text-ink-2 print:inline",
                        isOpen ? "hidden" : "max-md:hidden md:line-clamp-2",
                      )}
                    >
                      {words}
                    </span>
                    {props.canUndo && !trouble && (
                      <button
                        type="button"
                        className={line}
                        aria-label={t("table.row-undo", { number })}
                        onClick={() => {
                          acts.undo(id);
                          backToHead();
                        }}
                      >
                        <Icon of={Undo2} size="s" />
                        <span>{t("answering.undo")}</span>
                      </button>
                    )}
                  </div>
                )
              )}
            </div>
          )
        )}
        {props.desk && <RowDeskPlace question={question} kind={props.desk} disabled={!isAnswerable} />}
        {isNotApplicable && (isReasoning || isOpen) ? (
          <RowReason
            questionId={id}
            replying={replying}
            disabled={!isAnswerable}
            onLeave={() => setReasoning(replying.reason.value.trim() === "")}
          />
        ) : (
          answer?.kind === "not-applicable" && <RowAcceptance questionId={id} answer={answer} />
        )}
        {isNoting && isAnswerable && (
          <RowNote
            number={number}
            replying={replying}
            field={noteField}
            onClose={() => {
              setNoting(false);
              backToHead();
            }}
          />
        )}
      </td>
      <td role="cell" className={classNames(cell, "max-md:order-6 max-md:col-span-3 max-md:mt-1")}>
        <RowWho answer={answer} saving={props.saving} zone={props.zone} today={props.today} />
      </td>
    </tr>
  );
}, isSameRow);

/** An answer that waits on the device is read from there anew at each change: what counts is what it says. */
function isSameRow(before: RowProps, after: RowProps): boolean {
  return (Object.keys(after) as (keyof RowProps)[]).every((name) => {
    if (Object.is(before[name], after[name])) return true;
    return (name === "answer" || name === "trouble") && JSON.stringify(before[name]) === JSON.stringify(after[name]);
  });
}
