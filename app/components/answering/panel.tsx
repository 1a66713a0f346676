import { X } from "lucide-react";
import { useEffect, useId, useRef, type ReactNode } from "react";
import { IconButton } from "#app/components/button.tsx";

/**
 * Over the page, from below on a phone. The browser's own dialog: it keeps the focus, closes with Escape, and weighs
 * nothing where every kilobyte counts.
 */
export function Panel({
  isOpen,
  onClose,
  title,
  closeLabel,
  children,
}: {
  isOpen: boolean;
  onClose: () => void;
  title: string;
  closeLabel: string;
  children: ReactNode;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    if (!dialog.current) return;
    if (isOpen && !dialog.current.open) dialog.current.showModal();
    if (!isOpen && dialog.current.open) dialog.current.close();
  }, [isOpen]);
  useEffect(() => {
    const shown = dialog.current;
    // a tap beside the paper lands on the dialog itself; Escape does the same for the keyboard
    const tap = (event: MouseEvent) => {
      if (event.target === shown) shown?.close();
    };
    shown?.addEventListener("click", tap);
    return () => shown?.removeEventListener("click", tap);
  }, []);
  return (
    <dialog
      ref={dialog}
      aria-labelledby={titleId}
      onClose={onClose}
      className="m-0 mt-auto max-h-[85dvh] w-full max-w-none flex-col rounded-t-lg bg-raised p-0 text-ink shadow-dialog backdrop:bg-scrim open:flex open:animate-rise md:m-auto md:w-128 md:rounded-lg"
    >
      <div className="flex items-center justify-between gap-2 px-4 pt-3 md:px-6">
        <h2 id={titleId}>{title}</h2>
        <IconButton icon={X} label={closeLabel} onClick={onClose} />
      </div>
      <div className="min-h-0 grow overflow-y-auto px-4 pt-1 pb-[calc(1.25rem+env(safe-area-inset-bottom))] text-sm md:px-6">
        {isOpen && children}
      </div>
    </dialog>
  );
}
