import { useEffect, useRef, useState } from "react";
import { Button } from "#app/components/button.tsx";
import { useText } from "#app/text.tsx";

/** Wipes the answers, after asking once in place. */
export function StartOver({ onWipe }: { onWipe: () => void }) {
  const t = useText();
  const [asks, ask] = useState(false);
  const cancel = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    // the button that had the focus is gone
    if (asks) cancel.current?.focus();
  }, [asks]);
  if (!asks)
    return (
      <Button size="small" variant="quiet" onClick={() => ask(true)}>
        {t("check.start-over")}
      </Button>
    );
  return (
    <div role="group" aria-label={t("check.start-over-ask")} className="flex flex-wrap items-center gap-2">
      <p className="text-sm">{t("check.start-over-ask")}</p>
      <Button size="small" variant="danger" onClick={onWipe}>
        {t("check.start-over-confirm")}
      </Button>
      <Button size="small" variant="quiet" ref={cancel} onClick={() => ask(false)}>
        {t("shell.cancel")}
      </Button>
    </div>
  );
}
