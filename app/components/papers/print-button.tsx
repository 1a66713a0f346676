import { Printer } from "lucide-react";
import { useEffect, useState } from "react";
import { Button } from "#app/components/button.tsx";

/** There only once a script runs: without one it could do nothing, and the browser prints by its own menu. */
export function PrintButton({ children }: { children: string }) {
  const [isReady, setReady] = useState(false);
  useEffect(() => setReady(true), []);
  if (!isReady) return null;
  return (
    <Button variant="secondary" size="small" icon={Printer} type="button" onClick={() => window.print()}>
      {children}
    </Button>
  );
}
