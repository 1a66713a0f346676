import { describe, expect, test } from "vitest";
import { startOf } from "#app/audit.server.ts";
import { bodyLimit, bodyRefusal, isSameOrigin, largestBody } from "#app/security.server.ts";
import { statusFor } from "#app/status.ts";
import { largestFile } from "#domain/evidence.ts";
import { refusalCodes } from "#domain/refusal.ts";

const asked = (method: string, headers: Record<string, string>) => ({
  method,
  headers: { host: "chu-tin.example", ...headers },
});

describe("whose page asks for a change", () => {
  test.each([
    ["our own", { origin: "https://chu-tin.example", "sec-fetch-site": "same-origin" }, true],
    ["our own, from a browser without fetch metadata", { origin: "https://chu-tin.example" }, true],
    ["another site", { origin: "https://evil.example", "sec-fetch-site": "cross-site" }, false],
    ["another site that says nothing of itself", { origin: "null" }, false],
    ["a sister domain", { origin: "https://x.chu-tin.example", "sec-fetch-site": "same-site" }, false],
    ["the same host with a lying site", { origin: "https://chu-tin.example", "sec-fetch-site": "cross-site" }, false],
    ["nobody knows who", {}, false],
    ["a header that is no address", { origin: "not an origin" }, false],
  ])("%s", (_, headers, isOurs) => {
    expect(isSameOrigin(asked("POST", headers as Record<string, string>))).toBe(isOurs);
  });

  test("reading is free for all", () => {
    for (const method of ["GET", "HEAD"])
      expect(isSameOrigin(asked(method, { origin: "https://evil.example" }))).toBe(true);
  });
});

describe("how much may be sent", () => {
  test("a file's size only where a file is taken", () => {
    const evidence = "/c/gom/assessments/6f1c2a8e-0000-4000-8000-000000000000/evidence";
    expect(bodyLimit(evidence)).toBeGreaterThan(largestFile);
    expect(bodyLimit(evidence)).toBeLessThan(largestFile + largestBody);
    for (const path of ["/", "/sign-in", `${evidence}/x`, `${evidence}.data`, `/x${evidence}`])
      expect(bodyLimit(path), path).toBe(largestBody);
  });

  test("up to the limit, and never an amount that is not said beforehand", () => {
    expect(bodyRefusal(asked("POST", { "content-length": String(largestBody) }))).toBeUndefined();
    expect(bodyRefusal(asked("POST", { "content-length": String(largestBody + 1) }))).toBe(413);
    expect(bodyRefusal(asked("POST", { "transfer-encoding": "chunked" }))).toBe(411);
    expect(bodyRefusal(asked("GET", { "content-length": String(largestBody + 1) }))).toBeUndefined();
  });
});

test("every expected no is told with a status that a program understands, too", () => {
  for (const code of refusalCodes)
    expect(statusFor(code), code).toSatisfy((status: number) => status >= 400 && status < 500);
});

test("a day begins at the company's own midnight, also where clocks are moved", () => {
  expect(startOf("2026-11-24", "Asia/Ho_Chi_Minh").toISOString()).toBe("2026-11-23T17:00:00.000Z");
  expect(startOf("2026-07-01", "Europe/Berlin").toISOString()).toBe("2026-06-30T22:00:00.000Z");
  expect(startOf("2026-12-01", "Europe/Berlin").toISOString()).toBe("2026-11-30T23:00:00.000Z");
});
