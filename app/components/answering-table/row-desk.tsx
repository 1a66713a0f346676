import { useEffect } from "react";
import { Evidence, pickEvidence } from "#app/components/answering/evidence.tsx";
import { SuggestionDesk } from "#app/components/asking/suggestion-desk.tsx";
import type { AskedQuestion } from "#app/answering/model.ts";
import { headIdOf } from "#app/answering/use-table.ts";
import type { DeskKind } from "./use-row-desk.ts";
import { useUsed } from "./used.ts";

interface RowDeskProps {
  question: AskedQuestion;
  kind: DeskKind;
  /** nothing may be answered here */
  disabled: boolean;
}

/** What is worked on under a row, as on the question's own sheet: loaded when it is first wanted. */
export function RowDesk({ question, kind, disabled }: RowDeskProps) {
  const { evidence, page } = useUsed();
  return kind === "evidence" ? (
    <Evidence used={evidence} questionId={question.id} zone={page.company.zone} disabled={disabled} />
  ) : (
    <Reply question={question} disabled={disabled} />
  );
}

/** Asks for a file as soon as the desk has been drawn. */
export function pickOnceThere(): void {
  requestAnimationFrame(() => requestAnimationFrame(pickEvidence));
}

function Reply({ question, disabled }: Pick<RowDeskProps, "question" | "disabled">) {
  const used = useUsed();
  const suggestion = used.asked.suggestions.find(({ questionId }) => questionId === question.id);
  const isWaiting = suggestion !== undefined;
  // once it is decided its buttons are gone, and the focus with them: it stays in the row
  useEffect(() => {
    if (isWaiting) return;
    requestAnimationFrame(() => {
      if (document.activeElement === document.body) document.getElementById(headIdOf(question.id))?.focus();
    });
  }, [isWaiting, question.id]);
  return (
    <SuggestionDesk
      used={used}
      question={question}
      suggestion={disabled ? undefined : suggestion}
      formId={`suggestion-${question.id}`}
    />
  );
}
