import { createHash } from "node:crypto";
import { readdirSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { Control, type Relation } from "#domain/content/control.schema.ts";
import { Fact } from "#domain/content/fact.schema.ts";
import { FrameworkHead, type Framework } from "#domain/content/framework.schema.ts";
import { GlossaryTerm } from "#domain/content/glossary.schema.ts";
import { Instrument } from "#domain/content/instrument.schema.ts";
import { Messages } from "#domain/content/messages.schema.ts";
import { Obligation, type Fine } from "#domain/content/obligation.schema.ts";
import { Playbook } from "#domain/content/playbook.schema.ts";
import { Question } from "#domain/content/question.schema.ts";
import { conditionsHold, finesThatHold, type FactValues } from "#domain/content/facts.ts";
import type { Language } from "#domain/language.ts";
import type { z } from "zod";
import { checkChain } from "./check-chain.ts";
import { checkFacts } from "./check-facts.ts";
import { checkFrameworks, compareVersions } from "./check-frameworks.ts";
import { checkGlossary } from "./check-glossary.ts";
import { checkMessages } from "./check-messages.ts";
import type { Content, FrameworkFiles } from "./parsed.ts";
import { readAt, readList, readSource, type Located, type Problem } from "./source.ts";

const closeness: readonly Relation[] = ["equal", "subset", "superset", "intersects"];
/** From what is nearest to a shop to what it takes on of its own will. */
const kindsInOrder: readonly FrameworkHead["kind"][] = ["check", "law", "regulation", "standard"];

/** An obligation that a question speaks of, and how far an answer to the question speaks for it. */
export type Bond = { obligation: Obligation; relation: Relation; strength: number };

/** All content, read and checked once at start; lives in the services, never in a module. */
export interface Library {
  /** Every version of every framework: checks, laws, regulations, standards, of each by id, the newest version first. */
  readonly frameworks: readonly Framework[];
  readonly instruments: ReadonlyMap<string, Instrument>;
  readonly obligations: ReadonlyMap<string, Obligation>;
  readonly controls: ReadonlyMap<string, Control>;
  readonly playbooks: ReadonlyMap<string, Playbook>;
  /** In the order of the file: computed ones behind what they read. */
  readonly facts: readonly Fact[];
  readonly glossary: readonly GlossaryTerm[];
  /** By area, language and key. */
  readonly messages: Readonly<Record<string, Readonly<Record<Language, Readonly<Record<string, string>>>>>>;
  /** Worth a look and no reason to stop. */
  readonly warnings: readonly Problem[];
  /** @throws {Error} when no file holds it: an assessment pins only what was there, and content is never taken away */
  framework(id: string, version: string): Framework;
  /** @throws {Error} as `framework` */
  latest(id: string): Framework;
  findQuestion(framework: Framework, questionId: string): Question | undefined;
  /** Playbooks that close the question's controls, those of the main one first. Looks in the newest version that asks it. */
  playbooksForQuestion(questionId: string): readonly Playbook[];
  /**
   * What a question covers; in a plain check what its controls carry: national law first, then regulations, then standards,
   * of each the closest relation first, then the strongest. Duties that the profile rules out are left out.
   */
  obligationsFor(question: Question, facts?: FactValues): readonly Bond[];
  /**
   * Fines of the duties that a no to this question leaves unmet: those that it covers, in a plain check those that ask
   * the same as its main control, or more (a no says nothing of the other controls).
   * Duties and fines that the profile rules out are left out; an unknown fact rules out nothing.
   */
  finesFor(question: Question, facts: FactValues): readonly Fine[];
}

/** The content cannot be used: every problem found, each with file and line. */
export class ContentError extends Error {
  override readonly name = "ContentError";
  constructor(readonly problems: readonly Problem[]) {
    super(["The content has errors:", ...problems.map(inOneLine)].join("\n"));
  }
}

function inOneLine({ file, line, reason }: Problem): string {
  return `${file}:${line}: ${reason}`;
}

/**
 * Reads and checks all content below `folder`.
 * @throws {ContentError} listing every problem, not the first alone
 */
export function loadLibrary(folder: string): Library {
  const problems: Problem[] = [];
  const warnings: Problem[] = [];
  const unread: Problem[] = [];
  const content = readContent(folder, { unread, problems });
  checkMessages(content, problems);
  checkFrameworks(content, problems, warnings);
  // with a file unread, half the links would be called dead
  if (unread.length === 0) {
    checkFacts(content, problems, warnings);
    checkGlossary(content, problems);
    // a broken item may be the very one that would use what seems unused
    checkChain(content, { problems, warnings, complete: problems.length === 0 });
  }
  problems.push(...unread);
  if (problems.length > 0) throw new ContentError(problems.sort(inOrder));
  return libraryOf(content, warnings.sort(inOrder));
}

function inOrder(a: Problem, b: Problem): number {
  return a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line;
}

/** Where reading complains: files that cannot be read at all, and items that are wrong. */
type Complaints = { unread: Problem[]; problems: Problem[] };

function readContent(folder: string, complaints: Complaints): Content {
  const { unread, problems } = complaints;
  const lists = <T>(paths: string[], schema: z.ZodType<T>) => {
    const sources = paths.map((path) => readSource(folder, path, unread)).filter((source) => source !== undefined);
    const read = sources.map((source) => readList(source, schema, complaints));
    return { items: read.flatMap(({ items }) => items), ids: new Set(read.flatMap(({ ids }) => ids)) };
  };
  const yamlIn = (name: string) => filesIn(folder, name, unread).map((file) => join(name, file));
  const instruments = lists(yamlIn("instruments"), Instrument);
  const obligations = lists(yamlIn("obligations"), Obligation);
  const controls = lists(yamlIn("controls"), Control);
  const playbooks = lists(yamlIn("playbooks"), Playbook);
  const facts = lists(["facts.yaml"], Fact);
  const glossary = lists(["glossary.yaml"], GlossaryTerm);
  return {
    instruments: instruments.items,
    obligations: obligations.items,
    controls: controls.items,
    playbooks: playbooks.items,
    facts: facts.items,
    glossary: glossary.items,
    frameworks: entriesOf(folder, "frameworks", unread).flatMap((name) => readFramework(folder, name, complaints)),
    messages: yamlIn("messages").flatMap((path) => {
      const source = readSource(folder, path, unread);
      const texts = source && readAt(source, [], source.value, Messages, problems);
      return texts ? [{ area: path.slice("messages/".length, -".yaml".length), texts }] : [];
    }),
    ids: {
      instruments: instruments.ids,
      obligations: obligations.ids,
      controls: controls.ids,
      playbooks: playbooks.ids,
      facts: facts.ids,
    },
  };
}

function readFramework(folder: string, name: string, complaints: Complaints): FrameworkFiles[] {
  const { unread, problems } = complaints;
  const files = entriesOf(folder, join("frameworks", name), unread);
  for (const stray of files.filter((file) => !["framework.yaml", "questions.yaml"].includes(file)))
    unread.push({
      file: join(basename(folder), "frameworks", name, stray),
      line: 1,
      reason: "is neither framework.yaml nor questions.yaml",
    });
  const [headSource, questionSource] = ["framework.yaml", "questions.yaml"].map((file) =>
    readSource(folder, join("frameworks", name, file), unread),
  );
  const head = headSource && readAt(headSource, [], headSource.value, FrameworkHead, problems);
  const questions = questionSource && readList(questionSource, Question, complaints);
  return head && questions ? [{ folder: name, head, questions: questions.items, questionIds: questions.ids }] : [];
}

/** The YAML files of a folder of ours, by name; whatever else lies there is a mistake worth naming. */
function filesIn(folder: string, name: string, unread: Problem[]): string[] {
  const names = entriesOf(folder, name, unread);
  for (const stray of names.filter((file) => !file.endsWith(".yaml")))
    unread.push({ file: join(basename(folder), name, stray), line: 1, reason: "is not a .yaml file" });
  return names.filter((file) => file.endsWith(".yaml"));
}

/** What lies in a folder, by name, but for the hidden files that systems leave everywhere. */
function entriesOf(folder: string, name: string, unread: Problem[]): string[] {
  const path = join(folder, name);
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory())
    return readdirSync(path)
      .filter((entry) => !entry.startsWith("."))
      .sort();
  unread.push({ file: join(basename(folder), name), line: 1, reason: "is not a folder that exists" });
  return [];
}

