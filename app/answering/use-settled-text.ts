import { useEffect, useRef, useState, type ChangeEvent } from "react";

const restMs = 1_000;

/**
 * A text that saves itself: when the typing rests, when the field is left, when the question is left, and when the tab is
 * hidden or closed. While it is being typed in, what was stored meanwhile does not replace it.
 * @param onSettled @returns false when the text cannot be taken as it is: then it stays in the field
 */
export function useSettledText(stored: string, onSettled: (text: string) => boolean) {
  const [draft, setDraft] = useState<string | null>(null);
  const [isSettled, setSettled] = useState(true);
  const latest = useRef({ draft, stored, onSettled });
  latest.current = { draft, stored, onSettled };
  const settle = useRef(() => {
    const { draft: typed, stored: kept, onSettled: save } = latest.current;
    return typed === null || typed === kept || save(typed);
  }).current;
  useEffect(() => {
    if (draft === null) return;
    const timer = setTimeout(() => {
      settle();
      setSettled(true);
    }, restMs);
    return () => clearTimeout(timer);
  }, [draft, settle]);
  useEffect(() => {
    const onHide = () => void (document.visibilityState === "hidden" && settle());
    document.addEventListener("visibilitychange", onHide);
    window.addEventListener("pagehide", settle);
    return () => {
      document.removeEventListener("visibilitychange", onHide);
      window.removeEventListener("pagehide", settle);
      settle();
    };
  }, [settle]);
  return {
    value: draft ?? stored,
    /** The typing rests: the time to say what is wrong. */
    isSettled,
    onChange(event: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) {
      setDraft(event.target.value);
      setSettled(false);
    },
    onBlur() {
      if (settle()) setDraft(null);
      setSettled(true);
    },
  };
}
