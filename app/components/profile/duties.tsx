import { CircleHelp } from "lucide-react";
import { Cite } from "#app/components/clause.tsx";
import { Disclosure } from "#app/components/disclosure.tsx";
import { Glossed } from "#app/components/glossed.tsx";
import { Icon } from "#app/components/icons.tsx";
import { SeverityBars } from "#app/components/marks.tsx";
import { SectionHeading } from "#app/components/section-heading.tsx";
import type { BindingView, DutyView, InstrumentView } from "#app/profile/binding.server.ts";
import { useText } from "#app/text.tsx";
import { Because } from "./because.tsx";

/** What binds, law by law: the country's first, then that of the EU, then what is no law. */
export function Parts({ parts, profile }: { parts: BindingView["parts"]; profile: string }) {
  const t = useText();
  return parts.map(({ part, instruments }, at) => (
    <section key={part} aria-labelledby={`part-${part}`}>
      <SectionHeading id={`part-${part}`} title={t(`binding.part-${part}`)} />
      {part !== "national" && <p className="mt-3 max-w-prose text-sm text-ink-2">{t(`binding.about-${part}`)}</p>}
      {instruments.map((instrument, i) => (
        <Instrument key={instrument.id} {...instrument} profile={profile} shown={at === 0 && i === 0 ? 5 : 2} />
      ))}
    </section>
  ));
}

/** The heaviest duties of an instrument; the others are folded away. */
function Instrument({ name, title, duties, profile, shown }: InstrumentView & { profile: string; shown: number }) {
  const t = useText();
  // one that is left over alone is no reason to fold
  const first = duties.length <= shown + 1 ? duties : duties.slice(0, shown);
  const others = duties.slice(first.length);
  return (
    <div className="mt-6 first-of-type:mt-4">
      <h3>
        {name} <span className="font-normal text-ink-3">· {t("binding.duties", { n: duties.length })}</span>
      </h3>
      <p className="mb-2 text-sm text-ink-2">{title}</p>
      <Duties duties={first} profile={profile} />
      {others.length > 0 && (
        <Disclosure summary={<span className="text-sm">{t("binding.more", { n: others.length, name })}</span>}>
          <Duties duties={others} profile={profile} />
        </Disclosure>
      )}
    </div>
  );
}

/** A line each: what it asks, where it stands, how sure that is, why it binds. */
export function Duties({ duties, profile }: { duties: readonly DutyView[]; profile: string }) {
  return (
    <ul className="border-t border-line">
      {duties.map((duty) => (
        <Duty key={duty.id} duty={duty} profile={profile} />
      ))}
    </ul>
  );
}

function Duty({ duty, profile }: { duty: DutyView; profile: string }) {
  const t = useText();
  const { clause, confidence, doubt } = duty;
  const severity = { level: clause.severity, word: t(`states.severity-${clause.severity}`) };
  const isSure = confidence === "H";
  return (
    <li className="grid gap-0.5 border-b border-line py-3 last:border-b-0">
      <p className="font-medium">{duty.title}</p>
      <p className="flex flex-wrap items-center gap-x-4 gap-y-0.5 text-sm text-ink-2">
        <span className="inline-flex min-h-6 items-center pointer-coarse:min-h-11">
          <Cite
            label={`${clause.instrument}, ${clause.article}`}
            closeLabel={t("shell.close")}
            clause={{
              instrument: clause.instrument,
              article: clause.article,
              summary: <Glossed text={clause.summary} glosses={clause.glosses} />,
              severity,
              fine: clause.fine ?? undefined,
              standing: clause.standing,
            }}
          />
        </span>
        <SeverityBars {...severity} />
        {isSure ? (
          <span className="text-ink-3">{t("binding.sure")}</span>
        ) : (
          <span className="inline-flex items-center gap-1 font-medium text-partly">
            <Icon of={CircleHelp} size="s" />
            {t("binding.ask-lawyer")}
          </span>
        )}
      </p>
      {(doubt || !isSure) && (
        <p className="max-w-prose text-sm text-ink-2">
          {t("binding.doubt", { doubt: doubt ?? t(`states.confidence-${confidence}`) })}
        </p>
      )}
      <p className="max-w-prose text-sm text-ink-3">
        <Because {...duty} profile={profile} />
      </p>
    </li>
  );
}
