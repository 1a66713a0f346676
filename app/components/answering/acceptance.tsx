import { Check } from "lucide-react";
import { useState } from "react";
import { Button } from "#app/components/button.tsx";
import { Icon } from "#app/components/icons.tsx";
import type { SeenAnswer } from "#app/answering/model.ts";
import type { UsedAnswering } from "#app/answering/use-answering.ts";
import { useText } from "#app/text.tsx";
import { isLocked } from "#domain/answering-rules.ts";

/** Who has agreed that a question is not applicable, or the button for the second person who may. */
export function Acceptance({
  used,
  questionId,
  answer,
}: {
  used: UsedAnswering;
  questionId: string;
  answer: SeenAnswer;
}) {
  const t = useText();
  const [outcome, setOutcome] = useState<"asking" | "failed">();
  const { page } = used;
  if (answer.acceptedBy !== null) {
    const name = answer.acceptedByName ?? t("answering.somebody");
    return (
      <p className="mt-2 flex items-start gap-1.5 text-sm text-ink-2">
        <Icon of={Check} size="s" className="mt-0.5 text-met" />
        {answer.isSelfAccepted ? t("answering.reason-self-accepted") : t("answering.reason-accepted", { name })}
      </p>
    );
  }
  const isTheirs = !answer.isMine || page.acceptsAlone;
  if (!page.mayAccept || !isTheirs || !answer.confirmed || isLocked(page.assessment.state)) return null;
  const accept = async () => {
    setOutcome("asking");
    setOutcome((await used.accept(questionId)) ? undefined : "failed");
  };
  return (
    <div className="mt-2 flex flex-wrap items-center gap-3">
      {/* without JavaScript it sends the form of the sheet, as an acceptance */}
      <Button
        type="submit"
        name="act"
        value="accept"
        size="small"
        icon={Check}
        busy={outcome === "asking"}
        onClick={(event) => {
          event.preventDefault();
          void accept();
        }}
      >
        {t("answering.accept")}
      </Button>
      {outcome === "failed" && (
        <span role="alert" className="text-sm text-danger">
          {t("answering.accept-failed")}
        </span>
      )}
    </div>
  );
}
