import type { Library } from "#content/library.ts";

/** The questionnaires that the content holds, each in its newest version: "leakage 1 · vn-pdpl-2025 1". */
export function contentIn(library: Pick<Library, "frameworks" | "latest">): string {
  const ids = [...new Set(library.frameworks.map(({ id }) => id))];
  return ids.map((id) => `${id}\u00a0${library.latest(id).version}`).join(" · ");
}
