import type { Control } from "#domain/content/control.schema.ts";
import type { Fact } from "#domain/content/fact.schema.ts";
import type { FrameworkHead } from "#domain/content/framework.schema.ts";
import type { GlossaryTerm } from "#domain/content/glossary.schema.ts";
import type { Instrument } from "#domain/content/instrument.schema.ts";
import type { Messages } from "#domain/content/messages.schema.ts";
import type { Obligation } from "#domain/content/obligation.schema.ts";
import type { Playbook } from "#domain/content/playbook.schema.ts";
import type { Question } from "#domain/content/question.schema.ts";
import type { Located } from "./source.ts";

/** What the files of one folder say, sound item by sound item. `ids` also has those of broken items. */
export type Content = {
  instruments: Located<Instrument>[];
  obligations: Located<Obligation>[];
  controls: Located<Control>[];
  playbooks: Located<Playbook>[];
  facts: Located<Fact>[];
  glossary: Located<GlossaryTerm>[];
  frameworks: FrameworkFiles[];
  messages: { area: string; texts: Located<Messages> }[];
  ids: Record<"instruments" | "obligations" | "controls" | "playbooks" | "facts", ReadonlySet<string>>;
};
export type FrameworkFiles = {
  folder: string;
  head: Located<FrameworkHead>;
  questions: Located<Question>[];
  questionIds: string[];
};
