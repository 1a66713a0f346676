import { X } from "lucide-react";
import * as RadixAlert from "radix-ui/alert-dialog";
import * as RadixDialog from "radix-ui/dialog";
import type { ReactNode } from "react";
import { Button, IconButton } from "./button.tsx";
import { classNames } from "./class-names.ts";

const scrim =
  "fixed inset-0 z-(--z-overlay) bg-scrim data-[state=closed]:animate-fade-out data-[state=open]:animate-fade";
/** centred and 512 px wide from the tablet up, a bottom sheet under the thumb on a phone */
const paper =
  "fixed z-(--z-dialog) flex max-h-[calc(100dvh-3rem)] flex-col bg-raised shadow-dialog outline-none data-[state=closed]:animate-sink data-[state=open]:animate-rise " +
  "max-md:inset-x-0 max-md:bottom-0 max-md:rounded-t-lg max-md:pb-[env(safe-area-inset-bottom)] " +
  "md:inset-0 md:m-auto md:h-fit md:w-[min(32rem,calc(100vw-3rem))] md:rounded-lg";
const head = "px-4 pt-5 pb-1 md:px-6";
const middle = "min-h-0 grow overflow-y-auto px-4 pt-1 pb-5 md:px-6";
const foot =
  "flex flex-wrap gap-2 border-t border-line px-4 py-3.5 max-md:flex-col md:justify-end md:px-6 max-md:[&>*]:w-full";

interface DialogProps {
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  /** a button; the focus returns to it */
  trigger?: ReactNode;
  title: string;
  titleHidden?: boolean;
  description?: ReactNode;
  closeLabel: string;
  footer?: ReactNode;
  children?: ReactNode;
}

/** Holds the focus, closes with Escape, with x and with a tap beside it. Never opens by itself when a page arrives. */
export function Dialog({
  open,
  onOpenChange,
  trigger,
  title,
  titleHidden = false,
  description,
  closeLabel,
  footer,
  children,
}: DialogProps) {
  return (
    <RadixDialog.Root open={open} onOpenChange={onOpenChange}>
      {trigger && <RadixDialog.Trigger asChild>{trigger}</RadixDialog.Trigger>}
      <RadixDialog.Portal>
        <RadixDialog.Overlay className={scrim} />
        <RadixDialog.Content className={paper} {...(description ? {} : { "aria-describedby": undefined })}>
          <div className={classNames(head, "pr-14 md:pr-16", titleHidden && "min-h-12")}>
            <RadixDialog.Title className={titleHidden ? "sr-only" : undefined}>{title}</RadixDialog.Title>
          </div>
          <div className={middle}>
            {description && <RadixDialog.Description className="text-ink-2">{description}</RadixDialog.Description>}
            {children}
          </div>
          {footer && <div className={foot}>{footer}</div>}
          {/* last in order, so that the focus starts in the content, though it is drawn at the top */}
          <RadixDialog.Close asChild>
            <IconButton icon={X} label={closeLabel} className="absolute top-3 right-3" />
          </RadixDialog.Close>
        </RadixDialog.Content>
      </RadixDialog.Portal>
    </RadixDialog.Root>
  );
}

interface ConfirmDialogProps {
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  trigger?: ReactNode;
  title: string;
  /** what will have happened, in one or two sentences */
  description: ReactNode;
  cancelLabel: string;
  /** the button that does it: a `Button`, which may submit a form by its `form` attribute; the caller closes the dialog */
  confirm: ReactNode;
}

/** Before what cannot be undone. A tap beside it does not close it; the focus starts on the way out. */
export function ConfirmDialog({
  open,
  onOpenChange,
  trigger,
  title,
  description,
  cancelLabel,
  confirm,
}: ConfirmDialogProps) {
  return (
    <RadixAlert.Root open={open} onOpenChange={onOpenChange}>
      {trigger && <RadixAlert.Trigger asChild>{trigger}</RadixAlert.Trigger>}
      <RadixAlert.Portal>
        <RadixAlert.Overlay className={scrim} />
        <RadixAlert.Content className={paper}>
          <div className={head}>
            <RadixAlert.Title>{title}</RadixAlert.Title>
          </div>
          <RadixAlert.Description asChild>
            <div className={classNames(middle, "text-ink-2")}>{description}</div>
          </RadixAlert.Description>
          <div className={foot}>
            <RadixAlert.Cancel asChild>
              <Button>{cancelLabel}</Button>
            </RadixAlert.Cancel>
            {confirm}
          </div>
        </RadixAlert.Content>
      </RadixAlert.Portal>
    </RadixAlert.Root>
  );
}
