import { Form, useNavigation } from "@remix-run/react";
import { useState, type FormEvent } from "react";
import { Replies } from "#app/components/answering/replies.tsx";
import { Banner } from "#app/components/banner.tsx";
import { Button } from "#app/components/button.tsx";
import { Field, useFocusOnError } from "#app/components/field.tsx";
import { TextArea, TextInput } from "#app/components/inputs.tsx";
import type { Said } from "#app/answering/replies.ts";
import type { OpenSheet, SheetQuestion } from "#app/asking/sheet.server.ts";
import { useText } from "#app/text.tsx";
import { creditOfReply, longestWords, type Reply } from "#domain/answering-rules.ts";
import { longestAskedName, longestAskedNote, replyIn } from "#domain/asking.ts";
import type { FieldErrors } from "#domain/identity.schema.ts";

/** Why a sending was not taken, with all that was typed. */
export interface Refused {
  readonly errors: FieldErrors;
  readonly minutes: number;
  readonly typed: Readonly<Record<string, string | undefined>>;
  readonly boxes: readonly string[];
}

interface ReplyFieldsProps {
  sheet: OpenSheet;
  question: SheetQuestion;
  refused: Refused | undefined;
}

/** The answer, why it may not apply, a note, a name: a form that works where no script runs. */
export function ReplyFields({ sheet, question, refused }: ReplyFieldsProps) {
  const t = useText();
  const { reply } = question;
  const errors: FieldErrors = refused?.errors ?? {};
  const typed = refused?.typed ?? {};
  const [said, setSaid] = useState(() => firstSaid(question, refused, sheet.today));
  const form = useFocusOnError(refused ? errors : null);
  const navigation = useNavigation();
  const isBusy = navigation.formData?.get("questionId") === question.id;
  const problem = (field: string) => (errors[field] ? t(`asked.error-${errors[field]}`) : null);
  // a number that is being typed takes back "don't know", which would be sent otherwise
  const onInput = ({ target }: FormEvent) => {
    if (target instanceof HTMLInputElement && target.name === "figure" && said?.kind !== "choice") setSaid(undefined);
  };
  return (
    <Form ref={form} method="post" noValidate onInput={onInput} className="group/sheet grid gap-4">
      <input type="hidden" name="questionId" value={question.id} />
      <input type="hidden" name="basedOn" value={reply?.revision ?? 0} />
      <input type="hidden" name="saveKey" value={question.saveKey} />
      {errors.form && (
        <Banner tone="danger" live>
          {errors.form === "answered-meanwhile"
            ? t("asked.overtaken")
            : t(`asked.error-${errors.form}`, { minutes: refused?.minutes ?? 0 })}
        </Banner>
      )}
      <p className="text-sm text-ink-3">{t("asked.choose-hint")}</p>
      {errors.reply && (
        <Banner tone="danger" live>
          {problem("reply")}
        </Banner>
      )}
      <Replies
        question={question}
        said={said}
        today={sheet.today}
        disabled={false}
        hasKeys={false}
        onReply={(given) => setSaid(saidOf(question, given, sheet.today))}
        onNotApplicable={() => setSaid({ kind: "not-applicable", value: null, credit: 0 })}
      />
      {question.allowsNotApplicable && (
        <div
          className={
            said?.kind === "not-applicable"
              ? undefined
              : "hidden group-has-[[value=not-applicable]:checked]/sheet:block"
          }
        >
          <Field label={t("asked.reason")} error={problem("reason")}>
            {(control) => (
              <TextArea
                {...control}
                name="reason"
                rows={2}
                maxLength={longestWords}
                defaultValue={typed.reason ?? reply?.reason ?? ""}
              />
            )}
          </Field>
        </div>
      )}
      <Field label={t("asked.note")} note={t("asked.optional")} hint={t("asked.note-hint")} error={problem("note")}>
        {(control) => (
          <TextArea
            {...control}
            name="note"
            rows={2}
            maxLength={longestAskedNote}
            defaultValue={typed.note ?? reply?.note ?? ""}
          />
        )}
      </Field>
      <Field label={t("asked.name")} hint={t("asked.name-hint")} error={problem("name")}>
        {(control) => (
          <TextInput
            {...control}
            name="name"
            autoComplete="name"
            maxLength={longestAskedName}
            required
            defaultValue={typed.name ?? sheet.colleague}
          />
        )}
      </Field>
      <Button
        type="submit"
        variant="primary"
        busy={isBusy}
        className="justify-self-start max-md:min-h-12 max-md:w-full"
      >
        {t(reply ? "asked.send-again" : "asked.send")}
      </Button>
    </Form>
  );
}

/** A reply as its rows show it. What earns nothing because it is no answer is for the server to refuse. */
function saidOf(question: SheetQuestion, reply: Reply, today: string): Said {
  if (reply.kind === "none") return undefined;
  return {
    kind: reply.kind,
    value: reply.kind === "choice" ? reply.value : null,
    credit: creditIn(question, reply, today),
  };
}

function creditIn(question: SheetQuestion, reply: Reply, today: string): number {
  try {
    return reply.kind === "choice" ? creditOfReply(question, reply, today) : 0;
  } catch {
    return 0;
  }
}

/** What the rows show at first: what was typed and not taken, so that nothing has to be typed again, or else the last reply. */
function firstSaid(question: SheetQuestion, refused: Refused | undefined, today: string): Said {
  const reply = refused ? typedIn(question, refused) : question.reply && replyIn(question.reply);
  return reply ? saidOf(question, reply, today) : undefined;
}

function typedIn({ answer }: SheetQuestion, { typed, boxes }: Refused): Reply | undefined {
  const { reply, figure, reason = "" } = typed;
  if (reply === "dont-know") return { kind: reply };
  if (reply === "not-applicable") return { kind: reply, reason };
  const isFigure = answer.kind === "number" || answer.kind === "date";
  const value = answer.kind === "several" ? boxes : isFigure ? figure : reply;
  if (!value || value.length === 0) return undefined;
  return { kind: "choice", value: answer.kind === "number" || answer.kind === "maturity" ? Number(value) : value };
}
