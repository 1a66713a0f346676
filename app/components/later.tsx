import { lazy, startTransition, Suspense, useEffect, useMemo, useState, type ComponentType } from "react";

/**
 * A component whose code a browser fetches when it is first shown. The server has it at once, so that its markup is in the
 * page where no script runs: a plain `lazy` would be streamed behind it, for a script to put into its place.
 */
export function later<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  let onServer: ComponentType<P> | undefined;
  if (typeof document === "undefined") void load().then((component) => (onServer = component));
  let asked: Promise<ComponentType<P>> | undefined;
  let isThere = false;
  const once = () => (asked ??= insisted(load).finally(() => (isThere = true)));
  const InBrowser = lazy(async () => ({ default: await once() }));

  return function Later(props: P) {
    // what the server sent stays as it is until the code is there: changed before, React would throw it away and draw anew
    const [first] = useState(props);
    const [isReady, setReady] = useState(isThere);
    useEffect(() => {
      if (!isReady) void once().then(() => startTransition(() => setReady(true)));
    }, [isReady]);
    const given = isReady ? props : first;
    const Shown: ComponentType<P> = onServer ?? (InBrowser as unknown as ComponentType<P>);
    return useMemo(
      () => (
        <Suspense fallback={null}>
          <Shown {...given} />
        </Suspense>
      ),
      [Shown, given],
    );
  };
}

const againAfterMs = 5_000;

/** Without a network it does not arrive: the page goes on without it, and has it as soon as it can be had. */
async function insisted<T>(load: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await load();
    } catch {
      await new Promise((resolve) => {
        window.addEventListener("online", resolve, { once: true });
        setTimeout(resolve, againAfterMs);
      });
    }
  }
}
