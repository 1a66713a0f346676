/**
 * Imports point one way: domain ← content, db ← jobs ← app. Tests and scripts may import all of them.
 * @type {import("dependency-cruiser").IConfiguration}
 */
module.exports = {
  forbidden: [
    {
      name: "domain-imports-nothing-of-ours",
      comment: "The rules by which a customer is judged are pure: no layer above, no package but zod.",
      severity: "error",
      from: { path: "^domain/" },
      to: { pathNot: ["^domain/", "node_modules/zod/"] },
    },
    {
      name: "zod-only-in-schema-files",
      comment: "zod weighs 24 KB: browser code takes types alone from *.schema.ts.",
      severity: "error",
      from: { path: "^domain/", pathNot: "\\.schema\\.ts$" },
      to: { path: "node_modules/zod/", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "content-knows-domain-alone",
      comment: "A new law needs no migration.",
      severity: "error",
      from: { path: "^content/" },
      to: { path: "^(db|jobs|app|scripts|tests)/" },
    },
    {
      name: "db-knows-domain-alone",
      comment: "A migration cannot change a law.",
      severity: "error",
      from: { path: "^db/" },
      to: { path: "^(content|jobs|app|scripts|tests)/" },
    },
    {
      name: "migrations-are-photographs",
      comment: "A migration is never edited once merged, so nothing of ours that may change is imported.",
      severity: "error",
      from: { path: "^db/migrations/", pathNot: "^db/migrations/index\\.ts$" },
      to: { path: "^(domain|db|content|jobs|app)/" },
    },
    {
      name: "jobs-below-app",
      severity: "error",
      from: { path: "^jobs/" },
      to: { path: "^(app|scripts|tests)/" },
    },
    {
      name: "jobs-without-react",
      comment: "A worker starts without React and without the web server.",
      severity: "error",
      from: { path: "^jobs/" },
      to: { path: "node_modules/(react|react-dom|@remix-run/.+|radix-ui|@radix-ui/.+|recharts|express)/" },
    },
    {
      name: "routes-enqueue-and-never-work",
      comment: "A route can enqueue work but never perform it.",
      severity: "error",
      from: { path: "^app/" },
      to: { path: "^jobs/(worker|.*\\.work)\\.ts$" },
    },
    {
      name: "app-without-scripts-and-tests",
      severity: "error",
      from: { path: "^app/" },
      to: { path: "^(scripts|tests)/" },
    },
    {
      name: "browser-code-stays-in-the-browser",
      comment: "Only domain and components may reach the browser; types cost nothing there.",
      severity: "error",
      from: { path: "^app/(components/|text\\.tsx$|entry\\.client\\.tsx$|nonce\\.tsx$)" },
      to: {
        path: [
          "^(db|content|jobs)/",
          "\\.server\\.tsx?$",
          "\\.schema\\.ts$",
          "node_modules/(zod|pg|bullmq|kysely|better-auth|express|yaml)/",
        ],
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "recharts-only-in-charts",
      comment: "88 KB: only a file named *-chart.tsx or *-radar.tsx imports it, and …",
      severity: "error",
      from: { path: "^app/", pathNot: "-(chart|radar)\\.tsx$" },
      to: { path: "node_modules/recharts/" },
    },
    {
      name: "charts-are-loaded-late",
      comment: "… a page loads those files with lazy(), when there is something to show.",
      severity: "error",
      from: { path: "^app/" },
      to: { path: "-(chart|radar)\\.tsx$", dynamic: false, dependencyTypesNot: ["type-only"] },
    },
    {
      name: "no-cycles",
      severity: "error",
      from: { path: "^(app|content|db|domain|jobs)/" },
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "not-resolvable",
      severity: "error",
      from: { path: "^(app|content|db|domain|jobs|scripts|tests)/" },
      to: { couldNotResolve: true, pathNot: "^virtual:" },
    },
    {
      name: "remix-is-empty",
      comment: "The package `remix` throws when it is imported: take @remix-run/*.",
      severity: "error",
      from: {},
      to: { path: "node_modules/remix/" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(build|node_modules/\\.)" },
    tsPreCompilationDeps: "specify",
    tsConfig: { fileName: "tsconfig.json" },
    combinedDependencies: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
      extensions: [".ts", ".tsx", ".mjs", ".js", ".cjs", ".json", ".d.ts"],
    },
  },
};
