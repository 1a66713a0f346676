import { forwardRef, useId, type ComponentPropsWithoutRef, type ReactNode } from "react";
import { classNames } from "./class-names.ts";

type TickProps = { label: ReactNode; hint?: ReactNode } & Omit<ComponentPropsWithoutRef<"input">, "type" | "children">;

const row =
  "flex items-start gap-2.5 py-0.5 pointer-coarse:min-h-11 pointer-coarse:py-2.5 has-disabled:cursor-not-allowed has-disabled:text-ink-disabled";

const Tick = forwardRef<HTMLInputElement, TickProps & { type: "checkbox" | "radio"; box: string; role?: "switch" }>(
  function Tick({ label, hint, box, className, ...rest }, ref) {
    const hintId = useId();
    return (
      <label className={classNames(row, className)}>
        <input ref={ref} aria-describedby={hint ? hintId : undefined} className={box} {...rest} />
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
  },
);

export const Checkbox = forwardRef<HTMLInputElement, TickProps>(function Checkbox(props, ref) {
  return <Tick ref={ref} type="checkbox" box="tick-box mt-[0.15rem]" {...props} />;
});

export const Radio = forwardRef<HTMLInputElement, TickProps>(function Radio(props, ref) {
  return <Tick ref={ref} type="radio" box="tick-box mt-[0.15rem]" {...props} />;
});

/** On or off at once; where a form has to be sent first, a `Checkbox` says so better. */
export const Switch = forwardRef<HTMLInputElement, TickProps>(function Switch(props, ref) {
  return <Tick ref={ref} type="checkbox" role="switch" box="switch-box" {...props} />;
});
