import { ArrowLeft, ArrowRight, CircleHelp, PencilLine, Scale, Undo2 } from "lucide-react";
import { useEffect, useRef, useState, type FormEvent, type ReactNode } from "react";
import { Button } from "#app/components/button.tsx";
import { Field } from "#app/components/field.tsx";
import { Icon } from "#app/components/icons.tsx";
import { TextArea } from "#app/components/inputs.tsx";
import { KeyCap } from "#app/components/key-cap.tsx";
import { MarginNumber, Sheet } from "#app/components/sheet.tsx";
import { useKeys } from "#app/answering/use-keys.ts";
import { useSettledText } from "#app/answering/use-settled-text.ts";
import { isOpenTo, isToConfirm, type AskedQuestion } from "#app/answering/model.ts";
import type { UsedAnswering } from "#app/answering/use-answering.ts";
import { useText } from "#app/text.tsx";
import { isLocked, type Reply } from "#domain/answering-rules.ts";
import { Acceptance } from "./acceptance.tsx";
import { Conflict } from "./conflict.tsx";
import { GoTo } from "./rail.tsx";
import { Replies, replyOfBoxes, tickedIn, valuesByPlace, withPressed } from "./replies.tsx";
import { NotAsked, RefusedAnswer, ToConfirm } from "./standing-notes.tsx";

interface QuestionSheetProps {
  used: UsedAnswering;
  question: AskedQuestion;
  place: { number: number; of: number };
  keysAreOn: boolean;
  onHelp: () => void;
  onEnd: () => void;
}

