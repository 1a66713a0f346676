import type { MouseEvent, ReactNode } from "react";

interface GoToProps {
  questionId: string;
  onGo: (questionId: string) => void;
  current?: "step" | "true" | undefined;
  /** for an icon alone */
  label?: string;
  className?: string;
  children: ReactNode;
}

/** A link to a question that works without JavaScript; with it the question is there at once, and without a network. */
export function GoTo({ questionId, onGo, current, label, className, children }: GoToProps) {
  const go = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    onGo(questionId);
  };
  return (
    <a
      href={`?${new URLSearchParams({ q: questionId }).toString()}`}
      onClick={go}
      aria-current={current}
      aria-label={label}
      className={className}
    >
      {children}
    </a>
  );
}
