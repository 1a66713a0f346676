import { z } from "zod";
import { answeringModes } from "./answering-mode.ts";
import { languages, themes } from "./language.ts";

/*
 * What people type on the pages of identity. The messages are codes, said in the reader's language by
 * `identity.error.<code>`; password rules stand in `password.ts`, since they look at the e-mail too.
 */
const Email = z
  .string("email-missing")
  .trim()
  .min(1, "email-missing")
  .max(254, "email-wrong")
  .pipe(z.email("email-wrong"));
const Name = z.string("name-missing").trim().min(1, "name-missing").max(120, "name-long");
/** Never trimmed: a space at the end is a letter of it. Far longer than any password, so that a flood is not hashed. */
const Password = z.string("password-missing").min(1, "password-missing").max(1000, "password-long");
const Code = z.string("code-missing").trim().min(1, "code-missing").max(40, "code-wrong");

export const SignInForm = z.object({ email: Email, password: Password, remember: z.literal("on").optional() });
export const SignUpForm = z.object({ name: Name, email: Email, password: Password });
export const ForgotForm = z.object({ email: Email });
export const ResetForm = z.object({ token: z.string().min(1), password: Password });
export const SecondFactorForm = z.object({ code: Code });
export const ProfileForm = z.object({ name: Name });
export const AddressForm = z.object({ email: Email, password: Password });
export const ChangePasswordForm = z.object({ password: Password, newPassword: Password });
export const ConfirmForm = z.object({ password: Password });
export const ConfirmCodeForm = z.object({ code: Code, uri: z.string().regex(/^otpauth:\/\/totp\/\S{1,600}$/) });
export const EndSessionForm = z.object({ sessionId: z.uuid() });
export const PreferencesForm = z.object({
  language: z.enum(languages).optional(),
  theme: z.enum(themes).optional(),
  answering: z.enum(answeringModes).optional(),
});

/** The first code of each field, as a page shows them. */
export type FieldErrors = Readonly<Record<string, string>>;

/** What a form says, or which fields are wrong and how. */
export function readForm<T extends z.ZodType>(
  schema: T,
  form: FormData,
): { values: z.infer<T>; errors: null } | { values: null; errors: FieldErrors } {
  const parsed = schema.safeParse(Object.fromEntries([...form].filter(([, value]) => typeof value === "string")));
  if (parsed.success) return { values: parsed.data, errors: null };
  const errors: Record<string, string> = {};
  for (const { path, message } of parsed.error.issues) errors[path.join(".")] ??= message;
  return { values: null, errors };
}
