import { CircleHelp, Scale } from "lucide-react";
import { useRef, useState, type FormEvent, type ReactNode } from "react";
import { Glossed } from "#app/components/glossed.tsx";
import { AskColleague } from "#app/components/asking/ask-colleague.tsx";
import { SuggestionForm, Suggestions } from "#app/components/asking/suggestions.tsx";
import { Icon } from "#app/components/icons.tsx";
import { MarginNumber, Sheet } from "#app/components/sheet.tsx";
import type { Explained } from "#app/answering/explained.ts";
import { isOpenTo, type AskedQuestion } from "#app/answering/model.ts";
import type { UsedAnswering } from "#app/answering/use-answering.ts";
import type { UsedEvidence } from "#app/answering/use-evidence.ts";
import { useEarlyReply } from "#app/answering/use-early-reply.ts";
import { useKeys } from "#app/answering/use-keys.ts";
import { useReply } from "#app/answering/use-reply.ts";
import { useText } from "#app/text.tsx";
import type { Reply } from "#domain/answering-rules.ts";
import { Conflict } from "./conflict-later.ts";
import { Evidence, EvidenceForm, pickEvidence } from "./evidence.tsx";
import { Note } from "./note.tsx";
import { Reason } from "./reason.tsx";
import { Replies } from "./replies.tsx";
import { focusNext, SheetFoot } from "./sheet-foot.tsx";
import { NotAsked, RefusedAnswer, ToConfirm } from "./standing-notes.tsx";

interface QuestionSheetProps {
  used: UsedAnswering;
  evidence: UsedEvidence;
  question: AskedQuestion;
  explained: Explained;
  place: { number: number; of: number };
  keysAreOn: boolean;
  onHelp: () => void;
  resultTo: string;
  onEnd: () => void;
}

/** One question on its sheet: one tap answers it. A form, so that it works where no script runs. */
export function QuestionSheet({
  used,
  evidence,
  question,
  explained,
  place,
  keysAreOn,
  onHelp,
  resultTo,
  onEnd,
}: QuestionSheetProps) {
  const t = useText();
  const { page, sheet, trouble } = used;
  const { id } = question;
  const replying = useReply(question, sheet.answers[id], used.say);
  const { answer, said, reply } = replying;
  const isAnswerable = !used.isReadOnly && isOpenTo(sheet, id);
  const [isNoteOpen, setNoteOpen] = useState(Boolean(answer?.note));
  const noteField = useRef<HTMLTextAreaElement>(null);
  const form = useRef<HTMLFormElement>(null);
  useEarlyReply(form, question, used.isReady && isAnswerable, (early) =>
    early === "not-applicable" ? replying.chooseNotApplicable() : reply(early),
  );

  const goOn = () => {
    if (!replying.mayGoOn()) return;
    if (used.next) used.goTo(used.next);
    else onEnd();
  };
  const confirm = (earlier: Reply) => {
    reply(earlier);
    focusNext();
  };
  const undo = () => {
    used.undo(id);
    focusNext();
  };
  const send = (event: FormEvent) => {
    event.preventDefault();
    goOn();
  };
  useKeys(keysAreOn, (act) => {
    if (act.kind === "help") onHelp();
    else if (act.kind === "next") goOn();
    else if (act.kind === "forward" && used.after) used.goTo(used.after);
    else if (act.kind === "back" && used.before) used.goTo(used.before);
    else if (!isAnswerable || trouble) return;
    else if (act.kind === "choose") replying.choosePlace(act.place);
    else if (act.kind === "dont-know") reply({ kind: "dont-know" });
    else if (act.kind === "evidence") pickEvidence();
    else if (act.kind === "note") {
      setNoteOpen(true);
      requestAnimationFrame(() => noteField.current?.focus());
    }
  });

  return (
    <Sheet
      as="section"
      variant="margin"
      aria-labelledby="question"
      className="max-md:-ml-1 max-md:rounded-none max-md:border-0 max-md:bg-transparent max-md:py-1 max-md:pr-0 max-md:pl-4 max-md:shadow-none max-md:[--margin-at:0px] md:py-7 md:pr-7"
    >
      <form
        ref={form}
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
        <p className="mt-2 text-ink-2">
          <Glossed text={explained.help} glosses={explained.glosses.help} />
        </p>
        <p className="mt-3 border-l-2 border-line-2 pl-3.5 text-ink-2">
          <Glossed text={explained.example} glosses={explained.glosses.example} />
        </p>
        <p className="mt-3 flex gap-5 text-sm xl:hidden">
          <SideLink to="vi-sao" icon={CircleHelp}>
            {t("answering.why-link")}
          </SideLink>
          {explained.clauses.length > 0 && (
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
              {replying.waits && answer && (
                <ToConfirm
                  used={used}
                  question={question}
                  answer={answer}
                  disabled={!isAnswerable}
                  onConfirm={confirm}
                />
              )}
              <Suggestions used={used} question={question} disabled={!isAnswerable} />
              <Replies
                question={question}
                said={said}
                today={page.today}
                disabled={!isAnswerable}
                onReply={reply}
                onNotApplicable={replying.chooseNotApplicable}
              />
              {question.allowsNotApplicable && (
                <Reason used={used} questionId={id} replying={replying} disabled={!isAnswerable} />
              )}
              <Note
                replying={replying}
                field={noteField}
                isOpen={isNoteOpen}
                onToggle={setNoteOpen}
                disabled={!isAnswerable}
                onUndo={used.canUndo ? undo : undefined}
              />
              <Evidence used={evidence} questionId={id} zone={page.company.zone} disabled={!isAnswerable} />
              <AskColleague used={used} questionId={id} disabled={!isAnswerable} />
            </>
          )}
        </div>
        <SheetFoot used={used} resultTo={resultTo} onEnd={onEnd} />
      </form>
      <EvidenceForm used={evidence} questionId={id} />
      <SuggestionForm used={used} question={question} />
    </Sheet>
  );
}

function SideLink({ to, icon, children }: { to: string; icon: typeof Scale; children: ReactNode }) {
  return (
    <a href={`#${to}`} className="group/link inline-flex items-center no-underline pointer-coarse:min-h-11">
      <span className="inline-flex items-center gap-1.5 border-b border-dotted border-current group-hover/link:border-solid">
        <Icon of={icon} size="s" />
        {children}
      </span>
    </a>
  );
}
