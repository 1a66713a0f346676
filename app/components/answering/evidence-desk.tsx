import { CircleAlert, CloudOff, RotateCcw, Undo2, X } from "lucide-react";
import { useEffect, useRef, useState, useSyncExternalStore, type FormEvent, type KeyboardEvent } from "react";
import { Button, IconButton } from "#app/components/button.tsx";
import { Field } from "#app/components/field.tsx";
import { Icon } from "#app/components/icons.tsx";
import { TextInput } from "#app/components/inputs.tsx";
import { ProgressBar } from "#app/components/progress.tsx";
import { VisuallyHidden } from "#app/components/visually-hidden.tsx";
import type { EvidenceRefused, SeenEvidence } from "#app/answering/evidence-model.ts";
import { readEvidence, sendEvidence, type EvidenceSent } from "#app/answering/evidence-send.ts";
import { createUploads, type Upload, type Uploads } from "#app/answering/evidence-uploads.ts";
import { useText } from "#app/text.tsx";
import { longestTitle } from "#domain/evidence.ts";
import { evidenceAct, evidenceRow, refusedInWords } from "./evidence-words.ts";

interface DeskPorts {
  address: string;
  onAttached(evidence: SeenEvidence): void;
  onRemoved(evidence: SeenEvidence): void;
  /** All that is attached, as the server has it. */
  onRead(attached: SeenEvidence[]): void;
}
interface DeskState {
  /** Taken off last: may be put back. */
  readonly removed?: SeenEvidence;
  /** The question whose link is being typed. */
  readonly linkFor?: string;
  /** What became of taking off or putting back, when it did not go through. */
  readonly trouble?: EvidenceRefused | "unreachable";
  /** What came in last, for who reads by ear. */
  readonly said?: SeenEvidence;
}

/** Where files and links are attached and taken off: loaded when somebody reaches for it. */
export function openDesk(ports: DeskPorts) {
  const { address } = ports;
  let state: DeskState = {};
  const listeners = new Set<() => void>();
  const set = (part: Partial<DeskState>) => {
    state = { ...state, ...part };
    for (const listener of listeners) listener();
  };
  const onAttached = (evidence: SeenEvidence) => {
    ports.onAttached(evidence);
    set({ said: evidence });
  };
  const uploads = createUploads({
    send: ({ questionId, file }, onProgress, signal) => sendEvidence(address, questionId, { file, onProgress, signal }),
    onKept: onAttached,
    // it may have arrived in the very moment that it was given up
    onStopped: () => void readEvidence(address).then((attached) => attached && ports.onRead(attached)),
  });
  // they live as long as the tab: going to another page of ours stops none
  window.addEventListener("online", () => uploads.retryAll());
  window.addEventListener("beforeunload", (event) => {
    if (uploads.getState().some(({ state }) => state !== "refused")) event.preventDefault();
  });

  return {
    uploads,
    getState: () => state,
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    askForLink: (linkFor: string) => set({ linkFor }),
    closeLink: () => set({ linkFor: undefined }),
    async remove(evidence: SeenEvidence) {
      const { id, questionId } = evidence;
      const sent = await sendEvidence(address, questionId, { fields: { remove: id } });
      if (sent.kind !== "done") return set({ trouble: troubleOf(sent) });
      ports.onRemoved(evidence);
      set({ removed: evidence, trouble: undefined });
    },
    async restore({ id, questionId }: SeenEvidence) {
      const sent = await sendEvidence(address, questionId, { fields: { restore: id } });
      if (sent.kind !== "done") return set({ trouble: troubleOf(sent) });
      set({ removed: undefined, trouble: undefined });
      if ("evidence" in sent.said) onAttached(sent.said.evidence);
    },
    /** @returns what is wrong, undefined for nothing */
    async addLink(questionId: string, { url, title }: { url: string; title: string }) {
      const sent = await sendEvidence(address, questionId, { fields: { url, title } });
      if (sent.kind !== "done") return troubleOf(sent);
      set({ linkFor: undefined });
      if ("evidence" in sent.said) onAttached(sent.said.evidence);
      return undefined;
    },
    View: DeskView,
  };
}
export type Desk = ReturnType<typeof openDesk>;

function troubleOf(sent: Exclude<EvidenceSent, { kind: "done" }>): EvidenceRefused | "unreachable" {
  return sent.kind === "refused" ? sent : "unreachable";
}

