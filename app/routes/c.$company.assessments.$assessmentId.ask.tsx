import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { ask, askingView } from "#app/asking/ask.server.ts";
import { AskForm } from "#app/components/asking/ask-form.tsx";
import { SentRequests } from "#app/components/asking/sent-requests.tsx";
import { Banner } from "#app/components/banner.tsx";
import { Breadcrumbs } from "#app/components/breadcrumbs.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { wrongForm } from "#app/forms.server.ts";
import { MadeLinkSheet } from "#app/invitations/made-link.tsx";
import { hasMailedTooMany } from "#app/invitations/make-link.server.ts";
import { asTenant, companyPage, uuidParam } from "#app/request.server.ts";
import { useText } from "#app/text.tsx";
import { withdrawRequest } from "#db/asked-questions.ts";
import { AskedIds, AskingForm } from "#domain/asking.schema.ts";
import { readForm } from "#domain/identity.schema.ts";

export async function loader(args: LoaderFunctionArgs) {
  const wanted = new URL(args.request.url).searchParams.get("q");
  return companyPage(args, "question:ask", ["asking", "people"], async (trx, asked) => ({
    asking: await askingView(trx, uuidParam(args.params.assessmentId), wanted, asked),
    here: `/c/${asked.slug}`,
    formKey: crypto.randomUUID(),
  }));
}

export async function action(args: ActionFunctionArgs) {
  const form = await args.request.formData();
  const { values, errors } = readForm(AskingForm, form);
  if (errors) return wrongForm(errors, form);
  const assessmentId = args.params.assessmentId;
  if (values.intent === "withdraw") {
    await asTenant(args, "question:ask", (trx, asked) =>
      withdrawRequest(trx, { linkId: values.linkId, assessmentId: uuidParam(assessmentId) }, asked),
    );
    return data({ withdrawn: true });
  }
  const questionIds = AskedIds.safeParse([...new Set(form.getAll("q"))]);
  if (!questionIds.success) return wrongForm({ questions: "questions" }, form);
  if (await hasMailedTooMany(args, values.email)) return wrongForm({ email: "too-many" }, form);
  return asTenant(args, "question:ask", async (trx, asked) => {
    const sending = { ...values, questionIds: questionIds.data };
    return data({ made: await ask(trx, uuidParam(assessmentId), sending, asked) });
  });
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `${page?.text["asking.title"] ?? ""} · ${page?.shell.company.name ?? ""} · Chữ Tín` },
];

export default function AskRoute() {
  const { asking, here, formKey } = useLoaderData<typeof loader>();
  const told = { made: null, withdrawn: false, errors: {}, typed: {}, ...useActionData<typeof action>() };
  const t = useText();
  const answers = `${here}/assessments/${asking.id}`;
  const to = asking.question ? `${answers}?${new URLSearchParams({ q: asking.question.id }).toString()}` : answers;
  return (
    <>
      <Breadcrumbs
        label={t("asking.trail")}
        items={[
          { label: asking.framework, to: answers },
          { label: asking.question ? t("asking.back") : t("asking.answers"), to },
          { label: t("asking.title") },
        ]}
      />
      <PageHeader title={t("asking.title")} intro={t("asking.intro")} />
      <div className="grid grid-cols-1 gap-10">
        {told.withdrawn && (
          <Banner tone="done" live>
            {t("asking.withdrawn")}
          </Banner>
        )}
        {told.made ? (
          <MadeLinkSheet
            made={told.made}
            words={{
              title: t("asking.made-title"),
              once: t("asking.made-once", { time: told.made.until }),
              mailed: t("asking.made-mailed", { email: told.made.email ?? "" }),
              already: t("asking.made-already", { email: told.made.email ?? "" }),
              qrHint: t("asking.qr-hint"),
            }}
          />
        ) : (
          <AskForm asking={asking} formKey={formKey} errors={told.errors} typed={told.typed} />
        )}
        <SentRequests sent={asking.sent} answers={answers} />
      </div>
    </>
  );
}
