import { Clock } from "lucide-react";
import type { Picture, Step } from "#app/check/picture.ts";
import type { PlaybookText } from "#app/check/sheet.server.ts";
import { SeverityBars } from "#app/components/marks.tsx";
import { SectionHeading } from "#app/components/section-heading.tsx";
import { useText } from "#app/text.tsx";

type Playbooks = Readonly<Record<string, PlaybookText | undefined>>;

/** What to do on Monday, in order, and what each would bring. */
export function CheckPlan({ picture, playbooks }: { picture: Picture; playbooks: Playbooks }) {
  const t = useText();
  const { first, quickWin, afterAll } = picture;
  return (
    <section aria-labelledby="five-first">
      <SectionHeading id="five-first" title={t(first.length === 5 ? "check.five-first" : "check.few-first")} />
      {first.length === 0 && <p className="pt-3 text-ink-2">{t("check.no-gaps")}</p>}
      <ol>
        {first.map((step, i) => (
          <StepLine key={step.playbook} step={step} number={i + 1} playbooks={playbooks} />
        ))}
      </ol>
      {quickWin && (
        <>
          <h3 className="mt-6 font-semibold">{t("check.quick-win")}</h3>
          <ul>
            <StepLine step={quickWin} playbooks={playbooks} />
          </ul>
        </>
      )}
      {afterAll !== null && <p className="mt-4">{t("check.after-all", { points: afterAll })}</p>}
    </section>
  );
}

function StepLine({ step, number, playbooks }: { step: Step; number?: number; playbooks: Playbooks }) {
  const t = useText();
  const { playbook, severity, gain, closes, newQuestions } = step;
  const { title = playbook, effortHint = "" } = playbooks[playbook] ?? {};
  return (
    <li className="flex items-start gap-x-4 border-b border-line py-3">
      {number !== undefined && (
        <span aria-hidden className="font-title w-6 shrink-0 text-center text-2xl">
          {number}
        </span>
      )}
      <div className="flex min-w-0 grow flex-wrap gap-x-4 gap-y-1 md:flex-nowrap">
        <div className="min-w-0 grow basis-48">
          <p className="font-medium">{title}</p>
          <div className="mt-1 flex flex-wrap gap-x-4 gap-y-1 text-sm text-ink-2">
            <SeverityBars level={severity} word={t(`states.severity-${severity}`)} />
            <span className="inline-flex items-center gap-1.5">
              <Clock aria-hidden size={16} strokeWidth={1.75} />
              {effortHint}
            </span>
            {closes > 1 && <span>{t("check.closes", { n: closes })}</span>}
          </div>
        </div>
        <p className="shrink-0 font-semibold md:text-right">
          {gain === null ? t("check.gain-none") : t("check.gain", { n: gain })}
          {newQuestions > 0 && (
            <span className="block text-sm font-normal text-ink-2">
              {t("check.new-questions", { n: newQuestions })}
            </span>
          )}
        </p>
      </div>
    </li>
  );
}
