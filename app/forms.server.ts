import { data } from "@remix-run/node";
import type { FieldErrors } from "#domain/identity.schema.ts";
import { Refusal, type RefusalCode } from "#domain/refusal.ts";

/** What was wrong with a form, by field, and what was typed. */
export function wrongForm(errors: FieldErrors, form: FormData) {
  return data({ errors, typed: typedIn(form) }, { status: 422 });
}

function typedIn(form: FormData): Readonly<Record<string, string>> {
  return Object.fromEntries([...form].filter((entry): entry is [string, string] => typeof entry[1] === "string"));
}

/**
 * Does what may be refused in a way that the page itself has words for; other refusals become pages of their own. The
 * transaction is inside `act`, so that a refusal takes it back.
 */
export async function orRefused<T, C extends RefusalCode>(
  codes: readonly C[],
  act: () => Promise<T>,
): Promise<{ done: T; refused: null } | { done: null; refused: C }> {
  try {
    return { done: await act(), refused: null };
  } catch (error) {
    const code = codes.find((each) => each === refusalIn(error));
    if (code === undefined) throw error;
    return { done: null, refused: code };
  }
}

/** A refusal, or the response that one became on its way here. */
function refusalIn(error: unknown): RefusalCode | undefined {
  if (error instanceof Refusal) return error.code;
  return (error as { data?: { refusal?: RefusalCode } } | null)?.data?.refusal;
}
