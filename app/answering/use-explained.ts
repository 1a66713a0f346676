import { useCallback, useEffect, useRef, useState } from "react";
import type { ExplainedInRow, Explanations } from "./explained.ts";

const nothing: Explanations<ExplainedInRow> = { of: {}, glossary: {} };

/**
 * What open rows say of their questions: fetched part by part, so that a long table does not carry it all.
 * @param address of the assessment
 * @param current the part that somebody is in; it is fetched before a row is opened, so that the row opens whole
 */
export function useExplained(address: string, current: string | undefined) {
  const [explained, setExplained] = useState(nothing);
  const asked = useRef(new Set<string>());
  const explain = useCallback(
    async (part: string) => {
      if (asked.current.has(part)) return;
      asked.current.add(part);
      const read = await readPart(address, part);
      // without a network: asked for once more when the next row is opened
      if (!read) return void asked.current.delete(part);
      setExplained((known) => ({
        of: { ...known.of, ...read.of },
        glossary: { ...known.glossary, ...read.glossary },
      }));
    },
    [address],
  );
  useEffect(() => {
    if (current !== undefined) void explain(current);
  }, [current, explain]);
  return { explained, explain };
}

/** @returns undefined when it did not arrive */
async function readPart(address: string, part: string): Promise<Explanations<ExplainedInRow> | undefined> {
  try {
    const answer = await fetch(`${address}/explained?${new URLSearchParams({ part }).toString()}`, {
      headers: { accept: "application/json" },
      redirect: "manual",
    });
    return answer.ok ? ((await answer.json()) as Explanations<ExplainedInRow>) : undefined;
  } catch {
    return undefined;
  }
}
