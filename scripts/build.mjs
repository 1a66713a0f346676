// The Remix build, made again only when a source of it changed. Run by itself (`npm run build`) it always builds.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { lastLines, lineOf, say, step, Stop } from "./console.mjs";
import { runProgram } from "./processes.mjs";
import { hashOf } from "./sources.mjs";

/** Routes pull the other folders into the server's bundle. */
const folders = ["app", "content", "db", "domain", "jobs", "public"];
const files = ["vite.config.ts", "tsconfig.json", "package-lock.json", "package.json"];

/**
 * @param {string} root
 * @returns {Promise<"up to date" | "built">}
 * @throws {Stop}
 */
export async function ensureBuild(root) {
  const stamp = join(root, "build", ".stamp");
  const wanted = sourcesHash(root);
  const made = ["build/server/index.js", "build/client/assets"].every((path) => existsSync(join(root, path)));
  if (made && existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return "up to date";
  say("build", "building the pages, about twenty seconds …");
  rmSync(stamp, { force: true });
  await build(root);
  mkdirSync(join(root, "build"), { recursive: true });
  writeFileSync(stamp, wanted);
  return "built";
}

/** @param {string} root */
export function sourcesHash(root) {
  return hashOf(root, folders, files);
}

/** @param {string} root */
async function build(root) {
  const remix = join(root, "node_modules", "@remix-run", "dev", "dist", "cli.js");
  /** @type {NodeJS.ProcessEnv} */
  const env = { ...process.env, NODE_ENV: "production" };
  const { code, output } = await runProgram(process.execPath, [remix, "vite:build"], { cwd: root, env });
  if (code === 0) return;
  process.stderr.write(`${lastLines(output, 40)}\n`);
  throw new Stop(
    "The pages could not be built, for the reason above: take the sources as they were released (git status shows what differs)",
    "Không dựng được trang, lý do ở trên: lấy lại mã nguồn bản gốc (git status cho thấy chỗ khác)",
  );
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
