// Pages and programs, built again only when a source of them changed. Run by itself (`npm run build`) it always builds.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { lastLines, lineOf, say, step, Stop } from "./console.mjs";
import { runProgram } from "./processes.mjs";
import { hashOf } from "./sources.mjs";

const folders = ["app", "content", "db", "domain", "jobs", "public"];
const settings = ["vite.config.ts", "vite.programs.config.ts", "tsconfig.json", "package-lock.json", "package.json"];
const outputs = ["server/index.js", "client/assets", "programs/web.js", "programs/worker.js", "programs/migrate.js"];

/**
 * @param {string} root
 * @returns {Promise<"up to date" | "built">}
 * @throws {Stop}
 */
export async function ensureBuild(root) {
  const stamp = join(root, "build", ".stamp");
  const wanted = sourcesHash(root);
  const made = outputs.every((path) => existsSync(join(root, "build", path)));
  if (made && existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return "up to date";
  say("build", "building pages and programs, about twenty seconds …");
  rmSync(stamp, { force: true });
  await build(root);
  mkdirSync(join(root, "build"), { recursive: true });
  writeFileSync(stamp, wanted);
  return "built";
}

/** @param {string} root */
export function sourcesHash(root) {
  return hashOf(root, folders, [...settings, "scripts/migrate.ts"]);
}

/** @param {string} root */
async function build(root) {
  const remix = join(root, "node_modules", "@remix-run", "dev", "dist", "cli.js");
  const vite = join(root, "node_modules", "vite", "bin", "vite.js");
  /** @type {NodeJS.ProcessEnv} */
  const env = { ...process.env, NODE_ENV: "production" };
  // one after the other: Remix begins by emptying the folder
  const steps = [
    [remix, "vite:build"],
    [vite, "build", "--config", "vite.programs.config.ts"],
  ];
  for (const args of steps) {
    const { code, output } = await runProgram(process.execPath, args, { cwd: root, env });
    if (code !== 0) throw whyNotBuilt(output);
  }
}

/** @param {string} output */
function whyNotBuilt(output) {
  process.stderr.write(`${reasonIn(output)}\n`);
  return new Stop(
    "The build failed for the reason above: take the sources as they were released (git status shows what differs)",
    "Không dựng được chương trình, lý do ở trên: lấy lại mã nguồn bản gốc (git status cho thấy chỗ khác)",
  );
}

/** Vite's words from its first error on: what follows them is long and says nothing. @param {string} output */
function reasonIn(output) {
  const lines = lastLines(output, 1000).split("\n");
  const first = lines.findIndex((line) => /\berror\b/i.test(line) && !/zod/.test(line));
  return lines.slice(Math.max(first, 0), Math.max(first, 0) + 12).join("\n");
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = join(import.meta.dirname, "..");
  rmSync(join(root, "build", ".stamp"), { force: true });
  await step(
    "build",
    () => ensureBuild(root),
    (outcome) => outcome,
  ).catch((error) => {
    process.stderr.write(`${lineOf(error)}\n`);
    process.exitCode = 1;
  });
}
