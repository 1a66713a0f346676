import type { Library } from "#content/library.ts";
import type { Json } from "#domain/audit-chain.ts";
import { noneOfThese } from "#domain/answering.ts";
import { askedFacts, readSaid } from "#domain/intake.ts";
import type { Question } from "#domain/content/question.schema.ts";
import { formatDay, formatMoment } from "#domain/format.ts";
import type { Language } from "#domain/language.ts";
import { labelOf, saidInWords } from "./profile/words.server.ts";

interface Reader {
  library: Library;
  language: Language;
  zone: string;
  /** Names that the company knows, by id. */
  people: ReadonlyMap<string, string>;
}

type Detail = Readonly<Record<string, Json>>;
/** Without a value where the label says it all. */
export type DetailInWords = Readonly<{ label: string; value: string }>;

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/;
const day = /^\d{4}-\d{2}-\d{2}$/;
const scores: readonly string[] = ["score", "before", "after"];
const codeFields: readonly string[] = ["for", "because", "subject"];
const questionFields: readonly string[] = ["question", "questions", "unconfirmed"];

/**
 * What was said of an event, for a reader: names for ids, words for fields and codes. Ids that name nothing a reader knows are
 * left to the export, which has everything.
 * @param object what the event happened to; of an answer, its question is named first
 */
export function detailInWords(
  detail: { [key: string]: Json },
  reader: Reader & { object: Readonly<{ kind: string; id: string }> },
): DetailInWords[] {
  const { object, library } = reader;
  const asked = object.kind === "answer" ? questionOf(library, object.id.split("/")[1] ?? "") : undefined;
  const named: Detail = asked ? { question: asked.id, ...detail } : detail;
  return Object.entries(named).flatMap(([field, value]) => {
    const label = word(reader, "audit", `field-${field}`) ?? field;
    if (value === true) return [{ label, value: "" }];
    const words = valueInWords(field, value, { ...reader, asked });
    return words === "" ? [] : [{ label, value: words }];
  });
}

type Asking = Reader & { asked: Question | undefined };

/** Empty for what says nothing to a reader. */
function valueInWords(field: string, value: Json, reader: Asking): string {
  if (value === null || typeof value === "boolean") return "";
  if (Array.isArray(value))
    return value
      .map((each) => valueInWords(field, each, reader))
      .filter((words) => words !== "")
      .join(", ");
  if (typeof value === "object") {
    const [from, to] = ["from", "to"].map((side) => valueInWords(field, value[side] ?? null, reader));
    return [from, to && `${word(reader, "audit", "field-to")} ${to}`].filter(Boolean).join(", ");
  }
  if (typeof value === "number") {
    if (scores.includes(field)) return String(Math.floor(value / 100));
    return (reader.asked && answerInWords(reader.asked, field, value, reader.language)) ?? String(value);
  }
  return textInWords(field, value, reader);
}

function textInWords(field: string, value: string, reader: Asking): string {
  const { library, language, zone, people, asked } = reader;
  if (uuid.test(value)) return people.get(value) ?? "";
  if (instant.test(value)) return formatMoment(language, zone, value);
  if (day.test(value)) return formatDay(language, value);
  if (field === "framework" && library.frameworks.some(({ id }) => id === value))
    return library.latest(value).title[language];
  if (field === "playbook") return library.playbooks.get(value)?.title[language] ?? value;
  if (questionFields.includes(field)) return questionOf(library, value)?.short[language] ?? value;
  if (field === "role") return word(reader, "shell", `role-${value}`) ?? value;
  if (field === "cadence") return word(reader, "schedules", `cadence-${value}`) ?? value;
  const isChange = field === "from" || field === "to";
  const said =
    (asked && answerInWords(asked, field, value, language)) ?? (isChange && saidOf(library, language, value));
  if (said) return said;
  // only what the product itself writes: words that somebody typed stay as they are
  const isCode = isChange || codeFields.includes(field);
  return (isCode && (word(reader, "audit", `value-${value}`) ?? word(reader, "shell", `role-${value}`))) || value;
}

/** The words of a choice, a box or a level that an answer moved from or to. */
function answerInWords({ answer }: Question, field: string, value: string | number, language: Language) {
  if (field !== "from" && field !== "to") return undefined;
  switch (answer.kind) {
    case "choice":
      return answer.choices.find((choice) => choice.value === value)?.text[language];
    case "several":
      return value === noneOfThese
        ? answer.none[language]
        : answer.boxes.find((box) => box.value === value)?.text[language];
    case "maturity":
      return typeof value === "number" ? answer.levels?.[value]?.[language] : undefined;
    default:
      return undefined;
  }
}

function word({ library, language }: Pick<Reader, "library" | "language">, area: string, key: string) {
  return library.messages[area]?.[language][key];
}

function questionOf(library: Library, id: string) {
  for (const framework of library.frameworks.toReversed()) {
    const question = library.findQuestion(framework, id);
    if (question) return question;
  }
  return undefined;
}

/** What was said of the company, as `profile.*` events keep it: `tools=cameras`, `tools=` for none of them, `tools?` for not sure. */
function saidOf({ facts, messages }: Library, language: Language, line: string): string | undefined {
  const [, id, mark, value] = /^([a-z0-9-]+)([=?])(.*)$/.exec(line) ?? [];
  const fact = askedFacts(facts).find((each) => each.id === id);
  if (!fact) return undefined;
  const said = mark === "?" ? { said: null } : readSaid(fact, [value || noneOfThese]);
  const words = "said" in said ? saidInWords(fact, said.said, { library: { messages }, language }) : value;
  return `${labelOf(fact, language)}: ${words}`;
}
