import { Form } from "@remix-run/react";
import { Badge } from "#app/components/badge.tsx";
import { Button } from "#app/components/button.tsx";
import { Disclosure } from "#app/components/disclosure.tsx";
import { Table } from "#app/components/table.tsx";
import { useText } from "#app/text.tsx";

export interface ListedEngagement {
  engagementId: string;
  practice: string;
  from: string;
  to: string | null;
  endsOn: string | null;
  endedBy: string | null;
  isLive: boolean;
}

/** Practices that are or were let in, and the way to end one at once. */
export function Engagements({ engagements, canEnd }: { engagements: readonly ListedEngagement[]; canEnd: boolean }) {
  const t = useText();
  return (
    <Table
      label={t("people.consultants-table")}
      rows={engagements}
      rowKey={({ engagementId }) => engagementId}
      columns={[
        { key: "practice", head: t("people.practice"), cell: ({ practice }) => practice },
        {
          key: "period",
          head: t("people.period"),
          cell: ({ from, to }) => (to ? t("people.period-closed", { from, to }) : t("people.period-open", { from })),
        },
        { key: "state", head: t("people.state"), plainOnPhone: true, cell: (engagement) => <State {...engagement} /> },
        {
          key: "end",
          head: t("people.end"),
          plainOnPhone: true,
          cell: ({ engagementId, practice, isLive }) =>
            isLive &&
            canEnd && (
              <Disclosure
                summary={
                  <span className="text-accent underline underline-offset-3">
                    {t("people.end")}
                    <span className="sr-only">, {practice}</span>
                  </span>
                }
              >
                <Form method="post" className="grid max-w-96 justify-items-start gap-2">
                  <p className="text-sm text-ink-2">{t("people.end-body", { practice })}</p>
                  <input type="hidden" name="engagementId" value={engagementId} />
                  <Button type="submit" name="intent" value="end" variant="danger" size="small">
                    {t("people.end-submit")}
                  </Button>
                </Form>
              </Disclosure>
            ),
        },
      ]}
    />
  );
}

function State({ isLive, endsOn, endedBy }: ListedEngagement) {
  const t = useText();
  if (!isLive) return endedBy ? t("people.ended-by", { name: endedBy }) : t("people.ended");
  return <Badge tone="accent">{endsOn ? t("people.engaged-until", { day: endsOn }) : t("people.engaged")}</Badge>;
}
