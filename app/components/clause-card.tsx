import type { ReactNode } from "react";
import type { SeverityLevel } from "./icons.tsx";
import { SeverityBars } from "./marks.tsx";

export interface ClauseProps {
  /** "Luật 91/2025/QH15" */
  instrument: string;
  /** "Điều 23 khoản 1" */
  article: string;
  /** our own words, never the statute's text */
  summary: ReactNode;
  severity?: { level: SeverityLevel; word: string };
  /** the fine that the law allows, in words */
  fine?: string;
  /** in force since, and how sure we are */
  standing: ReactNode;
  /** a link to the source */
  more?: ReactNode;
}

/** A clause of a law: instrument small, article bold, double rule, our summary, then severity, fine and standing. */
export function ClauseCard(props: ClauseProps) {
  return (
    <article className="overflow-hidden rounded-md border border-line-2 bg-sheet">
      <ClauseBody {...props} />
    </article>
  );
}

/** What is in the card, for where it has no edge of its own. */
export function ClauseBody({ instrument, article, summary, severity, fine, standing, more }: ClauseProps) {
  return (
    <>
      <h3 className="rule-below bg-sunken px-3.5 py-2.5 text-sm">
        <span className="block font-normal text-ink-2">{instrument}</span>
        {article}
      </h3>
      <p className="px-3.5 py-3 font-serif text-base">{summary}</p>
      <div className="grid gap-1 border-t border-line px-3.5 pt-2 pb-2.5 text-sm text-ink-2">
        {(severity || fine) && (
          <div className="flex flex-wrap items-center gap-x-2.5">
            {severity && <SeverityBars {...severity} />}
            {fine && <span>{fine}</span>}
          </div>
        )}
        <div>{standing}</div>
        {more && <div>{more}</div>}
      </div>
    </>
  );
}
