import { Check } from "lucide-react";
import { ClauseCard } from "#app/components/clause-card.tsx";
import { Disclosure } from "#app/components/disclosure.tsx";
import { Glossed } from "#app/components/glossed.tsx";
import { Icon } from "#app/components/icons.tsx";
import type { Explained } from "#app/answering/explained.ts";
import { useText } from "#app/text.tsx";

const heading = "font-sans text-base font-semibold tracking-normal";

/** Why it is asked, what the law says, when it is met, what would prove it. */
export function Side({ explained }: { explained: Explained }) {
  const t = useText();
  const [first, ...others] = explained.clauses;
  return (
    <>
      <section id="vi-sao">
        <h2 className={heading}>{t("answering.why")}</h2>
        <p className="mt-1 text-ink-2">
          <Glossed text={explained.why} glosses={explained.glosses.why} />
        </p>
      </section>
      {first && (
        <section id="dieu-luat">
          <h2 className="sr-only">{t("answering.law")}</h2>
          <Clause clause={first} />
          {others.length > 0 && (
            <Disclosure summary={t("clauses.more-clauses", { n: others.length })}>
              <div className="grid gap-3">
                {others.map((clause) => (
                  <Clause key={clause.id} clause={clause} />
                ))}
              </div>
            </Disclosure>
          )}
        </section>
      )}
      {explained.met && (
        <section>
          <h2 className={heading}>{t("answering.met")}</h2>
          <p className="mt-1 text-ink-2">
            <Glossed text={explained.met} glosses={explained.glosses.met} />
          </p>
        </section>
      )}
      <section>
        <h2 className={heading}>{t("answering.evidence")}</h2>
        <ul className="mt-1 grid gap-1 text-ink-2">
          {explained.evidence.map((evidence) => (
            <li key={evidence} className="flex items-start gap-2">
              <Icon of={Check} size="s" className="mt-1" />
              {evidence}
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}

function Clause({ clause }: { clause: Explained["clauses"][number] }) {
  const t = useText();
  return (
    <ClauseCard
      instrument={clause.instrument}
      article={clause.article}
      summary={<Glossed text={clause.summary} glosses={clause.glosses} />}
      severity={{ level: clause.severity, word: t(`states.severity-${clause.severity}`) }}
      fine={clause.fine ?? undefined}
      standing={clause.standing}
    />
  );
}
