import { classNames } from "#app/components/class-names.ts";
import { MarkGlyph, type AnswerState } from "#app/components/icons.tsx";
import { KeyCap } from "#app/components/key-cap.tsx";
import { FigureReply } from "#app/components/answering/figure-reply.tsx";
import { levelInWords } from "#app/components/answering/words.ts";
import type { AskedQuestion } from "#app/answering/model.ts";
import { replyOfBoxes, tickedIn, withPressed, type Said } from "#app/answering/replies.ts";
import { useText } from "#app/text.tsx";
import { noneOfThese } from "#domain/answering.ts";
import { markOfCredit, type Reply } from "#domain/answering-rules.ts";
import { creditOfLevel } from "#domain/scoring/maturity.ts";

interface RowChoicesProps {
  question: AskedQuestion;
  said: Said;
  today: string;
  disabled: boolean;
  /** written out in full words; else a figure each, and the words are heard and shown under the mouse */
  isOpen: boolean;
  onReply: (reply: Reply) => void;
  onNotApplicable: () => void;
}

/** The answers of one row, side by side: the same kinds as on a sheet, in a line. */
export function RowChoices(props: RowChoicesProps) {
  const t = useText();
  const { question, said, disabled, isOpen, onReply, onNotApplicable } = props;
  const common = { type: "radio", name: `reply-${question.id}`, disabled, isOpen } as const;
  // a few stand in one line beside the words of what was taken; six or more may need two
  const isMany = question.answer.kind === "maturity" || question.answer.kind === "several";
  return (
    <fieldset className={classNames("min-w-0 print:hidden", !isMany && "md:shrink-0")}>
      <legend className="sr-only">{question.short}</legend>
      <div className={classNames("flex gap-1 max-md:flex-col", isOpen ? "flex-col" : isMany && "md:flex-wrap")}>
        <Own {...props} />
        <div className={classNames("flex gap-1 max-md:grid max-md:grid-cols-2", isOpen && "md:mt-1")}>
          <Segment
            {...common}
            state="unknown"
            digit="0"
            words={t("answering.dont-know")}
            checked={said?.kind === "dont-know"}
            onChange={() => onReply({ kind: "dont-know" })}
          />
          {question.allowsNotApplicable && (
            <Segment
              {...common}
              state="na"
              words={t("answering.not-applicable")}
              checked={said?.kind === "not-applicable"}
              onChange={onNotApplicable}
            />
          )}
        </div>
      </div>
    </fieldset>
  );
}

function Own({ question, said, today, disabled, isOpen, onReply }: RowChoicesProps) {
  const t = useText();
  const { answer } = question;
  const chosen = said?.kind === "choice" ? said.value : null;
  const common = { name: `reply-${question.id}`, disabled, isOpen };
  switch (answer.kind) {
    case "choice":
      return answer.choices.map(({ value, credit, text }, i) => (
        <Segment
          key={value}
          {...common}
          type="radio"
          state={markOfCredit(credit)}
          digit={String(i + 1)}
          words={text}
          checked={chosen === value}
          onChange={() => onReply({ kind: "choice", value })}
        />
      ));
    case "maturity":
      return [0, 1, 2, 3, 4, 5].map((level) => (
        <Segment
          key={level}
          {...common}
          type="radio"
          state={markOfCredit(creditOfLevel(level, answer.target))}
          digit={String(level + 1)}
          face={t("answering.level", { n: level })}
          words={levelInWords(answer, level, t)}
          checked={chosen === level}
          onChange={() => onReply({ kind: "choice", value: level })}
        />
      ));
    case "several": {
      const ticked = tickedIn(said);
      const boxes = [
        ...answer.boxes.map(({ value, credit, text }) => ({ value, credit, text })),
        { value: noneOfThese, credit: 0, text: answer.none },
      ];
      return boxes.map(({ value, credit, text }, i) => (
        <Segment
          key={value}
          {...common}
          type="checkbox"
          state={credit > 0 ? "met" : "unmet"}
          digit={String(i + 1)}
          words={text}
          checked={ticked.includes(value)}
          onChange={() => onReply(replyOfBoxes(withPressed(ticked, value)))}
        />
      ));
    }
    case "number":
    case "date":
      return (
        <FigureReply
          answer={answer}
          said={said}
          today={today}
          disabled={disabled}
          onReply={onReply}
          compact={{ label: question.short }}
        />
      );
  }
}

const taken: Record<AnswerState, string> = {
  met: "has-checked:border-met has-checked:inset-ring-met has-checked:bg-met-soft",
  partly: "has-checked:border-partly has-checked:inset-ring-partly has-checked:bg-partly-soft",
  unmet: "has-checked:border-unmet has-checked:inset-ring-unmet has-checked:bg-unmet-soft",
  unknown: "has-checked:border-unknown has-checked:inset-ring-unknown has-checked:bg-unknown-soft",
  na: "has-checked:border-na has-checked:inset-ring-na has-checked:bg-na-soft",
};
const takenMark: Record<AnswerState, string> = {
  met: "text-met",
  partly: "text-partly",
  unmet: "text-unmet",
  unknown: "text-unknown",
  na: "text-na",
};
const segment =
  "relative inline-flex min-h-7 items-center justify-center gap-1.5 rounded-sm border border-line-strong bg-sheet px-2 leading-5 " +
  "hover:border-ink-2 hover:bg-hover has-checked:font-medium has-checked:inset-ring " +
  "has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus pointer-coarse:min-h-11";

interface SegmentProps {
  type: "radio" | "checkbox";
  name: string;
  state: AnswerState;
  /** the key that chooses it, and its face where it has none of its own */
  digit?: string;
  face?: string;
  words: string;
  disabled: boolean;
  isOpen: boolean;
  checked: boolean;
  onChange: () => void;
}

/** One answer, as small as a figure: its place until it is taken, then its mark. In full words on a phone and in an open row. */
function Segment({ state, digit, face, words, isOpen, ...input }: SegmentProps) {
  const isOther = state === "unknown" || state === "na";
  return (
    <label
      title={face ? `${face}: ${words}` : words}
      className={classNames(
        segment,
        taken[state],
        isOther && "border-dashed has-checked:border-solid",
        isOpen ? "w-full justify-start py-0.5 text-left" : "max-md:w-full max-md:justify-start max-md:py-1 md:min-w-8",
      )}
    >
      <input
        className="absolute inset-0 size-full cursor-[inherit] appearance-none rounded-sm outline-none"
        {...input}
      />
      {input.checked || isOther ? (
        <MarkGlyph
          state={state}
          className={classNames("pointer-events-none size-4", input.checked ? takenMark[state] : "text-ink-3")}
        />
      ) : (
        !face && (
          <span
            aria-hidden="true"
            className={classNames("pointer-events-none text-ink-2", isOpen ? "hidden" : "max-md:hidden")}
          >
            {digit}
          </span>
        )
      )}
      {face && <span className="pointer-events-none text-ink-2">{face}</span>}
      <span className={classNames("pointer-events-none", !isOpen && "md:sr-only")}>{words}</span>
      {isOpen && digit && <KeyCap className="pointer-events-none ml-auto max-md:hidden">{digit}</KeyCap>}
    </label>
  );
}
