import type { RefusalCode } from "#domain/refusal.ts";
import type { Change, SeenAnswer } from "./model.ts";
import { replyOfAnswer } from "./replies.ts";

/** What the server says of a change that it kept. */
export interface Kept {
  readonly revision: number;
  readonly answer: SeenAnswer;
  /** Answers behind it that are to be confirmed again. */
  readonly unconfirmed: readonly string[];
}
/** What it says when somebody else was faster. */
export interface Overtaken {
  readonly refusal: "answered-meanwhile";
  readonly theirs: SeenAnswer;
}
/** `unreachable`: the network, worth another try at once it is back; `failing`: the server, worth another try later. */
export type Answered =
  | { readonly kind: "kept"; readonly kept: Kept }
  | { readonly kind: "overtaken"; readonly theirs: SeenAnswer }
  | { readonly kind: "refused"; readonly code: RefusalCode }
  | { readonly kind: "signed-out" }
  | { readonly kind: "unreachable" }
  | { readonly kind: "failing" };

/** A change that the server has not confirmed yet. */
export interface Queued extends Change {
  /** Marks it for ever: sent twice, it is kept once. */
  readonly saveKey: string;
  readonly questionId: string;
  /** The revision that its writer saw. */
  readonly basedOn: number;
  /** ISO instant of the writer's clock. */
  readonly at: string;
  /** Takes back what was sent before; `shows` is what then stands again. */
  readonly undo?: { readonly shows: SeenAnswer | null };
  /** It may have arrived, so it is never changed any more. */
  readonly isSent: boolean;
  /** Several changes of the writer in one: taking back the last does not take back all of it. */
  readonly isMerged?: boolean;
  /** Stops this question alone until the reader decides. */
  readonly trouble?:
    | { readonly kind: "overtaken"; readonly theirs: SeenAnswer }
    | { readonly kind: "refused"; readonly code: RefusalCode };
}

/** The one of the four states that the save mark shows, `signed-out` besides. */
export type Link = "idle" | "sending" | "unreachable" | "failing" | "signed-out";
export interface OutboxState {
  readonly items: readonly Queued[];
  readonly link: Link;
  /** ISO instant of the last change that the server confirmed in this visit. */
  readonly savedAt: string | null;
}

export interface OutboxPorts {
  /** Survives the tab; null where the browser refuses one. */
  readonly storage: Pick<Storage, "getItem" | "setItem" | "removeItem"> | null;
  readonly storageKey: string;
  send(item: Queued): Promise<Answered>;
  onKept(questionId: string, kept: Kept): void;
  onTheirs(questionId: string, theirs: SeenAnswer): void;
  now(): Date;
  newKey(): string;
  /** @returns what stops it */
  later(act: () => void, ms: number): () => void;
}

const firstWait = 1_000;
const longestWait = 60_000;

/**
 * Holds every change before it is sent, in the browser's own storage, and sends them one by one until the server has
 * confirmed each. What is unsent survives a lost connection, a closed tab and an ended session.
 */
