import { ChevronDown, Search } from "lucide-react";
import { forwardRef, type ComponentPropsWithoutRef } from "react";
import { classNames } from "./class-names.ts";
import { Icon } from "./icons.tsx";

const box =
  "w-full min-h-(--control) rounded-md border border-line-strong bg-sheet px-3 py-[0.4375rem] leading-normal text-ink hover:border-ink-2 " +
  "focus-visible:-outline-offset-1 focus-visible:border-focus " +
  "disabled:border-line disabled:bg-sunken disabled:text-ink-disabled " +
  "aria-invalid:border-danger aria-invalid:shadow-[inset_3px_0_0_var(--color-danger)]";

export const TextInput = forwardRef<HTMLInputElement, ComponentPropsWithoutRef<"input">>(function TextInput(
  { className, type = "text", ...rest },
  ref,
) {
  return <input ref={ref} type={type} className={classNames(box, className)} {...rest} />;
});

export const TextArea = forwardRef<HTMLTextAreaElement, ComponentPropsWithoutRef<"textarea">>(function TextArea(
  { className, rows = 3, ...rest },
  ref,
) {
  return <textarea ref={ref} rows={rows} className={classNames(box, "min-h-20 resize-y", className)} {...rest} />;
});

/** The browser's own select: on a phone it is the better one. */
export const Select = forwardRef<HTMLSelectElement, ComponentPropsWithoutRef<"select">>(function Select(
  { className, children, ...rest },
  ref,
) {
  return (
    <span className={classNames("relative block", className)}>
      <select ref={ref} className={classNames(box, "appearance-none pr-9")} {...rest}>
        {children}
      </select>
      <Icon of={ChevronDown} className="pointer-events-none absolute top-1/2 right-3 -translate-y-1/2 text-ink-3" />
    </span>
  );
});

export const SearchInput = forwardRef<HTMLInputElement, ComponentPropsWithoutRef<"input">>(function SearchInput(
  { className, ...rest },
  ref,
) {
  return (
    <span className={classNames("relative block", className)}>
      <Icon of={Search} className="pointer-events-none absolute top-1/2 left-3 -translate-y-1/2 text-ink-3" />
      <input ref={ref} type="search" className={classNames(box, "pl-9.5")} {...rest} />
    </span>
  );
});
