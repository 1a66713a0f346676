/** What is wrong in a field: a code with a sentence under `identity.error-<code>`, and the numbers that it tells. */
export interface Problem {
  code: string;
  /** Tries that remain. */
  left?: number;
  minutes?: number;
  address?: string;
}
/** By the field's name. */
export type Problems = Readonly<Record<string, Problem>>;
