import { useState } from "react";
import { TextInput } from "#app/components/inputs.tsx";
import type { AskedView } from "#app/profile/words.server.ts";
import { useText } from "#app/text.tsx";
import { noneOfThese } from "#domain/answering.ts";
import { PressRow, TickRow } from "./pick-row.tsx";

/** Choices that shut each other out. */
export function PressReply({ choices, chosen }: { choices: AskedView["choices"]; chosen: readonly string[] }) {
  return choices.map(({ value, text }) => (
    <PressRow key={value} value={value} isTaken={chosen.includes(value)}>
      {text}
    </PressRow>
  ));
}

/** Boxes to tick; "none of these" and the others shut each other out, where a script may see to it. */
export function SeveralReply({
  choices,
  none,
  chosen,
}: Pick<AskedView, "choices" | "none"> & { chosen: readonly string[] }) {
  const t = useText();
  const [ticked, setTicked] = useState<readonly string[]>(chosen);
  const tick = (value: string, isOn: boolean) => {
    const others = ticked.filter((other) => other !== value && (value !== noneOfThese) === (other !== noneOfThese));
    setTicked(isOn ? [...others, value] : others);
  };
  const boxes = none === null ? choices : [...choices, { value: noneOfThese, text: none }];
  return (
    <>
      <p className="text-sm text-ink-3">{t("profile.several")}</p>
      {boxes.map(({ value, text }) => (
        <TickRow
          key={value}
          value={value}
          checked={ticked.includes(value)}
          onChange={(event) => tick(value, event.currentTarget.checked)}
        >
          {text}
        </TickRow>
      ))}
    </>
  );
}

/** A number with its unit, or a day. */
export function NumberReply({
  kind,
  unit,
  chosen,
  describedBy,
}: Pick<AskedView, "kind" | "unit"> & { chosen: readonly string[]; describedBy: string | undefined }) {
  const [first = ""] = chosen;
  return (
    <div className="flex items-center gap-3">
      <TextInput
        name="said"
        type={kind === "date" ? "date" : "text"}
        inputMode={kind === "date" ? undefined : "numeric"}
        autoComplete="off"
        defaultValue={/\d/.test(first) || describedBy ? first : ""}
        aria-labelledby="question"
        aria-invalid={describedBy ? true : undefined}
        aria-describedby={describedBy}
        className="max-w-40 text-lg"
      />
      {unit && <span className="text-ink-2">{unit}</span>}
    </div>
  );
}
