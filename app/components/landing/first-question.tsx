import { Form } from "@remix-run/react";
import { Button } from "#app/components/button.tsx";
import { ChoiceList, ChoiceRow } from "#app/components/choice-row.tsx";
import { MarginNumber, Sheet } from "#app/components/sheet.tsx";
import { useText } from "#app/text.tsx";

interface FirstQuestionProps {
  text: string;
  choices: readonly { value: string; credit: number; text: string }[];
  count: number;
  minutes: number;
}

/** The hero is the first question itself, on a stack of those to come. Any answer leads on. */
export function FirstQuestion({ text, choices, count, minutes }: FirstQuestionProps) {
  const t = useText();
  return (
    <Form method="get" action="/sign-up" onChange={(event) => event.currentTarget.requestSubmit()}>
      <Sheet as="div" variant="stack">
        <MarginNumber number="1" of={t("landing.hero-of", { n: count })} />
        <h2 className="mb-4 text-xl">{text}</h2>
        <ChoiceList legend={t("landing.hero-choose")}>
          {choices.map(({ value, credit, text: choice }) => (
            <ChoiceRow
              key={value}
              name="first"
              value={value}
              state={credit === 100 ? "met" : credit > 0 ? "partly" : "unmet"}
            >
              {choice}
            </ChoiceRow>
          ))}
          <ChoiceRow name="first" value="dont-know" state="unknown">
            {t("states.state-dontKnow")}
          </ChoiceRow>
        </ChoiceList>
        <p className="mt-3.5 text-sm text-ink-3">{t("landing.hero-hint", { n: count - 1, minutes })}</p>
        <noscript>
          <Button type="submit" variant="primary">
            {t("landing.hero-start")}
          </Button>
        </noscript>
      </Sheet>
    </Form>
  );
}
