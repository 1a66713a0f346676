/** Letters without case and marks: "Khóa hết ngày Đông" becomes "khoa het ngay dong". */
export function withoutMarks(text: string): string {
  return plainCase(text).normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/g, "d");
}

function plainCase(text: string): string {
  return text.normalize("NFC").toLowerCase();
}

/**
 * Whether every word that somebody typed stands somewhere in a text. A word typed without marks finds all that differ in marks
 * alone, as people type in a hurry; one with marks means them.
 */
export function isFoundIn(text: string, typed: string): boolean {
  const words = plainCase(typed).split(/\s+/).filter(Boolean);
  if (words.length === 0) return true;
  const marked = plainCase(text);
  const plain = withoutMarks(text);
  return words.every((word) => (withoutMarks(word) === word ? plain : marked).includes(word));
}
