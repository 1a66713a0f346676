import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { isDone, isOpenTo } from "./model.ts";
import { foldedAtFirst, numbersOf, rowsOf, searchOf, type Filter } from "./table.ts";
import type { UsedAnswering } from "./use-answering.ts";

/** Where the focus of a row lies while it is gone through by keys: its heading. */
export function headIdOf(questionId: string): string {
  return `row-${questionId}`;
}

/** Questions that a gate has opened or closed just now. */
export interface Moved {
  readonly opened: readonly string[];
  readonly closed: readonly string[];
}

/** Which rows are there, which is the current one, and how one goes from row to row. */
export function useTable(used: UsedAnswering, first: Filter) {
  const { page, sheet, current, goTo, isReadOnly } = used;
  const [filter, setFilter] = useState(first);
  // opened by hand they stay open; the one that the keys have come to is open until they go on, and not until a press on
  // another row: that one would move away under the press
  const [expanded, setExpanded] = useState<ReadonlySet<string>>(new Set());
  const [openByKeys, setOpenByKeys] = useState<string>();
  const [isAtEnd, setAtEnd] = useState(false);
  const numbers = useMemo(() => numbersOf(page), [page]);
  const kept = useRef<{ filter: Filter; ids: ReadonlySet<string> }>({ filter: first, ids: new Set() });
  const rows = useMemo(() => {
    const before = kept.current.filter === filter ? kept.current.ids : new Set<string>();
    const found = rowsOf({ page, sheet, filter, numbers, withNotAsked: isReadOnly, kept: before });
    kept.current = { filter, ids: new Set(found.lines.map(({ question }) => question.id)) };
    return found;
  }, [filter, isReadOnly, kept, numbers, page, sheet]);
  const topicOf = (questionId: string) => page.framework.questions.find(({ id }) => id === questionId)?.topic;
  const [folded, setFolded] = useState(() => foldedAtFirst(page, rows.lines, topicOf(current)));
  // the keys pass over what somebody has folded; what has only not been drawn yet they unfold
  const [shut, setShut] = useState<ReadonlySet<string>>(new Set());
  const ids = useMemo(() => rows.lines.map(({ question }) => question.id), [rows]);
  const visible = useMemo(
    () => rows.lines.filter(({ question }) => !folded.has(question.topic)).map(({ question }) => question.id),
    [folded, rows],
  );

  const latest = useRef({ page, current, ids, rows, shut, sheet, isReadOnly, numbers, topicOf, expanded, openByKeys });
  latest.current = { page, current, ids, rows, shut, sheet, isReadOnly, numbers, topicOf, expanded, openByKeys };
  const wanted = useRef<string>();
  /** Makes a row the current one and brings it, opened, under the keys. */
  const goToRow = useCallback(
    (questionId: string) => {
      wanted.current = questionId;
      setAtEnd(false);
      setOpenByKeys(questionId);
      const topic = latest.current.topicOf(questionId) ?? "";
      setFolded((all) => without(all, topic));
      setShut((all) => without(all, topic));
      goTo(questionId);
    },
    [goTo],
  );
  useEffect(() => {
    if (wanted.current === undefined || wanted.current !== current) return;
    wanted.current = undefined;
    focusRow(current);
  });
  const move = useCallback(
    (steps: 1 | -1) => {
      const { current, rows, shut } = latest.current;
      const reached = rows.lines.map(({ question }) => question).filter(({ topic }) => !shut.has(topic));
      const to = reached[reached.findIndex(({ id }) => id === current) + steps];
      if (to !== undefined) goToRow(to.id);
    },
    [goToRow],
  );
  const goOn = useCallback(() => {
    const { current, ids, sheet } = latest.current;
    const at = ids.indexOf(current);
    const next = [...ids.slice(at + 1), ...ids.slice(0, at)].find((id) => isOpenTo(sheet, id) && !isDone(sheet, id));
    if (next === undefined) setAtEnd(true);
    else goToRow(next);
  }, [goToRow]);
  /** The row that somebody points at or tabs into. */
  const select = useCallback(
    (questionId: string) => {
      if (latest.current.current === questionId) return;
      setAtEnd(false);
      goTo(questionId);
    },
    [goTo],
  );

  // the row that one was at has gone: the one before it takes its place, and the focus if it was lost with the row
  useEffect(() => {
    const [firstRow] = visible;
    if (firstRow === undefined || visible.includes(current)) return;
    const order = page.framework.questions.map(({ id }) => id);
    const shown = new Set(visible);
    const before = order.slice(0, order.indexOf(current)).findLast((id) => shown.has(id)) ?? firstRow;
    if (document.activeElement === null || document.activeElement === document.body) wanted.current = before;
    goTo(before);
  }, [current, goTo, page, visible]);

  const choose = useCallback((next: Filter) => {
    const { page, sheet, isReadOnly: withNotAsked, numbers, topicOf, current } = latest.current;
    const { lines } = rowsOf({ page, sheet, filter: next, numbers, withNotAsked, kept: new Set() });
    setFilter(next);
    setFolded(foldedAtFirst(page, lines, topicOf(current)));
    setShut(new Set());
    window.history.replaceState(window.history.state, "", searchOf(next, latest.current.current));
  }, []);
  const fold = useCallback((topic: string, isFolded: boolean) => {
    for (const set of [setFolded, setShut]) set((all) => (isFolded ? new Set([...all, topic]) : without(all, topic)));
  }, []);
  const isPrinting = usePrinting();
  const expand = useCallback((questionId: string) => {
    const { expanded, openByKeys } = latest.current;
    setOpenByKeys((open) => (open === questionId ? undefined : open));
    if (openByKeys === questionId && !expanded.has(questionId)) return;
    setExpanded((all) => (all.has(questionId) ? without(all, questionId) : new Set([...all, questionId])));
  }, []);
  return {
    filter,
    rows,
    currentTopic: topicOf(current),
    isFolded: (topic: string) => folded.has(topic) && !isPrinting,
    isExpanded: (questionId: string) => expanded.has(questionId) || openByKeys === questionId,
    /** Nothing that is shown waits for an answer any more, and somebody has asked for the next. */
    isAtEnd,
    moved: useMoved(used),
    choose,
    fold,
    expand,
    goToRow,
    move,
    goOn,
    select,
  };
}
export type UsedTable = ReturnType<typeof useTable>;

