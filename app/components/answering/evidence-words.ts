import type { EvidenceRefused } from "#app/answering/evidence-model.ts";
import type { Translate } from "#app/text.tsx";
import { formatNumber } from "#domain/format.ts";
import type { Language } from "#domain/language.ts";

/** A quiet act under the answers, as the note's. */
export const evidenceAct =
  "inline-flex min-h-9 cursor-pointer items-center gap-2 rounded-md text-sm font-medium text-accent hover:text-accent-hover pointer-coarse:min-h-11";
export const evidenceRow = "flex gap-2.5 rounded-md border bg-sheet py-1 pr-1 pl-3 text-sm";

/** 240 KB, 1,2 MB */
export function sizeInWords(language: Language, bytes: number): string {
  const kilo = bytes / 1024;
  if (kilo < 1_000) return `${formatNumber(language, Math.max(1, Math.round(kilo)))}\u00a0KB`;
  return `${formatNumber(language, Math.round(kilo / 102.4) / 10)}\u00a0MB`;
}

/** Why something was not taken, and what the file really is. */
export function refusedInWords(refused: EvidenceRefused | "unreachable", t: Translate): string {
  if (refused === "unreachable") return t("evidence.unreachable-short");
  const { refusal, found } = refused;
  switch (refusal) {
    case "file-lies":
    case "file-kind-refused":
      return t(`evidence.${refusal}`, { found: t(`evidence.content-${found ?? "binary"}`) });
    case "file-too-large":
    case "file-empty":
    case "no-file":
      return t(`evidence.${refusal}`);
    case "link-not-https":
      return t("evidence.link-refused");
    default:
      return t(`errors.${refusal}-body`);
  }
}
