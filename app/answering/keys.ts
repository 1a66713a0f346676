/** What a single key asks for while answering. */
export type KeyAct =
  | { readonly kind: "choose"; readonly place: number }
  | { readonly kind: "dont-know" | "next" | "forward" | "back" | "note" | "evidence" | "help" };

type Pressed = Pick<
  KeyboardEvent,
  | "key"
  | "code"
  | "keyCode"
  | "isComposing"
  | "ctrlKey"
  | "metaKey"
  | "altKey"
  | "shiftKey"
  | "repeat"
  | "defaultPrevented"
>;

const letters: Readonly<Record<string, KeyAct>> = {
  x: { kind: "dont-know" },
  j: { kind: "forward" },
  n: { kind: "forward" },
  k: { kind: "back" },
  p: { kind: "back" },
  m: { kind: "note" },
  e: { kind: "evidence" },
};

/**
 * The act of a key, or undefined for one that means nothing here. Digits go by the place of the key, since a Vietnamese
 * layout puts letters with marks there; a key that an input method (Telex, VNI) is composing with is left to it.
 */
export function actOf(pressed: Pressed): KeyAct | undefined {
  const { key, code, keyCode, isComposing, ctrlKey, metaKey, altKey, shiftKey } = pressed;
  if (isComposing || keyCode === 229 || key === "Process" || key === "Dead") return undefined;
  if (ctrlKey || metaKey || altKey || pressed.repeat || pressed.defaultPrevented) return undefined;
  if (key === "?") return { kind: "help" };
  if (shiftKey) return undefined;
  if (key === "Enter") return { kind: "next" };
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1];
  if (digit !== undefined) return digit === "0" ? { kind: "dont-know" } : { kind: "choose", place: Number(digit) - 1 };
  return letters[key.toLowerCase()];
}

/** Whether single keys belong to what has the focus: somebody types there, or it has a meaning of its own for the key. */
export function isTaken(target: EventTarget | null, act: KeyAct): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.closest("textarea, select, dialog[open]")) return true;
  if (target instanceof HTMLInputElement && !["radio", "checkbox"].includes(target.type)) return true;
  if (act.kind !== "next") return false;
  // Enter presses the button or follows the link that has the focus, and from an answer it sends the form around it
  return target.closest("a, button, summary") !== null || (target instanceof HTMLInputElement && target.form !== null);
}
