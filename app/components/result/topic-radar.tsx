import { PolarAngleAxis, PolarGrid, PolarRadiusAxis, Radar, RadarChart, ResponsiveContainer } from "recharts";
import type { TopicView } from "#app/result/explanation.server.ts";

interface Point {
  title: string;
  now: number | null;
  last: number | null;
}

/** Words over two lines at most, so that a tick stays beside its axis. */
function twoLines(words: string): string[] {
  if (words.length <= 16) return [words];
  const parts = words.split(" ");
  const half = Math.ceil(parts.length / 2);
  return [parts.slice(0, half).join(" "), parts.slice(half).join(" ")];
}

/** A topic without answers is a gap in the line, never 0. */
export function TopicRadar({ topics, none }: { topics: readonly TopicView[]; none: string }) {
  const points: Point[] = topics.map(({ title, score, last }) => ({
    title,
    now: score === null ? null : score / 100,
    last: last === null ? null : last / 100,
  }));
  const hasLast = points.some(({ last }) => last !== null);
  return (
    <ResponsiveContainer width="100%" height="100%">
      <RadarChart data={points} outerRadius="62%" accessibilityLayer={false}>
        <PolarGrid gridType="polygon" stroke="var(--color-chart-grid)" />
        <PolarRadiusAxis domain={[0, 100]} tick={false} axisLine={false} />
        <PolarAngleAxis
          dataKey="title"
          tick={(props: TickProps) => <Tick {...props} point={points[props.index]} none={none} />}
          tickLine={false}
          axisLine={{ stroke: "var(--color-line-strong)" }}
        />
        {hasLast && (
          <Radar
            dataKey="last"
            stroke="var(--color-chart-2)"
            strokeDasharray="4 3"
            fill="none"
            isAnimationActive={false}
            connectNulls={false}
          />
        )}
        <Radar
          dataKey="now"
          stroke="var(--color-chart-1)"
          strokeWidth={2}
          fill="var(--color-chart-1)"
          fillOpacity={0.12}
          isAnimationActive={false}
          connectNulls={false}
          dot={({ cx, cy, index }: { cx?: number; cy?: number; index?: number }) =>
            points[index ?? 0]?.now === null ? (
              <g key={index} />
            ) : (
              <rect
                key={index}
                x={(cx ?? 0) - 3.5}
                y={(cy ?? 0) - 3.5}
                width="7"
                height="7"
                fill="var(--color-chart-1)"
              />
            )
          }
        />
      </RadarChart>
    </ResponsiveContainer>
  );
}

interface TickProps {
  x: number | string;
  y: number | string;
  cx?: number | string;
  index: number;
}

function Tick({ x, y, cx = 0, point, none }: TickProps & { point: Point | undefined; none: string }) {
  if (!point) return <g />;
  const [across, middle] = [Number(x), Number(cx)];
  const anchor = Math.abs(across - middle) < 8 ? "middle" : across < middle ? "end" : "start";
  const lines = twoLines(point.title);
  return (
    <text x={across} y={Number(y) - lines.length * 4} textAnchor={anchor} fontSize="12" fill="var(--color-ink-2)">
      {lines.map((line, i) => (
        <tspan key={line} x={across} dy={i === 0 ? 0 : 14}>
          {line}
        </tspan>
      ))}
      <tspan x={across} dy="14" fontWeight="600" fill="var(--color-ink)">
        {point.now === null ? none : Math.floor(point.now)}
      </tspan>
    </text>
  );
}
