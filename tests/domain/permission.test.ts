import { expect, test } from "vitest";
import { may, permissions, roles } from "#domain/permission.ts";

test("everybody of a company may read it, and a viewer nothing more", () => {
  for (const permission of permissions.filter((each) => each.endsWith(":read") && each !== "audit:read"))
    for (const role of roles) expect(may(role, permission), `${role} ${permission}`).toBe(true);
  expect(
    permissions.filter((permission) => may("viewer", permission)).every((permission) => permission.endsWith(":read")),
  ).toBe(true);
});

test("an owner may do everything that anybody may", () => {
  expect(permissions.filter((permission) => !may("owner", permission))).toEqual([]);
});

test("a consultant manages nobody, seals nothing and ends no engagement", () => {
  const allowed = permissions.filter((permission) => may("consultant", permission));
  expect(allowed).not.toEqual(expect.arrayContaining(["people:manage"]));
  expect(
    allowed.filter((each) => /^(people:m|engagement|company:edit|assessment:(complete|reopen)|audit)/.test(each)),
  ).toEqual([]);
  expect(allowed).toEqual(
    expect.arrayContaining([
      "assessment:start",
      "assessment:answer",
      "assessment:review",
      "task:create",
      "schedule:set",
    ]),
  );
});

test("only an owner makes an owner or lets a practice in", () => {
  for (const permission of ["people:make-owner", "engagement:invite"] as const)
    expect(roles.filter((role) => may(role, permission))).toEqual(["owner"]);
});
