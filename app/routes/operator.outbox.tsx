import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Mail } from "lucide-react";
import { Banner } from "#app/components/banner.tsx";
import { Disclosure } from "#app/components/disclosure.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { Pagination } from "#app/components/pagination.tsx";
import { SectionHeading } from "#app/components/section-heading.tsx";
import { Table } from "#app/components/table.tsx";
import { asOperator } from "#app/request.server.ts";
import { textFor } from "#app/text.server.ts";
import { useText } from "#app/text.tsx";
import { mailsForOperator, type OutboxEntry } from "#db/outbox.ts";
import { zones } from "#domain/company.ts";
import { formatMoment } from "#domain/format.ts";
import type { Language } from "#domain/language.ts";

const size = 50;

export function loader(args: LoaderFunctionArgs) {
  const asked = Number(new URL(args.request.url).searchParams.get("page") ?? "1");
  const page = Number.isInteger(asked) && asked > 0 && asked < 100_000 ? asked - 1 : 0;
  return asOperator(args, async (trx, { services, language }) => {
    const hasSmtp = services.settings.smtpUrl !== undefined;
    const { mails, hasMore } = await mailsForOperator(trx, { page, size });
    return {
      hasSmtp,
      page,
      hasMore,
      mails: mails.map((mail) => listed(mail, { hasSmtp, language })),
      text: textFor(args, "operator"),
    };
  });
}

/** Where SMTP carries the mails, what they say is between sender and reader. */
function listed(mail: OutboxEntry, { hasSmtp, language }: { hasSmtp: boolean; language: Language }) {
  const { mailId, to, subject, kind, createdAt, sentAt, attempts, lastError } = mail;
  const body = hasSmtp ? "" : mail.text;
  return {
    mailId,
    to,
    // a subject may name a company
    subject: hasSmtp ? kind : subject,
    language: mail.language,
    body,
    link: /^https?:\/\/\S+$/m.exec(body)?.[0] ?? null,
    created: formatMoment(language, zones[0], createdAt),
    sent: sentAt && formatMoment(language, zones[0], sentAt),
    failure: lastError && { n: attempts, reason: lastError },
  };
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `${page?.text["operator.outbox"] ?? ""} · Chữ Tín` },
];

export default function OutboxRoute() {
  const { mails, hasSmtp, page, hasMore } = useLoaderData<typeof loader>();
  const t = useText();
  return (
    <section className="grid gap-4">
      <SectionHeading title={t("operator.outbox")} />
      <Banner tone={hasSmtp ? "info" : "offline"} icon={Mail}>
        {t(hasSmtp ? "operator.outbox-smtp" : "operator.outbox-no-smtp")}
      </Banner>
      {mails.length === 0 ? (
        <EmptyState icon={Mail} title={t("operator.outbox-none-title")}>
          {t("operator.outbox-none-body")}
        </EmptyState>
      ) : (
        <Table
          label={t("operator.outbox-table")}
          rows={mails}
          rowKey={({ mailId }) => mailId}
          columns={[
            {
              key: "mail",
              head: t("operator.mail"),
              cell: ({ subject, language, body, link }) => (
                <>
                  <span lang={language}>{subject}</span>
                  {body && <Text body={body} link={link} language={language} />}
                </>
              ),
            },
            { key: "to", head: t("operator.to"), cell: ({ to }) => <span className="break-all">{to}</span> },
            {
              key: "state",
              head: t("operator.state"),
              cell: ({ sent, failure, created }) =>
                sent
                  ? t("operator.state-sent", { time: sent })
                  : failure
                    ? t("operator.state-failed", failure)
                    : t("operator.state-waiting", { time: created }),
            },
          ]}
        />
      )}
      {(page > 0 || hasMore) && (
        <Pagination
          label={t("operator.pages")}
          position={t("operator.page", { n: page + 1 })}
          previous={{ to: page > 0 ? `?page=${page}` : null, label: t("operator.newer") }}
          next={{ to: hasMore ? `?page=${page + 2}` : null, label: t("operator.older") }}
        />
      )}
    </section>
  );
}

function Text({ body, link, language }: { body: string; link: string | null; language: Language }) {
  const t = useText();
  return (
    <div className="max-w-prose font-normal">
      {link && (
        <a href={link} className="block max-w-96 truncate max-md:max-w-[80vw]">
          <span className="sr-only">{t("operator.mail-link")}: </span>
          {link}
        </a>
      )}
      <Disclosure summary={<span className="text-accent underline underline-offset-3">{t("operator.mail-open")}</span>}>
        <p lang={language} className="break-words whitespace-pre-wrap">
          {body}
        </p>
      </Disclosure>
    </div>
  );
}
