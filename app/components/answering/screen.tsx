import { useNavigate } from "@remix-run/react";
import { Keyboard, List, X } from "lucide-react";
import { useEffect, useRef, useState, type MouseEvent } from "react";
import { Banner } from "#app/components/banner.tsx";
import { Button, IconLink } from "#app/components/button.tsx";
import { Icon } from "#app/components/icons.tsx";
import { TopicStrip, type SegmentState } from "#app/components/progress.tsx";
import { SaveState, type Saving } from "#app/components/save-state.tsx";
import { SkipLink } from "#app/components/visually-hidden.tsx";
import { isShown, markIn, progressOf, type Answering } from "#app/answering/model.ts";
import type { SeenEvidence } from "#app/answering/evidence-model.ts";
import { useEvidence } from "#app/answering/use-evidence.ts";
import { useAnswering, type UsedAnswering } from "#app/answering/use-answering.ts";
import { useKeysSwitch } from "#app/answering/use-keys.ts";
import { useLanguage, useText } from "#app/text.tsx";
import { dayIn, formatMonth, formatTime } from "#domain/format.ts";
import { isLocked } from "#domain/answering-rules.ts";
import type { RefusalCode } from "#domain/refusal.ts";
import { Banners } from "./banners.tsx";
import { KeyList } from "./keys-panel.tsx";
import { Panel } from "./panel.tsx";
import { QuestionSheet } from "./question-sheet.tsx";
import { Rail, TimeLeft } from "./rail.tsx";
import { Side } from "./side.tsx";

/** The whole screen, without the frame of the other pages: what one is at, one question, and what is behind it. */
export function AnsweringScreen({
  answering,
  attached,
  refusal,
}: {
  answering: Answering;
  attached: SeenEvidence[];
  /** why a form that was sent without JavaScript was not taken */
  refusal?: RefusalCode | undefined;
}) {
  const t = useText();
  const used = useAnswering(answering);
  const evidence = useEvidence(answering, attached);
  const { page, sheet, current } = used;
  const { items, link } = used.queued;
  const [stays, setStays] = useState(false);
  const [panel, setPanel] = useState<"list" | "keys">();
  const [keysAreOn, switchKeys] = useKeysSwitch();
  const navigate = useNavigate();
  useQuestionInView(current);
  const assessmentTo = `/c/${page.company.slug}/assessments/${page.assessment.id}`;
  const resultTo = `${assessmentTo}/result`;
  const question = page.framework.questions.find(({ id }) => id === current);
  if (!question) return <p className="p-8">{t("answering.not-found-question")}</p>;
  const topic = page.framework.topics.find(({ id }) => id === question.topic);
  const own = page.framework.questions.filter(
    (q) => q.topic === question.topic && (q.id === current || isShown(sheet, q.id)),
  );
  const place = { number: own.indexOf(question) + 1, of: own.length };
  const waiting = new Set(link === "idle" || link === "sending" ? [] : items.map(({ questionId }) => questionId));
  const suggested = new Set(used.asked.suggestions.map(({ questionId }) => questionId));
  const rail = { page, sheet, current, waiting, suggested };
  // the other pages are not here: without a network leaving would lead nowhere
  const leave = (event?: MouseEvent) => {
    if (used.isOnline) return true;
    event?.preventDefault();
    setStays(true);
    return false;
  };
  const goFromList = (questionId: string) => {
    setPanel(undefined);
    used.goTo(questionId);
  };
  return (
    <>
      <SkipLink>{t("shell.skip")}</SkipLink>
      <Head used={used} onLeave={leave} onList={() => setPanel("list")} onKeys={() => setPanel("keys")} />
      <div className="mx-auto max-w-336 md:grid md:grid-cols-[15rem_minmax(0,1fr)] xl:grid-cols-[16.5rem_minmax(0,1fr)_20rem]">
        <nav
          id="danh-sach"
          aria-label={t("answering.parts")}
          className="border-line px-4 pt-5 pb-8 text-sm max-md:hidden max-md:target:block md:border-r md:row-span-2 xl:row-span-1"
        >
          <Rail {...rail} onGo={used.goTo} />
        </nav>
        <main id="main" tabIndex={-1} className="grid content-start gap-4 px-4 pt-3 pb-4 md:px-8 md:pt-6 md:pb-8">
          <div className="md:hidden">
            <p className="mb-1 flex justify-between gap-3 text-sm">
              <span className="font-semibold">{topic?.title}</span>
              {!isLocked(page.assessment.state) && <TimeLeft minutes={progressOf(page, sheet).minutes} />}
            </p>
            <TopicStrip
              states={own.map(({ id }) => segmentOf(markIn(sheet, id)))}
              current={place.number - 1}
              label={t("answering.place-label", { place: place.number, of: place.of })}
            />
          </div>
          <Banners used={used} resultTo={resultTo} stays={stays} />
          {refusal && (
            <Banner tone="danger" live>
              <strong>{t("answering.refused-head")}</strong> {t(`errors.${refusal}-body`)}
            </Banner>
          )}
          <QuestionSheet
            key={current}
            used={used}
            evidence={evidence}
            question={question}
            place={place}
            keysAreOn={keysAreOn && panel === undefined}
            onHelp={() => setPanel("keys")}
            resultTo={resultTo}
            onEnd={() => leave() && navigate(resultTo)}
          />
        </main>
        <aside
          aria-label={t("answering.explanation")}
          className="grid content-start gap-5 px-4 pb-28 md:px-8 md:pb-8 xl:py-6 xl:pr-5 xl:pl-0"
        >
          <Side question={question} />
        </aside>
      </div>
      <Panel
        isOpen={panel === "list"}
        onClose={() => setPanel(undefined)}
        title={t("answering.parts")}
        closeLabel={t("answering.close")}
      >
        <Rail {...rail} onGo={goFromList} />
      </Panel>
      <Panel
        isOpen={panel === "keys"}
        onClose={() => setPanel(undefined)}
        title={t("answering.keys")}
        closeLabel={t("answering.close")}
      >
        <KeyList areOn={keysAreOn} onSwitch={switchKeys} />
      </Panel>
    </>
  );
}

