import { Form, Link } from "@remix-run/react";
import { Button } from "#app/components/button.tsx";
import { SectionHeading } from "#app/components/section-heading.tsx";
import { Table } from "#app/components/table.tsx";
import type { SentRequest } from "#app/asking/ask.server.ts";
import { useText } from "#app/text.tsx";

/** Who was asked, when, whether they looked and replied, and the button that takes it back. Areas: `asking`. */
export function SentRequests({ sent, answers }: { sent: readonly SentRequest[]; answers: string }) {
  const t = useText();
  return (
    <section className="grid gap-2">
      <SectionHeading title={t("asking.sent")} aside={sent.length > 0 ? sent.length : undefined} />
      {sent.length === 0 ? (
        <p className="text-ink-2">{t("asking.sent-none")}</p>
      ) : (
        <Table
          label={t("asking.sent-table")}
          rows={sent}
          rowKey={(request) => request.linkId}
          columns={[
            {
              key: "who",
              head: t("asking.sent-to"),
              cell: ({ colleague, email, asker, askedAt }) => (
                <>
                  <span className="wrap-anywhere">{colleague}</span>
                  <span className="block text-sm font-normal text-ink-3">
                    {email && <span className="block break-all">{email}</span>}
                    {asker ? `${askedAt} · ${t("asking.sent-by", { name: asker })}` : askedAt}
                  </span>
                </>
              ),
            },
            {
              key: "what",
              head: t("asking.sent-what"),
              plainOnPhone: true,
              cell: ({ questions }) => (
                <ul className="grid gap-0.5">
                  {questions.map(({ id, short, reply }) => (
                    <li key={id}>
                      <Link
                        className="inline-flex min-h-6 items-center pointer-coarse:min-h-11"
                        to={`${answers}?${new URLSearchParams({ q: id }).toString()}`}
                      >
                        {reply ? t(`asking.reply-${reply}`, { question: short }) : short}
                      </Link>
                    </li>
                  ))}
                </ul>
              ),
            },
            {
              key: "state",
              head: t("asking.sent-state"),
              cell: ({ state, openedOn }) => (
                <span className={state === "answered" ? "font-medium" : undefined}>
                  {t(`asking.state-${state}`, { day: openedOn })}
                </span>
              ),
            },
            {
              key: "withdraw",
              head: t("asking.withdraw"),
              plainOnPhone: true,
              cell: ({ linkId, colleague, canWithdraw }) =>
                canWithdraw && (
                  <Form method="post">
                    <input type="hidden" name="linkId" value={linkId} />
                    <Button
                      type="submit"
                      name="intent"
                      value="withdraw"
                      size="small"
                      aria-label={t("asking.withdraw-who", { name: colleague })}
                    >
                      {t("asking.withdraw")}
                    </Button>
                  </Form>
                ),
            },
          ]}
        />
      )}
    </section>
  );
}
