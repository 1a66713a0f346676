import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { deviceOf, isHandheld } from "#domain/device.ts";
import { readForm, SignInForm, SignUpForm } from "#domain/identity.schema.ts";
import { nextPath, withNext } from "#domain/next-path.ts";
import { passwordFlaw } from "#domain/password.ts";
import { newRecoveryCodes, normalRecoveryCode } from "#domain/recovery-code.ts";
import { minutesUntil } from "#domain/throttling.ts";

describe("a password", () => {
  test.each([
    ["chín ký t", "password-short"],
    ["mười ký tự", null],
    ["gốm an nhiên 1987", null],
    ["gốm an nhiên 1987".normalize("NFD"), null],
    ["ế".normalize("NFD").repeat(9), "password-short"],
    ["x".repeat(129), "password-long"],
    ["matkhau123", "password-common"],
    ["MatKhau 123", "password-common"],
    ["1234567890", "password-common"],
    ["0987654321", "password-common"],
    ["qwertyuiop", "password-common"],
    ["aaaaaaaaaaaa", "password-common"],
    ["abababababab", "password-common"],
    ["hanh@gomannhien.vn", "password-is-email"],
    ["Hanh@GomAnNhien.vn2026", "password-is-email"],
  ])("%j: %s", (password, flaw) => {
    expect(passwordFlaw(password, "hanh@gomannhien.vn")).toBe(flaw);
  });

  test("is not the name of the mailbox", () => {
    expect(passwordFlaw("nguyenthuhanh", "nguyenthuhanh@annhien.vn")).toBe("password-is-email");
  });

  test("of random words is never refused for what it is made of", () => {
    const words = fc.array(fc.constantFrom("gốm", "lò", "men", "xanh", "vườn", "trầu", "sông", "đá"), {
      minLength: 5,
      maxLength: 9,
    });
    const mixed = words.filter((of) => new Set(of).size > 2);
    fc.assert(
      fc.property(mixed, (of) => {
        expect(passwordFlaw(of.join(" "), "a@b.vn")).toBeNull();
      }),
    );
  });
});

describe("where to go on", () => {
  test.each([
    ["/c/an-nhien/tasks?late=1#first", "/c/an-nhien/tasks?late=1#first"],
    ["/i/abc", "/i/abc"],
    ["", "/companies"],
    [null, "/companies"],
    ["//evil.example", "/companies"],
    ["/\\evil.example", "/companies"],
    ["/\t/evil.example", "/companies"],
    ["/.//evil.example", "/companies"],
    ["https://evil.example/", "/companies"],
    ["javascript:alert(1)", "/companies"],
    ["companies", "/companies"],
  ])("%j leads to %j", (wanted, to) => {
    expect(nextPath(wanted, "/companies")).toBe(to);
  });

  test("never leaves the site, whatever is asked", () => {
    const mean = fc.array(fc.constantFrom("/", "\\", ".", "@", ":", "?", "#", "a", "\t", "\n", "%2f", "evil.example"), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(mean, (parts) => {
        const to = nextPath(parts.join(""), "/");
        expect(to.startsWith("/")).toBe(true);
        expect(new URL(to, "https://chutin.example").origin).toBe("https://chutin.example");
      }),
    );
  });

  test("is carried on in the address of the next page", () => {
    expect(withNext("/sign-up", "/i/abc?x=1")).toBe("/sign-up?next=%2Fi%2Fabc%3Fx%3D1");
    expect(withNext("/two-factor?by=recovery", "/c/a")).toBe("/two-factor?by=recovery&next=%2Fc%2Fa");
    expect(withNext("/sign-up", null)).toBe("/sign-up");
  });
});

describe("recovery codes", () => {
  test("are ten, different, and known again however they are typed", () => {
    const codes = newRecoveryCodes();
    expect(new Set(codes).size).toBe(10);
    for (const code of codes) {
      expect(code).toMatch(/^[2-9a-hjkmnp-z]{5}-[2-9a-hjkmnp-z]{5}$/);
      expect(normalRecoveryCode(` ${code.toUpperCase().replace("-", " ")}`)).toBe(code);
      expect(normalRecoveryCode(code.replace("-", ""))).toBe(code);
    }
  });

  test("take each letter as likely as the others: bytes past the last whole multiple are passed over", () => {
    const bytes = [255, 248, 247, ...Array<number>(40).fill(0)];
    const [first] = newRecoveryCodes((n) => Uint8Array.from(bytes.slice(0, n)));
    expect(first).toBe("z2222-22222");
  });
});

test("a form says which field is wrong, one code each, and leaves the password as it was typed", () => {
  const form = new FormData();
  form.set("email", " Hanh@gomannhien.vn ");
  form.set("password", " có dấu cách ");
  expect(readForm(SignInForm, form)).toEqual({
    values: { email: "Hanh@gomannhien.vn", password: " có dấu cách " },
    errors: null,
  });
  expect(readForm(SignUpForm, new FormData()).errors).toEqual({
    name: "name-missing",
    email: "email-missing",
    password: "password-missing",
  });
  form.set("email", "không phải e-mail");
  expect(readForm(SignInForm, form).errors).toEqual({ email: "email-wrong" });
});

test.each([
  [
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36 Edg/130.0",
    "Edge",
    "Windows",
    false,
  ],
  [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1",
    "Safari",
    "iPhone",
    true,
  ],
  [
    "Mozilla/5.0 (Linux; Android 14; SM-A146P) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/129.0 Mobile Safari/537.36 Zalo android/240900",
    "Zalo",
    "Android",
    true,
  ],
  [
    "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) coc_coc_browser/120.0 Chrome/114.0 Safari/537.36",
    "Cốc Cốc",
    "Windows",
    false,
  ],
  ["Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:131.0) Gecko/20100101 Firefox/131.0", "Firefox", "macOS", false],
  ["curl/8.5", null, null, false],
  [null, null, null, false],
])("%s is %s on %s", (userAgent, browser, system, handheld) => {
  expect(deviceOf(userAgent)).toEqual({ browser, system });
  expect(isHandheld(userAgent)).toBe(handheld);
});

test("a wait is told in whole minutes, one at least", () => {
  const now = new Date("2026-11-24T02:00:00Z");
  expect(minutesUntil(new Date("2026-11-24T02:14:01Z"), now)).toBe(15);
  expect(minutesUntil(new Date("2026-11-24T02:00:05Z"), now)).toBe(1);
  expect(minutesUntil(now, now)).toBe(1);
});
