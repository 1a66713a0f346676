import sansLatin from "@fontsource-variable/ibm-plex-sans/files/ibm-plex-sans-latin-wght-normal.woff2?url";
import sansVietnamese from "@fontsource-variable/ibm-plex-sans/files/ibm-plex-sans-vietnamese-wght-normal.woff2?url";
import serifLatin from "@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-normal.woff2?url";
import serifVietnamese from "@fontsource-variable/source-serif-4/files/source-serif-4-vietnamese-wght-normal.woff2?url";

/** The four font files that every Vietnamese page needs, as descriptors for the root route's `links`. */
export const fontPreloads = [sansVietnamese, sansLatin, serifVietnamese, serifLatin].map(
  (href) => ({ rel: "preload", as: "font", type: "font/woff2", crossOrigin: "anonymous", href }) as const,
);
