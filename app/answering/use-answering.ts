import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from "react";
import { isLocked } from "#domain/answering-rules.ts";
import { changed, nextOpen, neighbour, sheetOf, type Answering, type Change, type SeenAnswer } from "./model.ts";
import { isSame, newer, withKept, withQueued } from "./overlay.ts";
import { createOutbox, type Kept, type Outbox, type OutboxState } from "./outbox.ts";
import { ownStorage, queueKey } from "./queue-storage.ts";
import { fetchLatest, sendAcceptance, sendChange, type Latest } from "./send.ts";

const nothingQueued: OutboxState = { items: [], link: "idle", savedAt: null };
const staleAfterMs = 5_000;

/** All that the answering screen knows and can do. What it shows is what the server has confirmed, with what is unsent on top. */
export function useAnswering(loaded: Answering) {
  const [state, setState] = useState(loaded.assessment.state);
  const page = useMemo(() => ({ ...loaded, assessment: { ...loaded.assessment, state } }), [loaded, state]);
  const [confirmed, setConfirmed] = useState(loaded.answers);
  const [current, setCurrent] = useState(loaded.current);
  const [undoable, setUndoable] = useState<Readonly<Record<string, { before: SeenAnswer | undefined } | undefined>>>(
    {},
  );
  const address = `/c/${page.company.slug}/assessments/${page.assessment.id}/answers`;

  const forgetUndo = useCallback(
    (questionId: string) => setUndoable((all) => ({ ...all, [questionId]: undefined })),
    [],
  );
  const revisions = useRef(confirmed);
  revisions.current = confirmed;
  const keep = useCallback(
    (questionId: string, kept: Kept) => {
      // it said what stood already: taking it back would take back somebody else's
      if (kept.revision === revisions.current[questionId]?.revision) forgetUndo(questionId);
      setConfirmed((answers) => withKept(answers, questionId, kept));
    },
    [forgetUndo],
  );
  const takeOver = useCallback(
    (questionId: string, theirs: SeenAnswer) => setConfirmed((answers) => ({ ...answers, [questionId]: theirs })),
    [],
  );
  const { outbox, queued } = useOutbox(page, address, keep, takeOver);
  const [asked, renewAsked] = useState(loaded.asked);
  const isLockedMeanwhile = queued.items.some(
    ({ trouble }) => trouble?.kind === "refused" && trouble.code === "assessment-locked",
  );
  useLatest(address, isLockedMeanwhile, (latest) => {
    setState(latest.state);
    setConfirmed((answers) => newer(answers, latest.answers));
    renewAsked(latest.asked);
  });
  const isOnline = useSyncExternalStore(
    onNetwork,
    () => navigator.onLine,
    () => true,
  );

  const answers = useMemo(() => withQueued(page, confirmed, queued.items), [page, confirmed, queued.items]);
  const sheet = useMemo(() => sheetOf(page, answers), [page, answers]);
  const isReadOnly = !page.mayAnswer || isLocked(state);
  const after = neighbour(page, sheet, current, 1);
  // who only reads goes through all of them, who answers to the next that waits
  const next = isReadOnly ? after : nextOpen(page, sheet, current);

  // the rows of a table are drawn anew only when what they show has changed, so what they can do stays the same for good
  const latest = useRef({ page, answers, confirmed, outbox, undoable });
  latest.current = { page, answers, confirmed, outbox, undoable };
  const seen = useCallback((questionId: string) => latest.current.confirmed[questionId]?.revision ?? 0, []);

  const goTo = useCallback((questionId: string) => {
    setCurrent(questionId);
    // without the router: it would ask the server for the page, which is all here, and fail while there is no network
    const asked = new URLSearchParams(window.location.search);
    asked.set("q", questionId);
    window.history.replaceState(window.history.state, "", `?${asked.toString()}`);
  }, []);
  const say = useCallback(
    (questionId: string, change: Change) => {
      const { page, answers, outbox } = latest.current;
      const before = answers[questionId];
      const after = changed(page, questionId, before, change, new Date().toISOString());
      if (before ? isSame(before, after) : after.kind === "none" && after.note === null) return;
      setUndoable((all) => ({ ...all, [questionId]: { before } }));
      outbox?.put(questionId, change, seen(questionId));
    },
    [seen],
  );
  const undo = useCallback(
    (questionId: string) => {
      const last = latest.current.undoable[questionId];
      if (!last) return;
      forgetUndo(questionId);
      latest.current.outbox?.undo(questionId, last.before, seen(questionId));
    },
    [forgetUndo, seen],
  );
  const takeMine = useCallback((questionId: string) => {
    setUndoable((all) => ({ ...all, [questionId]: { before: latest.current.confirmed[questionId] } }));
    latest.current.outbox?.takeMine(questionId);
  }, []);
  const discard = useCallback(
    (questionId: string) => {
      forgetUndo(questionId);
      latest.current.outbox?.discard(questionId);
    },
    [forgetUndo],
  );
  const accept = useCallback(
    async (questionId: string) => {
      const { person } = latest.current.page;
      const basedOn = seen(questionId);
      const answered = await sendAcceptance(address, { personId: person.id, questionId, basedOn });
      if (answered.kind === "kept") keep(questionId, answered.kept);
      if (answered.kind === "overtaken") takeOver(questionId, answered.theirs);
      return answered.kind === "kept";
    },
    [address, keep, seen, takeOver],
  );

  const trouble = queued.items.find((item) => item.questionId === current && item.trouble);
  return {
    page,
    sheet,
    queued,
    current,
    /** Where "next" leads; undefined when this is the last one. */
    next,
    before: neighbour(page, sheet, current, -1),
    after,
    isReadOnly,
    trouble,
    canUndo: undoable[current] !== undefined && !trouble,
    /** Whether the last change of a question, made in this visit, can be taken back. */
    wasChanged: useCallback((questionId: string) => undoable[questionId] !== undefined, [undoable]),
    isOnline,
    /** False until changes can be held. */
    isReady: outbox !== undefined,
    goTo,
    say,
    undo,
    takeMine,
    discard,
    accept,
    asked,
    /** What a decision on a suggestion moves. */
    deciding: { address, confirmed, newKey: randomId, keep, takeOver, renewAsked },
  };
}
export type UsedAnswering = ReturnType<typeof useAnswering>;

