import { Link, useNavigate } from "@remix-run/react";
import { useState } from "react";
import { keptWith, saidIn, type CheckReply } from "#app/check/model.ts";
import { readCheck, writeCheck } from "#app/check/storage.ts";
import { useKeptCheck } from "#app/check/use-check.ts";
import { Button } from "#app/components/button.tsx";
import { TapChoices } from "#app/components/check/tap-choices.tsx";
import { MarginNumber, Sheet } from "#app/components/sheet.tsx";
import { useText } from "#app/text.tsx";

interface FirstQuestionProps {
  framework: string;
  id: string;
  meaning: number;
  text: string;
  choices: readonly { value: string; credit: number; text: string }[];
  count: number;
  minutes: number;
}

/** The hero is the first question itself, on a stack of those to come. One tap answers it and leads on. */
export function FirstQuestion({ framework, id, meaning, text, choices, count, minutes }: FirstQuestionProps) {
  const t = useText();
  const navigate = useNavigate();
  const [chosen, choose] = useState<CheckReply>();
  const hasBegun = Object.keys(saidIn(useKeptCheck() ?? null, framework)).length > 0;
  const keep = (reply: CheckReply) => {
    choose(reply);
    writeCheck(keptWith(readCheck(), framework, id, { meaning, reply }));
  };
  const leadOn = () => navigate("/check");
  return (
    <Sheet
      as="form"
      variant="stack"
      onSubmit={(event) => {
        event.preventDefault();
        leadOn();
      }}
    >
      <MarginNumber number="1" of={t("landing.hero-of", { n: count })} />
      <h2 className="mb-4 text-xl">{text}</h2>
      <TapChoices
        legend={t("landing.hero-choose")}
        dontKnow={t("landing.hero-dont-know")}
        choices={choices}
        said={chosen}
        onReply={keep}
        onTap={(reply) => {
          keep(reply);
          leadOn();
        }}
      />
      <p className="mt-3.5 text-sm text-ink-3">{t("landing.hero-hint", { n: count - 1, minutes })}</p>
      {/* chosen with the arrow keys, an answer leads nowhere by itself */}
      {chosen && (
        <Button type="submit" variant="primary" className="mt-3">
          {t("landing.hero-start")}
        </Button>
      )}
      {!chosen && hasBegun && (
        <p className="mt-2">
          <Link className="inline-flex min-h-11 items-center" to="/check">
            {t("landing.hero-resume")}
          </Link>
        </p>
      )}
      <noscript>
        <a className="inline-flex min-h-11 items-center" href="/sign-up">
          {t("landing.hero-no-script")}
        </a>
      </noscript>
    </Sheet>
  );
}
