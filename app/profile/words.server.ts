import type { Library } from "#content/library.ts";
import { valuesNamed } from "#domain/content/binding.ts";
import type { FactCondition } from "#domain/content/question.schema.ts";
import { formatDay, formatNumber } from "#domain/format.ts";
import type { Gloss, GlossFinder } from "#domain/glossary.ts";
import { askedFacts, type AskedFact } from "#domain/intake.ts";
import type { Language } from "#domain/language.ts";
import { saidOf, type ProfileSays, type Said } from "#domain/profile.ts";

export interface Reader {
  readonly library: Library;
  readonly language: Language;
}

/** A question of the intake in the reader's language. */
export interface AskedView {
  readonly id: string;
  readonly kind: AskedFact["kind"];
  readonly text: string;
  readonly help: { readonly text: string; readonly glosses: readonly Gloss[] } | null;
  /** What may be chosen; empty for a number or a day. */
  readonly choices: readonly { readonly value: string; readonly text: string }[];
  /** The words of "none of these". */
  readonly none: string | null;
  /** Of the number. */
  readonly unit: string | null;
}

export function askedView(fact: AskedFact, { library, language, find }: Reader & { find: GlossFinder }): AskedView {
  const { id, kind, text, help } = fact;
  return {
    ...{ id, kind, text: text[language] },
    help: help ? { text: help[language], glosses: find(help[language]) } : null,
    choices: choicesOf(fact, { library, language }),
    none: fact.kind === "several" ? fact.none[language] : null,
    unit: fact.kind === "integer" ? fact.unit[language] : null,
  };
}

function choicesOf(fact: AskedFact, { library, language }: { library: Pick<Library, "messages">; language: Language }) {
  const say = (key: string) => library.messages.profile?.[language][key] ?? key;
  if (fact.kind === "boolean")
    return [
      { value: "true", text: say("yes") },
      { value: "false", text: say("no") },
    ];
  if (fact.kind === "integer" || fact.kind === "date") return [];
  return fact.values.map(({ value, text }) => ({ value, text: text[language] }));
}

export function labelOf({ short, text }: AskedFact, language: Language): string {
  return (short ?? text)[language];
}

/** What was said, as its reader would say it; of several ticked values those in `only`, where some of them are. */
export function saidInWords(
  fact: AskedFact,
  said: Said | undefined,
  { library, language }: { library: Pick<Library, "messages">; language: Language },
  only?: ReadonlySet<string>,
): string {
  const say = (key: string) => library.messages.profile?.[language][key] ?? key;
  if (said === undefined) return say("not-asked");
  if (said === null) return say("unsure");
  if (fact.kind === "integer") return `${formatNumber(language, Number(said))}\u00a0${fact.unit[language]}`;
  if (fact.kind === "date") return formatDay(language, String(said));
  const values = typeof said === "object" ? said : [String(said)];
  if (values.length === 0 && fact.kind === "several") return fact.none[language];
  const shown = only && values.some((value) => only.has(value)) ? values.filter((value) => only.has(value)) : values;
  const choices = choicesOf(fact, { library, language });
  return shown.map((value) => choices.find((choice) => choice.value === value)?.text ?? value).join("; ");
}

/** An answer of the intake that something rests on. */
export interface AnswerView {
  readonly fact: string;
  readonly label: string;
  readonly words: string;
}

/** The answers to these facts, of each what the conditions look at. */
export function answersInWords(
  ids: readonly string[],
  profile: ProfileSays,
  { conditions, ...reader }: Reader & { conditions?: readonly FactCondition[] },
): AnswerView[] {
  const { facts } = reader.library;
  return askedFacts(facts)
    .filter(({ id }) => ids.includes(id))
    .map((fact) => {
      const only = conditions && valuesNamed(facts, conditions, fact.id);
      const words = saidInWords(fact, saidOf(profile, fact.id), reader, only);
      return { fact: fact.id, label: labelOf(fact, reader.language), words };
    });
}
