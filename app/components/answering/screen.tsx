import { useNavigate } from "@remix-run/react";
import { useEffect, useRef, useState, type MouseEvent } from "react";
import { Banner } from "#app/components/banner.tsx";
import { TopicStrip, type SegmentState } from "#app/components/progress.tsx";
import { SkipLink } from "#app/components/visually-hidden.tsx";
import { isShown, markIn, progressOf, type Answering } from "#app/answering/model.ts";
import type { Explanations } from "#app/answering/explained.ts";
import type { SeenEvidence } from "#app/answering/evidence-model.ts";
import { useEvidence } from "#app/answering/use-evidence.ts";
import { useAnswering } from "#app/answering/use-answering.ts";
import { useKeysSwitch } from "#app/answering/use-keys.ts";
import { useText } from "#app/text.tsx";
import { answeringGoKeys } from "#app/frame/go-keys.ts";
import { useGoKeys } from "#app/frame/use-go-keys.ts";
import { isLocked } from "#domain/answering-rules.ts";
import type { RefusalCode } from "#domain/refusal.ts";
import { Banners } from "./banners.tsx";
import { Head } from "./head.tsx";
import { KeysPanel } from "./keys-panel.tsx";
import { Panel } from "./panel.tsx";
import { QuestionSheet } from "./question-sheet.tsx";
import { Rail } from "./rail.tsx";
import { Side } from "./side.tsx";
import { TimeLeft } from "./time-left.tsx";

/** The whole screen, without the frame of the other pages: what one is at, one question, and what is behind it. */
export function AnsweringScreen({
  answering,
  explained,
  attached,
  refusal,
}: {
  answering: Answering;
  explained: Explanations["of"];
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
  const goKeys = answeringGoKeys(page.company.slug, page.assessment.id);
  useGoKeys({ keys: goKeys, areOn: keysAreOn && panel === undefined, mayLeave: () => leave() });
  const assessmentTo = `/c/${page.company.slug}/assessments/${page.assessment.id}`;
  const resultTo = `${assessmentTo}/result`;
  const question = page.framework.questions.find(({ id }) => id === current);
  const explanation = explained[current];
  if (!question || !explanation) return <p className="p-8">{t("answering.not-found-question")}</p>;
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
      <Head
        used={used}
        mode="question"
        onLeave={leave}
        onList={() => setPanel("list")}
        onKeys={() => setPanel("keys")}
      />
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
            explained={explanation}
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
          <Side explained={explanation} />
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
      <KeysPanel
        isOpen={panel === "keys"}
        onClose={() => setPanel(undefined)}
        goKeys={goKeys}
        areOn={keysAreOn}
        onSwitch={switchKeys}
      />
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
