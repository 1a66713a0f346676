import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData, useNavigate, useOutletContext } from "@remix-run/react";
import { useMemo } from "react";
import { askedOf, type CheckSheet } from "#app/check/model.ts";
import { pictureOf, type CheckDetail } from "#app/check/picture.ts";
import { freeCheckOf, leftByCheck, resultTexts } from "#app/check/sheet.server.ts";
import { writeCheck } from "#app/check/storage.ts";
import { useCheck } from "#app/check/use-check.ts";
import { ButtonLink } from "#app/components/button.tsx";
import { CheckDamage, CheckUnknown } from "#app/components/check/direction.tsx";
import { FirstPicture } from "#app/components/check/first-picture.tsx";
import { CheckGaps } from "#app/components/check/gaps.tsx";
import { BeforeAnswers } from "#app/components/check/no-script.tsx";
import { CheckPlan } from "#app/components/check/plan.tsx";
import { questionAt } from "#app/components/check/question.tsx";
import { StartOver } from "#app/components/check/start-over.tsx";
import { Sheet } from "#app/components/sheet.tsx";
import { textFor } from "#app/text.server.ts";
import { useText } from "#app/text.tsx";

export function loader(args: LoaderFunctionArgs) {
  const { services, visit } = args.context;
  const { library } = services;
  return {
    ...resultTexts(freeCheckOf(library), { library, language: visit.language }),
    left: leftByCheck(library),
    title: library.messages.check?.[visit.language]["result-page-title"] ?? "",
    text: textFor(args, "verdict"),
  };
}

export const shouldRevalidate = () => false;

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title ?? "" }];

/** Counted in the browser: the server has the texts and never the answers. */
export default function CheckResultRoute() {
  const { questions, playbooks, left } = useLoaderData<typeof loader>();
  const sheet = useOutletContext<CheckSheet>();
  const { answers } = useCheck(sheet);
  const navigate = useNavigate();
  const t = useText();
  const picture = useMemo(() => {
    const details = Object.entries(questions).map(([id, about]): [string, CheckDetail] => [
      id,
      {
        kinds: about.consequences.map(({ kind }) => kind),
        remedies: about.playbooks.map((playbook) => ({ id: playbook, effort: playbooks[playbook]?.effort ?? "L" })),
      },
    ]);
    return answers && pictureOf(sheet, answers, Object.fromEntries(details));
  }, [sheet, answers, questions, playbooks]);
  if (!answers || !picture) return <BeforeAnswers />;
  if (picture.answered === 0)
    return (
      <Sheet variant="margin" className="grid justify-items-start gap-4">
        <h1 className="font-title text-2xl">{t("check.none-title")}</h1>
        <p>{t("check.none-body")}</p>
        <ButtonLink variant="primary" to="/check">
          {t("check.none-start")}
        </ButtonLink>
      </Sheet>
    );
  return (
    <div className="grid gap-10">
      <FirstPicture picture={picture} left={left} first={questionAt(askedOf(sheet, answers)[0])} />
      <CheckPlan picture={picture} playbooks={playbooks} />
      <CheckGaps gaps={picture.gaps} questions={questions} />
      <CheckDamage damage={picture.damage} />
      <CheckUnknown unknown={picture.unknown} questions={questions} />
      <p className="max-w-prose text-ink-2">{t("check.not-advice")}</p>
      <div className="flex flex-wrap items-center gap-3" data-print="none">
        <ButtonLink variant="primary" to="/check/keep">
          {t("check.keep")}
        </ButtonLink>
        <StartOver
          onWipe={() => {
            writeCheck(null);
            navigate("/check");
          }}
        />
      </div>
    </div>
  );
}
