const prefix = "chu-tin:queue:";

/** Where the unsent changes of one person to one assessment lie in the browser. */
export function queueKey(company: string, assessmentId: string, personId: string): string {
  return `${prefix}${company}:${assessmentId}:${personId}`;
}

/** The browser's own storage; null where its settings forbid it. */
export function ownStorage(): Storage | null {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}

/** Signing out leaves no answers on a device that others use. Beside `clear-site-data`, which plain HTTP does not obey. */
export function wipeQueues(storage: Storage | null = ownStorage()): void {
  const keys = Array.from({ length: storage?.length ?? 0 }, (_, i) => storage?.key(i));
  for (const key of keys) if (key?.startsWith(prefix)) storage?.removeItem(key);
}
