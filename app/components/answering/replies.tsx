import { classNames } from "#app/components/class-names.ts";
import { ChoiceList, ChoiceRow } from "#app/components/choice-row.tsx";
import { KeyCap } from "#app/components/key-cap.tsx";
import { useIsInteractive } from "#app/components/viewport.ts";
import type { AskedQuestion } from "#app/answering/model.ts";
import { replyOfBoxes, tickedIn, withPressed, type Said } from "#app/answering/replies.ts";
import { useText } from "#app/text.tsx";
import { noneOfThese } from "#domain/answering.ts";
import { markOfCredit, type Reply } from "#domain/answering-rules.ts";
import { creditOfLevel } from "#domain/scoring/maturity.ts";
import { FigureReply } from "./figure-reply.tsx";
import { levelInWords } from "./words.ts";

interface ReplyProps {
  question: Pick<AskedQuestion, "answer" | "allowsNotApplicable">;
  said: Said;
  today: string;
  disabled: boolean;
  /** digits choose the rows, so each shows its own */
  hasKeys?: boolean;
  onReply: (reply: Reply) => void;
  onNotApplicable: () => void;
}

/** The answers of a question, whatever its kind, and below them the two of another kind. */
export function Replies(props: ReplyProps) {
  const t = useText();
  const { question, said, disabled, hasKeys = true, onReply, onNotApplicable } = props;
  const isTyped = question.answer.kind !== "choice" && question.answer.kind !== "maturity";
  const isInteractive = useIsInteractive();
  return (
    <ChoiceList
      legend={t(question.answer.kind === "several" ? "answering.choose-several" : "answering.choose-one")}
      apart={
        <>
          <ChoiceRow
            half
            state="unknown"
            name="reply"
            value="dont-know"
            keyCap={hasKeys ? "0" : undefined}
            disabled={disabled}
            checked={said?.kind === "dont-know"}
            onChange={() => onReply({ kind: "dont-know" })}
          >
            {t("answering.dont-know")}
          </ChoiceRow>
          {question.allowsNotApplicable && (
            <ChoiceRow
              half
              state="na"
              name="reply"
              value="not-applicable"
              disabled={disabled}
              checked={said?.kind === "not-applicable"}
              onChange={onNotApplicable}
            >
              {t("answering.not-applicable")}
            </ChoiceRow>
          )}
          {isTyped && !isInteractive && (
            // a radio that was pressed stays pressed, so without JavaScript there must be a way back
            <ChoiceRow
              half
              state="met"
              name="reply"
              value="by-value"
              disabled={disabled}
              defaultChecked={said?.kind === "choice"}
            >
              {t("answering.by-value")}
            </ChoiceRow>
          )}
        </>
      }
    >
      <OwnReplies {...props} />
    </ChoiceList>
  );
}

function OwnReplies(props: ReplyProps) {
  const t = useText();
  const { question, said, disabled, hasKeys = true, onReply } = props;
  const { answer } = question;
  const chosen = said?.kind === "choice" ? said.value : null;
  switch (answer.kind) {
    case "choice":
      return answer.choices.map(({ value, credit, text }, i) => (
        <ChoiceRow
          key={value}
          state={markOfCredit(credit)}
          name="reply"
          value={value}
          keyCap={hasKeys ? String(i + 1) : undefined}
          disabled={disabled}
          checked={chosen === value}
          onChange={() => onReply({ kind: "choice", value })}
        >
          {text}
        </ChoiceRow>
      ));
    case "maturity":
      return [0, 1, 2, 3, 4, 5].map((level) => (
        <ChoiceRow
          key={level}
          state={markOfCredit(creditOfLevel(level, answer.target))}
          name="reply"
          value={level}
          keyCap={hasKeys ? String(level + 1) : undefined}
          disabled={disabled}
          checked={chosen === level}
          onChange={() => onReply({ kind: "choice", value: level })}
        >
          <span className="mr-2 text-ink-3">{t("answering.level", { n: level })}</span>
          {levelInWords(answer, level, t)}
        </ChoiceRow>
      ));
    case "several": {
      const ticked = tickedIn(said);
      const rows = [
        ...answer.boxes.map(({ value, text }) => ({ value, text })),
        { value: noneOfThese, text: answer.none },
      ];
      return rows.map(({ value, text }, i) => (
        <TickRow
          key={value}
          value={value}
          keyCap={hasKeys ? String(i + 1) : undefined}
          disabled={disabled}
          checked={ticked.includes(value)}
          onChange={() => onReply(replyOfBoxes(withPressed(ticked, value)))}
        >
          {text}
        </TickRow>
      ));
    }
    case "number":
    case "date":
      return <FigureReply {...props} answer={answer} />;
  }
}

type TickRowProps = {
  value: string;
  keyCap: string | undefined;
  disabled: boolean;
  checked: boolean;
  onChange: () => void;
  children: string;
};

/** One of several: a box that stays a box, since more than one may be true. */
function TickRow({ keyCap, children, ...box }: TickRowProps) {
  return (
    <label
      className={classNames(
        "flex min-h-14 items-center gap-3 rounded-md border border-line-strong bg-sheet px-3.5 py-2.5 transition-colors duration-(--duration-state) ease-out",
        "hover:border-ink-2 hover:bg-hover has-checked:border-ink has-checked:bg-selected has-checked:font-medium has-checked:inset-ring has-checked:inset-ring-ink",
        "has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus",
        "has-disabled:cursor-not-allowed has-disabled:not-has-checked:border-line has-disabled:not-has-checked:bg-sunken has-disabled:not-has-checked:text-ink-disabled",
      )}
    >
      <input type="checkbox" name="box" className="tick-box outline-none" {...box} />
      <span>{children}</span>
      {keyCap && <KeyCap className="ml-auto max-md:hidden">{keyCap}</KeyCap>}
    </label>
  );
}
