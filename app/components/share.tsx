import { Check, Copy, Share2 } from "lucide-react";
import { useEffect, useId, useRef, useState } from "react";
import { Button } from "./button.tsx";
import { useIsInteractive } from "./viewport.ts";

/** Copies, also where a page over plain HTTP has no clipboard: there by a selected text area, as browsers did before. */
async function copyText(text: string): Promise<void> {
  if (window.isSecureContext) return navigator.clipboard.writeText(text);
  const area = document.createElement("textarea");
  area.value = text;
  area.readOnly = true;
  area.className = "sr-only";
  document.body.append(area);
  area.select();
  document.execCommand("copy");
  area.remove();
}

interface CopyButtonProps {
  text: string;
  label: string;
  /** shown for two seconds after */
  doneLabel: string;
  variant?: "primary" | "secondary";
}

export function CopyButton({ text, label, doneLabel, variant = "secondary" }: CopyButtonProps) {
  const [isDone, setDone] = useState(false);
  useEffect(() => {
    if (!isDone) return;
    const timer = setTimeout(() => setDone(false), 2_000);
    return () => clearTimeout(timer);
  }, [isDone]);
  return (
    <>
      <Button
        variant={variant}
        icon={isDone ? Check : Copy}
        className="shrink-0 whitespace-nowrap"
        onClick={() => void copyText(text).then(() => setDone(true))}
      >
        {isDone ? doneLabel : label}
      </Button>
      <span role="status" className="sr-only">
        {isDone && doneLabel}
      </span>
    </>
  );
}

/** A link or a code that is carried elsewhere: readable, selected by a tap, copied by the button. */
export function CopyField({
  label,
  value,
  copyLabel,
  copiedLabel,
}: {
  label: string;
  value: string;
  copyLabel: string;
  copiedLabel: string;
}) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  return (
    <div className="grid gap-1">
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      <div className="flex gap-2">
        <input
          ref={input}
          id={id}
          readOnly
          value={value}
          onFocus={() => input.current?.select()}
          className="min-h-(--control) w-full min-w-0 rounded-md border border-line-strong bg-sunken px-3 text-ink-2"
        />
        <CopyButton text={value} label={copyLabel} doneLabel={copiedLabel} />
      </div>
    </div>
  );
}

interface ShareButtonsProps {
  /** the short message that people paste into Zalo: it holds the link */
  message: string;
  labels: { copy: string; copied: string; share: string };
}

/** As a message to paste, and by the phone's own share sheet where there is one. */
export function ShareButtons({ message, labels }: ShareButtonsProps) {
  const canShare = useIsInteractive() && typeof navigator.share === "function";
  const share = () => {
    navigator.share({ text: message }).catch((error: unknown) => {
      // the reader closed the sheet: nothing to say
      if (!(error instanceof DOMException && error.name === "AbortError")) throw error;
    });
  };
  return (
    <div className="flex flex-wrap gap-2">
      {canShare && (
        <Button variant="primary" icon={Share2} onClick={share}>
          {labels.share}
        </Button>
      )}
      <CopyButton
        text={message}
        label={labels.copy}
        doneLabel={labels.copied}
        variant={canShare ? "secondary" : "primary"}
      />
    </div>
  );
}

/**
 * A QR code, dark on light in both themes with the quiet zone of four modules.
 * @param path dark modules as one SVG path in units of a module, made on the server
 * @param size modules a side
 */
export function QrCode({ path, size, label }: { path: string; size: number; label: string }) {
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`-4 -4 ${size + 8} ${size + 8}`}
      shapeRendering="crispEdges"
      className="block size-44 rounded-md border border-line"
    >
      <rect x="-4" y="-4" width={size + 8} height={size + 8} className="fill-qr-paper" />
      <path d={path} className="fill-qr-ink" />
    </svg>
  );
}
