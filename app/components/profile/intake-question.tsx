import { Form, Link, useNavigation } from "@remix-run/react";
import { ArrowRight, ChevronLeft } from "lucide-react";
import { useEffect, useRef } from "react";
import { Banner } from "#app/components/banner.tsx";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { Disclosure } from "#app/components/disclosure.tsx";
import { FieldProblem } from "#app/components/field.tsx";
import { Glossed } from "#app/components/glossed.tsx";
import { ProgressBar } from "#app/components/progress.tsx";
import { MarginNumber, Sheet } from "#app/components/sheet.tsx";
import type { AskedView } from "#app/profile/words.server.ts";
import type { IntakeFeedback } from "#app/routes/c.$company.profile._index.tsx";
import { useText } from "#app/text.tsx";
import { notSure } from "#domain/intake.ts";
import { NumberReply, PressReply, SeveralReply } from "./replies.tsx";
import { NotSureRow } from "./pick-row.tsx";

export interface AskedInList {
  id: string;
  label: string;
  /** As a form sends it; empty when it was not asked yet. */
  sent: readonly string[];
  words: string;
}
interface IntakeQuestionProps {
  current: AskedView;
  asked: readonly AskedInList[];
  revision: number;
  isApplied: boolean;
  /** An answer to confirm, where none was given. */
  suggested: string | null;
  feedback: IntakeFeedback | undefined;
}

/** Longer than this, the help is folded away. */
const muchHelp = 400;

/** One question of the intake on its sheet; pressing an answer keeps it and turns to the next. */
export function IntakeQuestion({ current, asked, revision, isApplied, suggested, feedback }: IntakeQuestionProps) {
  const t = useText();
  const place = asked.findIndex(({ id }) => id === current.id);
  const before = asked[place - 1];
  const after = asked[place + 1];
  const answered = asked.filter(({ sent }) => sent.length > 0).length;
  const stored = asked[place]?.sent ?? [];
  const isBusy = useNavigation().state === "submitting";
  const isPressed = current.kind === "one" || current.kind === "boolean";
  const conflict = feedback?.problem === "changed-meanwhile";
  const problem = feedback && !conflict ? t(`profile.problem-${feedback.problem}`) : null;
  const chosen = feedback?.sent.length ? feedback.sent : suggested === null ? stored : [suggested];
  const here = (id: string | undefined) => (id === undefined ? "?list=1" : `?q=${id}`);
  const heading = useFocusOnTurning(current.id);
  return (
    <>
      <ProgressBar
        value={answered}
        max={asked.length}
        label={t("profile.progress", { n: answered, of: asked.length })}
      />
      <Sheet as="div" variant="margin" className="mt-4">
        <MarginNumber number={String(place + 1)} of={t("profile.of", { n: asked.length })} />
        <h1 ref={heading} id="question" tabIndex={-1} className="font-title text-xl outline-none lg:text-2xl">
          {current.text}
        </h1>
        {current.help && <Help {...current.help} />}
        {conflict && (
          <div className="mt-4">
            <Banner tone="danger" live>
              {t("profile.conflict", { words: asked[place]?.words ?? "" })}
            </Banner>
          </div>
        )}
        <Form method="post" noValidate className="mt-4 grid gap-2" aria-labelledby="question">
          <input type="hidden" name="fact" value={current.id} />
          <input type="hidden" name="basedOn" value={revision} />
          {suggested !== null && <p className="text-sm text-ink-2">{t("profile.to-confirm")}</p>}
          {isPressed && <PressReply choices={current.choices} chosen={chosen} />}
          {current.kind === "several" && <SeveralReply {...current} chosen={chosen} />}
          {!isPressed && current.kind !== "several" && (
            <NumberReply {...current} chosen={chosen} describedBy={problem ? "problem" : undefined} />
          )}
          {problem && <FieldProblem id="problem">{problem}</FieldProblem>}
          {!isPressed && (
            <Button type="submit" variant="primary" block busy={isBusy} iconAfter={ArrowRight} className="mt-1">
              {t("profile.keep")}
            </Button>
          )}
          <NotSureRow value={notSure} isTaken={stored.includes(notSure)}>
            {t("profile.unsure")}
          </NotSureRow>
        </Form>
        <div className="mt-4 flex items-center justify-between gap-3">
          {before ? (
            <ButtonLink to={here(before.id)} icon={ChevronLeft} variant="quiet">
              {t("profile.back")}
            </ButtonLink>
          ) : (
            <span />
          )}
          <ButtonLink to={here(after?.id)} variant="quiet">
            {t(stored.length > 0 ? "profile.next" : "profile.skip")}
          </ButtonLink>
        </div>
      </Sheet>
      <p className="mt-4 flex flex-wrap justify-between gap-x-6 gap-y-2 text-sm text-ink-3">
        <span>{t(isApplied ? "profile.kept-by-preview" : "profile.kept-at-once")}</span>
        <span className="flex flex-wrap gap-x-6 gap-y-2">
          <Link className="inline-flex min-h-6 items-center pointer-coarse:min-h-11" to="?list=1">
            {t("profile.see-list")}
          </Link>
          {answered > 0 && (
            <Link className="inline-flex min-h-6 items-center pointer-coarse:min-h-11" to="binding">
              {t("profile.see-binding")}
            </Link>
          )}
        </span>
      </p>
    </>
  );
}

function Help({ text, glosses }: NonNullable<AskedView["help"]>) {
  const t = useText();
  const help = <Glossed text={text} glosses={glosses} />;
  if (text.length > muchHelp)
    return (
      <div className="mt-1 text-sm text-ink-2">
        <Disclosure summary={t("profile.help")}>
          <p className="max-w-prose">{help}</p>
        </Disclosure>
      </div>
    );
  return <p className="mt-3 max-w-prose border-l-2 border-line-2 pl-3 text-sm text-ink-2">{help}</p>;
}

/** Puts the focus on the heading of each question but the first one shown, so that it is read out. */
function useFocusOnTurning(current: string) {
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = useRef(current);
  useEffect(() => {
    if (shown.current !== current) heading.current?.focus({ preventScroll: true });
    shown.current = current;
  }, [current]);
  return heading;
}
