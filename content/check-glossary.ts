import { folded } from "#domain/glossary.ts";
import { languages } from "#domain/language.ts";
import type { Content } from "./parsed.ts";
import { problemAt, type Problem } from "./source.ts";

/** Terms are there once, no two are found by the same words, and the clause that defines one is of an instrument here. */
export function checkGlossary({ glossary, ids }: Content, problems: Problem[]): void {
  const terms = new Set<string>();
  const owners = new Map<string, string>();
  for (const term of glossary) {
    const { id, forms, source } = term.item;
    const report = (within: (string | number)[], reason: string) => problems.push(problemAt(term, within, reason));
    if (terms.has(id)) report(["id"], `term ${id} is there twice`);
    terms.add(id);
    for (const language of languages)
      forms[language].forEach((form, i) => {
        const key = `${language} ${folded(form)}`;
        const owner = owners.get(key);
        if (owner !== undefined) report(["forms", language, i], `${id}: "${form}" already leads to ${owner}`);
        else owners.set(key, id);
      });
    const instrument = source?.split(" ")[0];
    if (instrument !== undefined && !ids.instruments.has(instrument))
      report(["source"], `${id} cites the instrument ${instrument}, which does not exist`);
  }
}
