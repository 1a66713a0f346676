import { Banner } from "#app/components/banner.tsx";
import { Glossary, Glossed } from "#app/components/glossed.tsx";
import { Sheet } from "#app/components/sheet.tsx";
import { inWords } from "#app/components/answering/words.ts";
import type { AskedSheet, OpenSheet, SheetQuestion } from "#app/asking/sheet.server.ts";
import { useLanguage, useText } from "#app/text.tsx";
import { ReplyFields, type Refused } from "./reply-fields.tsx";

/** Who asks, what, and what becomes of the reply. Areas: `asked`, `answering`, `states`. */
export function SheetOfQuestions({ sheet, refused }: { sheet: OpenSheet; refused: Refused | undefined }) {
  const t = useText();
  const { company, questions, message, until } = sheet;
  const asker = sheet.asker ?? t("asked.somebody");
  return (
    <div className="grid gap-6">
      <div>
        <p className="text-sm text-ink-3">{t("asked.from", { company })}</p>
        <h1 className="mt-1">{t("asked.title", { asker })}</h1>
        {message && (
          <figure className="mt-3 border-l-2 border-line-2 pl-3.5">
            <figcaption className="text-sm text-ink-3">{t("asked.says", { asker })}</figcaption>
            <blockquote className="wrap-anywhere whitespace-pre-line text-ink-2">{message}</blockquote>
          </figure>
        )}
        {questions.length > 1 && <p className="mt-3 text-ink-2">{t("asked.questions", { n: questions.length })}</p>}
      </div>
      <Glossary terms={sheet.glossary}>
        {questions.map((question, i) => (
          <QuestionOnSheet
            key={`${question.id} ${question.reply?.revision ?? 0}`}
            sheet={sheet}
            question={question}
            number={questions.length > 1 ? i + 1 : null}
            refused={refused?.typed.questionId === question.id ? refused : undefined}
          />
        ))}
      </Glossary>
      <section aria-labelledby="what-happens" className="grid gap-1 text-sm text-ink-2">
        <h2 id="what-happens" className="font-sans text-base font-semibold tracking-normal text-ink">
          {t("asked.what-happens")}
        </h2>
        <p>{t("asked.what-happens-body", { company, asker })}</p>
        <p>{t("asked.until", { time: until, asker })}</p>
      </section>
    </div>
  );
}

interface QuestionProps {
  sheet: OpenSheet;
  question: SheetQuestion;
  number: number | null;
  refused: Refused | undefined;
}

function QuestionOnSheet({ sheet, question, number, refused }: QuestionProps) {
  const t = useText();
  const headId = `question-${question.id}`;
  const isOpen = question.isAsked && question.reply?.decision !== "accepted";
  return (
    <Sheet as="section" variant="margin" aria-labelledby={headId} className="grid gap-3">
      {number !== null && <p className="text-sm text-ink-3">{t("asked.number", { n: number })}</p>}
      <h2 id={headId} className="font-title text-[1.375rem]/[1.875rem] text-pretty md:text-[1.625rem]/[2.125rem]">
        {question.text}
      </h2>
      <p className="text-ink-2">
        <Glossed text={question.help} glosses={question.glosses.help} />
      </p>
      <p className="border-l-2 border-line-2 pl-3.5 text-ink-2">
        <Glossed text={question.example} glosses={question.glosses.example} />
      </p>
      <details>
        <summary className="inline-flex min-h-11 items-center text-sm font-medium text-accent">
          {t("asked.why")}
        </summary>
        <p className="text-ink-2">
          <Glossed text={question.why} glosses={question.glosses.why} />
        </p>
      </details>
      <ReplyState sheet={sheet} question={question} />
      {isOpen && <ReplyFields sheet={sheet} question={question} refused={refused} />}
    </Sheet>
  );
}

/** What was sent from here, and what became of it. */
function ReplyState({ sheet, question }: { sheet: OpenSheet; question: SheetQuestion }) {
  const t = useText();
  const language = useLanguage();
  const { reply } = question;
  const asker = sheet.asker ?? t("asked.somebody");
  if (!reply) {
    if (question.isAsked) return null;
    return <Banner tone="info">{t("asked.hidden", { company: sheet.company })}</Banner>;
  }
  const answer = inWords(question, reply, { t, language });
  if (reply.decision === "accepted") return <Banner tone="done">{t("asked.accepted", { asker, answer })}</Banner>;
  if (reply.decision === "declined")
    return (
      <Banner tone="info" live>
        {t("asked.declined", { asker, answer })}
      </Banner>
    );
  return (
    <Banner tone="done" live>
      <p>
        <strong>{t("asked.sent", { time: reply.at })}.</strong> {t("asked.sent-body", { answer })}
      </p>
      <p className="mt-1">{t("asked.sent-close")}</p>
    </Banner>
  );
}

/** Nothing to reply to here, and why. */
export function ClosedSheet({ sheet }: { sheet: Exclude<AskedSheet, OpenSheet> | { state: "many"; minutes: number } }) {
  const t = useText();
  const asker = ("asker" in sheet && sheet.asker) || t("asked.somebody");
  const about = "company" in sheet ? { company: sheet.company, time: sheet.until } : { company: "", time: "" };
  const minutes = sheet.state === "many" ? sheet.minutes : 0;
  return (
    <Sheet as="section" aria-labelledby="closed" className="grid gap-2">
      {about.company && <p className="text-sm text-ink-3">{t("asked.from", about)}</p>}
      <h1 id="closed">{t(`asked.${sheet.state}-title`)}</h1>
      <p className="text-ink-2">{t(`asked.${sheet.state}-body`, { ...about, asker, minutes })}</p>
    </Sheet>
  );
}
