import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData, useNavigate, useOutletContext, useSearchParams } from "@remix-run/react";
import { useEffect } from "react";
import { askedOf, firstOpen, type CheckSheet } from "#app/check/model.ts";
import { askedTexts, freeCheckOf } from "#app/check/sheet.server.ts";
import { writeCheck } from "#app/check/storage.ts";
import { useCheck } from "#app/check/use-check.ts";
import { ButtonLink } from "#app/components/button.tsx";
import { Glossary } from "#app/components/glossed.tsx";
import { BeforeAnswers } from "#app/components/check/no-script.tsx";
import { Question, questionAt } from "#app/components/check/question.tsx";
import { StartOver } from "#app/components/check/start-over.tsx";
import { Sheet } from "#app/components/sheet.tsx";
import { pageGlossary } from "#app/glossary.server.ts";
import { useText } from "#app/text.tsx";

export function loader({ context: { services, visit } }: LoaderFunctionArgs) {
  const { library } = services;
  const { language } = visit;
  const { find, views } = pageGlossary({ library, language });
  return {
    questions: askedTexts(freeCheckOf(library), { language, find }),
    glossary: views(),
    title: library.messages.check?.[language]["page-title"] ?? "",
  };
}

/** Turning to another question asks the server for nothing. */
export const shouldRevalidate = () => false;

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title ?? "" }];

export default function CheckRoute() {
  const { questions, glossary } = useLoaderData<typeof loader>();
  const sheet = useOutletContext<CheckSheet>();
  const { answers, answer } = useCheck(sheet);
  const [params] = useSearchParams();
  const navigate = useNavigate();
  const t = useText();
  const asked = answers && askedOf(sheet, answers);
  const wanted = params.get("q");
  const isNamed = wanted !== null && (asked?.includes(wanted) ?? true);
  const opening = isNamed || !answers ? undefined : firstOpen(sheet, answers);
  useEffect(() => {
    // named in the address it stays, while an answer that the arrow keys pass over would make the next one the first open
    if (opening !== undefined) navigate(questionAt(opening), { replace: true, preventScrollReset: true });
  }, [opening, navigate]);
  if (!answers || !asked) return <BeforeAnswers />;
  const current = isNamed ? wanted : opening;
  const text = current === undefined ? undefined : questions[current];
  return (
    <>
      {current !== undefined && text ? (
        <Glossary terms={glossary}>
          <Question {...{ sheet, current, asked, answers, text }} onAnswer={answer} />
        </Glossary>
      ) : (
        <Sheet variant="margin" className="grid gap-4">
          <h1 className="font-title text-2xl">{t("check.all-title", { n: asked.length })}</h1>
          <p>{t("check.all-body")}</p>
          <div className="flex flex-wrap gap-3">
            <ButtonLink variant="primary" to="/check/result">
              {t("check.to-result")}
            </ButtonLink>
            <ButtonLink to={questionAt(asked[0])}>{t("check.change-answers")}</ButtonLink>
          </div>
        </Sheet>
      )}
      <div className="mt-4 flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <p className="text-sm text-ink-3">{t("check.only-here")}</p>
        {Object.keys(answers).length > 0 && (
          <StartOver
            onWipe={() => {
              writeCheck(null);
              navigate("/check");
            }}
          />
        )}
      </div>
    </>
  );
}
