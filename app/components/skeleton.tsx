import { classNames } from "./class-names.ts";

const widths = ["w-full", "w-[86%]", "w-[94%]", "w-[62%]"];

/** The final shape in grey, seen only when loading takes more than 200 ms; `label` is what a reader hears. */
export function Skeleton({ label, lines = 3, title = false }: { label: string; lines?: number; title?: boolean }) {
  return (
    <div role="status" aria-label={label} className="grid animate-late gap-2.5">
      {title && <span className="block h-5 w-2/5 rounded-xs bg-line" />}
      {Array.from({ length: lines }, (_, i) => (
        <span key={i} className={classNames("block h-3.5 rounded-xs bg-line", widths[i % widths.length])} />
      ))}
    </div>
  );
}
