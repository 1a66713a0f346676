import { isFoundIn } from "#domain/search-text.ts";
import {
  isDone,
  isOpenTo,
  isShown,
  isToConfirm,
  markIn,
  type Answering,
  type AskedQuestion,
  type SeenAnswer,
  type Sheet,
} from "./model.ts";

/** What the rows of a table can be picked by; a row may fit several of them. */
export const kinds = ["unanswered", "to-confirm", "dont-know", "not-applicable", "gaps", "not-asked"] as const;
export type Kind = (typeof kinds)[number];

/** Which rows are shown. Of `kinds` one is enough, none means all; the others narrow it down. */
export interface Filter {
  readonly kinds: readonly Kind[];
  readonly critical: boolean;
  readonly topic: string | null;
  /** As it was typed. */
  readonly find: string;
}
export const noFilter: Filter = { kinds: [], critical: false, topic: null, find: "" };

/** The filter that an address holds; what it does not know is left out. */
export function filterIn(asked: URLSearchParams): Filter {
  const named = (asked.get("show") ?? "").split(",");
  return {
    kinds: kinds.filter((kind) => named.includes(kind)),
    critical: asked.get("critical") === "yes",
    topic: asked.get("topic") || null,
    find: (asked.get("find") ?? "").slice(0, 200),
  };
}

/** The address of a filter, behind the path: `?show=unanswered,gaps&q=…`. */
export function searchOf({ kinds, critical, topic, find }: Filter, current?: string): string {
  const asked = new URLSearchParams();
  if (kinds.length > 0) asked.set("show", kinds.join(","));
  if (critical) asked.set("critical", "yes");
  if (topic !== null) asked.set("topic", topic);
  if (find.trim() !== "") asked.set("find", find.trim());
  if (current !== undefined) asked.set("q", current);
  return `?${asked.toString()}`;
}

export function isFiltering({ kinds, critical, topic, find }: Filter): boolean {
  return kinds.length > 0 || critical || topic !== null || find.trim() !== "";
}

type Page = Pick<Answering, "framework">;

/** All that a question can be picked by now. */
function kindsOf(sheet: Sheet, questionId: string): readonly Kind[] {
  const mark = markIn(sheet, questionId);
  const waits = isToConfirm(sheet.answers[questionId]);
  const isOpen = isOpenTo(sheet, questionId);
  const found: Kind[] = [];
  if (isOpen && !isDone(sheet, questionId)) found.push(waits ? "to-confirm" : "unanswered");
  if (mark === "unknown") found.push("dont-know");
  if (mark === "na") found.push("not-applicable");
  if (mark === "unmet" || mark === "partly") found.push("gaps");
  if (!isOpen) found.push("not-asked");
  return found;
}

/** One question as a row. */
export interface Line {
  readonly question: AskedQuestion;
  /** "2.3": the third question of the second part, whatever is hidden. */
  readonly number: string;
  readonly kinds: readonly Kind[];
}
export interface Rows {
  readonly lines: readonly Line[];
  /** How many of them fit the filter still. */
  readonly fitting: number;
  /** How many there would be without a filter. */
  readonly of: number;
  /** How many rows each kind would show, beside the rest of the filter. */
  readonly counts: Readonly<Record<Kind | "critical", number>>;
  /** How many rows each part would show. */
  readonly byTopic: ReadonlyMap<string, number>;
}

/** The numbers by which people speak of the questions. */
export function numbersOf({ framework }: Page): ReadonlyMap<string, string> {
  const numbers = new Map<string, string>();
  framework.topics.forEach(({ id }, part) =>
    framework.questions
      .filter(({ topic }) => topic === id)
      .forEach((question, i) => numbers.set(question.id, `${part + 1}.${i + 1}`)),
  );
  return numbers;
}

interface Asked {
  readonly page: Page;
  readonly sheet: Sheet;
  readonly filter: Filter;
  readonly numbers: ReadonlyMap<string, string>;
  /** What a gate holds back is shown too, with the reason. */
  readonly withNotAsked: boolean;
  /** Rows that were shown before and stay, though they fit no more: nobody's row goes away under the hand. */
  readonly kept: ReadonlySet<string>;
}

