import { useNavigate } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { isSingle, isTyping } from "#app/answering/keys.ts";
import type { GoKey } from "./go-keys.ts";

/** How long the second letter may take. */
const patienceMs = 1_500;

interface Going {
  readonly keys: readonly GoKey[];
  /** Whether single keys are on. */
  readonly areOn: boolean;
  /** Whether the page may be left now. */
  readonly mayLeave?: () => boolean;
  /** `?`, where the page has no other use for it. */
  readonly onHelp?: () => void;
}

/** `g` and then a letter leads to a screen. Never from within a field, nor while an input method composes. */
export function useGoKeys(going: Going): void {
  const navigate = useNavigate();
  const latest = useRef({ ...going, navigate });
  latest.current = { ...going, navigate };
  const { areOn } = going;
  useEffect(() => {
    if (!areOn) return;
    let begunAt = -Infinity;
    const press = (event: KeyboardEvent) => {
      const isBegun = event.timeStamp - begunAt < patienceMs;
      begunAt = -Infinity;
      if (!isSingle(event) || isTyping(event.target)) return;
      const { keys, mayLeave, onHelp, navigate } = latest.current;
      if (event.key === "?" && onHelp) {
        event.preventDefault();
        onHelp();
        return;
      }
      const letter = event.key.toLowerCase();
      const chosen = isBegun ? keys.find((key) => key.letter === letter) : undefined;
      if (chosen) {
        event.preventDefault();
        if (mayLeave?.() ?? true) navigate(chosen.to);
      } else if (letter === "g" && !event.shiftKey) begunAt = event.timeStamp;
    };
    // before the single keys of the page, for whom the second letter may mean something else
    document.addEventListener("keydown", press, true);
    return () => document.removeEventListener("keydown", press, true);
  }, [areOn]);
}
