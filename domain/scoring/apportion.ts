import { byId } from "./model.ts";

/**
 * Shares out `total` whole units in proportion to the parts, so that the shares add up to it exactly: floors first, then
 * one each to the largest remainders, ties by id whatever the order of the parts.
 * @param parts id and size; sizes are integers from 0
 * @returns all 0 when there is no part above 0
 */
export function apportion(total: number, parts: readonly (readonly [string, number])[]): Map<string, number> {
  const sum = parts.reduce((running, [, part]) => running + part, 0);
  if (sum === 0) return new Map(parts.map(([id]) => [id, 0]));
  const shares = new Map(parts.map(([id, part]) => [id, Math.floor((total * part) / sum)]));
  const shared = [...shares.values()].reduce((running, share) => running + share, 0);
  const largestFirst = parts
    .map(([id, part]) => ({ id, remainder: (total * part) % sum }))
    .sort((a, b) => b.remainder - a.remainder || byId(a.id, b.id));
  for (const { id } of largestFirst.slice(0, total - shared)) shares.set(id, (shares.get(id) ?? 0) + 1);
  return shares;
}
