import { describe, expect, test } from "vitest";
import { expiryOf, isMadeOutTo, linkStateOf, maskedAddress } from "#domain/link.ts";

const now = new Date("2026-11-24T01:00:00Z");
const untouched = { usedAt: null, revokedAt: null, expiresAt: expiryOf(now, 7) };

describe("a link", () => {
  test("opens until the moment that it expires, and not at it", () => {
    expect(linkStateOf(untouched, now)).toBe("live");
    expect(linkStateOf(untouched, new Date("2026-12-01T00:59:59.999Z"))).toBe("live");
    expect(linkStateOf(untouched, new Date("2026-12-01T01:00:00Z"))).toBe("expired");
  });

  test("that was used or withdrawn says so, even after its time", () => {
    expect(linkStateOf({ ...untouched, usedAt: now }, expiryOf(now, 30))).toBe("used");
    expect(linkStateOf({ ...untouched, revokedAt: now }, now)).toBe("withdrawn");
  });

  test("made out to an address is for that address, however it is written", () => {
    expect(isMadeOutTo(null, "anybody@x.example")).toBe(true);
    expect(isMadeOutTo("hanh@annhien.example", " Hanh@AnNhien.example ")).toBe(true);
    expect(isMadeOutTo("hanh@annhien.example", "tuan@annhien.example")).toBe(false);
  });
});

test.each([
  ["hanh@annhien.example", "h***h@annhien.example"],
  ["h@x.example", "h***@x.example"],
  ["an@x.example", "a***n@x.example"],
])("%s is shown as %s", (address, masked) => {
  expect(maskedAddress(address)).toBe(masked);
});
