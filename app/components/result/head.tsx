import { Form } from "@remix-run/react";
import { ArrowRight, Printer } from "lucide-react";
import type { ReactNode } from "react";
import { Banner } from "#app/components/banner.tsx";
import { Breadcrumbs } from "#app/components/breadcrumbs.tsx";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { ConfirmDialog } from "#app/components/dialog.tsx";
import { Stamp } from "#app/components/seal.tsx";
import { Verdict } from "#app/components/verdict.tsx";
import type { ResultView } from "#app/result/page.server.ts";
import { useLanguage, useText } from "#app/text.tsx";
import { formatDate } from "#domain/format.ts";

const leftIn = ({ open }: ResultView) => open.filter((question) => question.state === "unanswered").length;

interface ResultActionsProps {
  result: ResultView;
  answers: string;
  here: string;
  canAnswer: boolean;
  canComplete: boolean;
}

/** Where one is, and what can be done with the assessment as a whole. */
export function ResultActions({ result, answers, here, canAnswer, canComplete }: ResultActionsProps) {
  const t = useText();
  const { number, state } = result;
  const left = leftIn(result);
  return (
    <div className="mb-5 flex flex-wrap items-center justify-between gap-3" data-print="none">
      <Breadcrumbs
        label={t("result.trail")}
        items={[
          { label: t("result.assessments"), to: `${here}/assessments` },
          { label: t("result.title", { number }) },
        ]}
      />
      <div className="flex flex-wrap gap-2">
        <Button variant="secondary" size="small" icon={Printer} type="button" onClick={() => window.print()}>
          {t("result.print")}
        </Button>
        <ButtonLink variant="secondary" size="small" to={answers}>
          {t(state === "open" && canAnswer ? "result.continue" : "result.see-answers")}
        </ButtonLink>
        {canComplete && (state === "open" || state === "in-review") && (
          <ConfirmDialog
            trigger={
              <Button variant="seal" size="small" type="button">
                {t("result.complete")}
              </Button>
            }
            title={t("result.complete-title", { number })}
            description={t("result.complete-body", { n: left })}
            cancelLabel={t("result.complete-back", { n: left })}
            confirm={<Seal intent="complete" label={t("result.complete-confirm")} />}
          />
        )}
        {canComplete && (state === "open" || state === "in-review") && (
          <ConfirmDialog
            trigger={
              <Button variant="quiet" size="small" type="button">
                {t("result.abandon")}
              </Button>
            }
            title={t("result.abandon-title", { number })}
            description={t("result.abandon-body")}
            cancelLabel={t("shell.cancel")}
            confirm={<Seal intent="abandon" label={t("result.abandon-confirm")} />}
          />
        )}
        {canComplete && state === "completed" && (
          <ConfirmDialog
            trigger={
              <Button variant="secondary" size="small" type="button">
                {t("result.reopen")}
              </Button>
            }
            title={t("result.reopen-title", { number })}
            description={t("result.reopen-body")}
            cancelLabel={t("shell.cancel")}
            confirm={<Seal intent="reopen" label={t("result.reopen-confirm")} />}
          />
        )}
      </div>
    </div>
  );
}

function Seal({ intent, label }: { intent: "complete" | "reopen" | "abandon"; label: string }) {
  return (
    <Form method="post">
      <Button
        type="submit"
        name="intent"
        value={intent}
        variant={intent === "complete" ? "seal" : intent === "abandon" ? "danger" : "primary"}
      >
        {label}
      </Button>
    </Form>
  );
}

interface ResultLeadProps {
  result: ResultView;
  zone: string;
  answers: string;
  canAnswer: boolean;
  children: ReactNode;
}

/** The verdict of this assessment, with the stamp once it is completed, and the way on while questions are open. */
export function ResultLead({ result, zone, answers, canAnswer, children }: ResultLeadProps) {
  const t = useText();
  const language = useLanguage();
  const left = leftIn(result);
  const { number, isCompleted, completedAt, state, numbers, last, since, cap, contentMended } = result;
  const day = completedAt ? formatDate(language, zone, completedAt) : "";
  const lead = isCompleted
    ? t("result.lead-completed", { number, day })
    : t(state === "abandoned" ? "result.lead-abandoned" : "result.lead-running", { number });
  return (
    <>
      {contentMended && <Banner tone="info">{t("result.mended")}</Banner>}
      <Verdict
        lead={`${result.title} · ${lead}`}
        numbers={numbers}
        isCompleted={isCompleted}
        last={last}
        since={since}
        stamp={isCompleted && <Stamp lines={[t("result.stamp"), day.replaceAll("/", "·")]} />}
      >
        {left > 0 && canAnswer && state === "open" && (
          <div className="flex flex-wrap items-center gap-x-4 gap-y-2" data-print="none">
            <ButtonLink variant="primary" iconAfter={ArrowRight} to={answers}>
              {t("result.answer-rest", { n: left })}
            </ButtonLink>
            <p className="text-sm text-ink-2">{t("result.answer-rest-minutes", { n: Math.ceil(left / 2) })}</p>
          </div>
        )}
        {cap && (
          <p className="text-sm text-ink-2">
            {t("result.cap", { grade: cap.grade, questions: cap.questions.join(" · ") })}
          </p>
        )}
        <p className="text-sm" data-print="none">
          <a href="#arithmetic">{t("result.arithmetic")}</a>
        </p>
        {children}
      </Verdict>
    </>
  );
}