/** The rows of a filter, in the order of the questionnaire. A question that no fact lets apply is never one. */
export function rowsOf({ page, sheet, filter, numbers, withNotAsked, kept }: Asked): Rows {
  const counts: Record<Kind | "critical", number> = {
    critical: 0,
    unanswered: 0,
    "to-confirm": 0,
    "dont-know": 0,
    "not-applicable": 0,
    gaps: 0,
    "not-asked": 0,
  };
  const byTopic = new Map<string, number>();
  const lines: Line[] = [];
  let [fitting, of] = [0, 0];
  for (const question of page.framework.questions) {
    const { id, topic, severity } = question;
    if (!isShown(sheet, id)) continue;
    const line = { question, number: numbers.get(id) ?? "", kinds: kindsOf(sheet, id) };
    const isAsked = !line.kinds.includes("not-asked");
    const fits = {
      kinds: filter.kinds.length === 0 || filter.kinds.some((kind) => line.kinds.includes(kind)),
      critical: !filter.critical || severity === "S4",
      topic: filter.topic === null || filter.topic === topic,
      find: filter.find.trim() === "" || isFoundIn(wordsOf(line, sheet.answers[id]), filter.find),
    };
    const isListed = isAsked || withNotAsked || filter.kinds.includes("not-asked");
    if (fits.critical && fits.topic && fits.find)
      for (const kind of line.kinds) if (isListed || kind === "not-asked") counts[kind] += 1;
    if (!isListed) continue;
    if (fits.kinds && fits.topic && fits.find && severity === "S4") counts.critical += 1;
    if (fits.kinds && fits.critical && fits.find) byTopic.set(topic, (byTopic.get(topic) ?? 0) + 1);
    of += 1;
    const isFitting = fits.kinds && fits.critical && fits.topic && fits.find;
    if (isFitting) fitting += 1;
    if (isFitting || kept.has(id)) lines.push(line);
  }
  return { lines, fitting, of, counts, byTopic };
}

/** What a search looks through: the question, what was noted, the reason. */
function wordsOf({ question, number }: Pick<Line, "question" | "number">, answer: SeenAnswer | undefined): string {
  const { id, short, text } = question;
  return [number, id, short, text, answer?.note ?? "", answer?.reason ?? ""].join("\n");
}

/** How many questions each gate holds back now. */
export function heldBack({ framework }: Page, sheet: Sheet): ReadonlyMap<string, number> {
  const held = new Map<string, number>();
  for (const { id } of framework.questions) {
    const standing = sheet.standings.get(id);
    if (!standing || standing.state === "hidden" || isOpenTo(sheet, id)) continue;
    for (const gate of standing.because) held.set(gate, (held.get(gate) ?? 0) + 1);
  }
  return held;
}

/** More rows than these are not drawn unasked: each costs at every layout of the page. */
const rowsAtOnce = 120;

/**
 * The parts that begin folded where there are many rows: all beyond the first ones, but never the one that somebody is in.
 * @param at the part that somebody is in
 */
export function foldedAtFirst(
  { framework }: { framework: { topics: readonly { id: string }[] } },
  lines: readonly { question: Pick<AskedQuestion, "topic"> }[],
  at: string | undefined,
): ReadonlySet<string> {
  if (lines.length <= rowsAtOnce) return new Set();
  const count = (part: string) => lines.filter(({ question }) => question.topic === part).length;
  const parts = framework.topics.map(({ id }) => id).filter((id) => count(id) > 0);
  let drawn = at === undefined ? 0 : count(at);
  const from = parts.findIndex((part) => {
    if (part === at || drawn === 0) {
      drawn ||= count(part);
      return false;
    }
    drawn += count(part);
    return drawn > rowsAtOnce;
  });
  return new Set(from < 0 ? [] : parts.slice(from).filter((part) => part !== at));
}
