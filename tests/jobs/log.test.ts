import { Writable } from "node:stream";
import { expect, test } from "vitest";
import { createLog, withoutAddresses } from "#jobs/log.ts";

function logging() {
  const lines: string[] = [];
  const destination = new Writable({ write: (chunk: Buffer, _, done) => done(void lines.push(chunk.toString())) });
  return { log: createLog({ name: "test", level: "info" }, destination), lines };
}

test("a line says which process, request and company, in UTC", () => {
  const { log, lines } = logging();
  log.child({ requestId: "r1", tenantId: "t1" }).info({ status: 200 }, "request");
  expect(JSON.parse(lines[0] as string)).toEqual({
    level: "info",
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/) as string,
    process: "test",
    requestId: "r1",
    tenantId: "t1",
    status: 200,
    msg: "request",
  });
});

test("what is somebody's own is cut out, two levels deep", () => {
  const { log, lines } = logging();
  const person = { name: "Nguyễn Thị Hạnh", email: "hanh@annhien.example", password: "bí mật của Hạnh" };
  log.info({ ...person, address: "113.161.72.9", visit: { person, id: "p1" } }, "signed in");
  const [line] = lines as [string];
  for (const own of ["Hạnh", "hanh@", "113.161.72.9"]) expect(line).not.toContain(own);
  expect(JSON.parse(line)).toMatchObject({ visit: { id: "p1", person: { name: "<personal>" } } });
});

test("an address that a library quotes is cut out wherever it stands, and the line stays JSON", () => {
  const { log, lines } = logging();
  const error = new Error("550 <hanh@annhien.example> is full\nhanh@annhien.example\u0001duc@annhien.example");
  log.error({ err: error }, "to hanh@annhien.example");
  const [line] = lines as [string];
  expect(line).not.toContain("annhien.example");
  expect(JSON.parse(line)).toMatchObject({
    msg: "to <address>",
    err: { type: "Error", message: "550 <<address>> is full\n<address>\u0001<address>" },
  });
  expect(withoutAddresses("no address @ all, e.g. a@, @b")).toBe("no address @ all, e.g. a@, @b");
});

test("of a database's error the row that it quotes is left out", () => {
  const { log, lines } = logging();
  const error = Object.assign(new Error("duplicate key value violates unique constraint"), {
    code: "23505",
    detail: "Key (name)=(Nguyễn Thị Hạnh) already exists.",
    where: "Nguyễn Thị Hạnh",
    cause: new TypeError("inner"),
  });
  log.error({ err: error }, "request failed");
  expect(lines[0]).not.toContain("Hạnh");
  expect(JSON.parse(lines[0] as string)).toMatchObject({
    err: { code: "23505", cause: { type: "TypeError", message: "inner" } },
  });
});
