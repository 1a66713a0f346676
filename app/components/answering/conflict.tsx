import { Banner } from "#app/components/banner.tsx";
import type { AskedQuestion, SeenAnswer } from "#app/answering/model.ts";
import type { Queued } from "#app/answering/outbox.ts";
import type { UsedAnswering } from "#app/answering/use-answering.ts";
import { useLanguage, useText } from "#app/text.tsx";
import { formatMoment } from "#domain/format.ts";
import { focusNext } from "./sheet-foot.tsx";
import { SideBySide } from "./side-by-side.tsx";
import { inWords } from "./words.ts";

interface ConflictProps {
  used: UsedAnswering;
  question: AskedQuestion;
  mine: Queued;
  theirs: SeenAnswer;
}

/** Two answers side by side, with who and when; nothing was overwritten, and one is chosen. */
export function Conflict({ used, question, mine, theirs }: ConflictProps) {
  const t = useText();
  const language = useLanguage();
  const when = (at: string) => formatMoment(language, used.page.company.zone, at);
  const name = theirs.answeredByName ?? t("answering.somebody");
  // a note alone was changed: the answer beside it is the one that stands
  const said = mine.reply ? { kind: mine.reply.kind, value: valueIn(mine), reason: reasonIn(mine) } : theirs;
  const sides = [
    {
      head: t("answering.conflict-mine", { when: when(mine.at) }),
      words: inWords(question, said, { t, language }),
      note: mine.note ?? null,
      act: t("answering.keep-mine"),
      onKeep: () => used.takeMine(question.id),
    },
    {
      head: theirs.isMine
        ? t("answering.conflict-elsewhere", { when: when(theirs.answeredAt) })
        : t("answering.conflict-theirs", { name, when: when(theirs.answeredAt) }),
      words: inWords(question, theirs, { t, language }),
      note: theirs.note,
      act: theirs.isMine ? t("answering.keep-elsewhere") : t("answering.keep-theirs", { name }),
      onKeep: () => used.discard(question.id),
    },
  ];
  return (
    <section aria-label={t("answering.conflict")} className="grid gap-3">
      <Banner tone="danger" live>
        <strong>{t("answering.conflict")}.</strong> {t("answering.conflict-intro")}
      </Banner>
      <SideBySide
        sides={sides.map(({ onKeep, ...side }) => ({
          ...side,
          onKeep: () => {
            onKeep();
            focusNext();
          },
        }))}
      />
    </section>
  );
}

function valueIn({ reply }: Queued): SeenAnswer["value"] {
  return reply?.kind === "choice" ? reply.value : null;
}

function reasonIn({ reply }: Queued): string | null {
  return reply?.kind === "not-applicable" ? reply.reason : null;
}
