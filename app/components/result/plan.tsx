import { Clock } from "lucide-react";
import { ButtonLink } from "#app/components/button.tsx";
import { SeverityBars } from "#app/components/marks.tsx";
import { SectionHeading } from "#app/components/section-heading.tsx";
import type { ResultView } from "#app/result/page.server.ts";
import type { PlanItem } from "#app/result/plan.server.ts";
import { useText } from "#app/text.tsx";

interface FiveFirstProps {
  plan: ResultView["plan"];
  assessmentId: string;
  here: string;
  canMakeTasks: boolean;
}

/** What to do on Monday: the list in order, what each brings, and one tap to make it a task. */
export function FiveFirst({ plan, ...more }: FiveFirstProps) {
  const t = useText();
  const { first, quickWin, afterAll } = plan;
  return (
    <section aria-labelledby="five-first">
      <SectionHeading id="five-first" title={t(first.length === 5 ? "result.five-first" : "result.few-first")} />
      {first.length === 0 && <p className="pt-3 text-ink-2">{t("result.no-gaps")}</p>}
      <ol>
        {first.map((item, i) => (
          <PlanLine key={item.playbookId} item={item} number={i + 1} {...more} />
        ))}
      </ol>
      {quickWin && (
        <>
          <h3 className="mt-6 font-semibold">{t("result.quick-win")}</h3>
          <ul>
            <PlanLine item={quickWin} {...more} />
          </ul>
        </>
      )}
      {afterAll && (
        <p className="mt-4">
          {afterAll.grade
            ? t("result.after-all", { points: afterAll.points, grade: afterAll.grade })
            : t("result.after-all-no-grade", { points: afterAll.points })}
        </p>
      )}
    </section>
  );
}

function PlanLine({
  item,
  number,
  assessmentId,
  here,
  canMakeTasks,
}: { item: PlanItem; number?: number } & Omit<FiveFirstProps, "plan">) {
  const t = useText();
  const { title, severity, effortHint, gain, newQuestions, closes, taskId, questionId } = item;
  const making = `${here}/tasks/new?${new URLSearchParams({ assessment: assessmentId, question: questionId, playbook: item.playbookId }).toString()}`;
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-2 border-b border-line py-3 md:flex-nowrap">
      {number !== undefined && (
        <span aria-hidden className="font-title w-6 shrink-0 text-center text-2xl">
          {number}
        </span>
      )}
      <div className="min-w-0 grow basis-48">
        <p className="font-medium">{title}</p>
        <div className="mt-1 flex flex-wrap gap-x-4 gap-y-1 text-sm text-ink-2">
          <SeverityBars level={severity} word={t(`states.severity-${severity}`)} />
          <span className="inline-flex items-center gap-1.5">
            <Clock aria-hidden size={16} strokeWidth={1.75} />
            {effortHint}
          </span>
          {closes > 1 && <span>{t("result.closes", { n: closes })}</span>}
        </div>
      </div>
      <div className="flex shrink-0 flex-col items-end gap-2 max-md:w-full max-md:flex-row max-md:items-center max-md:justify-between max-md:pl-10">
        <p className="font-semibold">
          {gain === null ? t("result.gain-none") : t("result.gain", { n: gain })}
          {newQuestions > 0 && (
            <span className="block text-sm font-normal text-ink-2">
              {t("result.new-questions", { n: newQuestions })}
            </span>
          )}
        </p>
        {taskId ? (
          <ButtonLink
            size="small"
            variant="quiet"
            to={`${here}/tasks/${taskId}`}
            data-print="none"
            aria-label={t("result.see-task-of", { title })}
          >
            {t("result.see-task")}
          </ButtonLink>
        ) : (
          canMakeTasks && (
            <ButtonLink
              size="small"
              variant="secondary"
              to={making}
              aria-label={t("result.make-task-of", { title })}
              data-print="none"
            >
              {t("result.make-task")}
            </ButtonLink>
          )
        )}
      </div>
    </li>
  );
}
