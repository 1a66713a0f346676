import { ChevronRight, PencilLine } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "#app/components/class-names.ts";
import { Glossed } from "#app/components/glossed.tsx";
import { Icon } from "#app/components/icons.tsx";
import type { ExplainedInRow } from "#app/answering/explained.ts";
import type { AskedQuestion } from "#app/answering/model.ts";
import { headIdOf } from "#app/answering/use-table.ts";
import { useText } from "#app/text.tsx";
import { cell, line } from "./row-looks.ts";

interface RowQuestionProps {
  question: AskedQuestion;
  /** undefined until it is there, and while the row is closed */
  explained: ExplainedInRow | undefined;
  number: string;
  note: string | null;
  /** how many questions wait behind this one */
  holds: number;
  isOpen: boolean;
  onExpand: (questionId: string) => void;
  /** where a note can be written */
  onNote: (() => void) | undefined;
  /** what is attached, and who has replied */
  children: ReactNode;
}

/** The heading of a row: the question in short, opened in full, and what was noted. The focus lies here while keys go through. */
export function RowQuestion({
  question,
  explained,
  number,
  note,
  holds,
  isOpen,
  onExpand,
  onNote,
  children,
}: RowQuestionProps) {
  const t = useText();
  return (
    <th
      role="rowheader"
      scope="row"
      id={headIdOf(question.id)}
      tabIndex={-1}
      className={classNames(cell, "text-left font-normal outline-none max-md:order-4 max-md:col-span-3")}
    >
      <div className="flex items-start justify-between gap-2 noscript:hidden print:hidden">
        <button
          type="button"
          aria-expanded={isOpen}
          onClick={() => onExpand(question.id)}
          className="inline-flex min-h-6 items-start gap-1 text-left font-medium hover:text-accent pointer-coarse:min-h-11 pointer-coarse:items-center"
        >
          <Icon
            of={ChevronRight}
            size="s"
            className={classNames("mt-0.5 text-ink-3 transition-transform", isOpen && "rotate-90")}
          />
          {question.short}
        </button>
        {onNote && (
          <button type="button" className={line} aria-label={t("table.row-note", { number })} onClick={onNote}>
            <Icon of={PencilLine} size="s" />
            {t("answering.note")}
          </button>
        )}
      </div>
      <span className="hidden font-medium noscript:inline print:inline">{question.short}</span>
      <div className={classNames("pl-5 noscript:block print:block print:pl-0", !isOpen && "hidden")}>
        <p className="mt-1 text-pretty">{question.text}</p>
        {explained && (
          <>
            <p className="mt-1 text-ink-2 print:hidden">
              <Glossed text={explained.help} glosses={explained.glosses} />
            </p>
            {explained.clauses.length > 0 && <p className="mt-1 text-ink-3">{explained.clauses.join(" · ")}</p>}
          </>
        )}
      </div>
      {note !== null && (
        <p
          className={classNames(
            "mt-0.5 flex items-start gap-1 pl-5 text-ink-2",
            !isOpen && "md:line-clamp-2 print:line-clamp-none",
          )}
        >
          {t("answering.with-note", { note })}
        </p>
      )}
      {holds > 0 && <p className="mt-0.5 pl-5 text-ink-3">{t("table.held-back", { n: holds })}</p>}
      {children}
    </th>
  );
}
