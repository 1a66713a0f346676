import { Link } from "@remix-run/react";
import { ArrowDown, ArrowUp } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";
import { Icon } from "./icons.tsx";

export interface Column<Row> {
  key: string;
  head: string;
  cell: (row: Row) => ReactNode;
  /** figures stand right, under each other */
  align?: "start" | "end";
  /** the head's link: where it leads sorts by this column, `direction` is how the rows stand now */
  sort?: { to: string; direction: "ascending" | "descending" | null };
  /** drawn without its head when the row becomes a paragraph on a phone */
  plainOnPhone?: boolean;
}

interface TableProps<Row> {
  /** names the table and the region that scrolls */
  label: string;
  /** the first names the row */
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  isSelected?: (row: Row) => boolean;
  /** the last line, over a double rule: one cell a column */
  foot?: readonly ReactNode[];
}

/** Wider tables keep their columns on a phone and scroll in their own region. */
const columnsThatStack = 4;

/**
 * Columns under a double rule. Up to four columns become a list on a phone: the same elements, laid out anew, with the roles
 * written out because browsers forget a table's meaning when its display changes.
 */
export function Table<Row>({ label, columns, rows, rowKey, isSelected, foot }: TableProps<Row>) {
  const stacks = columns.length <= columnsThatStack;
  const head =
    "rule-below px-(--cell-x) py-2 align-bottom font-medium whitespace-nowrap text-ink-2 first:pl-3 aria-[sort]:font-semibold aria-[sort]:text-ink";
  const cell = classNames(
    "px-(--cell-x) py-2 align-middle first:pl-3",
    stacks ? "max-md:block max-md:p-0 max-md:first:pl-0 max-md:text-left md:h-(--row)" : "h-(--row)",
  );
  const line = stacks ? "md:border-b" : "border-b";
  const side = (column: Column<Row>) => (column.align === "end" ? "text-right" : "text-left");
  return (
    <div
      role="region"
      aria-label={label}
      tabIndex={0}
      className="relative overflow-x-auto focus-visible:-outline-offset-2"
    >
      <table
        role="table"
        aria-label={label}
        className={classNames("w-full border-collapse text-sm", stacks ? "max-md:block" : "max-md:min-w-176")}
      >
        <thead role="rowgroup" className={stacks ? "max-md:sr-only" : undefined}>
          <tr role="row">
            {columns.map((column) => (
              <th
                key={column.key}
                role="columnheader"
                scope="col"
                aria-sort={column.sort?.direction ?? undefined}
                className={classNames(head, side(column))}
              >
                {column.sort ? <SortLink {...column.sort}>{column.head}</SortLink> : column.head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup" className={stacks ? "max-md:block" : undefined}>
          {rows.map((row) => (
            <tr
              key={rowKey(row)}
              role="row"
              data-selected={isSelected?.(row) || undefined}
              className={classNames(
                "hover:bg-hover data-selected:bg-selected",
                stacks && "max-md:block max-md:border-b max-md:py-3",
              )}
            >
              {columns.map((column, i) =>
                i === 0 ? (
                  <th
                    key={column.key}
                    role="rowheader"
                    scope="row"
                    className={classNames(
                      cell,
                      side(column),
                      line,
                      "font-medium",
                      stacks && "max-md:mb-0.5 max-md:text-base",
                    )}
                  >
                    {column.cell(row)}
                  </th>
                ) : (
                  <td key={column.key} role="cell" className={classNames(cell, line, side(column))}>
                    {stacks && !column.plainOnPhone && (
                      <span aria-hidden="true" className="text-ink-3 md:hidden">
                        {column.head}:{" "}
                      </span>
                    )}
                    {column.cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
        {foot && (
          <tfoot role="rowgroup" className={stacks ? "max-md:block" : undefined}>
            <tr role="row" className={stacks ? "max-md:block max-md:py-3" : undefined}>
              {columns.map((column, i) => (
                <td
                  key={column.key}
                  role="cell"
                  className={classNames(cell, side(column), "font-semibold", stacks ? "md:rule-below" : "rule-below")}
                >
                  {stacks && i > 0 && !column.plainOnPhone && (
                    <span aria-hidden="true" className="font-normal text-ink-3 md:hidden">
                      {column.head}:{" "}
                    </span>
                  )}
                  {foot[i]}
                </td>
              ))}
            </tr>
          </tfoot>
        )}
      </table>
    </div>
  );
}

function SortLink({
  to,
  direction,
  children,
}: {
  to: string;
  direction: "ascending" | "descending" | null;
  children: ReactNode;
}) {
  return (
    <Link
      to={to}
      preventScrollReset
      className="inline-flex min-h-6 pointer-coarse:min-h-11 items-center gap-1 text-inherit no-underline hover:underline"
    >
      {children}
      {direction && <Icon of={direction === "ascending" ? ArrowUp : ArrowDown} size="s" />}
    </Link>
  );
}
