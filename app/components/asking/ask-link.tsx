import { Link } from "@remix-run/react";
import { useText } from "#app/text.tsx";

/**
 * To the page that sends questions by link: one, or a choice of them. Areas: `asking`.
 * @param to the address of the assessment
 */
export function AskLink({ to, question }: { to: string; question?: { id: string; label: string } }) {
  const t = useText();
  const query = question ? `?${new URLSearchParams({ q: question.id }).toString()}` : "";
  return (
    <Link
      className="inline-flex min-h-6 items-center pointer-coarse:min-h-11"
      data-print="none"
      to={`${to}/ask${query}`}
      aria-label={question && t("asking.ask-of", { title: question.label })}
    >
      {t(question ? "asking.ask-short" : "asking.see-sent")}
    </Link>
  );
}
