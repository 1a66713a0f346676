import { Link } from "@remix-run/react";
import { ChevronRight } from "lucide-react";
import { Icon } from "./icons.tsx";

/** Where the page lies; the last item is the page itself and has no link. */
export function Breadcrumbs({ label, items }: { label: string; items: readonly { label: string; to?: string }[] }) {
  return (
    <nav aria-label={label} data-print="none">
      <ol className="flex flex-wrap items-center gap-x-1.5 text-sm text-ink-3">
        {items.map((item, i) => (
          <li key={item.label} className="inline-flex items-center gap-1.5">
            {i > 0 && <Icon of={ChevronRight} size="s" />}
            {item.to ? (
              <Link to={item.to} className="inline-flex min-h-6 items-center text-ink-2 pointer-coarse:min-h-11">
                {item.label}
              </Link>
            ) : (
              <span aria-current="page">{item.label}</span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
