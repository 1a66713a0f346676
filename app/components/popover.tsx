import * as RadixPopover from "radix-ui/popover";
import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";

interface PopoverProps {
  /** a button, to which the focus returns */
  trigger: ReactNode;
  label: string;
  side?: "top" | "bottom" | "right";
  align?: "start" | "center" | "end";
  /** no padding, for content that brings its own */
  bare?: boolean;
  children: ReactNode;
}

/** A small panel beside its button. Closes with Escape and with a tap beside it. */
export function Popover({ trigger, label, side = "bottom", align = "start", bare = false, children }: PopoverProps) {
  return (
    <RadixPopover.Root>
      <RadixPopover.Trigger asChild>{trigger}</RadixPopover.Trigger>
      <RadixPopover.Portal>
        <RadixPopover.Content
          aria-label={label}
          side={side}
          align={align}
          sideOffset={6}
          collisionPadding={12}
          className={classNames(
            "z-(--z-dialog) max-h-(--radix-popover-content-available-height) w-[min(22rem,calc(100vw-1.5rem))] overflow-y-auto rounded-md bg-raised text-sm shadow-pop outline-none data-[state=open]:animate-rise",
            !bare && "p-4",
          )}
        >
          {children}
        </RadixPopover.Content>
      </RadixPopover.Portal>
    </RadixPopover.Root>
  );
}
