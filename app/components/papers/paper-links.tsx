import { Link } from "@remix-run/react";
import { FileText } from "lucide-react";
import { Icon } from "#app/components/icons.tsx";
import { useText } from "#app/text.tsx";

/** The papers of a company that can be printed and signed. */
export function PaperLinks({ here }: { here: string }) {
  const t = useText();
  const papers = ["now", "relief"] as const;
  return (
    <nav aria-label={t("shell.papers")} data-print="none" className="flex flex-wrap items-center gap-x-5 text-sm">
      <span className="inline-flex items-center gap-1.5 text-ink-3">
        <Icon of={FileText} size="s" />
        {t("shell.papers")}
      </span>
      {papers.map((paper) => (
        <Link
          key={paper}
          to={`${here}/papers/${paper}`}
          className="inline-flex min-h-6 items-center pointer-coarse:min-h-11"
        >
          {t(`shell.paper-${paper}`)}
        </Link>
      ))}
    </nav>
  );
}
