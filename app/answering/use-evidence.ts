import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { Desk } from "#app/components/answering/evidence-desk.tsx";
import type { SeenEvidence } from "./evidence-model.ts";
import type { Answering } from "./model.ts";

/**
 * What is attached, and the desk where more is attached: its script comes when somebody reaches for it, so that answering
 * alone does not wait for it.
 */
export function useEvidence(
  { company, assessment }: Pick<Answering, "company" | "assessment">,
  loaded: SeenEvidence[],
) {
  const [attached, setAttached] = useState(loaded);
  const [desk, setDesk] = useState<Desk>();
  const [isStuck, setStuck] = useState(false);
  const made = useRef<Desk>();
  const waiting = useRef<((desk: Desk) => void)[]>([]);
  const address = `/c/${company.slug}/assessments/${assessment.id}/evidence`;

  const ports = useMemo(
    () => ({
      address,
      onAttached: (evidence: SeenEvidence) =>
        setAttached((all) => [...all.filter((each) => !isSame(each, evidence)), evidence]),
      onRemoved: (evidence: SeenEvidence) => setAttached((all) => all.filter((each) => !isSame(each, evidence))),
      onRead: setAttached,
    }),
    [address],
  );

  const withDesk = useCallback(
    async (act?: (desk: Desk) => void) => {
      if (act) waiting.current.push(act);
      try {
        const { openDesk } = await import("#app/components/answering/evidence-desk.tsx");
        const opened = made.current ?? openDesk(ports);
        made.current = opened;
        setStuck(false);
        setDesk(opened);
        for (const waits of waiting.current.splice(0)) waits(opened);
      } catch {
        setStuck(waiting.current.length > 0);
      }
    },
    [ports],
  );
  useEffect(() => {
    if (!isStuck) return;
    const again = () => void withDesk();
    window.addEventListener("online", again);
    return () => window.removeEventListener("online", again);
  }, [isStuck, withDesk]);
  return { address, attached, desk, isStuck, withDesk };
}
export type UsedEvidence = ReturnType<typeof useEvidence>;

function isSame(one: SeenEvidence, other: SeenEvidence): boolean {
  return one.id === other.id && one.questionId === other.questionId;
}