export function createOutbox(ports: OutboxPorts) {
  let state: OutboxState = { items: readItems(ports), link: "idle", savedAt: null };
  const listeners = new Set<() => void>();
  let isPumping = false;
  let isClosed = false;
  let fails = 0;
  let stopWaiting = () => {};
  let isStored = ports.storage !== null;

  function set(part: Partial<OutboxState>) {
    state = { ...state, ...part };
    for (const listener of listeners) listener();
  }
  /** Another tab may have written since: what is stored is the truth, and is read anew before it is changed. */
  function change(edit: (items: readonly Queued[]) => readonly Queued[]) {
    const items = edit(isStored ? readItems(ports) : state.items);
    isStored = writeItems(ports, items);
    set({ items });
  }

  async function pump() {
    if (isPumping || isClosed) return;
    isPumping = true;
    stopWaiting();
    // a change that the server fails on holds up no other question
    const failed = new Set<string>();
    try {
      for (;;) {
        const item = nextToSend(state.items, failed);
        if (!item || isClosed) break;
        change((items) => items.map((each) => (each.saveKey === item.saveKey ? { ...each, isSent: true } : each)));
        // while the line is cut it stays so until something has got through: no flicker at each try
        if (state.link === "idle") set({ link: "sending" });
        const answered = await ports.send(item);
        if (answered.kind === "signed-out") return set({ link: "signed-out" });
        if (answered.kind === "unreachable") return waitAfter("unreachable");
        if (answered.kind === "failing") failed.add(item.questionId);
        else {
          settle(item, answered);
          if (state.link !== "sending") set({ link: "sending" });
        }
      }
      if (failed.size > 0) return waitAfter("failing");
      fails = 0;
      if (state.link !== "idle") set({ link: "idle" });
    } finally {
      isPumping = false;
    }
  }

  function waitAfter(link: Link) {
    set({ link });
    stopWaiting = ports.later(() => void pump(), Math.min(firstWait * 2 ** fails, longestWait));
    fails += 1;
  }

  function settle(
    { saveKey, questionId }: Queued,
    answered: Extract<Answered, { kind: "kept" | "overtaken" | "refused" }>,
  ) {
    switch (answered.kind) {
      case "kept": {
        const { revision } = answered.kept;
        const rest = (items: readonly Queued[]) => items.filter((item) => item.saveKey !== saveKey);
        change((items) => rebased(rest(items), questionId, revision));
        ports.onKept(questionId, answered.kept);
        return set({ savedAt: ports.now().toISOString() });
      }
      case "overtaken": {
        const { theirs } = answered;
        change((items) => gathered(items, questionId, { kind: "overtaken", theirs }));
        return ports.onTheirs(questionId, theirs);
      }
      case "refused":
        return change((items) => gathered(items, questionId, { kind: "refused", code: answered.code }));
    }
  }

  return {
    getState: () => state,
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    /** Holds a change, and sends it as soon as it can. @param seen the revision of the answer that the server has confirmed */
    put(questionId: string, said: Change, seen: number) {
      change((items) => {
        const last = items.findLast((item) => item.questionId === questionId);
        if (!last || (last.isSent && !last.trouble)) return [...items, { ...fresh(questionId, last, seen), ...said }];
        const { undo, trouble, ...rest } = last;
        // what was refused is said anew; what was overtaken still waits for the decision
        const again =
          trouble?.kind === "refused" ? { saveKey: ports.newKey(), isSent: false } : { ...(trouble && { trouble }) };
        const next = { ...rest, ...again, ...said, isMerged: undo === undefined };
        return items.map((item) => (item === last ? next : item));
      });
      void pump();
    },
    /** Takes the last change back. @param shows what stood before it */
    undo(questionId: string, shows: SeenAnswer | undefined, seen: number) {
      change((items) => {
        const last = items.findLast((item) => item.questionId === questionId);
        if (!last || last.isSent)
          return [...items, { ...fresh(questionId, last, seen), undo: { shows: shows ?? null } }];
        if (!last.isMerged) return items.filter((item) => item !== last);
        return items.map((item) =>
          item === last ? { ...last, reply: replyOfAnswer(shows), note: shows?.note ?? "" } : item,
        );
      });
      void pump();
    },
    /** The writer's own answer goes over the one of somebody else, which was seen now. */
    takeMine(questionId: string) {
      change((items) =>
        items.map((item) => {
          if (item.questionId !== questionId || item.trouble?.kind !== "overtaken") return item;
          const { trouble, ...mine } = item;
          return { ...mine, saveKey: ports.newKey(), basedOn: trouble.theirs.revision, isSent: false };
        }),
      );
      void pump();
    },
    /** Gives up what was overtaken, or what the server will not take. */
    discard(questionId: string) {
      change((items) => items.filter((item) => item.questionId !== questionId));
      void pump();
    },
    /** Now: the network is back, the page is looked at again, the person has signed in again. */
    flush() {
      fails = 0;
      void pump();
    },
    /** Another tab has sent, or added. */
    reread: () => set({ items: readItems(ports) }),
    close() {
      isClosed = true;
      stopWaiting();
      listeners.clear();
    },
  };

  function fresh(questionId: string, last: Queued | undefined, seen: number) {
    return {
      saveKey: ports.newKey(),
      questionId,
      basedOn: last ? last.basedOn + 1 : seen,
      at: ports.now().toISOString(),
      isSent: false,
    };
  }
}
export type Outbox = ReturnType<typeof createOutbox>;

/** The oldest one whose question has no trouble: a question that waits for a decision holds up no other. */
function nextToSend(items: readonly Queued[], failed: ReadonlySet<string>): Queued | undefined {
  const troubled = new Set(items.filter(({ trouble }) => trouble).map(({ questionId }) => questionId));
  return items.find(({ questionId }) => !troubled.has(questionId) && !failed.has(questionId));
}

/** What builds on the change that was just confirmed continues from its revision. */
function rebased(items: readonly Queued[], questionId: string, revision: number): readonly Queued[] {
  const next = items.find((item) => item.questionId === questionId);
  return items.map((item) => (item === next ? { ...item, basedOn: revision } : item));
}

/** All that was changed of one question becomes one, which says the latest, and stops there; what was taken back is gone. */
function gathered(
  items: readonly Queued[],
  questionId: string,
  trouble: NonNullable<Queued["trouble"]>,
): readonly Queued[] {
  const own = items.filter((item) => item.questionId === questionId);
  const others = items.filter((item) => item.questionId !== questionId);
  const said = own.slice(own.findLastIndex(({ undo }) => undo) + 1);
  const [first] = said;
  if (!first) return others;
  const latest = said.reduce((all, item) => ({ ...all, ...item }));
  return [...others, { ...latest, basedOn: first.basedOn, saveKey: first.saveKey, isSent: true, trouble }];
}

function readItems({ storage, storageKey }: OutboxPorts): readonly Queued[] {
  try {
    const stored: unknown = JSON.parse(storage?.getItem(storageKey) ?? "[]");
    return Array.isArray(stored) ? stored.filter(isQueued) : [];
  } catch {
    return [];
  }
}

/** Anybody can write into a browser's storage: what is no change of ours is left out. */
function isQueued(item: Partial<Queued> | null): item is Queued {
  return typeof item?.questionId === "string" && typeof item.saveKey === "string" && typeof item.basedOn === "number";
}

/** @returns false when the browser keeps nothing, being full or told not to: then the page itself holds it */
function writeItems({ storage, storageKey }: OutboxPorts, items: readonly Queued[]): boolean {
  if (!storage) return false;
  try {
    if (items.length === 0) storage.removeItem(storageKey);
    else storage.setItem(storageKey, JSON.stringify(items));
    return true;
  } catch {
    return false;
  }
}
