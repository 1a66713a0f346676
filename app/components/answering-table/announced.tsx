import type { Answering } from "#app/answering/model.ts";
import type { UsedTable } from "#app/answering/use-table.ts";
import { useText, type Translate } from "#app/text.tsx";

const named = 3;

/** Says what has changed elsewhere in the table by an answer, and when there is no next row to go to. */
export function Announced({ page, table }: { page: Pick<Answering, "framework">; table: UsedTable }) {
  const t = useText();
  const { moved, isAtEnd } = table;
  const shorts = (ids: readonly string[]) =>
    page.framework.questions.filter(({ id }) => ids.includes(id)).map(({ short }) => short);
  const words = [
    moved &&
      moved.opened.length > 0 &&
      t("table.opened", { n: moved.opened.length, names: listed(shorts(moved.opened), t) }),
    moved &&
      moved.closed.length > 0 &&
      t("table.closed", { n: moved.closed.length, names: listed(shorts(moved.closed), t) }),
    isAtEnd && t("table.at-end"),
  ].filter(Boolean);
  return (
    <p
      role="status"
      className={
        words.length > 0
          ? "fixed inset-x-4 bottom-4 z-(--z-toast) mx-auto w-fit max-w-prose rounded-md border border-line-strong bg-raised px-4 py-2.5 shadow-pop print:hidden"
          : "sr-only"
      }
    >
      {words.join(" ")}
    </p>
  );
}

function listed(names: readonly string[], t: Translate): string {
  const first = names.slice(0, named).join("; ");
  return names.length > named ? t("table.and-more", { names: first, n: names.length - named }) : first;
}
