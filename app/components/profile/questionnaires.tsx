import { Form, Link, useNavigation } from "@remix-run/react";
import { ArrowRight } from "lucide-react";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { SectionHeading } from "#app/components/section-heading.tsx";
import type { FrameworkView } from "#app/profile/binding.server.ts";
import { useText } from "#app/text.tsx";
import { Answers } from "./because.tsx";

interface QuestionnairesProps {
  frameworks: readonly FrameworkView[];
  /** The company's address. */
  here: string;
  mayStart: boolean;
  /** Whether starting is the next thing to do. */
  leads: boolean;
}

/** What to answer next: the questionnaires that are for this firm, each with the way into it. */
export function Questionnaires({ frameworks, here, mayStart, leads }: QuestionnairesProps) {
  const t = useText();
  const first = frameworks.find(({ asked, runningId, completedId }) => asked > 0 && !runningId && !completedId);
  return (
    <section aria-labelledby="questionnaires">
      <SectionHeading id="questionnaires" title={t("binding.questionnaires")} />
      <ul>
        {frameworks.map((framework) => (
          <li
            key={framework.id}
            className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-b border-line py-3"
          >
            <div className="min-w-0 grow basis-64">
              <p className="font-medium">{framework.title}</p>
              <p className="text-sm text-ink-3">
                {framework.asked > 0 ? (
                  <>
                    {framework.asked < framework.of
                      ? t("binding.asked", { n: framework.asked, of: framework.of })
                      : t("binding.asked-all", { n: framework.asked })}
                    {framework.kind === "standard" && ` · ${t("binding.by-choice")}`}
                  </>
                ) : (
                  <>
                    {t("binding.does-not-apply")} <Answers answers={framework.answers} profile={`${here}/profile`} />
                  </>
                )}
              </p>
            </div>
            <Way {...framework} here={here} mayStart={mayStart} isFirst={leads && framework === first} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Way({
  id,
  title,
  asked,
  runningId,
  completedId,
  here,
  mayStart,
  isFirst,
}: FrameworkView & { here: string; mayStart: boolean; isFirst: boolean }) {
  const t = useText();
  const isBusy = useNavigation().formData?.get("frameworkId") === id;
  if (runningId)
    return (
      <ButtonLink to={`${here}/assessments/${runningId}`} iconAfter={ArrowRight}>
        {t("binding.continue")}
      </ButtonLink>
    );
  if (completedId)
    return (
      <Link
        className="inline-flex min-h-6 items-center pointer-coarse:min-h-11"
        to={`${here}/assessments/${completedId}/result`}
      >
        {t("binding.see-result")}
      </Link>
    );
  if (asked === 0 || !mayStart) return null;
  return (
    <Form method="post" action={`${here}/assessments?index`}>
      <input type="hidden" name="frameworkId" value={id} />
      <Button
        type="submit"
        variant={isFirst ? "primary" : "secondary"}
        busy={isBusy}
        aria-label={t("binding.start-of", { title })}
      >
        {t("binding.start")}
      </Button>
    </Form>
  );
}
