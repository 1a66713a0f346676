import type { ReactNode } from "react";
import type { AnswerLine, DutyLine, ReliefView } from "#app/papers/relief.server.ts";
import { useLanguage, useText } from "#app/text.tsx";
import { formatDay } from "#domain/format.ts";
import { PaperEnd } from "./paper.tsx";
import { ReliefChoice, ReliefNotes, WhenLost } from "./relief-parts.tsx";

interface ReliefPaperProps {
  company: { name: string };
  content: string;
  relief: ReliefView;
}

const answersAt = 2;
const dutiesAt = 4;

/** The memo that a company puts in its file: whether Article 38 spares it, by which answers and clauses, and until when. */
export function ReliefPaper({ company, content, relief }: ReliefPaperProps) {
  const t = useText();
  const language = useLanguage();
  const { standing, today, changedOn, basis, answers, spared, never } = relief;
  const day = formatDay(language, today);
  const isSpared = standing === "exempt" || standing === "chosen";
  const mayLose = isSpared || standing === "to-choose";
  return (
    <>
      <p className="text-sm text-ink-2">{company.name}</p>
      <h1>{t("papers.relief-title")}</h1>
      <p className="font-serif text-lg">{t("papers.relief-of")}</p>
      <p className="mt-1 text-sm text-ink-2">
        {changedOn === null
          ? t("papers.relief-on-none", { day })
          : t("papers.relief-on", { day, changed: formatDay(language, changedOn) })}
      </p>
      <div className="mt-2">
        <Part title={t("papers.relief-basis")} number={1}>
          <ul className="list-disc pl-5">
            {basis.map((clause) => (
              <li key={clause}>{clause}</li>
            ))}
            <li>{t("papers.relief-basis-answers", { n: answersAt })}</li>
          </ul>
        </Part>
        <Part title={t("papers.relief-answers")} number={answersAt}>
          <Answers answers={answers} />
        </Part>
        <Part title={t("papers.relief-conclusion")} number={3}>
          <p className="font-serif text-base font-semibold print:text-[10.5pt]/[1.35]">
            <Conclusion relief={relief} />
          </p>
          {standing !== "unknown" && (
            <p className="mt-1 text-ink-2">
              {t("papers.relief-confidence", { mark: t(`states.confidence-${relief.confidence}`) })}
            </p>
          )}
        </Part>
        <Part
          title={t(
            standing === "exempt"
              ? "papers.relief-spared-exempt"
              : standing === "chosen"
                ? "papers.relief-spared-chosen"
                : standing === "to-choose"
                  ? "papers.relief-spared-open"
                  : "papers.relief-spared-due",
          )}
          number={dutiesAt}
        >
          <Duties duties={spared} />
          {standing === "to-choose" && <ReliefChoice question={relief.recordedQuestion} />}
        </Part>
        <Part title={t("papers.relief-never")} number={5}>
          <p data-print="head">{t("papers.relief-never-intro", { n: never.length })}</p>
          <Duties duties={never} />
        </Part>
        {mayLose && (
          <Part title={t("papers.relief-later")} number={6}>
            <WhenLost relief={relief} />
          </Part>
        )}
        <Part title={t("papers.relief-notes")} number={mayLose ? 7 : 6}>
          <ReliefNotes relief={relief} />
        </Part>
      </div>
      <PaperEnd content={content} day={day} />
    </>
  );
}

function Part({ title, number, children }: { title: string; number: number; children: ReactNode }) {
  return (
    <section className="mt-5 text-sm print:mt-2.5 print:text-[9pt]/[1.35]">
      <h2 className="font-sans text-base font-semibold tracking-normal">
        {number}. {title}
      </h2>
      <div className="mt-1 print:mt-0.5">{children}</div>
    </section>
  );
}

function Conclusion({ relief }: { relief: ReliefView }) {
  const t = useText();
  const { standing, missing, lostBy } = relief;
  if (standing === "unknown")
    return <>{t("papers.relief-unknown", { n: missing, section: answersAt, duties: dutiesAt })}</>;
  if (standing === "lost") {
    const reasons = lostBy
      .map(({ fact, clauses }) => `${t(`papers.relief-reason-${fact}`)} (${clauses.join("; ")})`)
      .join("; ");
    return <>{t("papers.relief-lost", { reasons, n: dutiesAt })}</>;
  }
  return <>{t(`papers.relief-${standing}`, { n: dutiesAt })}</>;
}

function Answers({ answers }: { answers: readonly AnswerLine[] }) {
  const t = useText();
  return (
    <table aria-label={t("papers.relief-answers")} className="w-full border-collapse">
      <thead>
        <tr className="rule-below text-left text-ink-2">
          <th scope="col" className="py-1 pr-3 font-medium">
            {t("papers.relief-question")}
          </th>
          <th scope="col" className="py-1 font-medium">
            {t("papers.relief-answer")}
          </th>
        </tr>
      </thead>
      <tbody>
        {answers.map(({ id, question, answer }) => (
          <tr key={id} className="border-b border-line align-top">
            <th scope="row" className="w-1/2 py-1 pr-3 text-left font-normal print:py-0.5">
              {question}
            </th>
            <td className="py-1 font-medium print:py-0.5">{answer ?? t("papers.relief-answer-missing")}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Duties({ duties }: { duties: readonly DutyLine[] }) {
  const t = useText();
  return (
    <ul className="mt-1 gap-x-8 sm:columns-2 print:columns-2 print:text-[8.5pt]/[1.25]">
      {duties.map(({ id, title, clause, confidence }) => (
        <li key={id} className="flex break-inside-avoid items-start gap-2 pb-1 print:pb-px">
          <span aria-hidden className="text-ink-3">
            –
          </span>
          <span>
            {title}{" "}
            <span className="text-ink-3">
              ({clause}
              {confidence !== "H" && `; ${t(`states.confidence-${confidence}`)}`})
            </span>
          </span>
        </li>
      ))}
    </ul>
  );
}
