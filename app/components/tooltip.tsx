import * as RadixTooltip from "radix-ui/tooltip";
import type { ReactNode } from "react";
import { useLandmark } from "./landmark.ts";

/** A word more about a control, on hover and on focus. Never the only place of something: a touch screen does not show it. */
export function Tooltip({
  text,
  side = "top",
  children,
}: {
  text: string;
  side?: "top" | "right" | "bottom";
  children: ReactNode;
}) {
  const { ref, landmark } = useLandmark();
  return (
    <RadixTooltip.Provider delayDuration={400}>
      <RadixTooltip.Root>
        <RadixTooltip.Trigger ref={ref} asChild>
          {children}
        </RadixTooltip.Trigger>
        <RadixTooltip.Portal container={landmark}>
          <RadixTooltip.Content
            side={side}
            sideOffset={6}
            collisionPadding={8}
            className="z-(--z-tip) max-w-72 animate-fade rounded-sm bg-ink px-2.5 py-1.5 text-sm text-ink-inverse"
          >
            {text}
          </RadixTooltip.Content>
        </RadixTooltip.Portal>
      </RadixTooltip.Root>
    </RadixTooltip.Provider>
  );
}
