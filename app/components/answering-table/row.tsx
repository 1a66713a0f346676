import { ChevronRight, PencilLine, Undo2 } from "lucide-react";
import { memo, useEffect, useRef, useState } from "react";
import { Button } from "#app/components/button.tsx";
import { classNames } from "#app/components/class-names.ts";
import { Icon } from "#app/components/icons.tsx";
import { SeverityBars, StateMark } from "#app/components/marks.tsx";
import { markWords } from "#app/components/answering/mark-words.ts";
import { inWords } from "#app/components/answering/words.ts";
import type { AskedQuestion, SeenAnswer } from "#app/answering/model.ts";
import type { Queued } from "#app/answering/outbox.ts";
import { replyOfAnswer } from "#app/answering/replies.ts";
import { useKeys } from "#app/answering/use-keys.ts";
import { useReply } from "#app/answering/use-reply.ts";
import { headIdOf } from "#app/answering/use-table.ts";
import { useLanguage, useText } from "#app/text.tsx";
import type { Mark } from "#domain/answering-rules.ts";
import { RowChoices } from "./row-choices.tsx";
import { RowNote, RowReason, RowTrouble } from "./row-parts.tsx";
import { RowWho, type RowSaving } from "./row-who.tsx";
import { cell, line, rowClass } from "./row-looks.ts";
import type { RowActs } from "./used.ts";

export interface RowProps {
  question: AskedQuestion;
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
    else if (!isAnswerable || trouble) return;
    else if (act.kind === "choose") replying.choosePlace(act.place);
    else if (act.kind === "dont-know") replying.reply({ kind: "dont-know" });
    else if (act.kind === "note") setNoting(true);
  });
  const isNaming = said?.kind === "not-applicable" && isAnswerable;
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
      <th
        role="rowheader"
        scope="row"
        id={headIdOf(id)}
        tabIndex={-1}
        className={classNames(cell, "text-left font-normal outline-none max-md:order-4 max-md:col-span-3")}
      >
        <button
          type="button"
          aria-expanded={isOpen}
          onClick={() => acts.expand(id)}
          className="inline-flex min-h-6 items-start gap-1 text-left font-medium hover:text-accent pointer-coarse:min-h-11 pointer-coarse:items-center noscript:hidden print:hidden"
        >
          <Icon
            of={ChevronRight}
            size="s"
            className={classNames("mt-0.5 text-ink-3 transition-transform", isOpen && "rotate-90")}
          />
          {question.short}
        </button>
        <span className="hidden font-medium noscript:inline print:inline">{question.short}</span>
        <div className={classNames("pl-5 noscript:block print:block print:pl-0", !isOpen && "hidden")}>
          <p className="mt-1 text-pretty">{question.text}</p>
          <p className="mt-1 text-ink-2 print:hidden">{question.help}</p>
          {question.clauses[0] && (
            <p className="mt-1 text-ink-3">
              {question.clauses.map(({ instrument, article }) => `${article}, ${instrument}`).join(" · ")}
            </p>
          )}
        </div>
        {answer?.note && !isNoting && (
          <p
            className={classNames(
              "mt-0.5 flex items-start gap-1 pl-5 text-ink-2",
              !isOpen && "md:line-clamp-2 print:line-clamp-none",
            )}
          >
            {t("answering.with-note", { note: answer.note })}
          </p>
        )}
        {holds > 0 && !isReadOnly && <p className="mt-0.5 pl-5 text-ink-3">{t("table.held-back", { n: holds })}</p>}
      </th>
      <td role="cell" className={classNames(cell, "max-md:order-2")}>
        <SeverityBars level={question.severity} word={t(`states.severity-${question.severity}`)} wordHidden />
      </td>
      <td role="cell" className={classNames(cell, "max-md:order-5 max-md:col-span-3 max-md:mt-1.5")}>
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
                onNotApplicable={replying.chooseNotApplicable}
              />
              {waits && answer && words !== null ? (
                <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
                  <span className="text-ink-2">{t("table.earlier", { answer: words })}</span>
                  <Button size="small" onClick={() => replying.reply(replyOfAnswer(answer))}>
                    {t("answering.confirm")}
                  </Button>
                </div>
              ) : (
                words !== null && (
                  <span
                    className={classNames(
                      "min-w-0 text-ink-2 print:inline",
                      isOpen ? "hidden" : "max-md:hidden md:line-clamp-2",
                    )}
                  >
                    {words}
                  </span>
                )
              )}
            </div>
          )
        )}
        {isNaming && <RowReason questionId={id} replying={replying} disabled={!isAnswerable} />}
        {isNoting && isAnswerable && (
          <RowNote
            number={number}
            replying={replying}
            field={noteField}
            onClose={() => {
              setNoting(false);
              document.getElementById(headIdOf(id))?.focus({ preventScroll: true });
            }}
          />
        )}
      </td>
      <td role="cell" className={classNames(cell, "max-md:order-6 max-md:col-span-3 max-md:mt-1")}>
        <div className="flex flex-wrap items-center gap-x-3 gap-y-0.5">
          {isAnswerable && !isNoting && (
            <button
              type="button"
              className={line}
              aria-label={t("table.row-note", { number })}
              onClick={() => setNoting(true)}
            >
              <Icon of={PencilLine} size="s" />
              <span className="md:sr-only">{t("answering.note")}</span>
            </button>
          )}
          {props.canUndo && !trouble && (
            <button
              type="button"
              className={line}
              aria-label={t("table.row-undo", { number })}
              onClick={() => {
                acts.undo(id);
                document.getElementById(headIdOf(id))?.focus({ preventScroll: true });
              }}
            >
              <Icon of={Undo2} size="s" />
              <span>{t("answering.undo")}</span>
            </button>
          )}
          <RowWho answer={answer} saving={props.saving} zone={props.zone} today={props.today} />
        </div>
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
