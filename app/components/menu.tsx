import { Link } from "@remix-run/react";
import { Check, type LucideIcon } from "lucide-react";
import * as DropdownMenu from "radix-ui/dropdown-menu";
import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";
import { Icon } from "./icons.tsx";
import { useLandmark } from "./landmark.ts";

interface MenuProps {
  trigger: ReactNode;
  align?: "start" | "end";
  onOpenChange?: (open: boolean) => void;
  children: ReactNode;
}

const item =
  "flex min-h-9 items-center gap-2.5 rounded-sm px-2.5 py-1 text-sm leading-snug no-underline outline-none pointer-coarse:min-h-11 " +
  "data-highlighted:bg-hover data-disabled:text-ink-disabled";

/** Things to do or places to go behind one button; arrows, Home, End and first letters move in it. */
export function Menu({ trigger, align = "start", onOpenChange, children }: MenuProps) {
  const { ref, landmark } = useLandmark();
  return (
    <DropdownMenu.Root modal={false} onOpenChange={onOpenChange}>
      <DropdownMenu.Trigger ref={ref} asChild>
        {trigger}
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal container={landmark}>
        <DropdownMenu.Content
          align={align}
          sideOffset={6}
          collisionPadding={12}
          className="z-(--z-dialog) max-h-(--radix-dropdown-menu-content-available-height) max-w-80 min-w-52 overflow-y-auto rounded-md bg-raised p-1 shadow-pop outline-none data-[state=open]:animate-rise"
        >
          {children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

interface MenuItemProps {
  icon?: LucideIcon;
  tone?: "plain" | "danger";
  disabled?: boolean;
  onSelect: () => void;
  children: ReactNode;
}

export function MenuItem({ icon, tone = "plain", disabled, onSelect, children }: MenuItemProps) {
  return (
    <DropdownMenu.Item
      disabled={disabled}
      onSelect={onSelect}
      className={classNames(
        item,
        "cursor-pointer",
        tone === "danger" ? "text-danger data-highlighted:bg-danger-soft" : "text-ink",
      )}
    >
      {icon && <Icon of={icon} size="s" />}
      {children}
    </DropdownMenu.Item>
  );
}

interface MenuLinkProps {
  to: string;
  icon?: LucideIcon;
  /** the place where one is */
  current?: boolean;
  children: ReactNode;
}

export function MenuLink({ to, icon, current = false, children }: MenuLinkProps) {
  return (
    <DropdownMenu.Item asChild>
      <Link
        to={to}
        aria-current={current || undefined}
        className={classNames(item, "text-ink hover:text-ink", current && "font-medium")}
      >
        {icon && <Icon of={icon} size="s" />}
        <span className="min-w-0 grow">{children}</span>
        {current && <Icon of={Check} size="s" />}
      </Link>
    </DropdownMenu.Item>
  );
}

/** A line of the menu that is only read, such as "Đang mở danh sách". */
export function MenuNote({ children }: { children: ReactNode }) {
  return <DropdownMenu.Label className="px-2.5 py-1.5 text-sm text-ink-3">{children}</DropdownMenu.Label>;
}

export function MenuSeparator() {
  return <DropdownMenu.Separator className="my-1 h-px bg-line" />;
}
