import { useState } from "react";
import { ChoiceList, ChoiceRow } from "#app/components/choice-row.tsx";
import { TextInput } from "#app/components/inputs.tsx";
import { Checkbox } from "#app/components/ticks.tsx";
import type { AnswerInWords } from "#app/task-page.server.ts";
import { noneOfThese, type AnswerValue } from "#domain/answering.ts";
import { markOfCredit } from "#domain/answering-rules.ts";

interface ReplyInputProps {
  name: string;
  legend: string;
  spec: AnswerInWords;
  disabled: boolean;
  onAnswer: (value: AnswerValue) => void;
}

/** The answer to a question of any kind. */
export function ReplyInput({ name, legend, spec, disabled, onAnswer }: ReplyInputProps) {
  switch (spec.kind) {
    case "choice":
      return (
        <ChoiceList legend={legend}>
          {spec.choices.map(({ value, credit, text }) => (
            <ChoiceRow
              key={value}
              name={name}
              value={value}
              state={markOfCredit(credit)}
              disabled={disabled}
              onChange={() => onAnswer(value)}
            >
              {text}
            </ChoiceRow>
          ))}
        </ChoiceList>
      );
    case "several":
      return (
        <SeveralInput
          {...{ name, legend, disabled, onAnswer }}
          boxes={[...spec.boxes, { value: noneOfThese, text: spec.none }]}
        />
      );
    case "number":
      return (
        <label className="flex items-center gap-2">
          <TextInput
            type="number"
            name={name}
            min={spec.min}
            max={spec.max}
            step={1}
            aria-label={legend}
            disabled={disabled}
            onChange={(event) =>
              event.currentTarget.validity.valid &&
              event.currentTarget.value &&
              onAnswer(event.currentTarget.valueAsNumber)
            }
          />
          <span className="shrink-0 text-sm text-ink-2">{spec.unit}</span>
        </label>
      );
    case "date":
      return (
        <TextInput
          type="date"
          name={name}
          aria-label={legend}
          disabled={disabled}
          onChange={(event) => event.currentTarget.value && onAnswer(event.currentTarget.value)}
        />
      );
    case "maturity":
      return (
        <ChoiceList legend={legend}>
          {[0, 1, 2, 3, 4, 5].map((level) => (
            <ChoiceRow
              key={level}
              name={name}
              value={level}
              state={level >= spec.target ? "met" : level > 0 ? "partly" : "unmet"}
              disabled={disabled}
              onChange={() => onAnswer(level)}
            >
              {spec.levels?.[level] ?? String(level)}
            </ChoiceRow>
          ))}
        </ChoiceList>
      );
  }
}

type SeveralProps = Omit<ReplyInputProps, "spec"> & { boxes: readonly { value: string; text: string }[] };

/** "None of these" and the boxes shut each other out. */
function SeveralInput({ name, legend, boxes, disabled, onAnswer }: SeveralProps) {
  const [ticked, setTicked] = useState<readonly string[]>([]);
  const tick = (value: string, on: boolean) => {
    const others = value === noneOfThese ? [] : ticked.filter((other) => other !== value && other !== noneOfThese);
    const next = on ? [...others, value] : ticked.filter((other) => other !== value);
    setTicked(next);
    if (next.length > 0) onAnswer(next);
  };
  return (
    <fieldset className="grid gap-2">
      <legend className="sr-only">{legend}</legend>
      {boxes.map(({ value, text }) => (
        <Checkbox
          key={value}
          name={name}
          value={value}
          label={text}
          checked={ticked.includes(value)}
          disabled={disabled}
          onChange={(event) => tick(value, event.currentTarget.checked)}
        />
      ))}
    </fieldset>
  );
}
