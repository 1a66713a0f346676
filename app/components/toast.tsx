import { Check, CircleAlert, Info, X, type LucideIcon } from "lucide-react";
import { createContext, useCallback, useContext, useEffect, useRef, useState, type ReactNode } from "react";
import { Button, IconButton } from "./button.tsx";
import { classNames } from "./class-names.ts";
import { Icon } from "./icons.tsx";

type Tone = "done" | "info" | "danger";

export interface ToastMessage {
  tone: Tone;
  text: string;
  /** "Hoàn tác": run once, then the toast goes */
  action?: { label: string; run: () => void };
}

const tones: Record<Tone, { icon: LucideIcon; ink: string }> = {
  done: { icon: Check, ink: "text-met" },
  info: { icon: Info, ink: "text-accent" },
  danger: { icon: CircleAlert, ink: "text-danger" },
};
/** Milliseconds until a toast goes by itself; one with an action stays long enough to be reached by keyboard. */
const stay = { plain: 6_000, withAction: 12_000 };

const ToastContext = createContext<((message: ToastMessage) => void) | null>(null);

/** Shows a toast: the receipt of an act, never the only place of an error in a form. */
export function useToast(): (message: ToastMessage) => void {
  const show = useContext(ToastContext);
  if (!show) throw new Error("useToast outside of ToastProvider");
  return show;
}

export function ToastProvider({ closeLabel, children }: { closeLabel: string; children: ReactNode }) {
  const [toasts, setToasts] = useState<readonly (ToastMessage & { id: number })[]>([]);
  const next = useRef(0);
  const show = useCallback((message: ToastMessage) => {
    next.current += 1;
    const id = next.current;
    setToasts((shown) => [...shown.slice(-2), { ...message, id }]);
  }, []);
  const close = useCallback((id: number) => setToasts((shown) => shown.filter((toast) => toast.id !== id)), []);
  return (
    <ToastContext.Provider value={show}>
      {children}
      <div
        aria-live="polite"
        data-print="none"
        className="pointer-events-none fixed inset-x-4 bottom-20 z-(--z-toast) grid justify-items-center gap-2 md:right-auto md:bottom-6 md:left-1/2 md:-translate-x-1/2"
      >
        {toasts.map(({ id, ...message }) => (
          <Toast key={id} {...message} closeLabel={closeLabel} onClose={() => close(id)} />
        ))}
      </div>
    </ToastContext.Provider>
  );
}

type ToastProps = ToastMessage & { closeLabel: string; onClose: () => void };

export function Toast({ tone, text, action, closeLabel, onClose }: ToastProps) {
  const [isHeld, setHeld] = useState(false);
  const close = useRef(onClose);
  close.current = onClose;
  const lasts = tone === "danger" ? null : action ? stay.withAction : stay.plain;
  useEffect(() => {
    if (isHeld || lasts === null) return;
    const timer = setTimeout(() => close.current(), lasts);
    return () => clearTimeout(timer);
  }, [isHeld, lasts]);
  const hold = {
    onMouseEnter: () => setHeld(true),
    onMouseLeave: () => setHeld(false),
    onFocus: () => setHeld(true),
    onBlur: () => setHeld(false),
  };
  const { icon, ink } = tones[tone];
  return (
    <div
      {...hold}
      className="pointer-events-auto flex w-full max-w-104 animate-rise items-center gap-3 rounded-md bg-raised py-2 pr-2 pl-4 text-sm shadow-pop"
    >
      <Icon of={icon} className={classNames("self-start mt-2 pointer-coarse:mt-3", ink)} />
      <span className="min-w-0 grow py-1">{text}</span>
      {action && (
        <Button
          variant="quiet"
          size="small"
          className="shrink-0 whitespace-nowrap"
          onClick={() => {
            action.run();
            onClose();
          }}
        >
          {action.label}
        </Button>
      )}
      <IconButton icon={X} label={closeLabel} size="small" onClick={onClose} />
    </div>
  );
}