/** One question on its sheet: one tap answers it. A form, so that it works where no script runs. */
export function QuestionSheet({ used, question, place, keysAreOn, onHelp, onEnd }: QuestionSheetProps) {
  const t = useText();
  const { page, sheet, trouble } = used;
  const { id } = question;
  const answer = sheet.answers[id];
  const isReadOnly = !page.mayAnswer || isLocked(page.assessment.state);
  const isAnswerable = !isReadOnly && isOpenTo(sheet, id);
  const waits = isToConfirm(answer);
  // "not applicable" is said only with its reason: until then it is chosen and not yet said
  const [isNaming, setNaming] = useState(false);
  const [lacksReason, setLacksReason] = useState(false);
  const said = isNaming ? { kind: "not-applicable" as const, value: null, credit: 0 } : waits ? undefined : answer;
  const reason = useSettledText(answer?.reason ?? "", (typed) => {
    if (typed.trim() === "") return false;
    setNaming(false);
    setLacksReason(false);
    used.say(id, { reply: { kind: "not-applicable", reason: typed } });
    return true;
  });
  const note = useSettledText(answer?.note ?? "", (typed) => {
    used.say(id, { note: typed });
    return true;
  });
  const [isNoteOpen, setNoteOpen] = useState(Boolean(answer?.note));
  const noteField = useRef<HTMLTextAreaElement>(null);
  const reasonField = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (isNaming) reasonField.current?.focus();
  }, [isNaming]);

  const reply = (given: Reply) => {
    setNaming(false);
    setLacksReason(false);
    used.say(id, { reply: given });
  };
  const nameReason = () => {
    if (reason.value.trim() === "" || answer?.kind === "not-applicable") return setNaming(true);
    reply({ kind: "not-applicable", reason: reason.value });
  };
  const choose = (at: number) => {
    const value = valuesByPlace(question)[at];
    if (value === undefined) return;
    reply(
      question.answer.kind === "several"
        ? replyOfBoxes(withPressed(tickedIn(said), String(value)))
        : { kind: "choice", value },
    );
  };
  const goOn = () => {
    reason.onBlur();
    if (isNaming && reason.value.trim() === "") {
      setLacksReason(true);
      reasonField.current?.focus();
    } else if (used.next) used.goTo(used.next);
    else onEnd();
  };
  const writeNote = () => {
    setNoteOpen(true);
    requestAnimationFrame(() => noteField.current?.focus());
  };
  useKeys(keysAreOn, (act) => {
    if (act.kind === "help") onHelp();
    else if (act.kind === "next") goOn();
    else if (act.kind === "forward" && used.after) used.goTo(used.after);
    else if (act.kind === "back" && used.before) used.goTo(used.before);
    else if (!isAnswerable || trouble) return;
    else if (act.kind === "choose") choose(act.place);
    else if (act.kind === "dont-know") reply({ kind: "dont-know" });
    else if (act.kind === "note") writeNote();
  });
  const send = (event: FormEvent) => {
    event.preventDefault();
    goOn();
  };

  const showsReason = said?.kind === "not-applicable";
  return (
    <Sheet
      as="section"
      variant="margin"
      aria-labelledby="question"
      className="max-md:-ml-1 max-md:rounded-none max-md:border-0 max-md:bg-transparent max-md:py-1 max-md:pr-0 max-md:pl-4 max-md:shadow-none max-md:[--margin-at:0px] md:py-7 md:pr-7"
    >
      <form
        method="post"
        action={`?${new URLSearchParams({ q: id }).toString()}`}
        onSubmit={send}
        className="group/sheet"
      >
        <input type="hidden" name="questionId" value={id} />
        <input type="hidden" name="basedOn" value={answer?.revision ?? 0} />
        <input type="hidden" name="saveKey" value={page.saveKey} />
        <MarginNumber number={String(place.number)} of={t("answering.place-of", { of: place.of })} />
        <h1
          id="question"
          tabIndex={-1}
          className="font-title text-[1.375rem]/[1.875rem] text-pretty outline-none md:text-[1.625rem]/[2.125rem]"
        >
          {question.text}
        </h1>
        <p className="mt-2 text-ink-2">{question.help}</p>
        <p className="mt-3 border-l-2 border-line-2 pl-3.5 text-ink-2">{question.example}</p>
        <p className="mt-3 flex gap-5 text-sm xl:hidden">
          <SideLink to="vi-sao" icon={CircleHelp}>
            {t("answering.why-link")}
          </SideLink>
          {question.clauses.length > 0 && (
            <SideLink to="dieu-luat" icon={Scale}>
              {t("answering.law-link")}
            </SideLink>
          )}
        </p>
        <div className="mt-5 grid gap-4">
          {trouble?.trouble?.kind === "overtaken" ? (
            <Conflict used={used} question={question} mine={trouble} theirs={trouble.trouble.theirs} />
          ) : (
            <>
              {trouble && <RefusedAnswer used={used} question={question} refused={trouble} />}
              <NotAsked used={used} questionId={id} />
              {waits && answer && (
                <ToConfirm used={used} question={question} answer={answer} disabled={!isAnswerable} onConfirm={reply} />
              )}
              <Replies
                question={question}
                said={said}
                today={page.today}
                disabled={!isAnswerable}
                onReply={reply}
                onNotApplicable={nameReason}
              />
              {question.allowsNotApplicable && (
                <div
                  className={showsReason ? undefined : "hidden group-has-[[value=not-applicable]:checked]/sheet:block"}
                >
                  <Field
                    label={t("answering.reason")}
                    note={t("answering.required")}
                    hint={
                      answer?.acceptedBy
                        ? null
                        : t(page.acceptsAlone ? "answering.reason-alone" : "answering.reason-waits")
                    }
                    error={lacksReason ? t("answering.reason-missing") : null}
                  >
                    {(control) => (
                      <TextArea
                        {...control}
                        ref={reasonField}
                        name="reason"
                        rows={2}
                        disabled={!isAnswerable}
                        value={reason.value}
                        onChange={reason.onChange}
                        onBlur={reason.onBlur}
                      />
                    )}
                  </Field>
                  {answer?.kind === "not-applicable" && <Acceptance used={used} questionId={id} answer={answer} />}
                </div>
              )}
              <div>
                <div className="flex flex-wrap items-center gap-x-1">
                  <details
                    open={isNoteOpen}
                    onToggle={(event) => setNoteOpen(event.currentTarget.open)}
                    className="min-w-0 max-w-full open:grow open:basis-full"
                  >
                    <summary className="inline-flex min-h-9 items-center gap-2 rounded-md px-1 text-sm font-medium text-accent hover:text-accent-hover pointer-coarse:min-h-11">
                      <Icon of={PencilLine} size="s" />
                      {answer?.note ? t("answering.note") : t("answering.note-add")}
                    </summary>
                    <Field label={t("answering.note")} hint={t("answering.note-hint")} className="mt-1">
                      {(control) => (
                        <TextArea
                          {...control}
                          ref={noteField}
                          name="note"
                          rows={3}
                          disabled={!isAnswerable}
                          value={note.value}
                          onChange={note.onChange}
                          onBlur={note.onBlur}
                        />
                      )}
                    </Field>
                  </details>
                  {used.canUndo && (
                    <Button variant="quiet" size="small" icon={Undo2} onClick={() => used.undo(id)}>
                      {t("answering.undo")}
                    </Button>
                  )}
                </div>
              </div>
            </>
          )}
        </div>
        <Footer used={used} isEnd={used.next === undefined} />
      </form>
    </Sheet>
  );
}

