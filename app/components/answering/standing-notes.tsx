import { Check, History } from "lucide-react";
import { Banner } from "#app/components/banner.tsx";
import { Button } from "#app/components/button.tsx";
import type { AskedQuestion, SeenAnswer } from "#app/answering/model.ts";
import type { Queued } from "#app/answering/outbox.ts";
import { replyOfAnswer } from "#app/answering/replies.ts";
import type { UsedAnswering } from "#app/answering/use-answering.ts";
import { useLanguage, useText } from "#app/text.tsx";
import type { Reply } from "#domain/answering-rules.ts";
import { formatDate } from "#domain/format.ts";
import { GoTo } from "./go-to.tsx";
import { inWords } from "./words.ts";

interface ToConfirmProps {
  used: UsedAnswering;
  question: AskedQuestion;
  answer: SeenAnswer;
  disabled: boolean;
  onConfirm: (reply: Reply) => void;
}

/** An earlier answer that counts for nothing until somebody says that it still holds: one tap. */
export function ToConfirm({ used, question, answer, disabled, onConfirm }: ToConfirmProps) {
  const t = useText();
  const language = useLanguage();
  const name = answer.answeredByName ?? t("answering.somebody");
  const day = formatDate(language, used.page.company.zone, answer.answeredAt);
  return (
    <Banner tone="info" icon={History}>
      <p>{answer.source === "carried" ? t("answering.carried") : t("answering.confirm-again")}</p>
      <p className="mt-1 text-base font-medium">{inWords(question, answer, { t, language })}</p>
      <p className="mt-1 text-ink-2">{t("answering.carried-by", { name, day })}</p>
      {!disabled && (
        <Button size="small" icon={Check} className="mt-2.5" onClick={() => onConfirm(replyOfAnswer(answer))}>
          {t("answering.confirm")}
        </Button>
      )}
    </Banner>
  );
}

/** Why a question cannot be answered now, and the way to the one that decides it. */
export function NotAsked({ used, questionId }: { used: UsedAnswering; questionId: string }) {
  const t = useText();
  const standing = used.sheet.standings.get(questionId);
  if (!standing) return null;
  if (standing.state === "hidden") return <Banner tone="info">{t("answering.does-not-apply")}</Banner>;
  const gate = used.page.framework.questions.find(({ id }) => id === standing.because[0]);
  if (!gate) return null;
  return (
    <Banner tone="info">
      <p>{t(standing.state === "implied" ? "answering.implied" : "answering.behind", { question: gate.short })}</p>
      <p className="mt-1">
        <GoTo questionId={gate.id} onGo={used.goTo}>
          {t("answering.go-there")}
        </GoTo>
      </p>
    </Banner>
  );
}

/** What the server would not take, why, and the way out; what stands is shown below. */
export function RefusedAnswer({
  used,
  question,
  refused,
}: {
  used: UsedAnswering;
  question: AskedQuestion;
  refused: Queued;
}) {
  const t = useText();
  const language = useLanguage();
  const { reply, note, trouble } = refused;
  if (trouble?.kind !== "refused") return null;
  const said = reply && {
    kind: reply.kind,
    value: reply.kind === "choice" ? reply.value : null,
    reason: reply.kind === "not-applicable" ? reply.reason : null,
  };
  return (
    <Banner tone="danger" live>
      <p>
        <strong>{t("answering.refused-head")}</strong> {t(`errors.${trouble.code}-body`)}
      </p>
      {said && (
        <p className="mt-1">{t("answering.refused-answer", { answer: inWords(question, said, { t, language }) })}</p>
      )}
      {note && <p className="mt-1">{t("answering.with-note", { note })}</p>}
      <Button size="small" className="mt-2" onClick={() => used.discard(question.id)}>
        {t("answering.discard")}
      </Button>
    </Banner>
  );
}
