import { vitePlugin as remix } from "@remix-run/dev";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig } from "vite";

declare module "@remix-run/node" {
  // types what single fetch sends: loader data arrive as they are, dates included
  interface Future {
    v3_singleFetch: true;
  }
}

/** Small parts that nearly every page draws: in one file they compress to half of what they cost apart. */
const kit = [
  /\/lucide-react\/dist\/esm\/(?:Icon|context|createLucideIcon|defaultAttributes|shared\/.*)\.m?js$/,
  /\/icons\/(?:arrow-left|arrow-right|check|chevron-down|chevron-right|circle-alert|circle-question-mark|x)\.m?js$/,
  /\/app\/components\/(?:banner|button|class-names|icons|inputs|marks|progress|visually-hidden)\.tsx?$/,
];

export default defineConfig({
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
    rollupOptions: { output: { manualChunks: (id) => (kit.some((part) => part.test(id)) ? "kit" : undefined) } },
  },
});
