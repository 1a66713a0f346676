import { CircleAlert } from "lucide-react";
import { useEffect, useId, useRef, type ReactNode } from "react";
import { classNames } from "./class-names.ts";
import { Icon } from "./icons.tsx";

/** What a field hands to its control, so that label, hint and error belong to it. */
export interface FieldControl {
  id: string;
  "aria-invalid": true | undefined;
  "aria-describedby": string | undefined;
}

interface FieldProps {
  label: string;
  /** small and grey behind the label: "(bắt buộc)" */
  note?: string;
  /** at the end of the label's line, for a link such as "Quên mật khẩu?" */
  aside?: ReactNode;
  hint?: ReactNode;
  error?: string | null;
  className?: string;
  children: (control: FieldControl) => ReactNode;
}

/** `<Field label={…}>{(control) => <TextInput name="taxCode" {...control} />}</Field>` */
export function Field({ label, note, aside, hint, error, className, children }: FieldProps) {
  const id = useId();
  const described = [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(" ");
  return (
    <div className={classNames("grid min-w-0 content-start gap-1", className)}>
      <div className="flex items-baseline justify-between gap-3 text-sm">
        <label htmlFor={id} className="font-medium">
          {label}
          {note && <span className="font-normal text-ink-3"> {note}</span>}
        </label>
        {aside}
      </div>
      {children({ id, "aria-invalid": error ? true : undefined, "aria-describedby": described || undefined })}
      {error && <FieldProblem id={`${id}-error`}>{error}</FieldProblem>}
      {hint && <FieldHint id={`${id}-hint`}>{hint}</FieldHint>}
    </div>
  );
}

/** What is wrong, below what it is about. */
export function FieldProblem({ id, children }: { id: string; children: ReactNode }) {
  return (
    <p id={id} className="flex items-start gap-1.5 text-sm font-medium text-danger">
      <Icon of={CircleAlert} size="s" className="mt-0.5" />
      <span>{children}</span>
    </p>
  );
}

function FieldHint({ id, children }: { id: string; children: ReactNode }) {
  return (
    <p id={id} className="text-sm text-ink-3">
      {children}
    </p>
  );
}

interface FieldSetProps {
  legend: string;
  /** the legend is only heard, where a heading says the same */
  legendHidden?: boolean;
  hint?: ReactNode;
  error?: string | null;
  className?: string;
  children: ReactNode;
}

/** Several checkboxes, radios or answers under one name. */
export function FieldSet({ legend, legendHidden = false, hint, error, className, children }: FieldSetProps) {
  const id = useId();
  const described = [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(" ");
  return (
    <fieldset aria-describedby={described || undefined} className="grid min-w-0 gap-1">
      <legend className={legendHidden ? "sr-only" : "mb-1 text-sm font-medium"}>{legend}</legend>
      <div className={className}>{children}</div>
      {error && <FieldProblem id={`${id}-error`}>{error}</FieldProblem>}
      {hint && <FieldHint id={`${id}-hint`}>{hint}</FieldHint>}
    </fieldset>
  );
}

/** Puts the focus on the first wrong control each time that `errors` changes to something: give the result to `<Form ref>`. */
export function useFocusOnError(errors: unknown) {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (errors) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [errors]);
  return form;
}
