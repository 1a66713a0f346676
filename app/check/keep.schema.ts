import { z } from "zod";

const Reply = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("choice"), value: z.string().min(1).max(200) }),
  z.strictObject({ kind: z.literal("dont-know") }),
]);
const Answers = z
  .record(z.string().min(1).max(200), z.strictObject({ meaning: z.int().min(1), reply: Reply }))
  .refine((answers) => {
    const { length } = Object.keys(answers);
    return length > 0 && length <= 500;
  });

/**
 * What "keep this" sends: the answers as the browser kept them, and the slug of a company, or the name of a new one. The
 * messages are codes, said by `check.error-<code>`.
 */
export const KeepForm = z
  .object({
    /** The form's own mark: sent twice, it founds once. */
    key: z.uuid("form"),
    company: z.string().max(60, "form").default(""),
    name: z.string().trim().max(120, "name-long").default(""),
    answers: z
      .string("form")
      .max(100_000, "form")
      .transform((json, ctx): unknown => {
        try {
          return JSON.parse(json);
        } catch {
          ctx.addIssue({ code: "custom", message: "form" });
          return z.NEVER;
        }
      })
      .pipe(Answers),
  })
  .refine(({ company, name }) => company !== "" || name !== "", { path: ["name"], message: "name-missing" });
export type KeepForm = z.infer<typeof KeepForm>;
