import { Form, useFetcher, useNavigation } from "@remix-run/react";
import { useState } from "react";
import { Banner } from "#app/components/banner.tsx";
import { Button } from "#app/components/button.tsx";
import { Sheet } from "#app/components/sheet.tsx";
import type { AnswerInWords } from "#app/task-page.server.ts";
import { useLanguage, useText } from "#app/text.tsx";
import type { AnswerValue } from "#domain/answering.ts";
import { formatDate } from "#domain/format.ts";
import { ReplyInput } from "./reply-input.tsx";

interface Closing {
  isLocked: boolean;
  questions: readonly { id: string; text: string; answer: AnswerInWords }[];
}
interface AnswerAgainProps {
  closing: Closing;
  canClose: boolean;
  error: boolean;
  /** Where the score that the answers would make is asked for. */
  preview: string;
}

/** Closing a task is answering its questions anew; what that does to the score is shown before. */
export function AnswerAgain({ closing, canClose, error, preview }: AnswerAgainProps) {
  const t = useText();
  const [answers, setAnswers] = useState<Record<string, AnswerValue>>({});
  const coming = useFetcher<{ before: number | null; after: number | null; grade: string | null }>();
  const busy = useNavigation().formData?.get("intent") === "close";
  const isLocked = closing.isLocked;
  const answer = (id: string, value: AnswerValue) => {
    const next = { ...answers, [id]: value };
    setAnswers(next);
    coming.load(`${preview}?${new URLSearchParams({ answers: JSON.stringify(next) }).toString()}`);
  };
  return (
    <Form method="post" id="answer-again">
      <Sheet as="div" className="grid gap-4">
        <div>
          <h2 className="font-sans text-base font-semibold">{t("tasks.again")}</h2>
          <p className="text-sm text-ink-3">
            {t(canClose ? (isLocked ? "tasks.locked" : "tasks.again-hint") : "tasks.read-only")}
          </p>
        </div>
        {error && (
          <Banner tone="danger" live>
            {t("tasks.again-needed")}
          </Banner>
        )}
        <input type="hidden" name="intent" value="close" />
        {Object.keys(answers).length > 0 && <input type="hidden" name="answers" value={JSON.stringify(answers)} />}
        {closing.questions.map(({ id, text, answer: spec }) => (
          <div key={id} className="grid gap-2">
            <p className="text-sm text-ink-2">{text}</p>
            <ReplyInput
              name={`answer:${id}`}
              legend={text}
              spec={spec}
              disabled={!canClose || isLocked}
              onAnswer={(value) => answer(id, value)}
            />
          </div>
        ))}
        <div role="status" className="min-h-5 text-sm">
          {coming.data && <ScoreToCome {...coming.data} />}
        </div>
        <Button type="submit" variant="primary" block busy={busy} disabled={!canClose || isLocked}>
          {t("tasks.close")}
        </Button>
      </Sheet>
    </Form>
  );
}

function ScoreToCome({ before, after, grade }: { before: number | null; after: number | null; grade: string | null }) {
  const t = useText();
  const points = (score: number | null) => (score === null ? t("tasks.no-score") : Math.floor(score / 100));
  const moves = points(before) !== points(after);
  return (
    <>
      {t(moves ? "tasks.preview" : "tasks.preview-same", { before: points(before), after: points(after) })}
      {grade && ` ${t("tasks.preview-grade", { grade })}`}
    </>
  );
}

export function ReopenTask({ closedAt, zone, canReopen }: { closedAt: Date | null; zone: string; canReopen: boolean }) {
  const t = useText();
  const language = useLanguage();
  return (
    <Form method="post">
      <Sheet as="div" className="grid gap-3">
        <h2 className="font-sans text-base font-semibold">
          {t("tasks.closed-on", { day: closedAt ? formatDate(language, zone, closedAt) : "" })}
        </h2>
        <p className="text-sm text-ink-3">{t("tasks.reopen-hint")}</p>
        <input type="hidden" name="intent" value="reopen" />
        <Button type="submit" variant="secondary" disabled={!canReopen}>
          {t("tasks.reopen")}
        </Button>
      </Sheet>
    </Form>
  );
}
