import { SeverityBars } from "#app/components/marks.tsx";
import { SectionHeading } from "#app/components/section-heading.tsx";
import { VisuallyHidden } from "#app/components/visually-hidden.tsx";
import type { Pin } from "#app/result/plan.server.ts";
import { useText } from "#app/text.tsx";
import type { Severity } from "#domain/scoring/model.ts";
import type { Effort } from "#domain/scoring/plan.ts";

const rows: readonly Severity[] = ["S4", "S3", "S2", "S1"];
const columns: readonly Effort[] = ["S", "M", "L"];

/** Risk against effort. The corner of what is grave and easy is marked; pins wrap, none lies over another. */
export function Matrix({ pins }: { pins: readonly Pin[] }) {
  const t = useText();
  if (pins.length === 0) return null;
  return (
    <section aria-labelledby="matrix">
      <SectionHeading id="matrix" title={t("result.matrix")} />
      <table className="mt-1 w-full table-fixed border-collapse text-sm">
        <caption className="sr-only">{t("result.matrix-label")}</caption>
        <thead>
          <tr>
            <td className="w-32" />
            {columns.map((effort) => (
              <th key={effort} scope="col" className="border-l border-line px-2 py-2 text-left font-normal text-ink-2">
                {t(`states.effort-${effort}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((severity) => (
            <tr key={severity} className="border-t border-line">
              <th scope="row" className="py-3 pr-2 text-left align-top font-normal">
                <SeverityBars level={severity} word={t(`states.severity-${severity}`)} />
              </th>
              {columns.map((effort) => (
                <td
                  key={effort}
                  className={`h-14 border-l border-line p-2 align-top ${severity === "S4" && effort === "S" ? "border-t-2 border-l-2 border-t-son border-l-son" : ""}`}
                >
                  <ul className="flex flex-wrap gap-1.5">
                    {pins
                      .filter((pin) => pin.severity === severity && pin.effort === effort)
                      .map((pin) => (
                        <li
                          key={pin.number}
                          title={pin.title}
                          data-print="ink"
                          className={`grid size-7 place-items-center rounded-full text-xs font-semibold ${pin.isFirst ? "bg-ink text-ink-inverse" : "inset-ring inset-ring-line-strong text-ink-2"}`}
                        >
                          {pin.number}
                          <VisuallyHidden>: {pin.title}</VisuallyHidden>
                        </li>
                      ))}
                  </ul>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="mt-2 text-sm text-ink-3">{t("result.matrix-note")}</p>
    </section>
  );
}
