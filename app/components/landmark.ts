import { useCallback, useState } from "react";

/**
 * Where something that floats beside its trigger belongs in the page: inside the landmark or the dialog around the trigger, so
 * that readers meet it in its place and a dialog does not hide it. Give `ref` to the trigger, `landmark` to the portal.
 */
export function useLandmark() {
  const [landmark, setLandmark] = useState<HTMLElement | null>(null);
  const ref = useCallback((trigger: HTMLElement | null) => {
    setLandmark(trigger?.closest<HTMLElement>("main, header, nav, aside, [role=dialog], [role=alertdialog]") ?? null);
  }, []);
  return { ref, landmark };
}
