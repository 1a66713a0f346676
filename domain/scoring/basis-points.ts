/**
 * A share in basis points, hundredths of a point.
 * @returns floored, so that 10000 means truly all; null when there is nothing to share
 */
export function basisPoints(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.floor((10_000 * part) / whole);
}

/** Whole points as a page shows them, floored. `underOne` is shown as "< 1", since 0 would say that nothing is there. */
export function wholePoints(basisPoints: number): { points: number; underOne: boolean } {
  return { points: Math.floor(basisPoints / 100), underOne: basisPoints > 0 && basisPoints < 100 };
}
