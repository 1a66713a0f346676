import { useCallback, useEffect, useRef, useSyncExternalStore } from "react";
import { actOf, isTaken, type KeyAct } from "./keys.ts";

/** Calls `onAct` for the single keys of the page, unless somebody types, composes, or has switched them off. */
export function useKeys(areOn: boolean, onAct: (act: KeyAct) => void): void {
  const handler = useRef(onAct);
  handler.current = onAct;
  useEffect(() => {
    if (!areOn) return;
    const press = (event: KeyboardEvent) => {
      const act = actOf(event);
      if (!act || isTaken(event.target, act)) return;
      event.preventDefault();
      handler.current(act);
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [areOn]);
}

const key = "chu-tin:keys";
const listeners = new Set<() => void>();

/** Whether single keys are on: a choice of this browser, kept in it. */
export function useKeysSwitch(): [boolean, (areOn: boolean) => void] {
  const areOn = useSyncExternalStore(subscribe, read, () => true);
  const turn = useCallback((on: boolean) => {
    try {
      if (on) window.localStorage.removeItem(key);
      else window.localStorage.setItem(key, "off");
    } catch {
      // the browser keeps nothing: the choice cannot be kept either
    }
    for (const listener of listeners) listener();
  }, []);
  return [areOn, turn];
}

function subscribe(changed: () => void): () => void {
  listeners.add(changed);
  window.addEventListener("storage", changed);
  return () => {
    listeners.delete(changed);
    window.removeEventListener("storage", changed);
  };
}

function read(): boolean {
  try {
    return window.localStorage.getItem(key) !== "off";
  } catch {
    return true;
  }
}
