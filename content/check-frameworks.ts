import type { Question } from "#domain/content/question.schema.ts";
import type { Content, FrameworkFiles } from "./parsed.ts";
import { isReachable } from "./reach.ts";
import { problemAt, type Located, type Problem } from "./source.ts";

/** Above this sum of weights 10,000 · Σ weight · credit · proof leaves the whole numbers that a double can hold. */
const mostWeight = 90_000_000;
const base = { S1: 1, S2: 2, S3: 4, S4: 8 } as const;

/** Compares versions number by number. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [a.split(".").map(Number), b.split(".").map(Number)];
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** What holds within a framework and between its versions. */
export function checkFrameworks(content: Content, problems: Problem[], warnings: Problem[]): void {
  const owners = new Map<string, string>();
  for (const framework of content.frameworks) {
    checkHead(framework, problems);
    checkQuestions(framework, problems);
    for (const question of framework.questions) {
      const { id, appliesWhen } = question.item;
      const owner = owners.get(id) ?? framework.head.item.id;
      owners.set(id, owner);
      if (owner !== framework.head.item.id)
        problems.push(problemAt(question, ["id"], `question ${id} belongs to the framework ${owner} already`));
      if (
        !isReachable(
          appliesWhen,
          content.facts.map(({ item }) => item),
        )
      )
        warnings.push(
          problemAt(
            question,
            ["appliesWhen"],
            `${id}: no profile meets these conditions together, so nobody will be asked`,
          ),
        );
    }
  }
  for (const framework of content.frameworks) checkChanges(framework, before(framework, content.frameworks), problems);
}

function checkHead({ folder, head, questions, questionIds }: FrameworkFiles, problems: Problem[]): void {
  const { id, version, topics, sets } = head.item;
  const report = (path: (string | number)[], reason: string) => problems.push(problemAt(head, path, reason));
  if (folder !== `${id}-${version}`) report(["id"], `the folder is called ${folder}, not ${id}-${version}`);
  topics.forEach((topic, i) => {
    if (topics.findIndex((other) => other.id === topic.id) !== i)
      report(["topics", i, "id"], `topic ${topic.id} is there twice`);
    if (questions.length === questionIds.length && !questions.some(({ item }) => item.topic === topic.id))
      report(["topics", i], `topic ${topic.id} has no question`);
  });
  sets.forEach((set, i) => {
    if (sets.findIndex((other) => other.id === set.id) !== i) report(["sets", i, "id"], `set ${set.id} is there twice`);
    set.questions.forEach((question, j) => {
      if (!questionIds.includes(question))
        report(["sets", i, "questions", j], `set ${set.id} names ${question}, which is not in questions.yaml`);
      if (set.questions.indexOf(question) !== j)
        report(["sets", i, "questions", j], `set ${set.id} names ${question} twice`);
    });
  });
}

function checkQuestions({ head, questions, questionIds }: FrameworkFiles, problems: Problem[]): void {
  const multipliers = new Map(head.item.topics.map(({ id, multiplier }) => [id, multiplier]));
  let sum = 0;
  questions.forEach((question, index) => {
    const { id, topic, severity, asksWhen } = question.item;
    const report = (path: (string | number)[], reason: string) =>
      problems.push(problemAt(question, path, `${id}: ${reason}`));
    if (questions.findIndex(({ item }) => item.id === id) !== index)
      report(["id"], "a question of this id is there already");
    const multiplier = multipliers.get(topic);
    if (multiplier === undefined)
      report(["topic"], `framework.yaml has no topic ${topic} (it has ${[...multipliers.keys()].join(", ")})`);
    const weight = (question.item.weight ?? base[severity]) * (multiplier ?? 1);
    if (severity === "S4" && weight === 0)
      report([question.item.weight === 0 ? "weight" : "topic"], "an S4 question may not weigh 0");
    sum += weight;
    if (sum > mostWeight && sum - weight <= mostWeight)
      report(["id"], `from here on the weights add up to more than ${mostWeight}, past exact arithmetic`);
    const place = questionIds.indexOf(id);
    asksWhen.forEach((gate, i) => {
      const gatePlace = questionIds.indexOf(gate.question);
      if (gatePlace === -1)
        report(
          ["asksWhen", i, "question"],
          `the gate ${gate.question} is no question of this framework (facts go in appliesWhen)`,
        );
      else if (gatePlace >= place)
        report(
          ["asksWhen", i, "question"],
          gatePlace === place
            ? "a question may not gate itself"
            : `the gate ${gate.question} comes later; a gate may only name an earlier question`,
        );
    });
  });
}

function before({ head }: FrameworkFiles, frameworks: readonly FrameworkFiles[]): FrameworkFiles | undefined {
  const { id, version } = head.item;
  return frameworks
    .filter((other) => other.head.item.id === id && compareVersions(other.head.item.version, version) < 0)
    .sort((a, b) => compareVersions(b.head.item.version, a.head.item.version))[0];
}

/** The list of changes says what truly differs, so that two assessments stay comparable. */
function checkChanges(framework: FrameworkFiles, previous: FrameworkFiles | undefined, problems: Problem[]): void {
  const { head, questions, questionIds } = framework;
  const { changes } = head.item;
  const old = new Map(previous?.questions.map(({ item }) => [item.id, item]));
  const known = new Set(previous?.questionIds);
  const compare = (field: keyof typeof changes, actual: readonly string[]) => {
    for (const id of actual.filter((id) => !changes[field].includes(id)))
      problems.push(problemAt(head, ["changes", field], `${id} was ${field} and is not listed under changes.${field}`));
    changes[field].forEach((id, i) => {
      if (!actual.includes(id))
        problems.push(problemAt(head, ["changes", field, i], `changes.${field} lists ${id}, which was not ${field}`));
    });
  };
  compare("added", previous ? questionIds.filter((id) => !known.has(id)) : []);
  compare(
    "dropped",
    [...known].filter((id) => !questionIds.includes(id)),
  );
  compare(
    "reworded",
    questions.filter(({ item }) => meansMore(item, old.get(item.id))).map(({ item }) => item.id),
  );
  for (const question of questions) checkMeaning(question, old.get(question.item.id), problems);
}

function meansMore(question: Question, old: Question | undefined): boolean {
  return old !== undefined && question.meaning > old.meaning;
}

function checkMeaning(question: Located<Question>, old: Question | undefined, problems: Problem[]): void {
  const { id, meaning, answer } = question.item;
  if (!old) return;
  if (meaning < old.meaning)
    problems.push(problemAt(question, ["meaning"], `${id}: meaning went from ${old.meaning} back to ${meaning}`));
  if (meaning === old.meaning && earnings(answer) !== earnings(old.answer))
    problems.push(
      problemAt(
        question,
        ["answer"],
        `${id}: its answers earn otherwise than in the version before, so meaning has to be raised above ${old.meaning}`,
      ),
    );
}

/** What an answer can be and earn, without its words. */
function earnings(answer: Question["answer"]): string {
  return JSON.stringify(answer, (key, value: unknown) =>
    ["text", "none", "unit", "levels"].includes(key) ? undefined : value,
  );
}