function libraryOf(content: Content, warnings: readonly Problem[]): Library {
  const byId = <T extends { id: string }>(items: Located<T>[]): ReadonlyMap<string, T> =>
    new Map(items.map(({ item }) => [item.id, item]));
  const instruments = byId(content.instruments);
  const obligations = byId(content.obligations);
  const controls = byId(content.controls);
  const playbooks = byId(content.playbooks);
  const frameworks = content.frameworks
    .map((files) => frameworkOf(files))
    .sort((a, b) => {
      if (a.id === b.id) return compareVersions(b.version, a.version);
      return kindsInOrder.indexOf(a.kind) - kindsInOrder.indexOf(b.kind) || (a.id < b.id ? -1 : 1);
    });

  const required = (framework: Framework | undefined, what: string): Framework => {
    if (!framework) throw new Error(`no framework ${what} in the content`);
    return framework;
  };
  const covered = (question: Question) => question.covers.flatMap((id) => obligations.get(id) ?? []);
  const distanceOf = ({ basis }: Obligation): number => {
    const kind = instruments.get(basis[0]?.split(" ")[0] ?? "")?.kind;
    if (kind === "standard") return 2;
    return kind === "regulation" || kind === "directive" || kind === "decision" ? 1 : 0;
  };
  const bondsOf = (question: Question, controlIds: readonly string[], facts: FactValues): Bond[] => {
    const binds = ({ obligation }: Bond) => conditionsHold(obligation.appliesWhen, facts);
    if (covered(question).length > 0)
      return covered(question)
        .map((obligation): Bond => ({ obligation, relation: "equal", strength: 10 }))
        .filter(binds);
    const bonds = controlIds.flatMap((control) =>
      (controls.get(control)?.links ?? []).flatMap(({ obligation: id, relation, strength }): Bond[] => {
        const obligation = obligations.get(id);
        return obligation ? [{ obligation, relation, strength }] : [];
      }),
    );
    bonds.sort(
      (a, b) =>
        distanceOf(a.obligation) - distanceOf(b.obligation) ||
        closeness.indexOf(a.relation) - closeness.indexOf(b.relation) ||
        b.strength - a.strength,
    );
    return bonds
      .filter(({ obligation }, i) => bonds.findIndex((bond) => bond.obligation === obligation) === i)
      .filter(binds);
  };
  const findQuestion = (framework: Framework, questionId: string) =>
    framework.questions.find(({ id }) => id === questionId);
  return {
    frameworks,
    instruments,
    obligations,
    controls,
    playbooks,
    facts: content.facts.map(({ item }) => item),
    glossary: content.glossary.map(({ item }) => item),
    messages: Object.fromEntries(content.messages.map(({ area, texts }) => [area, byLanguage(texts.item)])),
    warnings,
    framework: (id, version) =>
      required(
        frameworks.find((framework) => framework.id === id && framework.version === version),
        `${id} ${version}`,
      ),
    latest: (id) =>
      required(
        frameworks.find((framework) => framework.id === id),
        id,
      ),
    findQuestion,
    playbooksForQuestion(questionId) {
      const question = frameworks
        .map((framework) => findQuestion(framework, questionId))
        .find((found) => found !== undefined);
      const found = (question?.controls ?? []).flatMap((id) =>
        [...playbooks.values()].filter(({ closes }) => closes.includes(id)),
      );
      return [...new Set(found)];
    },
    obligationsFor: (question, facts = {}) => bondsOf(question, question.controls, facts),
    finesFor: (question, facts) =>
      bondsOf(question, question.controls.slice(0, 1), facts)
        .filter(({ relation }) => relation === "equal" || relation === "superset")
        .filter(({ obligation }) => obligation.nature === "duty")
        .flatMap(({ obligation }) => finesThatHold(obligation.fines, facts)),
  };
}

function byLanguage(texts: Messages): Record<Language, Record<string, string>> {
  const inOne = (language: Language) =>
    Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, text[language]]));
  return { vi: inOne("vi"), en: inOne("en") };
}

function frameworkOf({ head, questions }: FrameworkFiles): Framework {
  const content = { ...head.item, questions: questions.map(({ item }) => item) };
  return { ...content, revision: createHash("sha256").update(canonical(content)).digest("hex") };
}

/** JSON with its keys in order, so that the order of fields in a file does not make a new revision. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    part && typeof part === "object" && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