function without(all: ReadonlySet<string>, one: string): ReadonlySet<string> {
  return all.has(one) ? new Set([...all].filter((each) => each !== one)) : all;
}

function focusRow(questionId: string): void {
  const head = document.getElementById(headIdOf(questionId));
  head?.focus({ preventScroll: true });
  // the whole row, with what has opened under its heading, clear of the bar over the page
  head?.closest("tr")?.scrollIntoView({ block: "nearest" });
}

/** While it is being printed: paper has no buttons, so nothing stays folded on it. */
function usePrinting(): boolean {
  const [isPrinting, setPrinting] = useState(false);
  useEffect(() => {
    const begin = () => flushSync(() => setPrinting(true));
    const end = () => setPrinting(false);
    window.addEventListener("beforeprint", begin);
    window.addEventListener("afterprint", end);
    return () => {
      window.removeEventListener("beforeprint", begin);
      window.removeEventListener("afterprint", end);
    };
  }, []);
  return isPrinting;
}

/** What the gates have opened and closed since the last answer, for who does not see it happen. */
function useMoved({ page, sheet }: UsedAnswering): Moved | undefined {
  const asked = useMemo(
    () => page.framework.questions.map(({ id }) => id).filter((id) => isOpenTo(sheet, id)),
    [page, sheet],
  );
  const before = useRef(asked);
  const [moved, setMoved] = useState<Moved>();
  useEffect(() => {
    const [was, is] = [new Set(before.current), new Set(asked)];
    const opened = asked.filter((id) => !was.has(id));
    const closed = before.current.filter((id) => !is.has(id));
    before.current = asked;
    if (opened.length + closed.length > 0) setMoved({ opened, closed });
  }, [asked]);
  return moved;
}
