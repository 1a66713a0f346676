import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "#app/components/class-names.ts";
import { Icon } from "#app/components/icons.tsx";
import { ProgressBar } from "#app/components/progress.tsx";
import type { Progress } from "#app/answering/model.ts";
import { useText } from "#app/text.tsx";

interface GroupProps {
  title: string;
  progress: Progress;
  /** how many rows it has */
  count: number;
  isFolded: boolean;
  /** the table with this part alone, for who has no script */
  to: string;
  onFold: (isFolded: boolean) => void;
  children: ReactNode;
}

/** A part of the questionnaire: its name, how far it is, and its rows unless it is folded. */
export function Group({ title, progress, count, isFolded, to, onFold, children }: GroupProps) {
  const t = useText();
  const { answered, asked } = progress;
  const label = t("table.group-progress", { answered, asked });
  return (
    <tbody role="rowgroup" className="max-md:block">
      <tr role="row" className="rule-below max-md:block">
        <th
          role="rowheader"
          scope="rowgroup"
          colSpan={5}
          className="bg-paper px-(--cell-x) pt-4 pb-1 text-left max-md:block max-md:px-4"
        >
          <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
            <button
              type="button"
              aria-expanded={!isFolded}
              onClick={() => onFold(!isFolded)}
              className="noscript:hidden inline-flex min-h-7 items-center gap-1 text-left text-base font-semibold hover:text-accent pointer-coarse:min-h-11"
            >
              <Icon
                of={ChevronRight}
                size="s"
                className={classNames("text-ink-3 transition-transform print:hidden", !isFolded && "rotate-90")}
              />
              {title}
            </button>
            <span aria-hidden="true" className="hidden font-semibold print:inline">
              {title}
            </span>
            <a href={to} className="hidden min-h-7 items-center text-base font-semibold noscript:inline-flex">
              {title}
            </a>
            {isFolded && <span className="font-normal text-ink-3">{t("table.folded", { n: count })}</span>}
            <span className="inline-flex items-center gap-2 font-normal text-ink-2">
              <span className="w-24 print:hidden">
                <ProgressBar value={answered} max={asked} label={label} />
              </span>
              <span aria-hidden="true">{t("answering.part-count", { answered, asked })}</span>
            </span>
          </div>
        </th>
      </tr>
      {!isFolded && children}
    </tbody>
  );
}
