import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Check } from "lucide-react";
import { freeCheckOf } from "#app/check/sheet.server.ts";
import { FirstQuestion } from "#app/components/landing/first-question.tsx";
import { LandingFooter, LandingHeader } from "#app/components/landing/frame.tsx";
import { Questionnaires, Tales, WhatYouGet } from "#app/components/landing/sections.tsx";
import { SkipLink } from "#app/components/visually-hidden.tsx";
import { textFor } from "#app/text.server.ts";
import { useText } from "#app/text.tsx";
import { inLanguage } from "#domain/language.ts";

/** Half a minute a question: crosswalk of the leakage check, and what people took in trials of the like. */
const minutesFor = (questions: number) => Math.max(1, Math.round(questions / 2));

export function loader(args: LoaderFunctionArgs) {
  const { services, visit } = args.context;
  const { library } = services;
  const inMine = (text: { vi: string; en: string }) => inLanguage(visit.language, text);
  const latest = [...new Set(library.frameworks.map(({ id }) => id))].map((id) => library.latest(id));
  const check = freeCheckOf(library);
  const [first] = check.questions;
  if (first?.answer.kind !== "choice")
    throw new Error("the free check begins with a question that the landing page cannot draw");
  return {
    first: {
      framework: check.id,
      id: first.id,
      meaning: first.meaning,
      text: inMine(first.text),
      choices: first.answer.choices.map(({ value, credit, text }) => ({ value, credit, text: inMine(text) })),
      count: check.questions.length,
      minutes: minutesFor(check.questions.length - 1),
    },
    questionnaires: latest.map(({ id, title, questions }) => ({
      id,
      title: inMine(title),
      questions: questions.length,
      minutes: minutesFor(questions.length),
    })),
    title: library.messages.landing?.[visit.language]["page-title"] ?? "Chữ Tín",
    description: library.messages.landing?.[visit.language].description ?? "",
    text: textFor(args, "landing", "states"),
  };
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.title ?? "Chữ Tín" },
  { name: "description", content: data?.description ?? "" },
];

export default function LandingRoute() {
  const { first, questionnaires } = useLoaderData<typeof loader>();
  const t = useText();
  return (
    <div className="mx-auto max-w-[72rem] px-4 md:px-6">
      <SkipLink>{t("shell.skip")}</SkipLink>
      <LandingHeader />
      <main id="main" tabIndex={-1}>
        <section className="grid items-start gap-8 pt-5 pb-10 lg:grid-cols-[minmax(0,1fr)_minmax(0,29rem)] lg:gap-16 lg:pt-14 lg:pb-18">
          <div>
            <h1 className="text-3xl text-pretty lg:text-4xl lg:tracking-[-0.022em]">{t("landing.headline")}</h1>
            <p className="mt-4 max-w-lg text-lg text-ink-2">{t("landing.lead")}</p>
            <ul className="mt-6 hidden gap-2 text-ink-2 lg:grid">
              {["account", "language", "open"].map((point) => (
                <li key={point} className="flex items-start gap-2">
                  <Check aria-hidden size={18} strokeWidth={1.75} className="mt-1 shrink-0" />
                  {t(`landing.point-${point}`)}
                </li>
              ))}
            </ul>
          </div>
          <FirstQuestion {...first} />
        </section>
        <Tales />
        <WhatYouGet />
        <Questionnaires rows={questionnaires} />
      </main>
      <LandingFooter />
    </div>
  );
}
