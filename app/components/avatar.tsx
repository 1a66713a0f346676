import { classNames } from "./class-names.ts";

/** Vietnamese given names come last: "Nguyễn Thu Hạnh" is H. */
export function initialOf(person: string): string {
  return (person.trim().split(/\s+/).at(-1) ?? "").slice(0, 1).toLocaleUpperCase("vi");
}

/** The last two words: "Gốm An Nhiên" is AN. */
export function initialsOfCompany(company: string): string {
  return company
    .trim()
    .split(/\s+/)
    .slice(-2)
    .map((word) => word.slice(0, 1).toLocaleUpperCase("vi"))
    .join("");
}

/** Insiders are square, like seals, outsiders round. Unheard beside the name; where it stands alone, `label` is the name. */
export function Avatar({
  initials,
  outsider = false,
  size = "m",
  label,
}: {
  initials: string;
  outsider?: boolean;
  size?: "s" | "m";
  label?: string;
}) {
  return (
    <span
      role={label ? "img" : undefined}
      aria-label={label}
      aria-hidden={label ? undefined : true}
      className={classNames(
        "inline-grid shrink-0 place-items-center bg-sunken leading-none font-semibold text-ink-2 inset-ring inset-ring-line-2",
        size === "s" ? "size-5.5 text-[0.6875rem]" : "size-7 text-xs",
        outsider ? "rounded-full" : "rounded-sm",
      )}
    >
      {initials}
    </span>
  );
}
