import { PolarAngleAxis, PolarGrid, PolarRadiusAxis, Radar, RadarChart, ResponsiveContainer } from "recharts";
import type { TopicView } from "#app/result/explanation.server.ts";

interface Point {
  title: string;
  now: number | null;
  last: number | null;
}

/** Words in short lines, so that a tick stays beside its axis on a phone, too. */
function inLines(words: string): string[] {
  const lines: string[] = [];
  for (const word of words.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < 11) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
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
      <RadarChart data={points} outerRadius="54%" accessibilityLayer={false}>
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
  cy?: number | string;
  index: number;
}

function Tick({ x, y, cx = 0, cy = 0, point, none }: TickProps & { point: Point | undefined; none: string }) {
  if (!point) return <g />;
  const [across, middle] = [Number(x), Number(cx)];
  const anchor = Math.abs(across - middle) < 8 ? "middle" : across < middle ? "end" : "start";
  const lines = inLines(point.title);
  // above the middle the words end at the axis, below it they begin there
  const below = Number(y) - Number(cy);
  const lift = below < -8 ? lines.length * 14 - 2 : below > 8 ? -6 : lines.length * 7;
  return (
    <text x={across} y={Number(y) - lift} textAnchor={anchor} fontSize="12" fill="var(--color-ink-2)">
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
