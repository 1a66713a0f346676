import type { RefusalCode } from "#domain/refusal.ts";
import type { EvidenceChanged, EvidenceRefused, SeenEvidence } from "./evidence-model.ts";

/** `unreachable`: the network; `failing`: the server. Both are worth another try, and so is `signed-out` after signing in. */
export type EvidenceSent =
  | { readonly kind: "done"; readonly said: EvidenceChanged }
  | ({ readonly kind: "refused" } & EvidenceRefused)
  | { readonly kind: "unreachable" | "failing" | "signed-out" };

/** Given up when nothing has moved for so long: a phone that lost its network does not always say so. */
const stalledAfterMs = 60_000;

interface Sending {
  readonly fields?: Readonly<Record<string, string>>;
  readonly file?: File;
  /** Hundredths of what is to be sent. */
  onProgress?(percent: number): void;
  readonly signal?: AbortSignal;
}

/** Sends one form, and says what became of it. By XMLHttpRequest, since `fetch` tells nothing of its progress. Never throws. */
export function sendEvidence(
  address: string,
  questionId: string,
  { fields = {}, file, onProgress, signal }: Sending,
): Promise<EvidenceSent> {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  if (file) body.append("file", file);
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    let stalled: ReturnType<typeof setTimeout>;
    const moved = () => {
      clearTimeout(stalled);
      stalled = setTimeout(() => request.abort(), stalledAfterMs);
    };
    request.upload.addEventListener("progress", ({ loaded, total }) => {
      moved();
      onProgress?.(total > 0 ? Math.floor((100 * loaded) / total) : 0);
    });
    // whatever ends it, once
    request.addEventListener("loadend", () => {
      clearTimeout(stalled);
      resolve(sentBy(request));
    });
    signal?.addEventListener("abort", () => request.abort());
    moved();
    request.open("POST", `${address}?${new URLSearchParams({ q: questionId }).toString()}`);
    request.setRequestHeader("accept", "application/json");
    request.send(body);
  });
}

function sentBy({ status, responseText }: XMLHttpRequest): EvidenceSent {
  if (status === 0) return { kind: "unreachable" };
  if (status === 401) return { kind: "signed-out" };
  if (status === 429 || status >= 500) return { kind: "failing" };
  const said = parsed(responseText);
  if (said === undefined) return status === 413 ? refused("file-too-large") : { kind: "failing" };
  if (!("refusal" in said)) return { kind: "done", said };
  return said.refusal === "file-incomplete" ? { kind: "unreachable" } : { kind: "refused", ...said };
}

function refused(refusal: RefusalCode): EvidenceSent {
  return { kind: "refused", refusal };
}

function parsed(text: string): EvidenceChanged | EvidenceRefused | undefined {
  try {
    return JSON.parse(text) as EvidenceChanged | EvidenceRefused;
  } catch {
    return undefined;
  }
}

/** All that is attached; undefined when it cannot be had. */
export async function readEvidence(address: string): Promise<SeenEvidence[] | undefined> {
  try {
    const response = await fetch(address, { headers: { accept: "application/json" }, redirect: "manual" });
    return response.ok ? ((await response.json()) as SeenEvidence[]) : undefined;
  } catch {
    return undefined;
  }
}
