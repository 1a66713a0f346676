import { lazy, Suspense, useEffect, useState } from "react";
import { SectionHeading } from "#app/components/section-heading.tsx";
import { Table } from "#app/components/table.tsx";
import { pointsOf } from "#app/components/verdict.tsx";
import type { ResultView } from "#app/result/page.server.ts";
import { useLanguage, useText } from "#app/text.tsx";
import { formatDate } from "#domain/format.ts";

const TrendChart = lazy(async () => ({ default: (await import("./trend-chart.tsx")).TrendChart }));

/** Completed assessments at their days; steps, no slope, since nothing was measured between. */
export function Trend({ trend, zone }: { trend: ResultView["trend"]; zone: string }) {
  const t = useText();
  const language = useLanguage();
  const [isDrawn, setDrawn] = useState(false);
  useEffect(() => setDrawn(true), []);
  if (trend.length === 0) return null;
  const rows = trend.map((point) => ({
    ...point,
    day: formatDate(language, zone, point.completedAt),
    points: point.score === null ? null : pointsOf(point.score),
  }));
  const label = t("result.trend-label", {
    list: rows.map(({ day, points, grade }) => `${day}: ${points ?? "–"} ${grade ?? ""}`.trim()).join(", "),
  });
  return (
    <section aria-labelledby="trend">
      <SectionHeading
        id="trend"
        title={t("result.trend")}
        aside={<span className="text-ink-3">{t("result.trend-note")}</span>}
      />
      <div className="grid items-start gap-6 pt-4 lg:grid-cols-2">
        {trend.length > 1 && (
          <div role="img" aria-label={label} className="h-64 min-w-0" data-print="none">
            {isDrawn && (
              <Suspense fallback={null}>
                <TrendChart points={rows} />
              </Suspense>
            )}
          </div>
        )}
        <Table
          label={t("result.trend-table")}
          rows={[...rows].reverse()}
          rowKey={({ id }) => id}
          columns={[
            { key: "number", head: t("result.trend-number"), cell: ({ number }) => number },
            { key: "day", head: t("result.trend-day"), cell: ({ day }) => day },
            { key: "points", head: t("result.points"), align: "end", cell: ({ points }) => points ?? "–" },
            { key: "grade", head: t("result.trend-grade"), align: "end", cell: ({ grade }) => grade ?? "–" },
          ]}
        />
      </div>
    </section>
  );
}

/** From the last score to this one, step by step; the order is part of the definition. */
export function Change({ waterfall }: { waterfall: ResultView["waterfall"] }) {
  const t = useText();
  const language = useLanguage();
  if (!waterfall) return null;
  const { first, second, steps, common } = waterfall;
  const signed = (basisPoints: number) =>
    `${basisPoints > 0 ? "+" : "−"}${(Math.abs(basisPoints) / 100).toLocaleString(language === "vi" ? "vi-VN" : "en-GB", { minimumFractionDigits: 2 })}`;
  const exact = (basisPoints: number) =>
    (basisPoints / 100).toLocaleString(language === "vi" ? "vi-VN" : "en-GB", { minimumFractionDigits: 2 });
  let running = first;
  const bars = steps.map(({ step, by, questions }) => {
    const from = running;
    running += by;
    return { step, by, questions, low: Math.min(from, running), high: Math.max(from, running) };
  });
  return (
    <section aria-labelledby="change" className="grid gap-3">
      <SectionHeading id="change" title={t("result.waterfall")} />
      <ul>
        <Bar label={t("result.waterfall-from")} value={exact(first)} low={0} high={first} tone="fill-chart-2" />
        {bars.map(({ step, by, questions, low, high }) => (
          <Bar
            key={step}
            label={`${t(`result.step-${step}`)} · ${t("result.waterfall-questions", { n: questions })}`}
            value={signed(by)}
            low={low}
            high={high}
            tone={by > 0 ? "fill-met" : "fill-unmet"}
          />
        ))}
        <Bar label={t("result.waterfall-to")} value={exact(second)} low={0} high={second} tone="fill-chart-1" />
      </ul>
      {common.first !== null && common.second !== null && (
        <p className="text-sm text-ink-2">
          {t("result.waterfall-common", {
            n: common.questions,
            first: pointsOf(common.first),
            second: pointsOf(common.second),
          })}
        </p>
      )}
    </section>
  );
}

/** A bar on the ruler's scale, with its words and its sign. */
function Bar({
  label,
  value,
  low,
  high,
  tone,
}: {
  label: string;
  value: string;
  low: number;
  high: number;
  tone: string;
}) {
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_5rem] items-center gap-x-4 gap-y-1 border-b border-line py-2 md:grid-cols-[minmax(0,1fr)_minmax(0,1.4fr)_5rem]">
      <span className="text-sm">{label}</span>
      <svg
        width="100%"
        height="14"
        aria-hidden
        className="col-span-2 row-start-2 block md:col-span-1 md:col-start-2 md:row-start-1"
      >
        <rect width="100%" height="14" className="fill-sunken" />
        <rect x={`${low / 100}%`} width={`${Math.max((high - low) / 100, 0.4)}%`} height="14" className={tone} />
      </svg>
      <span className="col-start-2 row-start-1 text-right font-semibold md:col-start-3">{value}</span>
    </li>
  );
}
