import { isOpenTo, markIn, progressOf, type AskedQuestion } from "#app/answering/model.ts";
import { heldBack, searchOf } from "#app/answering/table.ts";
import type { ExplainedInRow, Explanations } from "#app/answering/explained.ts";
import type { UsedAnswering } from "#app/answering/use-answering.ts";
import type { UsedEvidence } from "#app/answering/use-evidence.ts";
import type { UsedTable } from "#app/answering/use-table.ts";
import { useText } from "#app/text.tsx";
import { Group } from "./group.tsx";
import { Row } from "./row.tsx";
import type { RowSaving } from "./row-who.tsx";
import type { UsedRowDesk } from "./use-row-desk.ts";
import type { RowActs } from "./used.ts";

interface RowsProps {
  used: UsedAnswering;
  table: UsedTable;
  evidence: UsedEvidence;
  desk: UsedRowDesk;
  explained: Explanations<ExplainedInRow>;
  acts: RowActs;
  keysAreOn: boolean;
}

const head =
  "rule-below sticky top-13 z-(--z-sticky) bg-paper px-(--cell-x) py-1.5 text-left font-medium text-ink-2 md:top-14 print:static";

/** The table itself: a part after the other, a row a question. A list on a phone, of the same elements. */
export function Rows({ used, table, evidence, desk, explained, acts, keysAreOn }: RowsProps) {
  const t = useText();
  const { page, sheet, current, isReadOnly } = used;
  const { lines } = table.rows;
  const here = `/c/${page.company.slug}/assessments/${page.assessment.id}`;
  const attached = countBy(evidence.attached.map(({ questionId }) => questionId));
  const suggesters = new Map(used.asked.suggestions.map(({ questionId, givenName }) => [questionId, givenName]));
  const holds = heldBack(page, sheet);
  const shorts = new Map(page.framework.questions.map(({ id, short }) => [id, short]));
  const troubles = new Map(
    used.queued.items.flatMap((item) => (item.trouble ? [[item.questionId, item] as const] : [])),
  );
  const savingOf = savings(used);
  if (lines.length === 0) return <p className="px-4 py-8 text-ink-2">{t("table.none")}</p>;
  return (
    // until the script is there nothing can be kept, and without it the question's own page takes the answer
    <fieldset disabled={!used.isReady} className="min-w-0">
      <table role="table" aria-label={t("table.label")} className="w-full border-collapse max-md:block md:table-fixed">
        <thead role="rowgroup" className="max-md:sr-only">
          <tr role="row">
            <th role="columnheader" scope="col" className={`${head} w-20`}>
              {t("table.column-number")}
            </th>
            <th role="columnheader" scope="col" className={head}>
              {t("table.column-question")}
            </th>
            <th role="columnheader" scope="col" className={`${head} w-14`}>
              <span className="sr-only">{t("table.column-severity")}</span>
            </th>
            <th role="columnheader" scope="col" className={`${head} w-[40%]`}>
              {t("table.column-answer")}
            </th>
            <th role="columnheader" scope="col" className={`${head} w-52 max-lg:w-32`}>
              {t("table.column-who")}
            </th>
          </tr>
        </thead>
        {page.framework.topics.map(({ id: topic, title }) => {
          const own = lines.filter(({ question }) => question.topic === topic);
          if (own.length === 0) return null;
          const all = page.framework.questions.filter((question) => question.topic === topic);
          return (
            <Group
              key={topic}
              title={title}
              progress={progressOf(
                page,
                sheet,
                all.map(({ id }) => id),
              )}
              count={own.length}
              isFolded={table.isFolded(topic)}
              to={searchOf({ ...table.filter, topic })}
              onFold={(isFolded) => table.fold(topic, isFolded)}
            >
              {(table.isFolded(topic) ? [] : own).map(({ question, number }) => {
                const { id } = question;
                const isOpen = table.isExpanded(id);
                const standing = sheet.standings.get(id);
                return (
                  <Row
                    key={id}
                    question={question}
                    explained={isOpen ? explained.of[id] : undefined}
                    number={number}
                    to={`${here}?${new URLSearchParams({ q: id }).toString()}`}
                    answer={sheet.answers[id]}
                    mark={markIn(sheet, id)}
                    isImplied={standing?.state === "implied"}
                    isAsked={isOpenTo(sheet, id)}
                    isReadOnly={isReadOnly}
                    gate={shorts.get(standing?.because[0] ?? "")}
                    holds={holds.get(id) ?? 0}
                    saving={savingOf(question)}
                    trouble={troubles.get(id)}
                    canUndo={used.wasChanged(id)}
                    isCurrent={current === id}
                    isOpen={isOpen}
                    attached={attached.get(id) ?? 0}
                    suggester={suggesters.get(id)}
                    desk={desk.at?.questionId === id ? desk.at.kind : undefined}
                    keysAreOn={keysAreOn}
                    today={page.today}
                    zone={page.company.zone}
                    acts={acts}
                  />
                );
              })}
            </Group>
          );
        })}
      </table>
    </fieldset>
  );
}

function countBy(ids: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
}

/** What became of the last change of each question. */
function savings({ queued, wasChanged }: UsedAnswering): (question: AskedQuestion) => RowSaving {
  const { items, link } = queued;
  const waiting = new Map(
    items.map(({ questionId, trouble }) => [questionId, trouble ? "failed" : "waiting"] as const),
  );
  const isMoving = link === "idle" || link === "sending";
  return ({ id }) => {
    const state = waiting.get(id);
    if (state === "waiting" && isMoving) return "saving";
    return state ?? (wasChanged(id) ? "saved" : null);
  };
}
