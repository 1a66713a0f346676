import { createServer } from "node:net";
import { expect, test } from "vitest";
import { answers, freePort, requireFree, whyNotFree } from "#scripts/ports.mjs";

test("a free port is free, and nobody answers there", async () => {
  const port = await freePort();
  expect(await whyNotFree("127.0.0.1", port)).toBeUndefined();
  expect(await answers(port)).toBe(false);
  await expect(requireFree("127.0.0.1", port)).resolves.toBeUndefined();
});

test("a taken port is refused in one line that names the port and the mend", async () => {
  const port = await freePort();
  const squatter = createServer();
  await new Promise<void>((resolve) => squatter.listen(port, "127.0.0.1", resolve));
  expect(await answers(port)).toBe(true);
  await expect(requireFree("127.0.0.1", port)).rejects.toThrow(
    new RegExp(`^Port ${port} is taken by another program: .*PORT=\\d+ npm start$`),
  );
  await new Promise((resolve) => squatter.close(resolve));
});

test("an address of another machine is refused", async () => {
  await expect(requireFree("192.0.2.1", 3000)).rejects.toThrow(/^HOST=192\.0\.2\.1 is no address of this machine/);
});