function segmentOf(mark: ReturnType<typeof markIn>): SegmentState {
  if (mark === "unknown") return "unknown";
  return mark === "open" ? "open" : "done";
}

/** A new question begins at its head, for the eye and for who reads by ear. */
function useQuestionInView(current: string) {
  const shown = useRef(current);
  useEffect(() => {
    if (shown.current === current) return;
    shown.current = current;
    window.scrollTo(0, 0);
    document.getElementById("question")?.focus({ preventScroll: true });
  }, [current]);
}

interface HeadProps {
  used: UsedAnswering;
  onLeave: (event: MouseEvent) => void;
  onList: () => void;
  onKeys: () => void;
}

function Head({ used, onLeave, onList, onKeys }: HeadProps) {
  const t = useText();
  const language = useLanguage();
  const { company, assessment, framework } = used.page;
  const month = formatMonth(language, company.zone, assessment.openedAt);
  const round = { number: assessment.number, month };
  const openList = (event: MouseEvent) => {
    event.preventDefault();
    onList();
  };
  return (
    <header className="sticky top-0 z-(--z-nav) flex h-13 items-center gap-1 border-b border-line bg-sheet px-2 md:h-14 md:gap-3 md:px-4">
      <IconLink icon={X} label={t("answering.leave")} to={`/c/${company.slug}/assessments`} onClick={onLeave} />
      <div className="min-w-0 grow leading-tight">
        <p className="truncate font-semibold max-md:text-[0.9375rem]">
          <span className="max-md:hidden">{framework.title}</span>
          <span className="md:hidden">{framework.short}</span>
        </p>
        <p className="truncate text-sm text-ink-3">
          <span className="max-md:hidden">{t("answering.company-round", { company: company.name, ...round })}</span>
          <span className="md:hidden">{t("answering.round", round)}</span>
        </p>
      </div>
      <Saved used={used} />
      <Button size="small" icon={Keyboard} onClick={onKeys} className="max-lg:hidden pointer-coarse:hidden">
        {t("answering.keys")}
      </Button>
      <a
        href="#danh-sach"
        onClick={openList}
        aria-label={t("answering.open-list")}
        className="inline-flex size-11 shrink-0 items-center justify-center rounded-md md:hidden"
      >
        <Icon of={List} size="l" />
      </a>
    </header>
  );
}

/** One of four: saving, saved at, n answers waiting, not saved. */
function Saved({ used }: { used: UsedAnswering }) {
  const t = useText();
  const language = useLanguage();
  const { items, link, savedAt } = used.queued;
  const at = savedAt ?? lastOf(used);
  const time = at ? formatTime(language, used.page.company.zone, at) : "";
  const state: Saving | null = items.some(({ trouble }) => trouble)
    ? "failed"
    : items.length > 0
      ? link === "sending" || link === "idle"
        ? "saving"
        : "waiting"
      : at
        ? "saved"
        : null;
  const waiting = new Set(items.map(({ questionId }) => questionId)).size;
  const words = {
    saving: t("answering.saving"),
    saved: t("answering.saved-at", { time }),
    waiting: t("answering.waiting", { n: waiting }),
    failed: t("answering.not-saved"),
  };
  return <SaveState state={state} words={state ? words[state] : ""} />;
}

/** When the reader last saved an answer, if that was today. */
function lastOf({ page, sheet }: UsedAnswering): string | undefined {
  const times = Object.values(sheet.answers).flatMap((answer) =>
    answer?.isMine && answer.source !== "carried" ? [answer.answeredAt] : [],
  );
  const latest = times.sort().at(-1);
  return latest && dayIn(page.company.zone, new Date(latest)) === page.today ? latest : undefined;
}
