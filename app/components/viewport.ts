import { useSyncExternalStore } from "react";

const phone = "(max-width: 47.99rem)";

function subscribe(changed: () => void): () => void {
  const query = window.matchMedia(phone);
  query.addEventListener("change", changed);
  return () => query.removeEventListener("change", changed);
}

/** Whether the page is as narrow as a phone; false on the server. For behaviour alone: layout is a matter of classes. */
export function useIsPhone(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => window.matchMedia(phone).matches,
    () => false,
  );
}

const never = () => () => undefined;

/** False on the server and in the first render after it, true from then on. */
export function useIsInteractive(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
