import { vitePlugin as remix } from "@remix-run/dev";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig } from "vite";

declare module "@remix-run/node" {
  // types what single fetch sends: loader data arrive as they are, dates included
  interface Future {
    v3_singleFetch: true;
  }
}

/**
 * What nearly every page is made of, in one file beside React's: packed by itself, each of these small parts weighs half as
 * much again.
 */
const shared = new RegExp(
  `(${[
    "/app/text",
    "/app/components/(badge|banner|button|choice-row|class-names|disclosure|field|icons|inputs|key-cap|marks|progress|save-state|section-heading|sheet|ticks|viewport|visually-hidden)",
    "/domain/(answering|answering-rules|format|format-message|language)",
    "/domain/scoring/(basis-points|grade|maturity|score|states)",
  ].join("|")})\\.tsx?$|/node_modules/lucide-react/dist/esm/(?!icons/)`,
);
function chunkOf(id: string): string | undefined {
  if (/\/node_modules\/(react|react-dom|scheduler|@remix-run)\//.test(id)) return "react";
  return shared.test(id) ? "parts" : undefined;
}

export default defineConfig(({ isSsrBuild }) => ({
  plugins: [
    remix({
      appDirectory: "app",
      future: {
        v3_fetcherPersist: true,
        v3_relativeSplatPath: true,
        v3_throwAbortReason: true,
        v3_singleFetch: true,
        v3_lazyRouteDiscovery: true,
        v3_routeConfig: true,
      },
    }),
    tailwindcss(),
  ],
  build: {
    target: "es2022",
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    rollupOptions: isSsrBuild ? {} : { output: { manualChunks: chunkOf } },
  },
}));
