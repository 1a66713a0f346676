import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { useState } from "react";
import { Button } from "#app/components/button.tsx";
import { Field } from "#app/components/field.tsx";
import { TextInput } from "#app/components/inputs.tsx";
import { PublicFrame } from "#app/components/public-frame.tsx";
import { SectionHeading } from "#app/components/section-heading.tsx";
import { termView } from "#app/glossary.server.ts";
import { textFor } from "#app/text.server.ts";
import { useText } from "#app/text.tsx";
import { unmarked } from "#domain/glossary.ts";
import { languages } from "#domain/language.ts";

const groups = ["law", "safety", "eu", "iso"] as const;

export function loader(args: LoaderFunctionArgs) {
  const { services, visit } = args.context;
  const { library } = services;
  const { language } = visit;
  const collator = new Intl.Collator(language);
  const terms = library.glossary
    .map((term) => ({
      id: term.id,
      group: term.group,
      ...termView(term, { library, language }),
      /** in both languages: who knows the English word finds the Vietnamese one */
      found: languages
        .flatMap((each) => [term.term[each], ...term.forms[each]])
        .concat(term.text[language])
        .map(unmarked)
        .join("\n"),
    }))
    .sort((a, b) => collator.compare(a.term, b.term));
  return {
    terms,
    query: new URL(args.request.url).searchParams.get("q") ?? "",
    title: library.messages.glossary?.[language].title ?? "",
    text: textFor(args, "glossary"),
  };
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Chữ Tín` }];

export default function GlossaryRoute() {
  const { terms, query } = useLoaderData<typeof loader>();
  const t = useText();
  const [wanted, setWanted] = useState(query);
  const shown = terms.filter(({ found }) => found.includes(unmarked(wanted)));
  return (
    <PublicFrame>
      <h1>{t("glossary.title")}</h1>
      <p className="mt-1 max-w-prose text-ink-2">{t("glossary.intro")}</p>
      <Form method="get" role="search" className="mt-5 flex flex-wrap items-start gap-3" data-print="none">
        <div className="min-w-0 grow basis-64">
          <Field label={t("glossary.search")} hint={t("glossary.search-hint")}>
            {(control) => (
              <TextInput
                {...control}
                name="q"
                type="search"
                autoComplete="off"
                value={wanted}
                onChange={(event) => setWanted(event.target.value)}
              />
            )}
          </Field>
        </div>
        <Button type="submit" className="sm:mt-6.5">
          {t("glossary.search-submit")}
        </Button>
      </Form>
      <p role="status" className="mt-3 text-sm text-ink-3" data-print="none">
        {shown.length > 0 ? t("glossary.found", { n: shown.length }) : t("glossary.none")}
      </p>
      <div className="mt-6 grid gap-10">
        {groups.map((group) => {
          const ours = shown.filter((term) => term.group === group);
          return (
            ours.length > 0 && (
              <section key={group} aria-labelledby={`group-${group}`}>
                <SectionHeading id={`group-${group}`} title={t(`glossary.group-${group}`)} />
                <dl>
                  {ours.map(({ id, term, text, example, source }) => (
                    <div
                      key={id}
                      id={id}
                      data-print="whole"
                      className="grid gap-1 border-b border-line px-2 py-4 target:bg-selected md:grid-cols-[14rem_minmax(0,1fr)] md:gap-6"
                    >
                      <dt className="font-title text-lg">{term}</dt>
                      <dd className="grid gap-2">
                        <p>{text}</p>
                        <p className="border-l-2 border-line-2 pl-3 text-ink-2">
                          {t("shell.term-example", { example })}
                        </p>
                        {source && <p className="text-sm text-ink-3">{source}</p>}
                      </dd>
                    </div>
                  ))}
                </dl>
              </section>
            )
          );
        })}
      </div>
    </PublicFrame>
  );
}
