import { randomInt } from "node:crypto";
import { createConnection, createServer } from "node:net";
import { Stop } from "./console.mjs";

/**
 * A port of this machine that nobody listens on at the moment. It lies below the range from which systems give ports to
 * outgoing connections: there, whoever tries again and again to reach a stopped server may be given its very port.
 * @returns {Promise<number>}
 */
export async function freePort() {
  for (;;) {
    const port = randomInt(20_000, 32_000);
    if ((await whyNotFree("127.0.0.1", port)) === undefined) return port;
  }
}

/**
 * @param {string} host
 * @param {number} port
 * @returns {Promise<string | undefined>} the system's code for why nothing can listen there, undefined when it can
 */
export function whyNotFree(host, port) {
  return new Promise((resolve) => {
    const server = createServer().once("error", (error) => resolve(/** @type {NodeJS.ErrnoException} */ (error).code));
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(undefined)));
  });
}

/**
 * @param {string} host
 * @param {number} port
 * @throws {Stop} when the web server could not listen there
 */
export async function requireFree(host, port) {
  const code = await whyNotFree(host, port);
  if (code === undefined) return;
  const other = port < 65_000 ? port + 1 : 3000;
  if (code === "EADDRINUSE")
    throw new Stop(
      `Port ${port} is taken by another program: end that one, or choose another port with PORT=${other} npm start`,
      `Cổng ${port} đang có chương trình khác dùng: tắt chương trình đó, hoặc chọn cổng khác bằng PORT=${other} npm start`,
    );
  if (code === "EACCES")
    throw new Stop(
      `Port ${port} is kept for administrators: choose one from 1024 up with PORT=3000 npm start`,
      `Cổng ${port} chỉ dành cho quản trị máy: chọn cổng từ 1024 trở lên bằng PORT=3000 npm start`,
    );
  throw new Stop(
    `HOST=${host} is no address of this machine (${code}): use 127.0.0.1, or 0.0.0.0 for all its addresses`,
    `HOST=${host} không phải địa chỉ của máy này (${code}): dùng 127.0.0.1, hoặc 0.0.0.0 cho mọi địa chỉ`,
  );
}

/** Whether somebody accepts connections there. @param {number} port @param {string} [host] @returns {Promise<boolean>} */
export function answers(port, host = "127.0.0.1") {
  return new Promise((resolve) => {
    const socket = createConnection({ host, port, timeout: 2000 });
    const say = (/** @type {boolean} */ yes) => {
      socket.destroy();
      resolve(yes);
    };
    socket
      .once("connect", () => say(true))
      .once("error", () => say(false))
      .once("timeout", () => say(false));
  });
}
