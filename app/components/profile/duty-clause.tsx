import type { ClauseView } from "#app/answering/clauses.server.ts";
import { Cite } from "#app/components/clause.tsx";
import { Glossed } from "#app/components/glossed.tsx";
import { useText } from "#app/text.tsx";

/** Where a duty stands, with its card. Areas: `states`. */
export function DutyClause({ clause }: { clause: ClauseView }) {
  const t = useText();
  const { instrument, article, severity, fine, standing } = clause;
  const summary = <Glossed text={clause.summary} glosses={clause.glosses} />;
  const level = { level: severity, word: t(`states.severity-${severity}`) };
  return (
    <Cite
      label={`${instrument}, ${article}`}
      closeLabel={t("shell.close")}
      clause={{ instrument, article, summary, severity: level, fine: fine ?? undefined, standing }}
    />
  );
}
