/** What a browser says it is, as far as a person needs it to know it again: "Chrome", "Windows". */
export function deviceOf(userAgent: string | null | undefined): { browser: string | null; system: string | null } {
  const text = userAgent ?? "";
  return { browser: firstOf(browsers, text), system: firstOf(systems, text) };
}

// most browsers carry the names of the older ones that they pass for, so the order decides
const browsers: readonly (readonly [string, RegExp])[] = [
  ["Zalo", /\bZalo\b/i],
  ["Facebook", /\bFBA[NV]\b/],
  ["Cốc Cốc", /\bcoc_coc_browser\b/i],
  ["Edge", /\bEdg(e|A|iOS)?\//],
  ["Opera", /\b(OPR|Opera)\//],
  ["Samsung Internet", /\bSamsungBrowser\//],
  ["UC Browser", /\bUCBrowser\//],
  ["Firefox", /\b(Firefox|FxiOS)\//],
  ["Chrome", /\b(Chrome|CriOS|HeadlessChrome)\//],
  ["Safari", /\bSafari\//],
];
const systems: readonly (readonly [string, RegExp])[] = [
  ["iPhone", /\biPhone\b/],
  ["iPad", /\biPad\b/],
  ["Android", /\bAndroid\b/],
  ["Windows", /\bWindows\b/],
  ["ChromeOS", /\bCrOS\b/],
  ["macOS", /\bMac OS X\b|\bMacintosh\b/],
  ["Linux", /\bLinux\b/],
];

function firstOf(known: typeof browsers, text: string): string | null {
  return known.find(([, mark]) => mark.test(text))?.[0] ?? null;
}

/** A phone or a tablet. */
export function isHandheld(userAgent: string | null | undefined): boolean {
  return /\b(iPhone|iPad|Android|Mobile)\b/.test(userAgent ?? "");
}
