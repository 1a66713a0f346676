/**
 * Where to go on after signing in: a path of our own site, or `otherwise`. What names another site, or could be read
 * as one by a browser (`//x`, `/\x`, control characters), is never followed.
 */
export function nextPath(wanted: string | null | undefined, otherwise: string): string {
  if (!wanted || !/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(wanted)) return otherwise;
  const here = "http://same.site";
  const url = URL.canParse(wanted, here) ? new URL(wanted, here) : undefined;
  if (url?.origin !== here || url.pathname.startsWith("//")) return otherwise;
  return url.pathname + url.search + url.hash;
}

/** The address of a page that goes on to `next` when it is done. */
export function withNext(path: string, next: string | null | undefined): string {
  if (!next) return path;
  return `${path}${path.includes("?") ? "&" : "?"}next=${encodeURIComponent(next)}`;
}
