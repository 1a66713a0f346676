import { useCallback, useRef, useState } from "react";
import type { RowDesk } from "./row-desk.tsx";

/** What can be worked on under a row: its evidence, or a reply by link. */
export type DeskKind = "evidence" | "reply";

interface At {
  readonly questionId: string;
  readonly kind: DeskKind;
}

/** The one desk that is open under a row. Its script comes when it is first wanted. */
export function useRowDesk() {
  const [at, setAt] = useState<At>();
  const [view, setView] = useState<{ readonly View: typeof RowDesk }>();
  const [isStuck, setStuck] = useState(false);
  const latest = useRef(at);
  latest.current = at;
  const close = useCallback(() => setAt(undefined), []);
  /** @param byKey the key goes on to the choice of a file; a press on the same button closes the desk again */
  const open = useCallback(async (questionId: string, kind: DeskKind, byKey = false) => {
    const isHere = latest.current?.questionId === questionId && latest.current.kind === kind;
    if (isHere && !byKey) return setAt(undefined);
    setAt({ questionId, kind });
    try {
      const { RowDesk, pickOnceThere } = await import("./row-desk.tsx");
      setView({ View: RowDesk });
      setStuck(false);
      if (byKey) pickOnceThere();
    } catch {
      setStuck(true);
    }
  }, []);
  return { at, view, isStuck, open, close };
}
export type UsedRowDesk = ReturnType<typeof useRowDesk>;
