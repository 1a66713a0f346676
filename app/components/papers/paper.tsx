import { useLocation } from "@remix-run/react";
import type { ReactNode } from "react";
import { Breadcrumbs } from "#app/components/breadcrumbs.tsx";
import { SegmentedLinks } from "#app/components/segmented.tsx";
import { Sheet } from "#app/components/sheet.tsx";
import type { PaperData } from "#app/papers/paper.server.ts";
import { InLanguage, useText } from "#app/text.tsx";
import { languages } from "#domain/language.ts";
import { PrintButton } from "./print-button.tsx";

interface PaperProps {
  /** What the page is called, in the reader's language. */
  title: string;
  homeTo: string;
  paper: PaperData;
  /** beside the print button, in the reader's language */
  actions?: ReactNode;
  children: ReactNode;
}

/** A sheet to print and sign, in a language of its own, under what can be done with it. Areas: `papers`. */
export function Paper({ title, homeTo, paper, actions, children }: PaperProps) {
  const t = useText();
  const { pathname } = useLocation();
  return (
    <>
      <div className="mb-5 flex flex-wrap items-center justify-between gap-3" data-print="none">
        <Breadcrumbs label={t("papers.trail")} items={[{ label: t("papers.home"), to: homeTo }, { label: title }]} />
        <div className="flex flex-wrap items-center gap-2">
          {actions}
          <SegmentedLinks
            label={t("papers.in-language")}
            options={languages.map((language) => ({
              to: `${pathname}?lang=${language}`,
              label: t(`shell.language-${language}`),
              current: language === paper.language,
            }))}
          />
          <PrintButton>{t("papers.print")}</PrintButton>
        </div>
      </div>
      <Sheet lang={paper.language} className="mx-auto max-w-[52rem] md:p-10">
        <InLanguage language={paper.language} texts={paper.texts}>
          {children}
        </InLanguage>
      </Sheet>
      <p className="mx-auto mt-3 max-w-[52rem] text-sm text-ink-3" data-print="none">
        {t("papers.by-print")}
      </p>
    </>
  );
}

/**
 * Where it is signed (name, position, day, signature, each on a line to write on), and under it what the paper was made
 * from and when, and what it is not: once a paper.
 */
export function PaperEnd({ content, day }: { content: string; day: string }) {
  const t = useText();
  const lines = ["name", "position", "day", "signature"] as const;
  return (
    <div data-print="whole">
      <section aria-label={t("papers.sign")} className="mt-8 print:mt-3">
        <dl className="grid gap-x-10 gap-y-6 text-sm sm:grid-cols-2 print:grid-cols-2 print:gap-y-3">
          {lines.map((line) => (
            <div key={line} className="flex items-end gap-2">
              <dt className="shrink-0 text-ink-2">{t(`papers.sign-${line}`)}</dt>
              <dd className={`grow border-b border-line-strong ${line === "signature" ? "h-14 print:h-11" : "h-7"}`} />
            </div>
          ))}
        </dl>
      </section>
      <footer className="mt-8 border-t border-line pt-2 text-sm text-ink-3 print:mt-3 print:text-[8.5pt]/[1.4]">
        <p>{t("papers.not-advice")}</p>
        <p>{t("papers.foot", { content, day })}</p>
      </footer>
    </div>
  );
}
