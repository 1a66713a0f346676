import { ownStorage } from "#app/answering/queue-storage.ts";

const key = "chu-tin:check";
const changed = "chu-tin:check-changed";

/** What this page holds because the browser forbids its storage, or has no room; the server never writes. */
let unkept: string | null | undefined;

/** The answers of the free check as this browser keeps them; nothing of them is sent anywhere. */
export function readCheck(): string | null {
  return unkept === undefined ? (ownStorage()?.getItem(key) ?? null) : unkept;
}

/** @param kept null wipes them */
export function writeCheck(kept: string | null): void {
  unkept = isStored(kept) ? undefined : kept;
  window.dispatchEvent(new Event(changed));
}

/** Tells of every change, in another tab too. @returns how to stop */
export function onCheckChange(tell: () => void): () => void {
  window.addEventListener(changed, tell);
  window.addEventListener("storage", tell);
  return () => {
    window.removeEventListener(changed, tell);
    window.removeEventListener("storage", tell);
  };
}

function isStored(kept: string | null): boolean {
  try {
    const storage = ownStorage();
    if (kept === null) storage?.removeItem(key);
    else storage?.setItem(key, kept);
    return storage !== null;
  } catch {
    return false;
  }
}
