import { Link } from "@remix-run/react";
import { MessageSquareText } from "lucide-react";
import { Icon } from "#app/components/icons.tsx";
import type { UsedAnswering } from "#app/answering/use-answering.ts";
import { askingTo } from "#app/asking/model.ts";
import { useLanguage, useText } from "#app/text.tsx";
import { formatDate } from "#domain/format.ts";

/** The way to the page that sends this question by link, and who is out with it. Areas: `asking`. */
export function AskColleague({
  used,
  questionId,
  disabled,
}: {
  used: UsedAnswering;
  questionId: string;
  disabled: boolean;
}) {
  const t = useText();
  const language = useLanguage();
  const { company, assessment } = used.page;
  const out = used.asked.outstanding.filter((each) => each.questionId === questionId);
  return (
    <>
      {/* without a network it would lead nowhere */}
      {!disabled && used.isOnline && (
        <p className="flex flex-wrap items-center gap-x-5 text-sm">
          <Link
            to={askingTo(company.slug, assessment.id, questionId)}
            className="inline-flex min-h-9 items-center gap-2 font-medium no-underline pointer-coarse:min-h-11"
          >
            <Icon of={MessageSquareText} size="s" />
            {t("asking.ask")}
          </Link>
          {out.map(({ colleague, askedAt }) => (
            <span key={askedAt} className="text-ink-3">
              {t("asking.outstanding", { name: colleague, day: formatDate(language, company.zone, askedAt) })}
            </span>
          ))}
        </p>
      )}
    </>
  );
}
