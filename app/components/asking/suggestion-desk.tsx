import { Check, MessageSquareText, X } from "lucide-react";
import { useState } from "react";
import { SideBySide } from "#app/components/answering/side-by-side.tsx";
import { focusNext } from "#app/components/answering/sheet-foot.tsx";
import { inWords } from "#app/components/answering/words.ts";
import { Banner } from "#app/components/banner.tsx";
import { Button } from "#app/components/button.tsx";
import type { AskedQuestion } from "#app/answering/model.ts";
import type { UsedAnswering } from "#app/answering/use-answering.ts";
import { decide, type Decision, type Outcome } from "#app/asking/decide.ts";
import type { Suggestion } from "#app/asking/model.ts";
import { useLanguage, useText } from "#app/text.tsx";
import { saysTheSame } from "#domain/answering-rules.ts";
import { replyIn } from "#domain/asking.ts";
import { formatDate } from "#domain/format.ts";

interface DeskProps {
  used: UsedAnswering;
  question: AskedQuestion;
  /** Undefined when there is none any more, or nothing may be answered. */
  suggestion: Suggestion | undefined;
  /** Of the form that a decision is sent by where no script runs. */
  formId: string;
}

/** A reply by link beside what stands, and what became of it. Areas: `asking`, `answering`, `errors`. */
export function SuggestionDesk({ used, question, suggestion, formId }: DeskProps) {
  const t = useText();
  const [told, setTold] = useState<Outcome | Decision>();
  const [isBusy, setBusy] = useState(false);
  const answer = used.sheet.answers[question.id];
  const onDecide = async (act: Decision, on: Suggestion) => {
    setBusy(true);
    const outcome = await decide(used, act, on);
    setBusy(false);
    setTold(outcome === "done" ? act : outcome);
    if (outcome === "done") focusNext();
  };
  return (
    <>
      {suggestion && <Offer {...{ used, question, suggestion, formId, isBusy, onDecide }} />}
      {answer?.suggestedByName && (
        <p role={told === "take" ? "status" : undefined} className="text-sm text-ink-2">
          {t("asking.suggested-by", {
            suggested: answer.suggestedByName,
            taker: answer.answeredByName ?? t("asking.somebody"),
          })}
        </p>
      )}
      {told && <Told outcome={told} />}
    </>
  );
}

type OfferProps = DeskProps & {
  suggestion: Suggestion;
  isBusy: boolean;
  onDecide: (act: Decision, on: Suggestion) => Promise<void>;
};

function Offer({ used, question, suggestion, formId, isBusy, onDecide }: OfferProps) {
  const t = useText();
  const language = useLanguage();
  const standing = used.sheet.answers[question.id];
  const day = (at: string) => formatDate(language, used.page.company.zone, at);
  const { givenName: name, note } = suggestion;
  const head = t("asking.suggestion-says", { name, day: day(suggestion.repliedAt) });
  const words = inWords(question, suggestion, { t, language });
  const send = (act: Decision) => ({ form: formId, name: "act", value: act });
  const press = (act: Decision) => () => void onDecide(act, suggestion);
  const stands = standing && standing.kind !== "none";
  if (stands && !saysTheSame(standing, replyIn(suggestion)))
    return (
      <section aria-label={t("asking.two")} className="grid gap-3">
        <Banner tone="info" icon={MessageSquareText}>
          <strong>{t("asking.two")}.</strong> {t("asking.two-intro", { name })}
        </Banner>
        <SideBySide
          busy={isBusy}
          sides={[
            {
              head: t("asking.stands", {
                name: standing.answeredByName ?? t("asking.somebody"),
                day: day(standing.answeredAt),
              }),
              words: inWords(question, standing, { t, language }),
              note: standing.note,
              act: t("asking.keep-standing"),
              onKeep: press("decline"),
              send: send("decline"),
            },
            {
              head,
              words,
              note,
              act: t("asking.take-theirs", { name }),
              onKeep: press("take"),
              send: send("take"),
            },
          ]}
        />
      </section>
    );
  return (
    <section aria-label={t("asking.suggestion")}>
      <Banner tone="info" icon={MessageSquareText}>
        <p>{stands ? t("asking.same", { name, day: day(suggestion.repliedAt) }) : head}</p>
        <p className="mt-1 text-base font-medium">{words}</p>
        {note && <p className="mt-1 text-ink-2">{t("asking.suggestion-note", { note })}</p>}
        <div className="mt-2.5 flex flex-wrap gap-2">
          <Act icon={Check} busy={isBusy} onPress={press("take")} {...send("take")}>
            {t(stands ? "asking.noted" : "asking.take")}
          </Act>
          {!stands && (
            <Act icon={X} busy={isBusy} onPress={press("decline")} {...send("decline")}>
              {t("asking.decline")}
            </Act>
          )}
        </div>
      </Banner>
    </section>
  );
}

type ActProps = {
  icon: typeof Check;
  busy: boolean;
  form: string;
  name: string;
  value: string;
  onPress: () => void;
  children: string;
};

function Act({ onPress, children, ...button }: ActProps) {
  return (
    <Button
      type="submit"
      size="small"
      onClick={(event) => {
        event.preventDefault();
        onPress();
      }}
      {...button}
    >
      {children}
    </Button>
  );
}

function Told({ outcome }: { outcome: Outcome | Decision }) {
  const t = useText();
  // a taken one shows itself, with whose it was
  if (outcome === "done" || outcome === "take") return null;
  if (outcome === "decline")
    return (
      <p role="status" className="text-sm text-ink-2">
        {t("asking.declined")}
      </p>
    );
  return (
    <Banner tone="danger" live>
      {outcome === "overtaken" || outcome === "unsent" ? t(`asking.${outcome}`) : t(`errors.${outcome}-body`)}
    </Banner>
  );
}
