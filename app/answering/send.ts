import type { SeenAsked } from "#app/asking/model.ts";
import type { RefusalCode } from "#domain/refusal.ts";
import type { SeenAnswers } from "./model.ts";
import type { Answered, Kept, Overtaken, Queued } from "./outbox.ts";
import type { AssessmentState } from "#domain/answering-rules.ts";

const longestWaitMs = 20_000;

/** Sends one change, and says what became of it. Never throws. */
export async function sendChange(address: string, personId: string, item: Queued): Promise<Answered> {
  const { questionId, basedOn, saveKey, reply, note, undo } = item;
  const said = undo ? { act: "undo" } : { act: "save", reply, note };
  return post(address, { personId, questionId, basedOn, saveKey, ...said });
}

/** A second person's consent to a mark of not applicable. */
export function sendAcceptance(
  address: string,
  accepted: { personId: string; questionId: string; basedOn: number },
): Promise<Answered> {
  return post(address, { act: "accept", ...accepted });
}

/** Sends one thing to be changed, and says what became of it. Never throws. */
export async function post(address: string, body: object): Promise<Answered> {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), longestWaitMs);
  try {
    const response = await fetch(address, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
      // goes out even if the tab is closed this very moment
      keepalive: true,
      signal: patience.signal,
    });
    return await answeredBy(response);
  } catch {
    return { kind: "unreachable" };
  } finally {
    clearTimeout(timer);
  }
}

async function answeredBy(response: Response): Promise<Answered> {
  if (response.status === 401) return { kind: "signed-out" };
  if (response.status === 429 || response.status >= 500) return { kind: "failing" };
  const said = (await response.json().catch(() => null)) as Kept | Overtaken | { refusal: RefusalCode } | null;
  // not ours: a proxy's page, a hotel's sign-in
  if (said === null) return { kind: "unreachable" };
  if (!("refusal" in said)) return { kind: "kept", kept: said };
  if ("theirs" in said) return { kind: "overtaken", theirs: said.theirs };
  return { kind: "refused", code: said.refusal };
}

/** What the server has now; undefined when it cannot be had. */
export interface Latest {
  readonly state: AssessmentState;
  readonly answers: SeenAnswers;
  readonly asked: SeenAsked;
}

export async function fetchLatest(address: string): Promise<Latest | undefined> {
  try {
    const response = await fetch(address, { headers: { accept: "application/json" }, redirect: "manual" });
    return response.ok ? ((await response.json()) as Latest) : undefined;
  } catch {
    return undefined;
  }
}
