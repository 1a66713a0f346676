import { Check, MessageSquareText, X } from "lucide-react";
import { useState } from "react";
import { SideBySide } from "#app/components/answering/side-by-side.tsx";
import { focusNext } from "#app/components/answering/sheet-foot.tsx";
import { inWords } from "#app/components/answering/words.ts";
import { Banner } from "#app/components/banner.tsx";
import { Button } from "#app/components/button.tsx";
import type { AskedQuestion } from "#app/answering/model.ts";
import type { UsedAnswering } from "#app/answering/use-answering.ts";
import type { Decision, Suggestion } from "#app/asking/model.ts";
import type { Outcome } from "#app/asking/use-asked.ts";
import { useLanguage, useText } from "#app/text.tsx";
import { saysTheSame } from "#domain/answering-rules.ts";
import { replyIn } from "#domain/asking.ts";
import { formatDate } from "#domain/format.ts";

/** The form that a decision is sent by where no script runs: apart, since Enter in a field of the sheet must not take one. */
const formId = "suggestion";

interface Props {
  used: UsedAnswering;
  question: AskedQuestion;
}

/** What came back by link for this question, to be taken or not beside what stands, and whose reply the answer was. Areas: `asking`, `answering`. */
export function Suggestions({ used, question, disabled }: Props & { disabled: boolean }) {
  const t = useText();
  const answer = used.sheet.answers[question.id];
  const [told, setTold] = useState<Outcome | Decision["act"]>();
  const [isBusy, setBusy] = useState(false);
  const suggestion = suggestionFor(used, question.id);
  const decide = async (act: Decision["act"], on: Suggestion) => {
    setBusy(true);
    const outcome = await used.asked.decide(act, on);
    setBusy(false);
    setTold(outcome === "done" ? act : outcome);
    if (outcome === "done") focusNext();
  };
  return (
    <>
      {suggestion && !disabled && (
        <Offer used={used} question={question} suggestion={suggestion} isBusy={isBusy} onDecide={decide} />
      )}
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

type OfferProps = Props & {
  suggestion: Suggestion;
  isBusy: boolean;
  onDecide: (act: Decision["act"], on: Suggestion) => Promise<void>;
};

function Offer({ used, question, suggestion, isBusy, onDecide }: OfferProps) {
  const t = useText();
  const language = useLanguage();
  const standing = used.sheet.answers[question.id];
  const day = (at: string) => formatDate(language, used.page.company.zone, at);
  const { givenName: name, note } = suggestion;
  const head = t("asking.suggestion-says", { name, day: day(suggestion.repliedAt) });
  const words = inWords(question, suggestion, { t, language });
  const send = (act: Decision["act"]) => ({ form: formId, name: "act", value: act });
  const press = (act: Decision["act"]) => () => void onDecide(act, suggestion);
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

function Told({ outcome }: { outcome: Outcome | Decision["act"] }) {
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
