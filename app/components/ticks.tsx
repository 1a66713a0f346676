import { forwardRef, useId, type ComponentPropsWithoutRef, type ReactNode } from "react";
import { classNames } from "./class-names.ts";

type TickProps = { label: ReactNode; hint?: ReactNode } & Omit<
  ComponentPropsWithoutRef<"input">,
  "type" | "role" | "children"
>;

const row =
  "flex items-start gap-2.5 py-0.5 pointer-coarse:min-h-11 pointer-coarse:py-2.5 has-disabled:cursor-not-allowed has-disabled:text-ink-disabled";

type Kind = "checkbox" | "radio" | "switch";

const boxes: Record<Kind, string> = {
  checkbox: "tick-box mt-[0.15rem]",
  radio: "tick-box mt-[0.15rem]",
  switch: "switch-box",
};

const Tick = forwardRef<HTMLInputElement, TickProps & { kind: Kind }>(function Tick(
  { label, hint, kind, className, ...rest },
  ref,
) {
  const hintId = useId();
  return (
    <label className={classNames(row, className)}>
      <input
        ref={ref}
        type={kind === "radio" ? "radio" : "checkbox"}
        role={kind === "switch" ? "switch" : undefined}
        aria-describedby={hint ? hintId : undefined}
        className={boxes[kind]}
        {...rest}
      />
      <span>
        {label}
        {hint && (
          <span id={hintId} className="block text-sm text-ink-3">
            {hint}
          </span>
        )}
      </span>
    </label>
  );
});

export const Checkbox = forwardRef<HTMLInputElement, TickProps>(function Checkbox(props, ref) {
  return <Tick ref={ref} kind="checkbox" {...props} />;
});

export const Radio = forwardRef<HTMLInputElement, TickProps>(function Radio(props, ref) {
  return <Tick ref={ref} kind="radio" {...props} />;
});

/** On or off at once; where a form has to be sent first, a `Checkbox` says so better. */
export const Switch = forwardRef<HTMLInputElement, TickProps>(function Switch(props, ref) {
  return <Tick ref={ref} kind="switch" {...props} />;
});
