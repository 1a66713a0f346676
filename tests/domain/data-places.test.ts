import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dataPlacesOf, repositoryIn } from "#domain/data-places.ts";

const here = { databaseUrl: "postgres://app:secret@127.0.0.1:5432/chu_tin", redisUrl: undefined, smtpUrl: undefined };

describe("where the data of an installation lie", () => {
  test("by default on the machine itself: queue in the database, no mail sent", () => {
    expect(dataPlacesOf(here)).toEqual({ database: { kind: "here" }, queue: null, mail: null });
  });

  test.each(["localhost", "127.0.0.53", "[::1]"])("%s is this machine", (host) => {
    expect(dataPlacesOf({ ...here, databaseUrl: `postgres://app@${host}/chu_tin` }).database).toEqual({ kind: "here" });
  });

  test("an address that only the system can read is this machine's", () => {
    expect(dataPlacesOf({ ...here, databaseUrl: "postgres:///chu_tin?host=/run/postgresql" }).database).toEqual({
      kind: "here",
    });
  });

  test("elsewhere by the host's name", () => {
    const places = dataPlacesOf({
      databaseUrl: "postgres://app:secret@db.example.vn:5432/chu_tin",
      redisUrl: "rediss://:secret@queue.example.vn:6380",
      smtpUrl: "smtp://user:secret@mail.example.vn:587",
    });
    expect(places).toEqual({
      database: { kind: "elsewhere", host: "db.example.vn" },
      queue: { kind: "elsewhere", host: "queue.example.vn" },
      mail: { kind: "elsewhere", host: "mail.example.vn" },
    });
  });
});

test("no user, password, database or port of an address is ever told", () => {
  const word = fc.stringMatching(/^[A-Z]{8,12}$/);
  fc.assert(
    fc.property(word, word, word, fc.integer({ min: 10_000, max: 65_535 }), (user, password, path, port) => {
      const address = (scheme: string) => `${scheme}://${user}:${password}@db.example.vn:${port}/${path}`;
      const told = JSON.stringify(
        dataPlacesOf({ databaseUrl: address("postgres"), redisUrl: address("redis"), smtpUrl: address("smtp") }),
      );
      for (const secret of [user, password, path, String(port)]) expect(told).not.toContain(secret);
    }),
  );
});

test.each([
  [{ repository: "https://code.example/chu-tin" }, "https://code.example/chu-tin"],
  [{ repository: { type: "git", url: "git+https://code.example/chu-tin.git" } }, "https://code.example/chu-tin"],
  [{ repository: "github:somebody/chu-tin" }, null],
  [{ repository: { url: 3 } }, null],
  [{}, null],
  [null, null],
])("the source named by %j is at %s", (file, address) => {
  expect(repositoryIn(file)).toBe(address);
});