function SideLink({ to, icon, children }: { to: string; icon: typeof Scale; children: ReactNode }) {
  return (
    <a
      href={`#${to}`}
      className="inline-flex items-center gap-1.5 border-b border-dotted border-current no-underline hover:border-solid pointer-coarse:min-h-11"
    >
      <Icon of={icon} size="s" />
      {children}
    </a>
  );
}

/** Back and next: under the thumb on a phone, at the end of the sheet elsewhere. */
function Footer({ used, isEnd }: { used: UsedAnswering; isEnd: boolean }) {
  const t = useText();
  const back = "inline-flex size-12 shrink-0 items-center justify-center rounded-md border md:size-(--control)";
  return (
    <div className="flex items-center gap-2 max-md:fixed max-md:inset-x-0 max-md:bottom-0 max-md:z-(--z-nav) max-md:border-t max-md:border-line-2 max-md:bg-sheet max-md:px-4 max-md:pt-2 max-md:pb-[calc(0.5rem+env(safe-area-inset-bottom))] md:mt-6">
      {used.before ? (
        <GoTo
          questionId={used.before}
          onGo={used.goTo}
          label={t("answering.back")}
          className={`${back} border-line-strong bg-sheet text-ink hover:border-ink-3 hover:bg-hover hover:text-ink`}
        >
          <Icon of={ArrowLeft} />
        </GoTo>
      ) : (
        <span aria-hidden="true" className={`${back} border-line bg-sunken text-ink-disabled`}>
          <Icon of={ArrowLeft} />
        </span>
      )}
      <KeysHint />
      <Button type="submit" variant="primary" iconAfter={ArrowRight} className="max-md:min-h-12 max-md:grow md:ml-auto">
        {isEnd ? t("answering.to-result") : t("answering.next")}
      </Button>
    </div>
  );
}

/** "Bấm 1 2 3 để chọn, Enter sang câu sau", with the keys drawn. */
function KeysHint() {
  const t = useText();
  const [before, between, after] = t("answering.keys-hint", { digits: "|", enter: "|" }).split("|");
  return (
    <span aria-hidden="true" className="grow text-sm text-ink-3 max-lg:hidden pointer-coarse:hidden">
      {before}
      <KeyCap>1</KeyCap> <KeyCap>2</KeyCap> <KeyCap>3</KeyCap>
      {between}
      <KeyCap>{t("answering.key-enter")}</KeyCap>
      {after}
    </span>
  );
}
