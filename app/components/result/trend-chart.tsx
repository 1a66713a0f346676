import { CartesianGrid, LabelList, Line, LineChart, ResponsiveContainer, XAxis, YAxis } from "recharts";

interface TrendPoint {
  day: string;
  points: number | null;
  grade: string | null;
}

const cuts = [40, 60, 75, 90];

/** Steps between squares, the grade's cuts as the only grid. */
export function TrendChart({ points }: { points: readonly TrendPoint[] }) {
  const labelled = points.map((point) => ({
    ...point,
    label: point.grade ? `${point.points ?? ""} · ${point.grade}` : String(point.points ?? ""),
  }));
  return (
    <ResponsiveContainer width="100%" height="100%">
      <LineChart data={labelled} margin={{ top: 24, right: 24, bottom: 4, left: -16 }} accessibilityLayer={false}>
        <CartesianGrid vertical={false} horizontalValues={cuts} stroke="var(--color-chart-grid)" />
        <XAxis
          dataKey="day"
          tick={{ fontSize: 12, fill: "var(--color-ink-2)" }}
          tickLine={false}
          stroke="var(--color-line-strong)"
          padding={{ left: 32, right: 32 }}
        />
        <YAxis
          domain={[0, 100]}
          ticks={[0, ...cuts]}
          tick={{ fontSize: 12, fill: "var(--color-ink-2)" }}
          tickLine={false}
          axisLine={false}
        />
        <Line
          type="stepAfter"
          dataKey="points"
          stroke="var(--color-chart-1)"
          strokeWidth={2}
          isAnimationActive={false}
          connectNulls
          dot={({ cx, cy, index, value }: { cx?: number; cy?: number; index?: number; value?: unknown }) =>
            value == null ? (
              <g key={index} />
            ) : (
              <rect
                key={index}
                x={(cx ?? 0) - 4.5}
                y={(cy ?? 0) - 4.5}
                width="9"
                height="9"
                fill="var(--color-chart-1)"
              />
            )
          }
        >
          <LabelList
            dataKey="label"
            position="top"
            offset={10}
            fontSize={12}
            fontWeight={600}
            fill="var(--color-ink)"
          />
        </Line>
      </LineChart>
    </ResponsiveContainer>
  );
}
