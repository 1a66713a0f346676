import type { ReactNode } from "react";
import { SectionHeading } from "./section-heading.tsx";

/** One band of the developers' page. */
export function Band({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="rule-above py-8">
      <h2 className="mb-4">{title}</h2>
      {children}
    </section>
  );
}

/** A part as if the mouse or the focus were on it. */
export function Shown({ as, children }: { as: "hover" | "focus"; children: ReactNode }) {
  return (
    <div data-show={as} className="grid">
      {children}
    </div>
  );
}

export function Labelled({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="grid content-start gap-2">
      <p className="text-xs text-ink-3">{label}</p>
      {children}
    </div>
  );
}

export function TitledBlock({ title, aside, children }: { title: string; aside?: ReactNode; children: ReactNode }) {
  return (
    <section>
      <SectionHeading title={title} level={3} aside={aside} />
      <div className="pt-3">{children}</div>
    </section>
  );
}
