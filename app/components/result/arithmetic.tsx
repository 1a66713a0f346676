import { Disclosure } from "#app/components/disclosure.tsx";
import { SectionHeading } from "#app/components/section-heading.tsx";
import { Table } from "#app/components/table.tsx";
import type { LeafView, TopicView } from "#app/result/explanation.server.ts";
import { useLanguage, useText } from "#app/text.tsx";
import type { Language } from "#domain/language.ts";

/** Basis points with their two decimals, so that the parts add up before the reader's eyes: 12,34. */
function exact(language: Language, basisPoints: number): string {
  return (basisPoints / 100).toLocaleString(language === "vi" ? "vi-VN" : "en-GB", {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
  });
}

/** Every point traced to its question: weight, credit, what it brings and what is missing. The sums are exact. */
export function Arithmetic({ topics, score }: { topics: readonly TopicView[]; score: number | null }) {
  const t = useText();
  const language = useLanguage();
  const sum = (of: (topic: TopicView) => number) => topics.reduce((running, topic) => running + of(topic), 0);
  return (
    <section aria-labelledby="arithmetic" className="grid gap-4">
      <SectionHeading id="arithmetic" title={t("result.how")} />
      <p className="max-w-prose text-ink-2">{t("result.how-intro")}</p>
      <Table
        label={t("result.how-table")}
        rows={topics}
        rowKey={({ id }) => id}
        columns={[
          { key: "topic", head: t("result.topic"), cell: ({ title }) => title },
          { key: "earned", head: t("result.how-earned"), align: "end", cell: ({ earned }) => exact(language, earned) },
          {
            key: "missing",
            head: t("result.how-missing"),
            align: "end",
            cell: ({ missing }) => exact(language, missing),
          },
        ]}
        foot={
          score === null
            ? undefined
            : [
                t("result.how-sum"),
                exact(
                  language,
                  sum(({ earned }) => earned),
                ),
                exact(
                  language,
                  sum(({ missing }) => missing),
                ),
              ]
        }
      />
      {topics.map((topic) => (
        <Disclosure key={topic.id} summary={topic.title}>
          <Table<LeafView>
            label={topic.title}
            rows={topic.leaves}
            rowKey={({ id }) => id}
            columns={[
              { key: "question", head: t("result.how-question"), cell: ({ label }) => label },
              {
                key: "state",
                head: t("result.how-state"),
                cell: ({ state, credit }) =>
                  t(
                    `states.state-${state === "answered" ? (credit === 100 ? "met" : credit > 0 ? "partly" : "unmet") : state}`,
                  ),
              },
              { key: "weight", head: t("result.how-weight"), align: "end", cell: ({ weight }) => weight },
              {
                key: "got",
                head: t("result.how-got"),
                align: "end",
                cell: ({ got, possible, points }) =>
                  points ? t("result.how-of", { got: got / 100, possible: possible / 100 }) : "–",
              },
              {
                key: "earned",
                head: t("result.how-earned"),
                align: "end",
                cell: ({ points }) => (points ? exact(language, points.earned) : "–"),
              },
              {
                key: "missing",
                head: t("result.how-missing"),
                align: "end",
                cell: ({ points }) => (points ? exact(language, points.missing) : "–"),
              },
            ]}
          />
        </Disclosure>
      ))}
    </section>
  );
}
