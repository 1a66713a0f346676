import type { Library } from "#content/library.ts";
import type { Json } from "#domain/audit-chain.ts";
import { noneOfThese } from "#domain/answering.ts";
import { askedFacts, readSaid } from "#domain/intake.ts";
import { inLanguage, type Language } from "#domain/language.ts";
import { labelOf, saidInWords } from "./profile/words.server.ts";

interface Reader {
  library: Library;
  language: Language;
  /** Names that the company knows, by id. */
  people: ReadonlyMap<string, string>;
}

/** What was said of an event, for a reader: names for ids where we have them, words for the fields that we know. */
export function detailInWords(detail: { [key: string]: Json }, reader: Reader): { label: string; value: string }[] {
  const labels = reader.library.messages.audit?.[reader.language] ?? {};
  return Object.entries(detail)
    .filter(([, value]) => value !== null && value !== false)
    .map(([field, value]) => ({ label: labels[`field-${field}`] ?? field, value: valueInWords(field, value, reader) }));
}

function valueInWords(field: string, value: Json, reader: Reader): string {
  if (Array.isArray(value)) return value.map((each) => valueInWords(field, each, reader)).join(", ");
  if (value === true) return "+";
  if (typeof value !== "string")
    return typeof value === "number" && isScore(field) ? String(Math.floor(value / 100)) : JSON.stringify(value);
  const { library, language, people } = reader;
  if (field === "framework" && library.frameworks.some(({ id }) => id === value))
    return inLanguage(language, library.latest(value).title);
  if (field === "from" || field === "to") return saidOf(library, language, value) ?? value;
  if (field === "playbook") return titleOf(library.playbooks.get(value)?.title, value);
  if (field === "questions" || field === "unconfirmed") return titleOf(questionOf(library, value)?.short, value);
  return people.get(value) ?? value;

  function titleOf(text: { vi: string; en: string } | undefined, otherwise: string) {
    return text ? inLanguage(language, text) : otherwise;
  }
}

const isScore = (field: string) => field === "score" || field === "before" || field === "after";

function questionOf(library: Library, id: string) {
  for (const framework of library.frameworks) {
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
