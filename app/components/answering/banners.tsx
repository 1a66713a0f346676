import { LockKeyhole } from "lucide-react";
import { Banner } from "#app/components/banner.tsx";
import { ButtonLink } from "#app/components/button.tsx";
import type { UsedAnswering } from "#app/answering/use-answering.ts";
import { useText } from "#app/text.tsx";
import type { AnsweringMode } from "#domain/answering-mode.ts";
import { isLocked } from "#domain/answering-rules.ts";
import { GoTo } from "./go-to.tsx";

/** What holds up the whole page, and what to do about it. Nothing of it stops anybody from answering but the lock. */
export function Banners({
  used,
  mode = "question",
  resultTo,
  stays,
}: {
  used: UsedAnswering;
  mode?: AnsweringMode;
  resultTo: string;
  /** somebody wanted to leave while there is no network */
  stays: boolean;
}) {
  return (
    <>
      <Lock used={used} resultTo={resultTo} />
      <Connection used={used} mode={mode} stays={stays} />
      <Troubles used={used} mode={mode} />
    </>
  );
}

/**
 * The questions elsewhere that wait for a decision. In a table all of them: if it came and went with the row that one is at,
 * the rows would move away under a press.
 */
function Troubles({ used, mode }: { used: UsedAnswering; mode: AnsweringMode }) {
  const t = useText();
  const ids = used.queued.items.flatMap(({ questionId, trouble }) =>
    trouble && (mode === "table" || questionId !== used.current) ? [questionId] : [],
  );
  const questions = used.page.framework.questions.filter(({ id }) => ids.includes(id));
  if (questions.length === 0) return null;
  return (
    <Banner tone="danger">
      <strong>{t("answering.troubles", { n: questions.length })}</strong>
      <ul className="mt-1 flex flex-wrap gap-x-4 gap-y-1">
        {questions.map(({ id, short }) => (
          <li key={id}>
            <GoTo questionId={id} onGo={used.goTo}>
              {short}
            </GoTo>
          </li>
        ))}
      </ul>
    </Banner>
  );
}

function Lock({ used, resultTo }: { used: UsedAnswering; resultTo: string }) {
  const t = useText();
  const { state } = used.page.assessment;
  if (!isLocked(state)) {
    if (used.page.mayAnswer) return null;
    return (
      <Banner tone="info" icon={LockKeyhole}>
        <strong>{t("answering.viewer-head")}</strong> {t("answering.viewer")}
      </Banner>
    );
  }
  const key = state === "in-review" || state === "abandoned" ? state : "locked";
  return (
    <Banner
      tone="info"
      icon={LockKeyhole}
      action={
        key === "locked" && (
          <ButtonLink to={resultTo} size="small">
            {t("answering.see-result")}
          </ButtonLink>
        )
      }
    >
      <strong>{t(`answering.${key}-head`)}</strong> {t(`answering.${key}`)}
    </Banner>
  );
}

function Connection({ used, mode, stays }: { used: UsedAnswering; mode: AnsweringMode; stays: boolean }) {
  const t = useText();
  const { link, items } = used.queued;
  if (link === "signed-out") {
    const { company, assessment } = used.page;
    const page = mode === "table" ? "/table" : "";
    const next = `/c/${company.slug}/assessments/${assessment.id}${page}?${new URLSearchParams({ q: used.current }).toString()}`;
    return (
      <Banner
        tone="danger"
        live
        action={
          // a plain link: the page is left, and comes back with the queue
          <a
            className="inline-flex min-h-11 items-center font-medium"
            href={`/sign-in?${new URLSearchParams({ next }).toString()}`}
          >
            {t("answering.sign-in-again")}
          </a>
        }
      >
        <strong>{t("answering.signed-out-head")}</strong> {t("answering.signed-out")}
      </Banner>
    );
  }
  if (!used.isOnline)
    return (
      <Banner tone="offline" live>
        <strong>{t("answering.offline-head")}</strong> {t("answering.offline")} {stays && t("answering.offline-stays")}
      </Banner>
    );
  if (items.length === 0 || (link !== "unreachable" && link !== "failing")) return null;
  return (
    <Banner tone="offline" live>
      <strong>{t(`answering.${link}-head`)}</strong> {t("answering.sent-again")}
    </Banner>
  );
}
