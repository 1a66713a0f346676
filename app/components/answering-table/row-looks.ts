export const cell = "px-(--cell-x) pt-2 pb-1.5 align-top max-md:block max-md:p-0";
/** The segments of an answer are higher than a line of text. */
export const answerCell = "px-(--cell-x) pt-1 pb-1 align-top max-md:block max-md:p-0";
export const rowClass =
  "border-b hover:bg-hover data-current:bg-selected md:data-current:shadow-[inset_3px_0_0_var(--color-son)] scroll-mt-28 scroll-mb-8 " +
  "max-md:grid max-md:grid-cols-[auto_1fr_auto] max-md:items-center max-md:gap-x-3 max-md:gap-y-0.5 max-md:px-4 max-md:py-3 print:data-current:bg-transparent print:data-current:shadow-none";
/** A small act inside a row. */
export const line =
  "inline-flex min-h-6 min-w-6 shrink-0 cursor-pointer whitespace-nowrap items-center gap-1 rounded-sm font-medium text-accent hover:text-accent-hover pointer-coarse:min-h-11 print:hidden";
