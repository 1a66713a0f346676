import { lazy, Suspense, useEffect, useState } from "react";
import { SectionHeading } from "#app/components/section-heading.tsx";
import { Table } from "#app/components/table.tsx";
import { pointsOf } from "#app/components/verdict.tsx";
import type { TopicView } from "#app/result/explanation.server.ts";
import type { LevelsView } from "#app/result/standard.server.ts";
import { useLanguage, useText } from "#app/text.tsx";
import { formatNumber } from "#domain/format.ts";

/** recharts is loaded where a chart is, once the page stands. */
const TopicRadar = lazy(async () => ({ default: (await import("./topic-radar.tsx")).TopicRadar }));

interface TopicsProps {
  topics: readonly TopicView[];
  /** Basis points of the whole. */
  score: number | null;
  last: number | null;
  gaps: number;
  /** Mean levels, where questions are answered with a level. */
  levels: LevelsView | null;
}

/** The topics as a radar, and the same numbers as a table beside it. Topics do not average to the whole. */
export function Topics({ topics, score, last, gaps, levels }: TopicsProps) {
  const t = useText();
  const language = useLanguage();
  const [isDrawn, setDrawn] = useState(false);
  useEffect(() => setDrawn(true), []);
  const hasLast = last !== null;
  const scoreIn = (topic: TopicView) =>
    topic.score === null
      ? t(
          `result.${topic.standing === "nothingApplies" ? "nothing-applies" : topic.standing === "informative" ? "informative" : "nothing-answered"}`,
        )
      : pointsOf(topic.score);
  const label = t("result.radar-label", { list: topics.map((topic) => `${topic.title} ${scoreIn(topic)}`).join(", ") });
  const gapsIn = (topic: TopicView) =>
    [
      ...topic.gaps.map(({ severity, count }) =>
        t("result.topic-gap", { n: count, word: t(`states.severity-${severity}`).toLowerCase() }),
      ),
      ...(topic.open > 0 ? [t("result.topic-open", { n: topic.open })] : []),
    ].join(", ");
  /** Tenths of a level, floored as points are. */
  const levelIn = (mean: number | null | undefined) =>
    mean === null || mean === undefined ? "–" : formatNumber(language, Math.floor(mean / 10) / 10);
  const scored = topics.filter(({ standing }) => standing !== "informative");
  return (
    <section aria-labelledby="topics">
      <SectionHeading id="topics" title={t("result.topics")} />
      <div data-print="frame" className="grid items-start gap-6 pt-4 lg:grid-cols-2">
        <div role="img" aria-label={label} className="h-88 min-w-0" data-print="none">
          {isDrawn && scored.length >= 6 && (
            <Suspense fallback={null}>
              <TopicRadar topics={scored} none={t("result.nothing-answered")} />
            </Suspense>
          )}
          {scored.length < 6 && <TopicBars topics={scored} />}
        </div>
        <Table
          label={t("result.topics-table")}
          rows={topics}
          rowKey={({ id }) => id}
          columns={[
            { key: "topic", head: t("result.topic"), cell: ({ title }) => title },
            {
              key: "points",
              head: t("result.points"),
              align: "end",
              cell: (topic) => <span className="font-semibold whitespace-nowrap">{scoreIn(topic)}</span>,
            },
            ...(levels
              ? [
                  {
                    key: "level",
                    head: t("result.level"),
                    align: "end" as const,
                    cell: ({ id }: TopicView) => levelIn(levels.topics[id]),
                  },
                ]
              : []),
            ...(hasLast
              ? [
                  {
                    key: "last",
                    head: t("result.last"),
                    align: "end" as const,
                    cell: (topic: TopicView) => (topic.last === null ? "–" : pointsOf(topic.last)),
                  },
                ]
              : []),
            { key: "gaps", head: t("result.gaps-column"), cell: gapsIn },
          ]}
          foot={[
            t("result.whole"),
            score === null ? "–" : pointsOf(score),
            ...(levels ? [levelIn(levels.whole)] : []),
            ...(hasLast ? [pointsOf(last)] : []),
            t("result.damage-count", { n: gaps }),
          ]}
        />
      </div>
      {levels && levels.whole !== null && (
        <p className="max-w-prose pt-3 text-sm text-ink-2">
          {t("result.level-mean", { level: levelIn(levels.whole) })}
        </p>
      )}
    </section>
  );
}

/** Under six topics a radar says less than bars do. */
function TopicBars({ topics }: { topics: readonly TopicView[] }) {
  return (
    <ul className="grid gap-4">
      {topics.map(({ id, title, score }) => (
        <li key={id}>
          <span className="text-sm">{title}</span>
          <svg width="100%" height="10" aria-hidden className="block">
            <rect width="100%" height="10" className="fill-sunken" />
            <rect width={`${(score ?? 0) / 100}%`} height="10" className="fill-chart-1" />
          </svg>
        </li>
      ))}
    </ul>
  );
}
