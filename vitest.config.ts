import { defineConfig } from "vitest/config";

/** Files of these folders run beside each other; the rest share servers, so one file at a time. */
const parallel = ["domain", "content", "scripts", "browser"];
const serial = ["db", "jobs", "app"];
/** These ask for servers: `node scripts/test.mjs <part>` provisions them and hands over the addresses. */
const withDatabase = ["db", "jobs", "app", "browser"];
const seconds: Record<string, number> = {
  domain: 20,
  content: 30,
  scripts: 60,
  db: 30,
  jobs: 60,
  app: 60,
  browser: 120,
};

export default defineConfig({
  // `#domain/*` and its sisters are resolved from package.json "imports", by Vitest as by Node
  esbuild: { jsx: "automatic", target: "node20" },
  test: {
    passWithNoTests: false,
    allowOnly: false,
    projects: [...parallel, ...serial].map((name) => ({
      extends: true as const,
      test: {
        name,
        root: import.meta.dirname,
        include: [`tests/${name}/**/*.test.{ts,tsx}`],
        environment: "node",
        pool: "forks",
        fileParallelism: parallel.includes(name),
        // each file of these has a web server, a worker and a browser of its own
        ...(name === "browser" && { maxWorkers: 2 }),
        globalSetup: withDatabase.includes(name) ? ["tests/database-setup.ts"] : [],
        testTimeout: (seconds[name] ?? 30) * 1000,
        hookTimeout: (seconds[name] ?? 30) * 1000,
        env: { NODE_ENV: "test", TZ: "UTC" },
      },
    })),
  },
});
