import { readFileSync } from "node:fs";

/** Custom properties by name; comments dropped. */
export type Tokens = ReadonlyMap<string, string>;

const css = readFileSync(new URL("../../app/styles/tokens.css", import.meta.url), "utf8").replaceAll(
  /\/\*[\s\S]*?\*\//g,
  "",
);

/** @throws {Error} when the style sheet has no such block */
function blockAfter(opening: string): Tokens {
  const start = css.indexOf(opening);
  if (start === -1) throw new Error(`no "${opening}" in tokens.css`);
  const body = css.slice(start + opening.length, css.indexOf("}", start));
  return new Map(
    [...body.matchAll(/(--[\w*-]+)\s*:\s*([^;]+);/g)].map(([, name = "", value = ""]) => [name, value.trim()]),
  );
}

export const light = blockAfter("@theme static {");
export const darkBySystem = blockAfter(':root:not([data-theme="light"]) {');
export const darkByChoice = blockAfter(':root[data-theme="dark"] {');

/** WCAG's relative luminance of a six-digit hex colour. */
function luminance(hex: string): number {
  const channel = (at: number) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}

/** WCAG's contrast of two six-digit hex colours, 1 to 21. */
export function contrast(one: string, other: string): number {
  const [dark = 0, bright = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (bright + 0.05) / (dark + 0.05);
}
