import { readFileSync } from "node:fs";
import type { Settings } from "#domain/settings.schema.ts";

/** The clock: real time, moved by the milliseconds in a file where a trial installation asks for it. */
export function clockOf({ clockShiftFile }: Pick<Settings, "clockShiftFile">): () => Date {
  if (!clockShiftFile) return () => new Date();
  return () => {
    let shift = 0;
    try {
      shift = Number(readFileSync(clockShiftFile, "utf8").trim()) || 0;
    } catch {
      // no file, no shift
    }
    return new Date(Date.now() + shift);
  };
}
