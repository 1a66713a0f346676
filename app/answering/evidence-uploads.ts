import { largestFile } from "#domain/evidence.ts";
import type { EvidenceRefused, SeenEvidence } from "./evidence-model.ts";
import type { EvidenceSent } from "./evidence-send.ts";

/** A file on its way, held in the page until the server has it. */
export interface Upload {
  readonly key: number;
  readonly questionId: string;
  readonly file: File;
  readonly state: "waiting" | "sending" | "unreachable" | "failing" | "signed-out" | "refused";
  /** 0–100; at 100 the server looks at it. */
  readonly percent: number;
  readonly refused?: EvidenceRefused;
}

interface UploadPorts {
  send(upload: Upload, onProgress: (percent: number) => void, signal: AbortSignal): Promise<EvidenceSent>;
  onKept(evidence: SeenEvidence): void;
  /** One that was under way was given up. */
  onStopped(): void;
}

/**
 * The queue of files: one at a time, so that a slow line brings the first one through. What could not be sent stays, with
 * its bytes, until it is sent again or given up.
 */
export function createUploads({ send, onKept, onStopped }: UploadPorts) {
  let uploads: readonly Upload[] = [];
  let lastKey = 0;
  let running: { key: number; stop: AbortController } | undefined;
  const listeners = new Set<() => void>();

  function set(next: readonly Upload[]) {
    uploads = next;
    for (const listener of listeners) listener();
  }
  function change(key: number, part: Partial<Upload>) {
    set(uploads.map((upload) => (upload.key === key ? { ...upload, ...part } : upload)));
  }

  async function pump(): Promise<void> {
    if (running) return;
    for (;;) {
      const upload = uploads.find(({ state }) => state === "waiting");
      if (!upload) return;
      const { key } = upload;
      const stop = new AbortController();
      running = { key, stop };
      change(key, { state: "sending", percent: 0 });
      const sent = await send(upload, (percent) => change(key, { percent }), stop.signal);
      running = undefined;
      if (stop.signal.aborted) onStopped();
      else if (sent.kind === "done") {
        set(uploads.filter((each) => each.key !== key));
        if ("evidence" in sent.said) onKept(sent.said.evidence);
      } else if (sent.kind === "refused") change(key, { state: "refused", refused: sent });
      else change(key, { state: sent.kind });
    }
  }

  return {
    getState: () => uploads,
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    add(questionId: string, files: readonly File[]) {
      const added = files.map((file): Upload => {
        const refusal = file.size === 0 ? "file-empty" : file.size > largestFile ? "file-too-large" : undefined;
        const upload = { key: ++lastKey, questionId, file, percent: 0 };
        return refusal ? { ...upload, state: "refused", refused: { refusal } } : { ...upload, state: "waiting" };
      });
      set([...uploads, ...added]);
      void pump();
    },
    retry(key: number) {
      change(key, { state: "waiting", percent: 0 });
      void pump();
    },
    /** The network is back. */
    retryAll() {
      set(
        uploads.map((upload) =>
          upload.state === "unreachable" ? { ...upload, state: "waiting", percent: 0 } : upload,
        ),
      );
      void pump();
    },
    /** Stops it on its way, or forgets one that was refused. */
    cancel(key: number) {
      set(uploads.filter((upload) => upload.key !== key));
      if (running?.key === key) running.stop.abort();
    },
  };
}
export type Uploads = ReturnType<typeof createUploads>;
