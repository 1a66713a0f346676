import { Link } from "@remix-run/react";
import { classNames } from "./class-names.ts";
import { LogoGlyph } from "./icons.tsx";

/** The mark with the name beside it; `name` may be the company's, on a phone's head. */
export function Logo({ to, name, size = "m" }: { to: string; name: string; size?: "s" | "m" }) {
  return (
    <Link
      to={to}
      className={classNames(
        "font-title inline-flex min-h-8 min-w-0 items-center gap-2.5 leading-tight text-ink no-underline hover:text-ink pointer-coarse:min-h-11",
        size === "m" ? "text-lg" : "text-base",
      )}
    >
      <LogoGlyph className={size === "m" ? "size-8" : "size-7"} />
      <span className="truncate py-0.5">{name}</span>
    </Link>
  );
}
