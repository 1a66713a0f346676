import { Link } from "@remix-run/react";
import type { AnswerView } from "#app/profile/words.server.ts";
import { useText } from "#app/text.tsx";

const link = "text-ink-2 underline decoration-line-strong underline-offset-2 hover:text-accent";

/** The answers that something rests on, each the way to its question. */
export function Answers({ answers, profile }: { answers: readonly AnswerView[]; profile: string }) {
  return answers.map(({ fact, label, words }, i) => (
    <span key={fact}>
      {i > 0 && " · "}
      {label}:{" "}
      <Link className={link} to={`${profile}?q=${fact}`}>
        {words}
      </Link>
    </span>
  ));
}

/** Questions that were not answered, or with "not sure". */
export function OpenFacts({ facts, profile }: { facts: readonly { fact: string; label: string }[]; profile: string }) {
  return facts.map(({ fact, label }, i) => (
    <span key={fact}>
      {i > 0 && ", "}
      <Link className={link} to={`${profile}?q=${fact}`}>
        {label}
      </Link>
    </span>
  ));
}

interface BecauseProps {
  answers: readonly AnswerView[];
  open: readonly { fact: string; label: string }[];
  /** Whom the law names, for what binds whatever is answered. */
  binds: string;
  profile: string;
}

/** Why a duty binds, or does not. */
export function Because({ answers, open, binds, profile }: BecauseProps) {
  const t = useText();
  if (open.length > 0)
    return (
      <>
        {t("binding.because-open")} <OpenFacts facts={open} profile={profile} />
      </>
    );
  if (answers.length === 0) return t("binding.because-all", { who: binds });
  return (
    <>
      {t("binding.because")} <Answers answers={answers} profile={profile} />
    </>
  );
}
