import type { Assessment, Facts, Gate, Given, ScoredQuestion, Standing, State, States } from "./model.ts";

/**
 * Where each question stands, in framework order. Nothing else decides what applies: facts hide, a shut gate implies a
 * "no", an open gate keeps its follow-ups open, and only then does the answer count. Completing settles what is left.
 * @throws {Error} when gates form a circle, which the content check refuses
 */
export function statesOf({ framework, facts, given, locked }: Assessment): States {
  const questions = new Map(framework.questions.map((question) => [question.id, question]));
  const decided = new Map<string, Standing | "deciding">();

  // by the gates and not by the order in the file, so that a reordered file scores the same
  function decide(question: ScoredQuestion): Standing {
    const known = decided.get(question.id);
    if (known === "deciding") throw new Error(`the gates of ${question.id} lead back to it`);
    if (known) return known;
    decided.set(question.id, "deciding");
    const standing = standingOf(question, facts, given[question.id], ({ question: id, least }) => {
      const gate = questions.get(id);
      return gate ? passage(decide(gate), least) : "passed";
    });
    decided.set(question.id, standing);
    return standing;
  }

  const states = new Map<string, Standing>();
  for (const question of framework.questions) {
    const standing = decide(question);
    // only now, after all are decided: a gate that was left open shuts nothing
    const isLeftOpen = locked && standing.state === "unanswered";
    states.set(question.id, isLeftOpen ? { ...standing, state: "leftOpen" } : standing);
  }
  return states;
}

/** Known questions make the score; the unanswered ones make its range. */
export function isKnown(state: State): boolean {
  return state === "answered" || state === "dontKnow" || state === "implied" || state === "leftOpen";
}

/** Counted questions are all that apply and are not marked as not applicable. */
export function isCounted(state: State): boolean {
  return state === "unanswered" || isKnown(state);
}

/**
 * The standing of a question.
 * @throws {Error} when the states are those of another framework
 */
export function standingIn(states: States, question: string): Standing {
  const standing = states.get(question);
  if (!standing) throw new Error(`${question} has no state`);
  return standing;
}

type Passage = "passed" | "shut" | "open";

function standingOf(
  { appliesWhen, asksWhen, allowsNotApplicable }: ScoredQuestion,
  facts: Facts,
  given: Given | undefined,
  passageOf: (gate: Gate) => Passage,
): Standing {
  const missing = appliesWhen.filter(({ fact, in: values }) => {
    const known = facts[fact];
    return known !== undefined && !known.some((value) => values.includes(value));
  });
  if (missing.length > 0) return { state: "hidden", credit: 0, because: missing.map(({ fact }) => fact) };
  const passages = asksWhen.map((gate) => ({ gate: gate.question, passage: passageOf(gate) }));
  const gatesThatAre = (wanted: Passage) =>
    passages.filter(({ passage }) => passage === wanted).map(({ gate }) => gate);
  const shut = gatesThatAre("shut");
  if (shut.length > 0) return { state: "implied", credit: 0, because: shut };
  const open = gatesThatAre("open");
  if (open.length > 0) return { state: "unanswered", credit: 0, because: open };
  return effective(given, allowsNotApplicable);
}

function passage({ state, credit }: Standing, least: number): Passage {
  if (state === "hidden" || state === "notApplicable") return "passed";
  if (state === "unanswered") return "open";
  return credit >= least ? "passed" : "shut";
}

/** A finding if there is one; else nothing while unconfirmed; else the answer. */
function effective(given: Given | undefined, allowsNotApplicable: boolean): Standing {
  const unanswered: Standing = { state: "unanswered", credit: 0, because: [] };
  if (given?.finding !== undefined) return { state: "answered", credit: given.finding, because: [] };
  if (!given?.confirmed) return unanswered;
  const { answer } = given;
  if (answer.kind === "choice") return { state: "answered", credit: answer.credit, because: [] };
  if (answer.kind === "dontKnow") return { state: "dontKnow", credit: 0, because: [] };
  if (answer.kind === "none") return unanswered;
  const counts = allowsNotApplicable && answer.accepted && answer.reason.trim() !== "";
  return counts ? { state: "notApplicable", credit: 0, because: [] } : unanswered;
}
