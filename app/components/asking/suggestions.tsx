import { useRef } from "react";
import { later } from "#app/components/later.tsx";
import type { AskedQuestion } from "#app/answering/model.ts";
import type { UsedAnswering } from "#app/answering/use-answering.ts";
import type { Suggestion } from "#app/asking/model.ts";

/** Few questions have a reply by link: the rest do not carry its weight. */
const SuggestionDesk = later(async () => (await import("./suggestion-desk.tsx")).SuggestionDesk);
/** The form that a decision is sent by where no script runs: apart, since Enter in a field of the sheet must not take one. */
const formId = "suggestion";

interface Props {
  used: UsedAnswering;
  question: AskedQuestion;
}

/** What came back by link for this question, to be taken or not, and whose reply the answer was. */
export function Suggestions({ used, question, disabled }: Props & { disabled: boolean }) {
  const suggestion = suggestionFor(used, question.id);
  // once it was decided on, what became of it stays
  const wasShown = useRef(false);
  wasShown.current ||= suggestion !== undefined;
  if (!wasShown.current && !used.sheet.answers[question.id]?.suggestedByName) return null;
  return (
    <SuggestionDesk used={used} question={question} suggestion={disabled ? undefined : suggestion} formId={formId} />
  );
}

/** Must stand outside the sheet's own form. */
export function SuggestionForm({ used, question }: Props) {
  const suggestion = suggestionFor(used, question.id);
  if (!suggestion) return null;
  const fields = {
    questionId: question.id,
    basedOn: used.sheet.answers[question.id]?.revision ?? 0,
    saveKey: used.page.saveKey,
    linkId: suggestion.linkId,
    replyRevision: suggestion.revision,
  };
  return (
    <form id={formId} method="post" action={`?${new URLSearchParams({ q: question.id }).toString()}`}>
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
    </form>
  );
}

function suggestionFor({ asked }: UsedAnswering, questionId: string): Suggestion | undefined {
  return asked.suggestions.find((each) => each.questionId === questionId);
}
