import { useFetcher } from "@remix-run/react";
import { Glossed } from "#app/components/glossed.tsx";
import { Checkbox } from "#app/components/ticks.tsx";
import { SectionHeading } from "#app/components/section-heading.tsx";
import { useText } from "#app/text.tsx";
import type { Gloss } from "#domain/glossary.ts";

interface Step {
  text: string;
  who: string | null;
  glosses: readonly Gloss[];
}

/** The playbook's steps, ticked off one by one; each tick is saved at once. */
export function TaskSteps({
  steps,
  done,
  canTick,
}: {
  steps: readonly Step[];
  done: readonly number[];
  canTick: boolean;
}) {
  const t = useText();
  return (
    <section aria-labelledby="task-steps">
      <SectionHeading
        id="task-steps"
        title={t("tasks.steps")}
        aside={t("tasks.steps-count", { done: done.length, n: steps.length })}
      />
      <ol>
        {steps.map((step, i) => (
          <StepLine key={step.text} step={step} index={i} isDone={done.includes(i)} canTick={canTick} />
        ))}
      </ol>
    </section>
  );
}

function StepLine({ step, index, isDone, canTick }: { step: Step; index: number; isDone: boolean; canTick: boolean }) {
  const t = useText();
  const fetcher = useFetcher();
  // what was just ticked shows at once
  const shown = fetcher.formData ? fetcher.formData.get("done") === "yes" : isDone;
  return (
    <li className="border-b border-line py-2.5">
      <fetcher.Form method="post">
        <input type="hidden" name="intent" value="tick" />
        <input type="hidden" name="step" value={index} />
        <Checkbox
          label={
            <span className={shown ? "text-ink-3 line-through" : undefined}>
              <Glossed {...step} />
            </span>
          }
          hint={step.who ? t("tasks.step-who", { who: step.who }) : undefined}
          checked={shown}
          disabled={!canTick}
          onChange={(event) =>
            fetcher.submit(
              { intent: "tick", step: index, done: event.currentTarget.checked ? "yes" : "no" },
              { method: "post" },
            )
          }
        />
        <noscript>
          <button name="done" value={isDone ? "no" : "yes"} disabled={!canTick}>
            {step.text}
          </button>
        </noscript>
      </fetcher.Form>
    </li>
  );
}
