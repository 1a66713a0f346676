import { Keyboard, List, X } from "lucide-react";
import type { MouseEvent } from "react";
import { Button, IconLink } from "#app/components/button.tsx";
import { Icon } from "#app/components/icons.tsx";
import { SaveState, type Saving } from "#app/components/save-state.tsx";
import type { UsedAnswering } from "#app/answering/use-answering.ts";
import { useLanguage, useText } from "#app/text.tsx";
import type { AnsweringMode } from "#domain/answering-mode.ts";
import { dayIn, formatMonth, formatTime } from "#domain/format.ts";
import { ModeSwitch } from "./mode-switch.tsx";

interface HeadProps {
  used: UsedAnswering;
  mode: AnsweringMode;
  /** @returns whether the page can be left now */
  onLeave: (event?: MouseEvent) => boolean;
  /** where the list of questions is no part of the page */
  onList?: () => void;
  onKeys: () => void;
}

/** Which company and assessment, whether all is saved, and the other way of answering it. */
export function Head({ used, mode, onLeave, onList, onKeys }: HeadProps) {
  const t = useText();
  const language = useLanguage();
  const { company, assessment, framework } = used.page;
  const month = formatMonth(language, company.zone, assessment.openedAt);
  const round = { number: assessment.number, month };
  const openList = (event: MouseEvent) => {
    event.preventDefault();
    onList?.();
  };
  return (
    <header
      data-print={mode === "table" ? "none" : undefined}
      className="sticky top-0 z-(--z-nav) flex h-13 items-center gap-1 border-b border-line bg-sheet px-2 md:h-14 md:gap-3 md:px-4"
    >
      <IconLink icon={X} label={t("answering.leave")} to={`/c/${company.slug}/assessments`} onClick={onLeave} />
      <div className="min-w-0 grow leading-tight">
        <p className="font-semibold max-md:line-clamp-2 max-md:text-sm max-md:leading-tight md:truncate">
          <span className="max-md:hidden">{framework.title}</span>
          <span className="md:hidden">{framework.short}</span>
        </p>
        <p className="truncate text-sm text-ink-3 max-md:sr-only">
          <span className="max-md:hidden">{t("answering.company-round", { company: company.name, ...round })}</span>
          <span className="md:hidden">{t("answering.round", round)}</span>
        </p>
      </div>
      <Saved used={used} />
      <ModeSwitch used={used} mode={mode} mayLeave={onLeave} />
      <Button size="small" icon={Keyboard} onClick={onKeys} className="max-lg:hidden pointer-coarse:hidden">
        {t("shell.keys")}
      </Button>
      {onList && (
        <a
          href="#danh-sach"
          onClick={openList}
          aria-label={t("answering.open-list")}
          className="inline-flex size-11 shrink-0 items-center justify-center rounded-md md:hidden"
        >
          <Icon of={List} size="l" />
        </a>
      )}
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
