import type { ComponentPropsWithoutRef } from "react";
import { classNames } from "./class-names.ts";

type SheetProps = {
  /** margin: the red line, for the one sheet on a page that matters; stack: more sheets lie under it */
  variant?: "plain" | "margin" | "stack";
  as?: "div" | "section" | "article" | "form";
} & Omit<ComponentPropsWithoutRef<"section">, "ref">;

/** A sheet of paper. Never a sheet on a sheet. */
export function Sheet({ variant = "plain", as = "section", className, ...rest }: SheetProps) {
  const Element = as as "section";
  return (
    <Element
      data-print="sheet"
      className={classNames(
        "rounded-md border border-line bg-sheet py-4 pr-4 md:py-5 md:pr-5",
        variant === "stack" ? "stacked" : "shadow-sheet",
        variant === "plain" ? "pl-4 md:pl-5" : "margin-line",
        className,
      )}
      {...rest}
    />
  );
}

/** The number that stands in the margin of a question's sheet: in line on a phone, over the red line from the tablet up. */
export function MarginNumber({ number, of }: { number: string; of: string }) {
  return (
    <p className="text-sm text-ink-3 lg:absolute lg:top-6 lg:left-0 lg:w-(--margin-at) lg:text-center">
      <span className="lg:font-title lg:block lg:text-2xl lg:text-ink">{number}</span>{" "}
      <span className="lg:block lg:text-xs lg:leading-none">{of}</span>
    </p>
  );
}
