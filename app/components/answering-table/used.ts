import { createContext, useContext } from "react";
import type { UsedAnswering } from "#app/answering/use-answering.ts";
import type { UsedEvidence } from "#app/answering/use-evidence.ts";
import type { UsedTable } from "#app/answering/use-table.ts";
import type { UsedRowDesk } from "./use-row-desk.ts";

export type UsedInRows = UsedAnswering & { readonly evidence: UsedEvidence; readonly desk: UsedRowDesk };

/** What the screen is doing, for the few parts of a row that show more than the row is handed: it changes with every answer. */
export const UsedContext = createContext<UsedInRows | null>(null);

export function useUsed(): UsedInRows {
  const used = useContext(UsedContext);
  if (!used) throw new Error("a part of the table stands outside it");
  return used;
}

/** What a row can do; the same for good, so that it gives no row a reason to be drawn anew. */
export type RowActs = Pick<UsedTable, "move" | "goOn" | "select" | "expand"> &
  Pick<UsedAnswering, "say" | "undo"> & {
    readonly onHelp: () => void;
    readonly openDesk: UsedRowDesk["open"];
    readonly explain: (part: string) => void;
  };
