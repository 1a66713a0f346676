import { Disclosure } from "#app/components/disclosure.tsx";
import { Badge } from "#app/components/badge.tsx";
import { SectionHeading } from "#app/components/section-heading.tsx";
import type { ReliefState, ReliefView } from "#app/profile/relief.server.ts";
import { useText } from "#app/text.tsx";
import { Answers, OpenFacts } from "./because.tsx";

const tones: Record<ReliefState, "accent" | "danger" | "line" | "plain"> = {
  kept: "accent",
  chosen: "accent",
  "to-choose": "line",
  lost: "danger",
  none: "plain",
  open: "line",
};

/** Whether the small-business relief is there, and by which answer and clause. */
export function ReliefBlock({ relief, profile }: { relief: ReliefView; profile: string }) {
  const t = useText();
  const { state, clauses, grounds, answers, open, spares } = relief;
  return (
    <section aria-labelledby="relief">
      <SectionHeading
        id="relief"
        title={t("binding.relief")}
        aside={<Badge tone={tones[state]}>{t(`binding.relief-word-${state}`)}</Badge>}
      />
      <p className="mt-3 max-w-prose">{t(`binding.relief-${state}`)}</p>
      {state === "lost" || state === "kept" || grounds.length > 0 ? (
        <ul className="mt-2 grid max-w-prose gap-2">
          {grounds.map((ground) => (
            <li key={ground.words} className="border-l-2 border-line-2 pl-3">
              <span className="font-medium">{ground.words}</span>
              <span className="block text-sm text-ink-2">
                <Answers answers={ground.answers} profile={profile} />
              </span>
              <span className="block text-sm text-ink-3">{ground.clauses.join("; ")}</span>
            </li>
          ))}
        </ul>
      ) : (
        answers.length > 0 && (
          <p className="mt-2 max-w-prose border-l-2 border-line-2 pl-3 text-sm text-ink-2">
            <Answers answers={answers} profile={profile} />
          </p>
        )
      )}
      {open.length > 0 && (
        <p className="mt-2 max-w-prose text-sm text-ink-2">
          {t("binding.relief-asks")} <OpenFacts facts={open} profile={profile} />
        </p>
      )}
      <p className="mt-2 text-sm text-ink-3">{clauses.join("; ")}</p>
      <Disclosure summary={<span className="text-sm">{t("binding.relief-spares", { n: spares.length })}</span>}>
        <ul className="grid list-disc gap-1 pl-5 text-sm text-ink-2">
          {spares.map((title) => (
            <li key={title}>{title}</li>
          ))}
        </ul>
      </Disclosure>
    </section>
  );
}