function DeskView({ desk, questionId }: { desk: Desk; questionId: string }) {
  const t = useText();
  const { removed, linkFor, trouble, said } = useSyncExternalStore(desk.subscribe, desk.getState);
  const uploads = useSyncExternalStore(desk.uploads.subscribe, desk.uploads.getState);
  const own = uploads.filter((upload) => upload.questionId === questionId);
  const isRemovedHere = removed?.questionId === questionId;
  return (
    <>
      <VisuallyHidden>
        <span role="status">{said?.questionId === questionId && t("evidence.added", { title: said.title })}</span>
      </VisuallyHidden>
      {own.length > 0 && (
        <ul aria-label={t("evidence.uploads")} className="grid gap-2">
          {own.map((upload) => (
            <UploadRow key={upload.key} upload={upload} uploads={desk.uploads} />
          ))}
        </ul>
      )}
      {isRemovedHere && (
        <p role="status" className="flex flex-wrap items-center gap-x-4 text-sm text-ink-2">
          <span className="wrap-anywhere">{t("evidence.removed", { title: removed.title })}</span>
          <button type="button" className={evidenceAct} onClick={() => void desk.restore(removed)}>
            <Icon of={Undo2} size="s" />
            {t("evidence.undo")}
          </button>
        </p>
      )}
      {trouble && (
        <p role="alert" className="flex items-start gap-2 text-sm text-danger">
          <Icon of={CircleAlert} size="s" className="mt-0.5 shrink-0" />
          {refusedInWords(trouble, t)}
        </p>
      )}
      {linkFor === questionId && <LinkForm desk={desk} questionId={questionId} />}
    </>
  );
}

function UploadRow({ upload, uploads }: { upload: Upload; uploads: Uploads }) {
  const t = useText();
  const { key, file, state, percent, refused } = upload;
  const title = file.name;
  const isOver = state === "refused";
  const isStopped = state === "unreachable" || state === "failing" || state === "signed-out";
  const words = {
    waiting: t("evidence.waiting"),
    sending: percent < 100 ? t("evidence.sending", { percent }) : t("evidence.checking"),
    unreachable: t("evidence.unreachable"),
    failing: t("evidence.unreachable"),
    "signed-out": t("evidence.unreachable"),
    refused: t("evidence.refused-head"),
  };
  return (
    <li
      className={`${evidenceRow} items-start ${isOver ? "border-danger" : isStopped ? "border-partly" : "border-line"}`}
    >
      {(isOver || isStopped) && (
        <Icon
          of={isOver ? CircleAlert : CloudOff}
          className={`mt-2 shrink-0 ${isOver ? "text-danger" : "text-partly"}`}
        />
      )}
      <div className="grid min-w-0 grow gap-1 py-1.5">
        <p className="flex flex-wrap justify-between gap-x-3">
          <span className="min-w-0 wrap-anywhere">{title}</span>
          <span className={isOver ? "font-medium text-danger" : "text-ink-2"}>{words[state]}</span>
        </p>
        {state === "sending" && (
          <ProgressBar value={percent} max={100} label={t("evidence.sending-label", { title })} />
        )}
        <p role="alert" className="text-ink-2 empty:hidden">
          {isStopped && t(`evidence.${state}-hint`)}
          {refused && refusedInWords(refused, t)}
        </p>
        {isStopped && (
          <p className="pb-1">
            <Button
              size="small"
              icon={RotateCcw}
              aria-label={t("evidence.retry-label", { title })}
              onClick={() => uploads.retry(key)}
            >
              {t("evidence.retry")}
            </Button>
          </p>
        )}
      </div>
      <IconButton
        icon={X}
        size="small"
        label={isOver ? t("evidence.dismiss-label", { title }) : t("evidence.cancel-label", { title })}
        onClick={() => uploads.cancel(key)}
      />
    </li>
  );
}

/** Not a form of its own: it stands inside the one that answers. */
function LinkForm({ desk, questionId }: { desk: Desk; questionId: string }) {
  const t = useText();
  const first = useRef<HTMLInputElement>(null);
  const [url, setUrl] = useState("");
  const [title, setTitle] = useState("");
  const [trouble, setTrouble] = useState<EvidenceRefused | "unreachable">();
  const [isSending, setSending] = useState(false);
  useEffect(() => first.current?.focus(), []);
  const add = async () => {
    if (isSending) return;
    setSending(true);
    const wrong = await desk.addLink(questionId, { url, title });
    setSending(false);
    setTrouble(wrong);
    if (wrong) first.current?.focus();
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === "Escape") desk.closeLink();
    if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
    // it would send the answer
    event.preventDefault();
    void add();
  };
  const send = (event: FormEvent) => {
    event.preventDefault();
    void add();
  };
  return (
    <div role="group" aria-label={t("evidence.link")} className="grid gap-3">
      <Field label={t("evidence.link-url")} error={trouble && refusedInWords(trouble, t)}>
        {(field) => (
          <TextInput
            {...field}
            ref={first}
            type="url"
            inputMode="url"
            autoComplete="off"
            value={url}
            onChange={(event) => setUrl(event.target.value)}
            onKeyDown={press}
          />
        )}
      </Field>
      <Field label={t("evidence.link-title")} hint={t("evidence.link-title-hint")}>
        {(field) => (
          <TextInput
            {...field}
            maxLength={longestTitle}
            value={title}
            onChange={(event) => setTitle(event.target.value)}
            onKeyDown={press}
          />
        )}
      </Field>
      <p className="flex gap-2">
        <Button size="small" onClick={send} aria-disabled={isSending}>
          {t("evidence.link-add")}
        </Button>
        <Button size="small" variant="quiet" onClick={desk.closeLink}>
          {t("evidence.cancel")}
        </Button>
      </p>
    </div>
  );
}
