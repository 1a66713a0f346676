/** Letters that no mark can be taken off, since they are letters of their own. */
const plain: Readonly<Record<string, string>> = { đ: "d", ð: "d", ø: "o", ł: "l", ß: "ss", æ: "ae", œ: "oe", ı: "i" };
/** Leaves room for a number behind it: the database takes 60 letters. */
const longest = 48;

/**
 * What a name looks like in an address: "Gốm An Nhiên" becomes `gom-an-nhien`.
 * @param otherwise for a name without any Latin letter or digit
 */
export function slugOf(name: string, otherwise: string): string {
  const words = name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{M}/gu, "")
    .replace(/[đðøłßæœı]/g, (letter) => plain[letter] as string)
    .split(/[^a-z0-9]+/)
    .filter(Boolean);
  let slug = "";
  for (const word of words) {
    const longer = slug === "" ? word.slice(0, longest) : `${slug}-${word}`;
    if (longer.length > longest) break;
    slug = longer;
  }
  return slug || otherwise;
}

/** The slug for the nth of one name: `gom-an-nhien`, `gom-an-nhien-2`, … */
export function nthSlug(slug: string, n: number): string {
  return n === 1 ? slug : `${slug}-${n}`;
}
