import { Seal } from "#app/components/seal.tsx";
import { verdictWords } from "#app/components/verdict.tsx";
import type { NowLine, NowView } from "#app/papers/now.server.ts";
import { useLanguage, useText } from "#app/text.tsx";
import { formatDate, formatDay } from "#domain/format.ts";
import { PaperEnd } from "./paper.tsx";

interface NowPaperProps {
  company: { name: string; zone: string };
  content: string;
  now: NowView;
}

/** One sheet: the grade with its sentence, and what is done, by whom, until when. */
export function NowPaper({ company, content, now }: NowPaperProps) {
  const t = useText();
  const language = useLanguage();
  const { today, lines, more, isProposed } = now;
  return (
    <>
      <p className="text-sm text-ink-2">{company.name}</p>
      <h1>{t("papers.now-title")}</h1>
      <p className="text-sm text-ink-2">{t("papers.now-on", { day: formatDay(language, today) })}</p>
      <Standing shown={now.shown} zone={company.zone} />
      {isProposed && <p className="mt-4 text-sm">{t("papers.now-proposed")}</p>}
      {lines.length === 0 ? (
        <p className="mt-4">{t("papers.now-empty")}</p>
      ) : (
        <table aria-label={t("papers.now-tasks")} className="mt-4 w-full border-collapse text-sm">
          <thead>
            <tr className="rule-below text-left text-ink-2">
              <th scope="col" className="py-1.5 pr-2 font-medium">
                {t("papers.number")}
              </th>
              <th scope="col" className="py-1.5 pr-3 font-medium">
                {t("papers.now-what")}
              </th>
              <th scope="col" className="py-1.5 pr-3 font-medium">
                {t("papers.now-who")}
              </th>
              <th scope="col" className="py-1.5 font-medium">
                {t("papers.now-until")}
              </th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line, i) => (
              <tr key={line.id} className="border-b border-line align-top">
                <td className="w-10 py-1.5 pr-2 text-ink-3">{i + 1}</td>
                <th scope="row" className="py-1.5 pr-3 text-left font-medium">
                  {line.what}
                </th>
                <td className="w-[26%] py-1.5 pr-3">
                  {line.who ?? <span className="text-ink-3">{t("papers.now-nobody")}</span>}
                </td>
                <td className="w-[22%] py-1.5">
                  <Until line={line} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {more > 0 && <p className="mt-2 text-sm">{t("papers.now-more", { n: more })}</p>}
      <PaperEnd content={content} day={formatDay(language, today)} />
    </>
  );
}

function Until({ line: { until, late } }: { line: NowLine }) {
  const t = useText();
  const language = useLanguage();
  if (until === null) return <span className="text-ink-3">{t("papers.now-undated")}</span>;
  const day = formatDay(language, until);
  return <>{late > 0 ? t("papers.now-late", { day, n: late }) : day}</>;
}

function Standing({ shown, zone }: { shown: NowView["shown"]; zone: string }) {
  const t = useText();
  const language = useLanguage();
  if (!shown) return <p className="mt-4">{t("papers.now-none")}</p>;
  const { title, isCompleted, numbers } = shown;
  const { headline, sentence } = verdictWords(t, numbers, isCompleted);
  const grade = isCompleted && numbers.final ? numbers.gradeLow : null;
  const { number } = numbers;
  return (
    <div className="mt-4 flex items-start gap-4 border-y border-line py-3">
      <Seal grade={grade} size="m" label={headline} />
      <div>
        <p className="text-sm text-ink-2">
          {isCompleted
            ? t("papers.now-completed", { title, number, day: formatDate(language, zone, numbers.at) })
            : t("papers.now-running", { title, number })}
        </p>
        <p className="font-title text-lg">{headline}</p>
        <p className="font-serif">{sentence}</p>
      </div>
    </div>
  );
}
