import { ArrowLeft, ArrowRight } from "lucide-react";
import { ButtonLink } from "./button.tsx";

interface PaginationProps {
  label: string;
  /** "Trang 2 trên 7" */
  position: string;
  previous: { to: string | null; label: string };
  next: { to: string | null; label: string };
}

/** Newer and older; an end has no link rather than a dead one. */
export function Pagination({ label, position, previous, next }: PaginationProps) {
  return (
    <nav aria-label={label} data-print="none" className="grid grid-cols-[1fr_auto_1fr] items-center gap-3 py-4 text-sm">
      <div>
        {previous.to && (
          <ButtonLink to={previous.to} size="small" icon={ArrowLeft} rel="prev">
            {previous.label}
          </ButtonLink>
        )}
      </div>
      <span className="text-ink-2">{position}</span>
      <div className="text-right">
        {next.to && (
          <ButtonLink to={next.to} size="small" iconAfter={ArrowRight} rel="next">
            {next.label}
          </ButtonLink>
        )}
      </div>
    </nav>
  );
}
