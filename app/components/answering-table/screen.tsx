import { useMemo, useState, type MouseEvent } from "react";
import { Button } from "#app/components/button.tsx";
import { ProgressBar } from "#app/components/progress.tsx";
import { Banners } from "#app/components/answering/banners.tsx";
import { Head } from "#app/components/answering/head.tsx";
import { KeysPanel } from "#app/components/answering/keys-panel.tsx";
import { TimeLeft } from "#app/components/answering/time-left.tsx";
import { ScoreSoFar } from "#app/components/answering/score-so-far.tsx";
import { Glossary } from "#app/components/glossed.tsx";
import { SkipLink } from "#app/components/visually-hidden.tsx";
import type { SeenEvidence } from "#app/answering/evidence-model.ts";
import { progressOf, type Answering } from "#app/answering/model.ts";
import { isFiltering, noFilter, type Filter } from "#app/answering/table.ts";
import { useAnswering } from "#app/answering/use-answering.ts";
import { useEvidence } from "#app/answering/use-evidence.ts";
import { useExplained } from "#app/answering/use-explained.ts";
import { useKeys, useKeysSwitch } from "#app/answering/use-keys.ts";
import { useTable } from "#app/answering/use-table.ts";
import { answeringGoKeys } from "#app/frame/go-keys.ts";
import { useGoKeys } from "#app/frame/use-go-keys.ts";
import { useLanguage, useText } from "#app/text.tsx";
import { isLocked } from "#domain/answering-rules.ts";
import { formatMonth } from "#domain/format.ts";
import { Announced } from "./announced.tsx";
import { Filters } from "./filters.tsx";
import { Rows } from "./rows.tsx";
import { useRowDesk } from "./use-row-desk.ts";
import { UsedContext, type RowActs } from "./used.ts";

interface TableScreenProps {
  answering: Answering;
  attached: SeenEvidence[];
  filter: Filter;
}

/** All questions of an assessment as a table: for fast hands, and for who reads what others have answered. */
export function TableScreen({ answering, attached, filter }: TableScreenProps) {
  const t = useText();
  const language = useLanguage();
  const used = useAnswering(answering);
  const table = useTable(used, filter);
  const evidence = useEvidence(answering, attached);
  const desk = useRowDesk();
  const { page, sheet } = used;
  const assessmentTo = `/c/${page.company.slug}/assessments/${page.assessment.id}`;
  const { explained, explain } = useExplained(assessmentTo, table.currentTopic);
  const [stays, setStays] = useState(false);
  const [isHelping, setHelping] = useState(false);
  const [keysAreOn, switchKeys] = useKeysSwitch();
  const { say, undo } = used;
  const { move, goOn, select, expand } = table;
  const { open: openDesk } = desk;
  const acts: RowActs = useMemo(
    () => ({ say, undo, move, goOn, select, expand, openDesk, explain, onHelp: () => setHelping(true) }),
    [say, undo, move, goOn, select, expand, openDesk, explain],
  );
  const { lines } = table.rows;
  // the keys belong to the row that one is at; where there is none, the list of keys is there all the same
  useKeys(keysAreOn && !isHelping && lines.length === 0, (act) => {
    if (act.kind === "help") setHelping(true);
  });
  // what leads to a question leads to its row
  const inTable = { ...used, goTo: table.goToRow, evidence, desk };
  const leave = (event?: MouseEvent) => {
    if (used.isOnline) return true;
    event?.preventDefault();
    setStays(true);
    return false;
  };
  const goKeys = answeringGoKeys(page.company.slug, page.assessment.id);
  useGoKeys({ keys: goKeys, areOn: keysAreOn && !isHelping, mayLeave: () => leave() });
  const { asked, answered, minutes } = progressOf(page, sheet);
  const resultTo = `${assessmentTo}/result`;
  const outdated = isFiltering(table.filter) ? lines.length - table.rows.fitting : 0;
  return (
    <UsedContext.Provider value={inTable}>
      <SkipLink>{t("shell.skip")}</SkipLink>
      <Head used={used} mode="table" onLeave={leave} onKeys={() => setHelping(true)} />
      <main
        id="main"
        tabIndex={-1}
        data-density="compact"
        data-print="across"
        className="mx-auto grid max-w-336 gap-3 pt-3 pb-16 text-sm md:px-6 md:pt-5"
      >
        <div className="grid gap-3 max-md:px-4">
          <h1 className="sr-only print:not-sr-only">{t("table.title", { title: page.framework.title })}</h1>
          <p className="hidden text-ink-2 print:block">
            {t("answering.company-round", {
              company: page.company.name,
              number: page.assessment.number,
              month: formatMonth(language, page.company.zone, page.assessment.openedAt),
            })}
          </p>
          <Banners used={inTable} mode="table" resultTo={resultTo} stays={stays} />
          <div className="grid gap-x-10 gap-y-3 lg:grid-cols-[minmax(0,1fr)_22rem]">
            <div className="grid content-start gap-3">
              <div className="md:max-w-sm">
                <p className="mb-1.5 flex flex-wrap justify-between gap-x-3">
                  <span className="font-semibold">{t("answering.progress", { answered, asked })}</span>
                  {!isLocked(page.assessment.state) && <TimeLeft minutes={minutes} />}
                </p>
                <ProgressBar value={answered} max={asked} label={t("answering.progress-label", { answered, asked })} />
              </div>
              <Filters table={table} topics={page.framework.topics} isReadOnly={used.isReadOnly} />
            </div>
            <div className="-mx-2 -mt-4 max-md:order-first md:max-lg:w-88">
              <ScoreSoFar score={sheet.score} state={page.assessment.state} />
            </div>
          </div>
          {page.assessment.isMended && <p className="text-ink-3">{t("answering.mended")}</p>}
          {isFiltering(table.filter) && (
            <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-ink-2 print:hidden">
              {t("table.shown", { n: lines.length, of: table.rows.of })}
              {outdated > 0 && (
                <>
                  {t("table.outdated", { n: outdated })}
                  <Button size="small" onClick={() => table.choose({ ...table.filter })}>
                    {t("table.again")}
                  </Button>
                </>
              )}
              <Button size="small" variant="quiet" onClick={() => table.choose(noFilter)}>
                {t("table.clear")}
              </Button>
            </p>
          )}
        </div>
        <Glossary terms={explained.glossary}>
          <Rows
            used={used}
            table={table}
            evidence={evidence}
            desk={desk}
            explained={explained}
            acts={acts}
            keysAreOn={keysAreOn && !isHelping}
          />
        </Glossary>
        <Announced page={page} table={table} />
      </main>
      <KeysPanel
        isOpen={isHelping}
        onClose={() => setHelping(false)}
        mode="table"
        goKeys={goKeys}
        areOn={keysAreOn}
        onSwitch={switchKeys}
      />
    </UsedContext.Provider>
  );
}
