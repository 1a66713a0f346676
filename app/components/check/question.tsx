import { useNavigate } from "@remix-run/react";
import { ChevronLeft } from "lucide-react";
import { useEffect, useRef } from "react";
import { neighboursOf, type CheckAnswers, type CheckReply, type CheckSheet } from "#app/check/model.ts";
import type { AskedText } from "#app/check/sheet.server.ts";
import type { Check } from "#app/check/use-check.ts";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { Disclosure } from "#app/components/disclosure.tsx";
import { Glossed } from "#app/components/glossed.tsx";
import { ProgressBar } from "#app/components/progress.tsx";
import { MarginNumber, Sheet } from "#app/components/sheet.tsx";
import { useText } from "#app/text.tsx";
import { TapChoices } from "./tap-choices.tsx";

const result = "/check/result";
/** The address of one question. */
export const questionAt = (id: string | undefined) =>
  id === undefined ? result : `/check?q=${encodeURIComponent(id)}`;

interface QuestionProps {
  sheet: CheckSheet;
  current: string;
  asked: readonly string[];
  answers: CheckAnswers;
  text: AskedText;
  onAnswer: Check["answer"];
}

/** One question on its sheet; a tap keeps the answer and turns to the next. */
export function Question({ sheet, current, asked, answers, text, onAnswer }: QuestionProps) {
  const t = useText();
  const navigate = useNavigate();
  const heading = useFocusOnTurning(current);
  const { before, after } = neighboursOf(sheet, answers, current);
  const answered = asked.filter((id) => answers[id] !== undefined).length;
  const choices = sheet.questions.find(({ id }) => id === current)?.choices ?? [];
  const tap = (reply: CheckReply) => {
    // an answer may open a question behind it, so what comes next is asked of the answers with it
    navigate(questionAt(neighboursOf(sheet, onAnswer(current, reply), current).after));
  };
  return (
    <>
      <ProgressBar value={answered} max={asked.length} label={t("check.progress", { n: answered, of: asked.length })} />
      <Sheet
        key={current}
        as="form"
        variant="margin"
        className="mt-4"
        onSubmit={(event) => {
          event.preventDefault();
          navigate(questionAt(after));
        }}
      >
        <MarginNumber number={String(asked.indexOf(current) + 1)} of={t("check.of", { n: asked.length })} />
        <h1 ref={heading} tabIndex={-1} className="font-title text-xl outline-none lg:text-2xl">
          {text.text}
        </h1>
        <p className="mt-2 mb-4 max-w-prose text-ink-2">
          <Glossed text={text.help} glosses={text.glosses.help} />
        </p>
        <TapChoices
          legend={t("check.choose")}
          dontKnow={t("check.dont-know")}
          choices={choices.map((choice, i) => ({ ...choice, text: text.choices[i] ?? choice.value }))}
          said={answers[current]?.reply}
          onReply={(reply) => onAnswer(current, reply)}
          onTap={tap}
        />
        <div className="mt-4">
          <Disclosure summary={t("check.more")}>
            <p className="max-w-prose">
              <Glossed text={text.example} glosses={text.glosses.example} />
            </p>
            <p className="mt-2 max-w-prose text-ink-2">
              <Glossed text={text.why} glosses={text.glosses.why} />
            </p>
          </Disclosure>
        </div>
        <div className="mt-2 flex justify-between gap-3">
          <ButtonLink to={before === undefined ? "/" : questionAt(before)} icon={ChevronLeft}>
            {t(before === undefined ? "check.back-home" : "check.back")}
          </ButtonLink>
          <Button type="submit" variant="primary">
            {t(after === undefined ? "check.to-result" : "check.next")}
          </Button>
        </div>
      </Sheet>
    </>
  );
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
