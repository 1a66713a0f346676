/** What a single key asks for while answering. */
export type KeyAct =
  | { readonly kind: "choose"; readonly place: number }
  | { readonly kind: "dont-know" | "next" | "forward" | "back" | "note" | "evidence" | "help" };

export type Pressed = Pick<
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

/** Whether a key stands for itself: an input method (Telex, VNI) that composes with it has it to itself, and so has a shortcut. */
export function isSingle(pressed: Pressed): boolean {
  const { key, keyCode, isComposing, ctrlKey, metaKey, altKey } = pressed;
  if (isComposing || keyCode === 229 || key === "Process" || key === "Dead") return false;
  return !(ctrlKey || metaKey || altKey || pressed.repeat || pressed.defaultPrevented);
}

/** Whether somebody types there, or the keys belong to what lies over the page. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.closest("textarea, select, dialog[open], [role=dialog], [role=menu]"))
    return true;
  return target instanceof HTMLInputElement && !["radio", "checkbox"].includes(target.type);
}

/**
 * The act of a key, or undefined for one that means nothing here. Digits go by the place of the key, since a Vietnamese
 * layout puts letters with marks there.
 */
export function actOf(pressed: Pressed): KeyAct | undefined {
  const { key, code, shiftKey } = pressed;
  if (!isSingle(pressed)) return undefined;
  if (key === "?") return { kind: "help" };
  if (shiftKey) return undefined;
  if (key === "Enter") return { kind: "next" };
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1];
  if (digit !== undefined) return digit === "0" ? { kind: "dont-know" } : { kind: "choose", place: Number(digit) - 1 };
  return letters[key.toLowerCase()];
}

/** Whether single keys belong to what has the focus: somebody types there, or it has a meaning of its own for the key. */
export function isTaken(target: EventTarget | null, act: KeyAct): boolean {
  if (isTyping(target)) return true;
  if (act.kind !== "next" || !(target instanceof HTMLElement)) return false;
  // Enter presses the button or follows the link that has the focus, and from an answer it sends the form around it
  return target.closest("a, button, summary") !== null || (target instanceof HTMLInputElement && target.form !== null);
}
