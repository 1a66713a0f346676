import { Link } from "@remix-run/react";
import type { LucideIcon } from "lucide-react";
import { forwardRef, type ComponentPropsWithoutRef, type MouseEvent, type ReactNode } from "react";
import { classNames } from "./class-names.ts";
import { Icon } from "./icons.tsx";

type Variant = "primary" | "secondary" | "quiet" | "seal" | "danger";
type Size = "small" | "medium" | "large";
type Look = {
  variant?: Variant;
  size?: Size;
  block?: boolean;
  icon?: LucideIcon;
  iconAfter?: LucideIcon;
  className?: string;
};

const variants: Record<Variant, string> = {
  primary: "border-transparent bg-ink text-ink-inverse hover:bg-ink-hover hover:text-ink-inverse",
  secondary: "border-line-strong bg-sheet text-ink hover:border-ink-3 hover:bg-hover hover:text-ink",
  quiet: "border-transparent text-accent hover:bg-accent-soft hover:text-accent-hover",
  seal: "border-transparent bg-son-fill text-on-son hover:bg-son-fill-hover hover:text-on-son",
  danger: "border-danger bg-sheet text-danger hover:bg-danger-soft hover:text-danger",
};
const sizes: Record<Size, string> = {
  small: "min-h-8 px-3 py-1 text-sm pointer-coarse:min-h-11",
  medium: "min-h-(--control) py-1.5",
  large: "min-h-13 px-6 py-2 text-lg",
};
const iconOnly: Record<Size, string> = {
  small: "size-8 pointer-coarse:size-11",
  medium: "size-(--control)",
  large: "size-13",
};
const shape =
  "inline-flex select-none items-center justify-center gap-2 rounded-md border font-medium leading-tight no-underline " +
  "transition-[background-color,border-color] duration-(--duration-state) ease-out active:translate-y-px " +
  "disabled:border-line disabled:bg-sunken disabled:text-ink-disabled disabled:active:translate-y-0 " +
  "aria-disabled:cursor-not-allowed aria-disabled:border-line aria-disabled:bg-sunken aria-disabled:text-ink-disabled aria-disabled:active:translate-y-0";

function lookOf({ variant = "secondary", size = "medium", block, className }: Look): string {
  return classNames(
    shape,
    variants[variant],
    sizes[size],
    size === "medium" && (variant === "quiet" ? "px-2.5" : "px-4"),
    block && "w-full",
    className,
  );
}

function Content({ icon, iconAfter, children }: { icon?: LucideIcon; iconAfter?: LucideIcon; children: ReactNode }) {
  return (
    <>
      {icon && <Icon of={icon} />}
      {children}
      {iconAfter && <Icon of={iconAfter} />}
    </>
  );
}

type ButtonProps = Look & { busy?: boolean; busyLabel?: string } & Omit<
    ComponentPropsWithoutRef<"button">,
    "className"
  >;

/**
 * Both labels lie in one grid cell, so a busy button keeps its width. While busy it can be focused but not pressed, which
 * also stops the second submit of a double click.
 */
export const Button = forwardRef<HTMLButtonElement, ButtonProps>(function Button(
  {
    variant,
    size,
    block,
    icon,
    iconAfter,
    className,
    busy = false,
    busyLabel,
    children,
    type = "button",
    onClick,
    ...rest
  },
  ref,
) {
  const hide = busy && (busyLabel ? "invisible" : "opacity-0");
  const press = (event: MouseEvent<HTMLButtonElement>) => (busy ? event.preventDefault() : onClick?.(event));
  return (
    <button
      ref={ref}
      type={type}
      className={lookOf({ variant, size, block, className })}
      aria-disabled={busy || undefined}
      aria-busy={busy || undefined}
      onClick={press}
      {...rest}
    >
      <span className="grid justify-items-center">
        <span className={classNames("col-start-1 row-start-1 inline-flex items-center gap-2", hide)}>
          <Content icon={icon} iconAfter={iconAfter}>
            {children}
          </Content>
        </span>
        {(busy || busyLabel) && (
          <span className={classNames("col-start-1 row-start-1 inline-flex items-center gap-2", !busy && "invisible")}>
            <Spinner />
            {busyLabel}
          </span>
        )}
      </span>
    </button>
  );
});

function Spinner() {
  return (
    <span
      aria-hidden="true"
      className="size-4 animate-turn self-center rounded-full border-2 border-current border-r-transparent"
    />
  );
}

type ButtonLinkProps = Look & Omit<ComponentPropsWithoutRef<typeof Link>, "className">;

/** A link that looks like a button: for going somewhere, never for doing something. */
export const ButtonLink = forwardRef<HTMLAnchorElement, ButtonLinkProps>(function ButtonLink(
  { variant, size, block, icon, iconAfter, className, children, ...rest },
  ref,
) {
  return (
    <Link ref={ref} className={lookOf({ variant, size, block, className })} {...rest}>
      <Content icon={icon} iconAfter={iconAfter}>
        {children}
      </Content>
    </Link>
  );
});

type IconLook = { icon: LucideIcon; label: string; variant?: "secondary" | "quiet"; size?: Size; className?: string };

function iconLookOf({ variant = "quiet", size = "medium", className }: Omit<IconLook, "icon" | "label">): string {
  return classNames(shape, "shrink-0", variants[variant], iconOnly[size], className);
}

type IconButtonProps = IconLook & Omit<ComponentPropsWithoutRef<"button">, "className" | "children">;

/** For x, arrow, search, ellipsis and plus alone; every other icon stands beside its word. */
export const IconButton = forwardRef<HTMLButtonElement, IconButtonProps>(function IconButton(
  { icon, label, variant, size, className, type = "button", ...rest },
  ref,
) {
  return (
    <button ref={ref} type={type} aria-label={label} className={iconLookOf({ variant, size, className })} {...rest}>
      <Icon of={icon} size={size === "small" ? "s" : size === "large" ? "l" : "m"} />
    </button>
  );
});

type IconLinkProps = IconLook & Omit<ComponentPropsWithoutRef<typeof Link>, "className" | "children">;

export const IconLink = forwardRef<HTMLAnchorElement, IconLinkProps>(function IconLink(
  { icon, label, variant, size, className, ...rest },
  ref,
) {
  return (
    <Link ref={ref} aria-label={label} className={iconLookOf({ variant, size, className })} {...rest}>
      <Icon of={icon} size={size === "small" ? "s" : size === "large" ? "l" : "m"} />
    </Link>
  );
});
