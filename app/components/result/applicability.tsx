import { SectionHeading } from "#app/components/section-heading.tsx";
import { Table } from "#app/components/table.tsx";
import type { ApplicabilityRow } from "#app/result/standard.server.ts";
import { useText } from "#app/text.tsx";

/** The statement of applicability, as an auditor wants to read it: a table that prints. */
export function Applicability({ rows }: { rows: readonly ApplicabilityRow[] | null }) {
  const t = useText();
  if (rows === null || rows.length === 0) return null;
  return (
    <section aria-labelledby="applicability" className="min-w-0">
      <SectionHeading id="applicability" title={t("result.applicability")} aside={rows.length} />
      <p className="max-w-prose pt-3 pb-2 text-sm text-ink-2">{t("result.applicability-note")}</p>
      <Table
        label={t("result.applicability-table")}
        rows={rows}
        rowKey={({ id }) => id}
        columns={[
          {
            key: "number",
            head: t("result.applicability-number"),
            cell: ({ number }) => <span className="whitespace-nowrap">{number}</span>,
          },
          { key: "title", head: t("result.applicability-title"), cell: ({ title }) => title },
          {
            key: "applies",
            head: t("result.applicability-applies"),
            cell: ({ applies }) => (
              <span className={applies === "open" ? "text-ink-3" : "font-medium"}>
                {t(`result.applicability-${applies}`)}
              </span>
            ),
          },
          {
            key: "why",
            head: t("result.applicability-why"),
            cell: ({ applies, justification }) =>
              justification ?? (
                <span className="text-ink-3">{applies === "open" ? "–" : t("result.applicability-no-why")}</span>
              ),
          },
          {
            key: "level",
            head: t("result.applicability-level"),
            align: "end",
            cell: ({ level, target }) => (
              <span className="whitespace-nowrap">{`${level ?? "–"} / ${target ?? "–"}`}</span>
            ),
          },
          {
            key: "proof",
            head: t("result.applicability-proof"),
            cell: ({ proof }) => <span className="text-ink-2">{proof.join("; ")}</span>,
          },
        ]}
      />
    </section>
  );
}
