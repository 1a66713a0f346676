import type { Fine } from "#domain/content/obligation.schema.ts";
import type { Content } from "./parsed.ts";
import { problemAt, type Located, type Problem } from "./source.ts";

type Report = {
  problems: Problem[];
  warnings: Problem[];
  /** Whether every item was sound: only then can one be called unused. */
  complete: boolean;
};

/** Every link of instrument, obligation, question, control and playbook leads somewhere, and everything is linked to. */
export function checkChain(content: Content, report: Report): void {
  checkTwice(content, report.problems);
  checkCitations(content, report);
  checkFines(content, report.problems);
  checkObligations(content, report);
  checkQuestions(content, report);
  checkPlaybooks(content, report);
}

const one = {
  instruments: "instrument",
  obligations: "obligation",
  controls: "control",
  playbooks: "playbook",
} as const;

function checkTwice(content: Content, problems: Problem[]): void {
  for (const [kind, name] of Object.entries(one) as [keyof typeof one, string][]) {
    const items: Located<{ id: string }>[] = content[kind];
    items.forEach((item, i) => {
      const first = items.findIndex((other) => other.item.id === item.item.id);
      if (first !== i)
        problems.push(
          problemAt(item, ["id"], `${name} ${item.item.id} is there already, in ${items[first]!.source.file}`),
        );
    });
  }
}

function checkCitations(content: Content, { problems, complete }: Report): void {
  const cited = new Set<string>();
  const cite = (at: Located<{ id: string }>, within: (string | number)[], citation: string) => {
    const instrument = citation.split(" ")[0]!;
    cited.add(instrument);
    if (!content.ids.instruments.has(instrument))
      problems.push(problemAt(at, within, `${at.item.id} cites the instrument ${instrument}, which does not exist`));
  };
  for (const obligation of content.obligations) {
    obligation.item.basis.forEach((citation, i) => cite(obligation, ["basis", i], citation));
    obligation.item.fines.forEach(({ clause }, i) => cite(obligation, ["fines", i, "clause"], clause));
  }
  for (const fact of content.facts)
    if (fact.item.kind === "computed") fact.item.clauses.forEach((citation, i) => cite(fact, ["clauses", i], citation));
  const instruments = new Map(content.instruments.map((instrument) => [instrument.item.id, instrument]));
  for (const instrument of content.instruments) {
    const { id, replaced, successor } = instrument.item;
    replaced.forEach((old, i) => {
      const other = instruments.get(old)?.item;
      if (!content.ids.instruments.has(old))
        problems.push(problemAt(instrument, ["replaced", i], `${id} replaced ${old}, which does not exist here`));
      else if (other && other.successor !== id)
        problems.push(
          problemAt(instrument, ["replaced", i], `${id} replaced ${old}, but ${old} does not name it as successor`),
        );
    });
    if (successor && !content.ids.instruments.has(successor))
      problems.push(
        problemAt(instrument, ["successor"], `${id} names the successor ${successor}, which does not exist here`),
      );
    else if (successor && instruments.has(successor) && !instruments.get(successor)!.item.replaced.includes(id))
      problems.push(
        problemAt(
          instrument,
          ["successor"],
          `${id} names the successor ${successor}, which does not say that it replaced ${id}`,
        ),
      );
    if (complete && !cited.has(id) && !successor && replaced.length === 0)
      problems.push(problemAt(instrument, ["id"], `nothing cites the instrument ${id}`));
  }
}

/** One clause has one band, or the exposure of a company would depend on which obligation was looked at. */
function checkFines(content: Content, problems: Problem[]): void {
  const seen = new Map<string, { amounts: string; id: string }>();
  for (const obligation of content.obligations)
    obligation.item.fines.forEach((fine, i) => {
      const amounts = amountsOf(fine);
      if (!amounts) return;
      const first = seen.get(fine.clause);
      if (first && first.amounts !== amounts)
        problems.push(
          problemAt(
            obligation,
            ["fines", i],
            `${obligation.item.id} gives ${fine.clause} other amounts (${amounts}) than ${first.id} (${first.amounts})`,
          ),
        );
      seen.set(fine.clause, first ?? { amounts, id: obligation.item.id });
    });
}

