// The servers that tests use: their own, on free ports, in a folder that is thrown away.
import { spawn } from "node:child_process";
import { chmodSync, mkdtempSync, openSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Stop } from "./console.mjs";
import { answers, freePort } from "./ports.mjs";
import { canReach, runtimeUser } from "./postgres-binaries.mjs";
import { forgetful, startServer, stopServer } from "./postgres.mjs";
import { end, until } from "./processes.mjs";

/** @typedef {{ url: string, stop: () => Promise<void> }} TestServer */

/** @param {string} name */
function throwawayFolder(name) {
  const candidates = [tmpdir(), "/tmp", "/var/tmp"];
  const base = candidates.find((folder) => canReach(folder, runtimeUser(join(folder, "none")))) ?? tmpdir();
  const folder = mkdtempSync(join(base, `${name}-`));
  chmodSync(folder, 0o711);
  return folder;
}

/** A cluster of its own; `url` is its superuser's, to the database `postgres`. @returns {Promise<TestServer>} */
export async function startTestCluster() {
  const folder = throwawayFolder("chu-tin-postgres");
  const server = await startServer({
    folder: join(folder, "cluster"),
    log: join(folder, "postgres.log"),
    password: "superuser-of-the-tests",
    options: forgetful,
  });
  const cleanUp = () => {
    try {
      process.kill(server.pid, "SIGQUIT");
    } catch {
      // it has gone before us
    }
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  };
  process.once("exit", cleanUp);
  return {
    url: server.url("postgres"),
    stop: async () => {
      process.off("exit", cleanUp);
      await stopServer(server, 5000);
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

/** A Redis of its own, which keeps nothing on disk. @param {string} binary @returns {Promise<TestServer>} */
export async function startTestRedis(binary) {
  const folder = throwawayFolder("chu-tin-redis");
  const port = await freePort();
  const log = openSync(join(folder, "redis.log"), "a");
  const settings = {
    port,
    bind: "127.0.0.1",
    dir: folder,
    save: "",
    appendonly: "no",
    "maxmemory-policy": "noeviction",
  };
  const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const child = spawn(binary, args, { detached: true, stdio: ["ignore", log, log] });
  const { pid } = child;
  child.once("error", () => undefined);
  const cleanUp = () => {
    child.kill("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  };
  process.once("exit", cleanUp);
  if (pid === undefined || !(await until(() => answers(port), 10_000)))
    throw new Stop(
      `${binary} does not start: run it by hand to see why`,
      `Không chạy được ${binary}: chạy tay để xem lý do`,
    );
  return {
    url: `redis://127.0.0.1:${port}`,
    stop: async () => {
      process.off("exit", cleanUp);
      await end(pid, [
        ["SIGTERM", 5000],
        ["SIGKILL", 1000],
      ]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