function useOutbox(
  page: Answering,
  address: string,
  onKept: (questionId: string, kept: Kept) => void,
  onTheirs: (questionId: string, theirs: SeenAnswer) => void,
) {
  const [outbox, setOutbox] = useState<Outbox>();
  const { slug } = page.company;
  const { id } = page.assessment;
  const personId = page.person.id;
  useEffect(() => {
    const storageKey = queueKey(slug, id, personId);
    const made = createOutbox({
      storage: ownStorage(),
      storageKey,
      send: (item) => sendChange(address, personId, item),
      onKept,
      onTheirs,
      now: () => new Date(),
      newKey: randomId,
      later: (act, ms) => {
        const timer = setTimeout(act, ms);
        return () => clearTimeout(timer);
      },
    });
    setOutbox(made);
    made.flush();
    const flush = () => made.flush();
    const onVisible = () => document.visibilityState === "visible" && made.flush();
    const onStorage = ({ key }: StorageEvent) => key === storageKey && made.reread();
    window.addEventListener("online", flush);
    window.addEventListener("focus", flush);
    window.addEventListener("storage", onStorage);
    document.addEventListener("visibilitychange", onVisible);
    return () => {
      window.removeEventListener("online", flush);
      window.removeEventListener("focus", flush);
      window.removeEventListener("storage", onStorage);
      document.removeEventListener("visibilitychange", onVisible);
      made.close();
    };
  }, [address, id, onKept, onTheirs, personId, slug]);
  const subscribe = useCallback((changed: () => void) => outbox?.subscribe(changed) ?? (() => undefined), [outbox]);
  const queued = useSyncExternalStore(
    subscribe,
    () => outbox?.getState() ?? nothingQueued,
    () => nothingQueued,
  );
  return { outbox, queued };
}

/** Asks what others did, whenever the page is looked at again after a while, and when it turns out to be `outdated`. */
function useLatest(address: string, outdated: boolean, onLatest: (latest: Latest) => void): void {
  const handler = useRef(onLatest);
  handler.current = onLatest;
  const readAt = useRef(0);
  useEffect(() => {
    readAt.current = Date.now();
    const look = () => {
      if (document.visibilityState !== "visible" || Date.now() - readAt.current < staleAfterMs) return;
      readAt.current = Date.now();
      void fetchLatest(address).then((latest) => latest && handler.current(latest));
    };
    window.addEventListener("focus", look);
    document.addEventListener("visibilitychange", look);
    return () => {
      window.removeEventListener("focus", look);
      document.removeEventListener("visibilitychange", look);
    };
  }, [address]);
  useEffect(() => {
    if (outdated) void fetchLatest(address).then((latest) => latest && handler.current(latest));
  }, [address, outdated]);
}

function onNetwork(changed: () => void): () => void {
  window.addEventListener("online", changed);
  window.addEventListener("offline", changed);
  return () => {
    window.removeEventListener("online", changed);
    window.removeEventListener("offline", changed);
  };
}

/** `crypto.randomUUID` is there over https and on localhost alone. */
function randomId(): string {
  if (typeof crypto.randomUUID === "function") return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const hex = Array.from(bytes, (byte, i) => {
    const value = i === 6 ? (byte & 0x0f) | 0x40 : i === 8 ? (byte & 0x3f) | 0x80 : byte;
    return value.toString(16).padStart(2, "0");
  }).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
