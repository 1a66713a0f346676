import type { ReliefView } from "#app/papers/relief.server.ts";
import { useText } from "#app/text.tsx";

const choices = ["dossier", "updates", "officer"] as const;

/** A line for each kind of work, with boxes to tick by hand: signed, it is the record of the choice. */
export function ReliefChoice({ question }: { question: string }) {
  const t = useText();
  return (
    <>
      <table
        aria-label={t("papers.relief-choice")}
        data-print="whole"
        className="mt-3 w-full border-collapse print:mt-1.5"
      >
        <thead>
          <tr className="rule-below text-left text-ink-2">
            <th scope="col" className="py-1 pr-3 font-medium">
              {t("papers.relief-choice-column")}
            </th>
            <th scope="col" className="w-24 py-1 text-center font-medium">
              {t("papers.relief-choice-do")}
            </th>
            <th scope="col" className="w-24 py-1 text-center font-medium">
              {t("papers.relief-choice-leave")}
            </th>
          </tr>
        </thead>
        <tbody>
          {choices.map((choice) => (
            <tr key={choice} className="border-b border-line">
              <th scope="row" className="py-1.5 pr-3 text-left font-normal print:py-1">
                {t(`papers.relief-choice-${choice}`)}
              </th>
              <td>
                <Box />
              </td>
              <td>
                <Box />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="mt-2 print:mt-1">{t("papers.relief-choice-then", { question })}</p>
    </>
  );
}

function Box() {
  return <span aria-hidden className="mx-auto block size-4 border border-line-strong" />;
}

/** What takes the relief away later, each with its clause. */
export function WhenLost({ relief: { later } }: { relief: ReliefView }) {
  const t = useText();
  const clause = (clauses: readonly string[]) => ({ clause: clauses.join("; ") });
  return (
    <>
      <ul className="list-disc pl-5">
        <li>{t("papers.relief-later-service", clause(later.service))}</li>
        <li>{t("papers.relief-later-sensitive", clause(later.sensitive))}</li>
        <li>{t("papers.relief-later-people", clause(later.people))}</li>
        <li>{t("papers.relief-later-size")}</li>
      </ul>
      <p className="mt-1">{t("papers.relief-later-review")}</p>
    </>
  );
}

/** Where the text of the law leaves room, and how sure this reading is. */
export function ReliefNotes({ relief: { standing, lostBy, isStartUp, transferConfidence } }: { relief: ReliefView }) {
  const t = useText();
  const bySensitive = lostBy.some(({ fact }) => fact === "sensitive-data");
  const isOpen = standing !== "lost" && standing !== "outside";
  const notes = [
    ...(bySensitive || isOpen ? [{ key: "staff", mark: "M" }] : []),
    ...(isStartUp ? [{ key: "start-up", mark: "L" }] : []),
    { key: "transfer", mark: transferConfidence },
  ];
  return (
    <ul className="list-disc pl-5">
      {notes.map(({ key, mark }) => (
        <li key={key}>
          {t(`papers.relief-note-${key}`)}{" "}
          <span className="text-ink-3">{t("papers.relief-confidence", { mark: t(`states.confidence-${mark}`) })}</span>
        </li>
      ))}
    </ul>
  );
}
