import { Form, Link } from "@remix-run/react";
import { Badge } from "#app/components/badge.tsx";
import { Button } from "#app/components/button.tsx";
import { Disclosure } from "#app/components/disclosure.tsx";
import { SeverityBars } from "#app/components/marks.tsx";
import { Seal } from "#app/components/seal.tsx";
import { Table, type Column } from "#app/components/table.tsx";
import { useText } from "#app/text.tsx";
import type { Grade } from "#domain/scoring/grade.ts";

/** Where a client stands in one framework. Points are whole. */
export interface ListedStanding {
  completed: { grade: Grade; points: number } | null;
  running: { low: number; high: number } | null;
}
export interface ListedClient {
  engagementId: string;
  slug: string;
  name: string;
  until: string | null;
  /** Of the last completion in each framework, all added up. */
  critical: number | null;
  /** In the order of the frameworks; null where none was ever taken. */
  standings: readonly (ListedStanding | null)[];
}

interface ClientsProps {
  frameworks: readonly { id: string; title: string }[];
  clients: readonly ListedClient[];
  /** Whether the reader may end an engagement. */
  canEnd: boolean;
}

/** Clients and frameworks: the last grade, and what is being taken now. */
export function Clients({ frameworks, clients, canEnd }: ClientsProps) {
  const t = useText();
  const columns: Column<ListedClient>[] = [
    { key: "client", head: t("practice.client"), cell: ({ slug, name }) => <Link to={`/c/${slug}`}>{name}</Link> },
    ...frameworks.map(({ id, title }, i): Column<ListedClient> => ({
      key: id,
      head: title,
      cell: ({ standings }) => <Standing standing={standings[i] ?? null} />,
    })),
    {
      key: "critical",
      head: t("practice.critical"),
      align: "end",
      cell: ({ critical }) =>
        critical === null ? "–" : critical === 0 ? "0" : <SeverityBars level="S4" word={String(critical)} />,
    },
    { key: "until", head: t("practice.until"), cell: ({ until }) => until ?? t("practice.open-ended") },
  ];
  if (canEnd)
    columns.push({
      key: "end",
      head: t("practice.end"),
      plainOnPhone: true,
      cell: (client) => <End client={client} />,
    });
  return <Table label={t("practice.clients-table")} columns={columns} rows={clients} rowKey={({ slug }) => slug} />;
}

function End({ client: { engagementId, name } }: { client: ListedClient }) {
  const t = useText();
  return (
    <Disclosure
      summary={
        <span className="text-accent underline underline-offset-3">
          {t("practice.end")}
          <span className="sr-only">, {name}</span>
        </span>
      }
    >
      <Form method="post" action="?index" className="grid max-w-96 justify-items-start gap-2">
        <p className="text-sm text-ink-2">{t("practice.end-body", { name })}</p>
        <input type="hidden" name="engagementId" value={engagementId} />
        <Button type="submit" name="intent" value="end" variant="danger" size="small">
          {t("practice.end-submit")}
        </Button>
      </Form>
    </Disclosure>
  );
}

const tints: Record<Grade, string> = {
  A: "bg-grade-a-soft",
  B: "bg-grade-b-soft",
  C: "bg-grade-c-soft",
  D: "bg-grade-d-soft",
  E: "bg-grade-e-soft",
};
const cell = "inline-flex min-h-7 align-middle items-center gap-2.5 rounded-xs px-1 pr-2.5";

function Standing({ standing }: { standing: ListedStanding | null }) {
  const t = useText();
  if (!standing) return <span className="text-ink-3">{t("practice.never")}</span>;
  const { completed, running } = standing;
  const provisional = running && t("practice.cell-running", { low: running.low, high: running.high });
  if (completed) {
    const { grade, points } = completed;
    return (
      <span className="inline-flex flex-wrap items-center gap-2">
        <span className={`${cell} ${tints[grade]}`}>
          <Seal grade={grade} label={t("practice.cell-completed", { grade, score: points })} size="xs" />
          <span aria-hidden="true" className="font-semibold">
            {points}
          </span>
        </span>
        {provisional && (
          <Badge tone="accent">
            {t("practice.running")}
            <span className="sr-only">: {provisional}</span>
          </Badge>
        )}
      </span>
    );
  }
  return (
    <span className={cell}>
      <Seal grade={null} label={provisional ?? ""} size="xs" />
      {running && (
        <span aria-hidden="true" className="text-ink-2">
          {t("practice.range", { low: running.low, high: running.high })}
        </span>
      )}
    </span>
  );
}
