import { describe, expect, test } from "vitest";
import { mayChange, memberRoles, rolesToGive } from "#domain/membership.ts";
import { roles } from "#domain/permission.ts";

describe("who may give which role", () => {
  test("only an owner makes an owner", () => {
    expect(roles.filter((role) => rolesToGive(role).includes("owner"))).toEqual(["owner"]);
  });

  test("a manager gives all roles but the owner's", () => {
    expect(rolesToGive("manager")).toEqual(["manager", "contributor", "viewer"]);
  });

  test("those who do not manage people give none, the consultant among them", () => {
    for (const role of ["contributor", "viewer", "consultant"] as const) {
      expect(rolesToGive(role)).toEqual([]);
      for (const target of memberRoles) expect(mayChange(role, target)).toBe(false);
    }
  });

  test("a manager cannot touch an owner", () => {
    expect(mayChange("manager", "owner")).toBe(false);
    expect(mayChange("manager", "manager")).toBe(true);
    expect(mayChange("owner", "owner")).toBe(true);
  });
});
