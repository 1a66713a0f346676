import type { ReactNode } from "react";
import { PublicFrame } from "#app/components/public-frame.tsx";
import { useText } from "#app/text.tsx";

/** A page of the free check: below it stands that this is no legal advice. */
export function CheckFrame({ children }: { children: ReactNode }) {
  const t = useText();
  const foot = (
    <footer className="mt-6 border-t border-line py-6 text-sm text-ink-3">{t("shell.not-legal-advice")}</footer>
  );
  return <PublicFrame foot={foot}>{children}</PublicFrame>;
}
