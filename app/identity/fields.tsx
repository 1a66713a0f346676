import type { ReactNode } from "react";
import { Field } from "#app/components/field.tsx";
import { TextInput } from "#app/components/inputs.tsx";
import { useText } from "#app/text.tsx";
import type { Problems } from "./problem.ts";

/** The sentence for what is wrong in a field, or null. */
export function useProblem(problems: Problems | undefined): (field: string) => string | null {
  const t = useText();
  return (field) => {
    const problem = problems?.[field];
    if (!problem) return null;
    const { code, left = 0, minutes = 0, address = "" } = problem;
    return t(`identity.error-${code}`, { left, minutes, address });
  };
}

export function EmailField({
  label,
  name = "email",
  error,
  value,
  current = true,
}: {
  label?: string;
  name?: string;
  error: string | null;
  value?: string;
  current?: boolean;
}) {
  const t = useText();
  return (
    <Field label={label ?? t("identity.email")} error={error}>
      {(control) => (
        <TextInput
          {...control}
          name={name}
          type="email"
          inputMode="email"
          // the username of a password manager, but for an address that is only to become one
          autoComplete={current ? "username" : "email"}
          autoCapitalize="none"
          spellCheck={false}
          maxLength={254}
          required
          defaultValue={value}
        />
      )}
    </Field>
  );
}

interface PasswordFieldProps {
  label?: string;
  name?: string;
  error: string | null;
  /** a new one is to be chosen: says the rule, and asks the password manager for one */
  isNew?: boolean;
  aside?: ReactNode;
}

export function PasswordField({ label, name = "password", error, isNew = false, aside }: PasswordFieldProps) {
  const t = useText();
  return (
    <Field
      label={label ?? t("identity.password")}
      error={error}
      hint={isNew ? t("identity.password-hint") : undefined}
      aside={aside}
    >
      {(control) => (
        <TextInput
          {...control}
          name={name}
          type="password"
          autoComplete={isNew ? "new-password" : "current-password"}
          required
        />
      )}
    </Field>
  );
}

export function CodeField({
  label,
  error,
  isRecovery = false,
}: {
  label: string;
  error: string | null;
  isRecovery?: boolean;
}) {
  return (
    <Field label={label} error={error}>
      {(control) => (
        <TextInput
          {...control}
          name="code"
          inputMode={isRecovery ? "text" : "numeric"}
          autoComplete={isRecovery ? "off" : "one-time-code"}
          autoCapitalize="none"
          spellCheck={false}
          maxLength={40}
          required
        />
      )}
    </Field>
  );
}
