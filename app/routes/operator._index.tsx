import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { CircleCheckBig } from "lucide-react";
import { Banner } from "#app/components/banner.tsx";
import { Button } from "#app/components/button.tsx";
import { FactRow } from "#app/components/description-list.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { SectionHeading } from "#app/components/section-heading.tsx";
import { Table } from "#app/components/table.tsx";
import { orRefused } from "#app/forms.server.ts";
import { forOperator } from "#app/operator.server.ts";
import { textFor } from "#app/text.server.ts";
import { useLanguage, useText } from "#app/text.tsx";
import { zones } from "#domain/company.ts";
import { formatMoment, formatNumber } from "#domain/format.ts";

export function loader(args: LoaderFunctionArgs) {
  return forOperator(args, async ({ services, language, requestId }) => {
    const text = textFor(args, "operator");
    try {
      const [counts, failed] = await Promise.all([services.queue.counts(), services.queue.failed()]);
      return {
        counts,
        failed: failed.map(({ payload, failedAt, ...job }) => ({
          ...job,
          // ids, days and numbers: a job carries nothing else
          payload: JSON.stringify(payload),
          failedAt: formatMoment(language, zones[0], failedAt),
        })),
        text,
      };
    } catch (error) {
      services.log.error({ err: error, requestId }, "the queue does not answer");
      return { counts: null, failed: [], text };
    }
  });
}

export async function action(args: ActionFunctionArgs) {
  const id = String((await args.request.formData()).get("id") ?? "");
  // not among the failed any more: asked twice, or somebody else was faster
  await forOperator(args, ({ services }) => orRefused(["not-found"], () => services.queue.retry(id)));
  return data({ retried: true });
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `${page?.text["operator.jobs"] ?? ""} · Chữ Tín` },
];

export default function JobsRoute() {
  const { counts, failed } = useLoaderData<typeof loader>();
  const told = useActionData<typeof action>();
  const t = useText();
  const language = useLanguage();
  return (
    <div className="grid gap-10">
      <section className="grid gap-4">
        <SectionHeading title={t("operator.jobs")} />
        {told?.retried && (
          <Banner tone="done" live>
            {t("operator.retried")}
          </Banner>
        )}
        {counts ? (
          <FactRow
            items={(["waiting", "active", "delayed", "failed"] as const).map((key) => ({
              key,
              term: t(`operator.${key}`),
              detail: formatNumber(language, counts[key]),
            }))}
          />
        ) : (
          <Banner tone="danger">{t("operator.queue-down")}</Banner>
        )}
      </section>
      {counts && (
        <section className="grid gap-4">
          <SectionHeading title={t("operator.failed-heading")} />
          {failed.length === 0 ? (
            <EmptyState icon={CircleCheckBig} title={t("operator.failed-none-title")}>
              {t("operator.failed-none-body")}
            </EmptyState>
          ) : (
            <Table
              label={t("operator.failed-table")}
              rows={failed}
              rowKey={({ id }) => id}
              columns={[
                {
                  key: "job",
                  head: t("operator.job"),
                  cell: ({ name, payload }) => (
                    <>
                      {name}
                      <code className="block text-xs font-normal break-all text-ink-3">{payload}</code>
                    </>
                  ),
                },
                {
                  key: "reason",
                  head: t("operator.reason"),
                  cell: ({ reason }) => <span className="break-words">{reason}</span>,
                },
                {
                  key: "when",
                  head: t("operator.when"),
                  cell: ({ failedAt, attempts }) => (
                    <>
                      {failedAt}
                      <span className="block text-ink-3">
                        {t("operator.attempts")}: {formatNumber(language, attempts)}
                      </span>
                    </>
                  ),
                },
                {
                  key: "retry",
                  head: t("operator.retry"),
                  plainOnPhone: true,
                  cell: ({ id, name }) => (
                    <Form method="post">
                      <Button
                        type="submit"
                        name="id"
                        value={id}
                        size="small"
                        aria-label={t("operator.retry-job", { job: name, id })}
                      >
                        {t("operator.retry")}
                      </Button>
                    </Form>
                  ),
                },
              ]}
            />
          )}
        </section>
      )}
    </div>
  );
}
