import type { ContentKind } from "#domain/evidence.ts";
import type { RefusalCode } from "#domain/refusal.ts";

/** A file or link as the reader sees it beside an answer. */
export interface SeenEvidence {
  readonly id: string;
  readonly questionId: string;
  readonly kind: "file" | "link";
  readonly title: string;
  /** Null for a link. */
  readonly bytes: number | null;
  readonly mediaType: string | null;
  /** Where it is opened: with us for a file, elsewhere for a link. */
  readonly to: string;
  /** ISO instant. */
  readonly at: string;
  /** Null for who was erased. */
  readonly byName: string | null;
  readonly isMine: boolean;
  /** The last day on which it proves something, `2027-11-24`. */
  readonly validUntil: string;
  readonly isInDate: boolean;
}

/** What the server says of a change to what is attached. */
export type EvidenceChanged = { readonly evidence: SeenEvidence } | { readonly removed: string };
export interface EvidenceRefused {
  readonly refusal: RefusalCode;
  /** What the file's bytes are. */
  readonly found?: ContentKind;
}