function amountsOf(fine: Fine): string | undefined {
  if (fine.kind === "band") return `${fine.min}–${fine.max} ${fine.unit}, ${fine.printedFor}`;
  if (fine.kind === "revenue") return `${fine.share} bp of revenue, ${fine.floor} ${fine.unit}`;
  if (fine.kind === "proceeds") return `${fine.times} × proceeds, ${fine.floor} ${fine.unit}`;
  if (fine.kind === "act") return `${fine.floor} ${fine.unit} an act`;
  return fine.kind === "gdpr" ? fine.tier : undefined;
}

function checkObligations(content: Content, { problems, complete }: Report): void {
  const used = new Set(content.frameworks.flatMap(({ questions }) => questions.flatMap(({ item }) => item.covers)));
  for (const control of content.controls) {
    const { id, links } = control.item;
    links.forEach(({ obligation }, i) => {
      used.add(obligation);
      if (!content.ids.obligations.has(obligation))
        problems.push(
          problemAt(
            control,
            ["links", i, "obligation"],
            `${id} links the obligation ${obligation}, which does not exist`,
          ),
        );
      if (links.findIndex((other) => other.obligation === obligation) !== i)
        problems.push(problemAt(control, ["links", i, "obligation"], `${id} links ${obligation} twice`));
    });
  }
  if (!complete) return;
  for (const obligation of content.obligations)
    if (!used.has(obligation.item.id))
      problems.push(
        problemAt(
          obligation,
          ["id"],
          `no control links the obligation ${obligation.item.id} and no question covers it`,
        ),
      );
}

function checkQuestions(content: Content, { problems, warnings, complete }: Report): void {
  const controls = new Map(content.controls.map(({ item }) => [item.id, item]));
  const closed = new Set(content.playbooks.flatMap(({ item }) => item.closes));
  const asked = new Set<string>();
  const main = new Set<string>();
  for (const { head, questions } of content.frameworks)
    for (const question of questions) {
      const { id, covers } = question.item;
      const report = (path: (string | number)[], reason: string) =>
        problems.push(problemAt(question, path, `${id} ${reason}`));
      question.item.controls.forEach((control, i) => {
        asked.add(control);
        if (!content.ids.controls.has(control))
          report(["controls", i], `names the control ${control}, which does not exist`);
      });
      const first = question.item.controls[0]!;
      main.add(first);
      if (complete && content.ids.controls.has(first) && !closed.has(first))
        report(["controls", 0], `has the main control ${first}, which no playbook closes`);
      covers.forEach((covered, i) => {
        if (head.item.kind === "check") {
          if (!question.item.controls.includes(covered))
            report(["covers", i], `covers ${covered}, which is not among its controls (a plain check covers controls)`);
        } else if (!content.ids.obligations.has(covered))
          report(["covers", i], `covers the obligation ${covered}, which does not exist`);
        else if (
          !question.item.controls.some((control) =>
            controls.get(control)?.links.some(({ obligation }) => obligation === covered),
          )
        )
          warnings.push(
            problemAt(question, ["covers", i], `${id} covers ${covered}, which none of its controls links`),
          );
      });
    }
  if (!complete) return;
  for (const control of content.controls) {
    const { id } = control.item;
    if (!asked.has(id)) problems.push(problemAt(control, ["id"], `no question asks for the control ${id}`));
    if (!main.has(id) && !closed.has(id))
      problems.push(problemAt(control, ["id"], `no playbook closes the control ${id}`));
  }
}

function checkPlaybooks(content: Content, { problems }: Report): void {
  for (const playbook of content.playbooks) {
    const { id, closes } = playbook.item;
    closes.forEach((control, i) => {
      if (!content.ids.controls.has(control))
        problems.push(problemAt(playbook, ["closes", i], `${id} closes the control ${control}, which does not exist`));
      if (closes.indexOf(control) !== i)
        problems.push(problemAt(playbook, ["closes", i], `${id} names ${control} twice`));
    });
  }
}
