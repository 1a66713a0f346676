import { Field } from "#app/components/field.tsx";
import { TextArea } from "#app/components/inputs.tsx";
import type { UsedAnswering } from "#app/answering/use-answering.ts";
import type { UsedReply } from "#app/answering/use-reply.ts";
import { useText } from "#app/text.tsx";
import { longestWords } from "#domain/answering-rules.ts";
import { Acceptance } from "./acceptance.tsx";

interface ReasonProps {
  used: UsedAnswering;
  questionId: string;
  replying: UsedReply;
  disabled: boolean;
}

/** Opens in place under "not applicable", without JavaScript too: why, and who has agreed or has to. */
export function Reason({ used, questionId, replying, disabled }: ReasonProps) {
  const t = useText();
  const { reason, said, answer } = replying;
  const isAccepted = answer?.kind === "not-applicable" && answer.acceptedBy !== null;
  return (
    <div
      className={
        said?.kind === "not-applicable" ? undefined : "hidden group-has-[[value=not-applicable]:checked]/sheet:block"
      }
    >
      <Field
        label={t("answering.reason")}
        note={t("answering.required")}
        hint={isAccepted ? null : t(used.page.acceptsAlone ? "answering.reason-alone" : "answering.reason-waits")}
        error={reason.isMissing ? t("answering.reason-missing") : null}
      >
        {(control) => (
          <TextArea
            {...control}
            ref={reason.field}
            name="reason"
            rows={2}
            maxLength={longestWords}
            disabled={disabled}
            value={reason.value}
            onChange={reason.onChange}
            onBlur={reason.onBlur}
          />
        )}
      </Field>
      {answer?.kind === "not-applicable" && <Acceptance used={used} questionId={questionId} answer={answer} />}
    </div>
  );
}
