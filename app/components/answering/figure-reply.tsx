import { useId, type ComponentProps } from "react";
import { Field } from "#app/components/field.tsx";
import { TextInput } from "#app/components/inputs.tsx";
import { StateBadge } from "#app/components/marks.tsx";
import { replyOfFigure, type FigureAnswer, type Said } from "#app/answering/replies.ts";
import { useSettledText } from "#app/answering/use-settled-text.ts";
import { useText } from "#app/text.tsx";
import { markOfCredit, type Reply } from "#domain/answering-rules.ts";

interface FigureReplyProps {
  answer: FigureAnswer;
  said: Said;
  today: string;
  disabled: boolean;
  onReply: (reply: Reply) => void;
  /** in a row of a table: what is asked is heard, what is wrong is seen */
  compact?: { label: string };
}

/** A number or a date, saved once the typing rests. */
export function FigureReply({ said, today, disabled, onReply, answer, compact }: FigureReplyProps) {
  const t = useText();
  const stored = said?.kind === "choice" && said.value !== null ? String(said.value) : "";
  const figure = useSettledText(stored, (typed) => {
    const reply = replyOfFigure(answer, typed, today);
    if (reply) onReply(reply);
    return reply !== undefined;
  });
  const isWrong = figure.isSettled && figure.value !== "" && replyOfFigure(answer, figure.value, today) === undefined;
  const isNumber = answer.kind === "number";
  const field = {
    name: "figure",
    disabled,
    value: figure.value,
    onChange: figure.onChange,
    onBlur: figure.onBlur,
    autoComplete: "off",
  };
  const words = isNumber
    ? {
        label: t("answering.figure-number", { unit: answer.unit }),
        hint: t("answering.figure-number-hint", { min: answer.min, max: answer.max }),
        wrong: t("answering.figure-number-wrong", { min: answer.min, max: answer.max }),
      }
    : {
        label: t("answering.figure-date"),
        hint: t("answering.figure-date-hint"),
        wrong: t("answering.figure-date-wrong"),
      };
  if (compact)
    return <RowFigure {...compact} field={field} max={isNumber ? undefined : today} words={words} isWrong={isWrong} />;
  return (
    <Field label={words.label} hint={words.hint} error={isWrong ? words.wrong : null} className="mb-2">
      {(control) => (
        <span className="flex flex-wrap items-center gap-3">
          {isNumber ? (
            <TextInput {...control} {...field} inputMode="numeric" pattern="\d*" className="max-w-40" />
          ) : (
            <TextInput {...control} {...field} type="date" max={today} className="max-w-48" />
          )}
          {said?.kind === "choice" && !isWrong && <CreditBadge credit={said.credit} />}
        </span>
      )}
    </Field>
  );
}

function CreditBadge({ credit }: { credit: number }) {
  const t = useText();
  const mark = markOfCredit(credit);
  return <StateBadge state={mark}>{t(`states.state-${mark}`)}</StateBadge>;
}

interface RowFigureProps {
  label: string;
  field: ComponentProps<"input">;
  /** the last day that is taken; undefined for a number */
  max: string | undefined;
  words: { label: string; wrong: string };
  isWrong: boolean;
}

function RowFigure({ label, field, max, words, isWrong }: RowFigureProps) {
  const id = useId();
  const isNumber = max === undefined;
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2">
      <TextInput
        {...field}
        name={`figure-${id}`}
        ref={undefined}
        aria-label={`${label}: ${words.label}`}
        aria-invalid={isWrong || undefined}
        aria-describedby={isWrong ? id : undefined}
        {...(isNumber ? { inputMode: "numeric" as const, pattern: "\\d*" } : { type: "date", max })}
        className={`min-h-7 py-0.5 pointer-coarse:min-h-11 ${isNumber ? "w-24" : "w-36"}`}
      />
      {isWrong && (
        <span id={id} className="font-medium text-danger">
          {words.wrong}
        </span>
      )}
    </span>
  );
}
