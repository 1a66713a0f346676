import { useSearchParams } from "@remix-run/react";
import { Camera, FileText, Image, Link2, Paperclip, X } from "lucide-react";
import type { ChangeEvent } from "react";
import { IconButton } from "#app/components/button.tsx";
import { Icon } from "#app/components/icons.tsx";
import type { EvidenceRefused, SeenEvidence } from "#app/answering/evidence-model.ts";
import type { UsedEvidence } from "#app/answering/use-evidence.ts";
import { useLanguage, useText } from "#app/text.tsx";
import { formatDay, formatMoment } from "#domain/format.ts";
import { evidenceAct, evidenceRow, refusedInWords, sizeInWords } from "./evidence-words.ts";

/** HEIC is taken too, but not asked for: a phone that is not asked for it sends a JPEG, which everybody can open. */
const files = ".pdf,.jpg,.jpeg,.png,.webp,.docx,.xlsx,.odt,.ods,.txt,.csv";
const formId = "evidence-form";
const pickId = "evidence-pick";

interface EvidenceProps {
  used: UsedEvidence;
  questionId: string;
  zone: string;
  disabled: boolean;
}

/** What proves this answer: photos straight from the camera, files, links. Where no script runs it is a plain form. */
export function Evidence({ used, questionId, zone, disabled }: EvidenceProps) {
  const t = useText();
  const { desk, attached, isStuck, withDesk } = used;
  const own = attached.filter((evidence) => evidence.questionId === questionId);
  if (disabled && own.length === 0) return null;
  const pick = ({ target }: ChangeEvent<HTMLInputElement>) => {
    const picked = [...(target.files ?? [])];
    // the same file may be picked once more, after it was mended
    target.value = "";
    if (picked.length > 0) void withDesk(({ uploads }) => uploads.add(questionId, picked));
  };
  const prepare = () => void withDesk();
  return (
    <div id="evidence" className="grid gap-2">
      {own.length > 0 && (
        <ul aria-label={t("evidence.list")} className="grid gap-2">
          {own.map((evidence) => (
            <AttachedRow
              key={evidence.id}
              evidence={evidence}
              zone={zone}
              onRemove={disabled ? undefined : () => void withDesk(({ remove }) => void remove(evidence))}
            />
          ))}
        </ul>
      )}
      {desk && <desk.View desk={desk} questionId={questionId} />}
      {isStuck && (
        <p role="alert" className="text-sm text-ink-2">
          {t("evidence.stuck")}{" "}
          <button type="button" className={evidenceAct} onClick={prepare}>
            {t("evidence.retry")}
          </button>
        </p>
      )}
      {!disabled && (
        <div onPointerEnter={prepare} onFocus={prepare}>
          <div className="flex flex-wrap gap-x-5">
            <label className={`${picker} not-pointer-coarse:hidden`}>
              <Icon of={Camera} size="s" />
              {t("evidence.photo")}
              <input type="file" accept="image/*" capture="environment" className="sr-only" onChange={pick} />
            </label>
            <label className={picker}>
              <Icon of={Paperclip} size="s" />
              {t("evidence.file")}
              <input id={pickId} type="file" multiple accept={files} className="sr-only" onChange={pick} />
            </label>
            <button
              type="button"
              className={evidenceAct}
              onClick={() => void withDesk(({ askForLink }) => askForLink(questionId))}
            >
              <Icon of={Link2} size="s" />
              {t("evidence.link")}
            </button>
          </div>
          <p className="text-sm text-ink-3">{t("evidence.hint")}</p>
          <PlainFields questionId={questionId} />
        </div>
      )}
    </div>
  );
}

const picker = `${evidenceAct} relative has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus`;

/** The key `e`. */
export function pickEvidence(): void {
  document.getElementById(pickId)?.click();
}

function AttachedRow({
  evidence,
  zone,
  onRemove,
}: {
  evidence: SeenEvidence;
  zone: string;
  onRemove: (() => void) | undefined;
}) {
  const t = useText();
  const language = useLanguage();
  const { id, kind, title, bytes, mediaType, to, at, byName, isMine, validUntil, isInDate } = evidence;
  const moment = formatMoment(language, zone, at);
  const day = formatDay(language, validUntil);
  const said = [
    bytes === null ? new URL(to).hostname : sizeInWords(language, bytes),
    isMine
      ? t("evidence.by-you", { moment })
      : byName === null
        ? t("evidence.by-nobody", { moment })
        : t("evidence.by", { name: byName, moment }),
    isInDate ? t("evidence.valid-until", { day }) : t("evidence.expired", { day }),
  ];
  return (
    <li className={`${evidenceRow} items-start border-line`}>
      <Icon
        of={kind === "link" ? Link2 : mediaType?.startsWith("image/") ? Image : FileText}
        className="mt-2 shrink-0 text-ink-3"
      />
      <div className="min-w-0 grow py-1.5">
        <a
          href={to}
          target="_blank"
          rel="noopener noreferrer"
          aria-label={t("evidence.open", { title })}
          className="wrap-anywhere"
        >
          {title}
        </a>
        <p className={isInDate ? "text-ink-3" : "text-partly"}>{said.join(" · ")}</p>
      </div>
      {onRemove && (
        <IconButton
          icon={X}
          size="small"
          type="submit"
          form={formId}
          name="remove"
          value={id}
          label={t("evidence.remove", { title })}
          onClick={(event) => {
            event.preventDefault();
            onRemove();
          }}
        />
      )}
    </li>
  );
}

/** For browsers where no script runs; what was not taken comes back in the address. */
function PlainFields({ questionId }: { questionId: string }) {
  const t = useText();
  const [query] = useSearchParams();
  const refusal = query.get("q") === questionId && query.get("refused");
  const removed = query.get("q") === questionId && query.get("removed");
  const found = query.get("found");
  return (
    <>
      {refusal && (
        <p role="alert" className="mt-1 text-sm text-danger">
          {refusedInWords({ refusal, ...(found && { found }) } as EvidenceRefused, t)}
        </p>
      )}
      <noscript>
        <div className="mt-2 grid gap-2 border-l-2 border-line-2 pl-3.5 text-sm">
          <label className="grid gap-1">
            {t("evidence.file-plain")}
            <input form={formId} type="file" name="file" />
          </label>
          <label className="grid gap-1">
            {t("evidence.link-url")}
            <input
              form={formId}
              type="url"
              name="url"
              className="min-h-(--control) border border-line-strong bg-sheet px-3"
            />
          </label>
          <p className="flex gap-5">
            <button form={formId} className={evidenceAct}>
              {t("evidence.send")}
            </button>
            {removed && (
              <button form={formId} name="restore" value={removed} className={evidenceAct}>
                {t("evidence.undo")}
              </button>
            )}
          </p>
        </div>
      </noscript>
    </>
  );
}

/** What the fields above belong to: a form of its own, which cannot stand inside the one that answers. */
export function EvidenceForm({ used, questionId }: Pick<EvidenceProps, "used" | "questionId">) {
  const query = new URLSearchParams({ q: questionId }).toString();
  return <form id={formId} method="post" action={`${used.address}?${query}`} encType="multipart/form-data" hidden />;
}
