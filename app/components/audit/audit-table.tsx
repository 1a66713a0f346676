import type { AuditAction } from "#app/audit-actions.ts";
import { Table } from "#app/components/table.tsx";
import { useLanguage, useText } from "#app/text.tsx";
import { formatDate, formatMoment } from "#domain/format.ts";

interface Entry {
  eventId: string;
  at: Date;
  actor: { kind: string; name: string | null };
  /** Null for what this version has no words for. */
  action: AuditAction | null;
  actionCode: string;
  detail: readonly { label: string; value: string }[] | null;
  redactedAt: Date | null;
  sequence: number | null;
}

export function AuditTable({ entries, zone }: { entries: readonly Entry[]; zone: string }) {
  const t = useText();
  const language = useLanguage();
  const who = ({ actor }: Entry) =>
    actor.kind === "person" ? (actor.name ?? t("audit.gone")) : t(`audit.${actor.kind}`);
  return (
    <Table
      label={t("audit.title")}
      rows={entries}
      rowKey={({ eventId }) => eventId}
      columns={[
        { key: "when", head: t("audit.when"), cell: ({ at }) => formatMoment(language, zone, at) },
        { key: "who", head: t("audit.who"), cell: who },
        {
          key: "what",
          head: t("audit.what"),
          cell: ({ action, actionCode }) => (action ? t(`audit.action-${action}`) : actionCode),
        },
        {
          key: "detail",
          head: t("audit.detail"),
          cell: ({ detail, redactedAt }) =>
            redactedAt ? (
              t("audit.redacted", { day: formatDate(language, zone, redactedAt) })
            ) : (
              <span className="text-sm break-words text-ink-2">
                {detail?.map(({ label, value }) => (value === "" ? label : `${label}: ${value}`)).join(" · ")}
              </span>
            ),
        },
        {
          key: "seal",
          head: t("audit.seal"),
          align: "end",
          cell: ({ sequence }) => sequence ?? <span className="text-ink-3">{t("audit.waiting")}</span>,
        },
      ]}
    />
  );
}
