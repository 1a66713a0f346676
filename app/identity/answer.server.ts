import { data, redirect } from "@remix-run/node";
import type { FieldErrors } from "#domain/identity.schema.ts";
import type { Problem, Problems } from "./problem.ts";

/** What an action answers when nothing was done: the problems by field, and what was typed, passwords left out. */
export function notDone(problems: Problems, typed: Readonly<Record<string, string>> = {}, status = 422) {
  return data({ problems, typed }, { status });
}

/** The codes of a form as problems. */
export function problemsOf(errors: FieldErrors): Problems {
  return Object.fromEntries(Object.entries(errors).map(([field, code]) => [field, { code }]));
}

/** A form that was wrong, or a try that was counted: `field` is where the count is told. */
export function refusedAnswer(
  refused:
    | { outcome: "mistaken"; errors: FieldErrors; left?: number; minutes?: number }
    | { outcome: "too-many"; minutes: number },
  field: string,
  typed: Readonly<Record<string, string>> = {},
) {
  if (refused.outcome === "too-many")
    return notDone({ [field]: { code: "too-many", minutes: refused.minutes } }, typed, 429);
  const { errors, left, minutes } = refused;
  const problems = Object.entries(errors).map(([name, code]): [string, Problem] => {
    // the last try says how long to wait instead of how many are left
    const told = left === 0 ? code.replace(/-wrong$/, "-last") : code;
    return [name, { code: told, left, minutes }];
  });
  return notDone(Object.fromEntries(problems), typed);
}

/** Goes on to another page, and gives or takes these cookies with it. */
export function goOn(to: string, cookies: readonly string[]) {
  return redirect(to, { headers: cookieHeaders(cookies) });
}

export function cookieHeaders(cookies: readonly string[]): [string, string][] {
  return cookies.map((line) => ["set-cookie", line]);
}
