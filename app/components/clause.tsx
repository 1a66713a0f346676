import { Scale } from "lucide-react";
import { ClauseBody, ClauseCard, type ClauseProps } from "./clause-card.tsx";
import { Dialog } from "./dialog.tsx";
import { GlossaryWithin } from "./glossed.tsx";
import { Icon } from "./icons.tsx";
import { Popover } from "./popover.tsx";
import { useIsPhone } from "./viewport.ts";

/** A clause named in a sentence; opens its card beside it, on a phone from below. */
export function Cite({ label, closeLabel, clause }: { label: string; closeLabel: string; clause: ClauseProps }) {
  const isPhone = useIsPhone();
  const trigger = (
    <button
      type="button"
      data-print="text"
      className="cursor-pointer text-left text-sm text-accent underline decoration-dotted underline-offset-4 hover:decoration-solid hover:text-accent-hover"
    >
      <Icon of={Scale} size="s" className="mr-1 inline align-[-0.2em]" />
      {label}
    </button>
  );
  if (isPhone) {
    return (
      <Dialog trigger={trigger} title={label} titleHidden closeLabel={closeLabel}>
        <GlossaryWithin>
          <ClauseCard {...clause} />
        </GlossaryWithin>
      </Dialog>
    );
  }
  return (
    <Popover trigger={trigger} label={label} bare>
      <GlossaryWithin>
        <ClauseBody {...clause} />
      </GlossaryWithin>
    </Popover>
  );
}
