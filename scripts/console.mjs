// What the two commands say: one line a step, and one line that says the mend when they cannot go on.
import { stripVTControlCharacters } from "node:util";

/** An expected end of a command: what is wrong and how to mend it, in English and in Vietnamese, each in one line. */
export class Stop extends Error {
  /** @override */
  name = "Stop";
  /**
   * @param {string} message
   * @param {string} vietnamese
   */
  constructor(message, vietnamese) {
    super(message);
    this.vietnamese = vietnamese;
  }
}

/**
 * Runs `work` and prints one line for it: its name, what it answered and the seconds when it took any.
 * @template T
 * @param {string} name
 * @param {() => Promise<T> | T} work
 * @param {(result: T) => string} inWords
 * @returns {Promise<T>}
 */
export async function step(name, work, inWords) {
  const begun = performance.now();
  const result = await work();
  const seconds = (performance.now() - begun) / 1000;
  say(name, seconds < 0.1 ? inWords(result) : `${inWords(result)} (${seconds.toFixed(1)} s)`);
  return result;
}

/** @param {string} name @param {string} words */
export function say(name, words) {
  process.stdout.write(`  ${name.padEnd(11)} ${words}\n`);
}

/** The single line of an error: a `Stop` in both languages, anything else with the place that it came from. @param {unknown} error */
export function lineOf(error) {
  if (error instanceof Stop) return `${error.message} · ${error.vietnamese}`;
  if (!(error instanceof Error)) return String(error);
  const place = error.stack?.split("\n").find((line) => line.trimStart().startsWith("at "));
  return `${error.message.split("\n")[0]}${place ? ` (${place.trim()})` : ""}`;
}

/** The last lines of a program's output that say something, without colours. @param {string} output @param {number} count */
export function lastLines(output, count) {
  const lines = stripVTControlCharacters(output)
    .split("\n")
    .map((line) => line.trimEnd())
    .filter((line) => line.trim() !== "");
  return lines.slice(-count).join("\n");
}
