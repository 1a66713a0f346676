import { ArrowLeft, ArrowRight } from "lucide-react";
import type { MouseEvent } from "react";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { Icon } from "#app/components/icons.tsx";
import { KeyCap } from "#app/components/key-cap.tsx";
import type { UsedAnswering } from "#app/answering/use-answering.ts";
import { useText } from "#app/text.tsx";
import { GoTo } from "./go-to.tsx";

const back = "inline-flex size-12 shrink-0 items-center justify-center rounded-md border md:size-(--control)";

/** After a press on what then goes away the focus would be lost: it waits where one goes on. */
export function focusNext(): void {
  requestAnimationFrame(() => document.getElementById("next")?.focus());
}

/** Back and next: under the thumb on a phone, at the end of the sheet elsewhere. */
export function SheetFoot({ used, resultTo, onEnd }: { used: UsedAnswering; resultTo: string; onEnd: () => void }) {
  const t = useText();
  const isEnd = used.next === undefined;
  const next = {
    id: "next",
    variant: "primary",
    iconAfter: ArrowRight,
    className: "max-md:min-h-12 max-md:grow md:ml-auto",
    children: isEnd ? t("answering.to-result") : t("answering.next"),
  } as const;
  const follow = (event: MouseEvent) => {
    event.preventDefault();
    if (used.next) used.goTo(used.next);
    else onEnd();
  };
  return (
    <div className="flex items-center gap-2 max-md:fixed max-md:inset-x-0 max-md:bottom-0 max-md:z-(--z-nav) max-md:border-t max-md:border-line-2 max-md:bg-sheet max-md:px-4 max-md:pt-2 max-md:pb-[calc(0.5rem+env(safe-area-inset-bottom))] md:mt-6">
      {used.before ? (
        <GoTo
          questionId={used.before}
          onGo={used.goTo}
          label={t("answering.back")}
          className={`${back} border-line-strong bg-sheet text-ink hover:border-ink-3 hover:bg-hover hover:text-ink`}
        >
          <Icon of={ArrowLeft} />
        </GoTo>
      ) : (
        <span aria-hidden="true" className={`${back} border-line bg-sunken text-ink-disabled`}>
          <Icon of={ArrowLeft} />
        </span>
      )}
      {used.isReadOnly ? (
        // nothing to send: without JavaScript the form would be refused
        <ButtonLink
          to={used.next ? `?${new URLSearchParams({ q: used.next }).toString()}` : resultTo}
          onClick={follow}
          {...next}
        />
      ) : (
        <>
          <KeysHint />
          <Button type="submit" {...next} />
        </>
      )}
    </div>
  );
}

/** "Bấm 1 2 3 để chọn, Enter sang câu sau", with the keys drawn. */
function KeysHint() {
  const t = useText();
  const [before, between, after] = t("answering.keys-hint", { digits: "|", enter: "|" }).split("|");
  return (
    <span aria-hidden="true" className="grow text-sm text-ink-3 max-lg:hidden pointer-coarse:hidden">
      {before}
      <KeyCap>1</KeyCap> <KeyCap>2</KeyCap> <KeyCap>3</KeyCap>
      {between}
      <KeyCap>{t("answering.key-enter")}</KeyCap>
      {after}
    </span>
  );
}
