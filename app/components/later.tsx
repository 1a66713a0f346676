import { lazy, Suspense, type ComponentType } from "react";

/**
 * A component whose code a browser fetches when it is first shown. The server has it at once, so that its markup is in the
 * page where no script runs: a plain `lazy` would be streamed behind it, for a script to put into its place.
 */
export function later<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  let onServer: ComponentType<P> | undefined;
  if (typeof document === "undefined") void load().then((component) => (onServer = component));
  const InBrowser = lazy(async () => ({ default: await insisted(load) }));
  return function Later(props: P) {
    const Shown: ComponentType<P> = onServer ?? (InBrowser as unknown as ComponentType<P>);
    return (
      <Suspense fallback={null}>
        <Shown {...props} />
      </Suspense>
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
