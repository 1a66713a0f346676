import type { AskedQuestion, SeenAnswer } from "#app/answering/model.ts";
import type { Translate } from "#app/text.tsx";
import { formatDay } from "#domain/format.ts";
import type { Language } from "#domain/language.ts";

interface Reader {
  readonly t: Translate;
  readonly language: Language;
}
type Said = Pick<SeenAnswer, "kind" | "value" | "reason">;

/** An answer in the words of its question: "Có, khóa hết ngay trong ngày". */
export function inWords({ answer }: Pick<AskedQuestion, "answer">, said: Said, { t, language }: Reader): string {
  if (said.kind === "dont-know") return t("answering.dont-know");
  if (said.kind === "not-applicable") return t("answering.with-reason", { reason: said.reason ?? "" });
  if (said.kind === "none" || said.value === null) return t("answering.no-answer");
  const { value } = said;
  switch (answer.kind) {
    case "choice":
      return answer.choices.find((choice) => choice.value === value)?.text ?? String(value);
    case "several": {
      const ticked = Array.isArray(value) ? value : [];
      const boxes = answer.boxes.filter((box) => ticked.includes(box.value)).map(({ text }) => text);
      return boxes.length > 0 ? boxes.join("; ") : answer.none;
    }
    case "number":
      return t("answering.with-unit", { value: Number(value), unit: answer.unit });
    case "date":
      return formatDay(language, String(value));
    case "maturity":
      return levelInWords(answer, Number(value), t);
  }
}

export function levelInWords(
  { levels }: { levels?: readonly string[] | undefined },
  level: number,
  t: Translate,
): string {
  return levels?.[level] ?? t(`answering.level-${level}`);
}
