import { Link } from "@remix-run/react";
import { useText } from "#app/text.tsx";

/** What everybody may read, at the foot of a page: the glossary, and where the data lie. */
export function PublicLinks() {
  const t = useText();
  const look = "inline-flex min-h-6 items-center text-inherit pointer-coarse:min-h-11";
  return (
    <span className="flex flex-wrap gap-x-5">
      <Link to="/glossary" className={look}>
        {t("shell.glossary")}
      </Link>
      <Link to="/data" className={look}>
        {t("shell.data-places")}
      </Link>
    </span>
  );
}
