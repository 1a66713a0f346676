/** One question at a time, or all of them as a table. */
export const answeringModes = ["question", "table"] as const;
export type AnsweringMode = (typeof answeringModes)[number];

export function isAnsweringMode(word: unknown): word is AnsweringMode {
  return answeringModes.includes(word as AnsweringMode);
}
